"""Texts of a brief in a language of the test's choice."""

import datetime as dt

from kbrief.i18n import use_language
from kbrief.model import Brief
from kbrief.pages.brief_text import BriefText


def texts_in(lang: str, brief: Brief, today: dt.date) -> BriefText:
    """Speak a language from now on, and return the texts of a brief in it."""
    use_language(lang)
    return BriefText(brief, today)
