"""The memo: what it draws on, its sections, and how they are composed into pages."""
