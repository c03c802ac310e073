"""The papers of a pack, each composed as a page without markup."""
