"""How a brief is spoken of: its texts, marks, citations and head lines."""
