"""ARGV → CALLS → EXIT CODE: one file a command; only output.py prints and writes."""
