"""Tables of the whole brief: their columns, and the files that they are written to."""
