"""From files to a brief: find, read, merge what a brief extends, validate, run the rules."""
