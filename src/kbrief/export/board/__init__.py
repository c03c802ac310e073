"""The board: one interactive page, its data, and its first state for a page without JavaScript."""
