"""NOUNS → RESULTS: pure functions, numbers and no words; exact, and the same on every run.

Nothing is gathered here: a command imports the modules that it needs, as every start counts.
"""
