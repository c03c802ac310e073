"""Briefs as they were at a revision of their git repository."""
