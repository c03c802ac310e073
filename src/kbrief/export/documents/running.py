"""The running head of pages that a browser prints."""


def running_head(marking: str) -> str:
    """Return the rule that prints the marking on every page; what is no letter or digit is escaped."""
    text = "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in marking)
    return f'@page {{ @top-center {{ content: "{text}"; font: bold 9pt sans-serif; }} }}\n'
