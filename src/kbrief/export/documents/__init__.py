"""Documents: a module a format, and what several formats share."""
