"""Whether a draft keeps to the message: its points, figures and words of likelihood."""
