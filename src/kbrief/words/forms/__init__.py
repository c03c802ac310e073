"""What there is to say: one closed form a subject; each language has one value of each."""
