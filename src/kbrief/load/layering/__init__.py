"""A brief and what it extends, laid on one another, with the file that each value comes from."""
