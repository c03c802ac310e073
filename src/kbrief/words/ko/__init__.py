"""What the program says in Korean."""
