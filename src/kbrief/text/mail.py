"""Read a saved e-mail: its text, subject, sender and date."""

import re
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple, NoReturn

from kbrief.errors import Message
from kbrief.text.decode import raise_unreadable

#: How many characters of a header are used.
MAX_HEADER_LENGTH = 200


class MailText(NamedTuple):
    """The text of an e-mail, whether it is HTML, and its subject, sender and date (2024-10-24), "" if missing."""

    text: str
    is_html: bool
    subject: str
    sender: str
    date: str


def read_mail(name: str, data: bytes) -> MailText:
    """Return the text of a saved e-mail (.eml). Raises BriefError for any other format."""
    try:
        mail = message_from_bytes(data, policy=default)
        part = mail.get_body(("plain", "html"))
        text = part.get_content() if part is not None else ""
        subject, sender, day = (_line(str(mail.get(key, ""))) for key in ("subject", "from", "date"))
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        _reject(name, type(error).__name__)
    if not isinstance(text, str) or not (subject or sender or day):
        _reject(name, "no head lines")
    sender_name = parseaddr(sender)[0] or sender
    is_html = part is not None and part.get_content_subtype() == "html"
    return MailText(text if is_html else _without_quotes(text), is_html, subject, sender_name, _date(day))


def _without_quotes(text: str) -> str:
    """Drop the quoted lines of the mail that is answered."""
    return re.sub(r"(?m)^>.*$", "", text.replace("\r\n", "\n"))


def _reject(name: str, kind: str) -> NoReturn:
    message = Message("{name} is not an e-mail that can be read: {kind}", name=name, kind=kind)
    raise_unreadable(name, (1, 1), "mail", message, Message("save the e-mail as .eml, or its text as .txt"))


def _line(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())[
        :MAX_HEADER_LENGTH
    ].strip()


def _date(day: str) -> str:
    try:
        sent = parsedate_to_datetime(day)
    except (ValueError, TypeError, IndexError):
        return ""
    return sent.date().isoformat()
