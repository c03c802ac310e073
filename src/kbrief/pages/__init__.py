"""From results to documents: one module for each group of screens."""
