"""Drafts to be checked: text, Markdown and Word, with the places of the original."""
