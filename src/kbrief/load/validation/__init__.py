"""Plain data to a brief: what its schema finds, told as problems."""
