"""RESULTS → str | bytes: items, JSON, CSV, Markdown and the memo; writes nothing."""
