"""Addresses in a text: of pages, mail and files, which say nothing that a reader reads."""

import re

#: A word that may hold an address: one with a sign of such in it.
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
#: How long a word may be in which host names and paths are looked for; nobody types longer ones.
_MAX_WORD = 2_000


def without_addresses(text: str) -> str:
    """Return a text with its addresses blanked out, each character left in its place."""
    return _WORD.sub(_without, text)


def _without(word: re.Match[str]) -> str:
    text = word[0]
    for pattern in (_SCHEME, *((_MAIL, _HOST, _PATH) if len(text) <= _MAX_WORD else ())):
        text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    """Return blanks for an address, without the signs of a sentence at its end."""
    address = found[0].rstrip(".,;:!?)]}'\"")
    return " " * len(address) + found[0][len(address) :]
