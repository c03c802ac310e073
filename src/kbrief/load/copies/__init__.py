"""Copies of a source's text: read from any file, and held against the fingerprints of the record."""
