"""Blank out addresses in a text, of pages, mail and files, which are not prose."""

import re

#: A word that may hold an address: it has a character such as @, / or a dot inside.
_WORD = re.compile(r"(?<!\S)(?:[^\s@/\\.]|\.(?!\w))*+(?:[@/\\]|\.\w)\S*+")
_HOSTS = "com org net gov mil edu int info io eu kr jp cn us uk de fr ca au"
_SCHEME = re.compile(
    r"(?:[a-z][a-z\d+.-]{1,9}://|www\.|mailto:)[^\s<>\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}", re.ASCII)
_HOST = re.compile(
    rf"(?:[a-z\d][a-z\d-]{{0,62}}\.){{1,8}}(?:{'|'.join(_HOSTS.split())})(?![a-z\d-])(?:[/:?#][!-;=?-~]*)?",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?:~|\.{1,2}|[a-zA-Z]:)[/\\](?:[\w.-]{1,99}[/\\]){0,30}[\w.-]{1,99}|/(?:[\w.-]{2,99}/){1,30}[\w.-]{0,99}"
    r"|(?:[\w.-]{1,99}[/\\]){1,30}[\w-]{1,99}(?:\.[a-z][a-z\d]{1,4})+(?![\w-])"
    r"|[\w-]{1,99}\.(?:md|txt|docx?|pdf|html?|ya?ml|json|csv|xlsx?|pptx?|hwpx?|py|png|jpe?g|svg)(?![\w-])",
    re.ASCII,
)
#: The longest word that is searched for host names and paths; nobody types longer ones.
_MAX_WORD = 2_000


def without_addresses(text: str) -> str:
    """Return a text with its addresses blanked out; all other characters keep their positions."""
    return _WORD.sub(_blank_addresses, text)


def _blank_addresses(match: re.Match[str]) -> str:
    text = match[0]
    for pattern in (_SCHEME, *((_MAIL, _HOST, _PATH) if len(text) <= _MAX_WORD else ())):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    """Return spaces for an address, but keep the punctuation at its end."""
    address = match[0].rstrip(".,;:!?)]}'\"")
    return " " * len(address) + match[0][len(address) :]
