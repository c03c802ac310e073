"""Find the paragraphs of a source in a copy of its text, by their fingerprints."""
