"""Load briefs: find files, read them, merge base briefs, validate, and run the rules."""
