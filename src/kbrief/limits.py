"""The limits on the size of what is read; the table in SECURITY.md and the manuals in `load/rules` name them."""

#: The most bytes of one file.
MAX_FILE_BYTES = 32_000_000

#: The most bytes of all files of a brief and of what it extends.
MAX_BRIEF_BYTES = 16_000_000

#: The most values (texts, numbers, lists, mappings) in all files of a brief: as a model, each takes about a kilobyte.
MAX_VALUES = 500_000

#: The most bytes of memory for all texts of a brief: an emoji makes every character of its text take four.
MAX_TEXT_BYTES = 30_000_000
