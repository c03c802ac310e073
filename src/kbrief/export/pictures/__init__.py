"""Pictures: the ranking and the matrix as SVG."""
