"""Dates, signed numbers and weights in the current language."""

import datetime as dt
from collections.abc import Mapping

from kbrief.i18n import _, pgettext


def short_month(number: int) -> str:
    """Return the short name of a month, 1 … 12."""
    names = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), pgettext("short", "May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return names[number - 1]


def long_month(number: int) -> str:
    """Return the name of a month, 1 … 12."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return names[number - 1]


def format_month(year: int, month: int) -> str:
    """Return a month, `Oct 2024`."""
    return pgettext("date", "{name} {year}", year=year, number=month, name=short_month(month))


def format_day(day: dt.date) -> str:
    """Return a day, `Oct 25, 2024`."""
    name = short_month(day.month)
    return pgettext("date", "{name} {day}, {year}", year=day.year, number=day.month, name=name, day=day.day)


def format_long_day(day: dt.date) -> str:
    """Return a day with the name of its month, `October 25, 2024`."""
    name = long_month(day.month)
    return pgettext("date", "{name} {day}, {year}", year=day.year, number=day.month, name=name, day=day.day)


def format_signed(number: float, zero: str = "–", minus: str = "-") -> str:
    """Return a number with its sign, or `zero`; whole numbers without a fraction, others with one digit."""
    if not number:
        return zero
    digits = f"{abs(number):.0f}" if float(number).is_integer() else f"{abs(float(number)):.1f}"
    return f"{'+' if number > 0 else minus}{digits}"


def format_weights(weights: Mapping[str, float], separator: str = ",") -> str:
    """Return weights in the form of `--weights`: `president=2,team=0`."""
    return separator.join(f"{name}={weight:g}" for name, weight in weights.items())


def capitalize(text: str) -> str:
    """Return a text with a capital first letter; unlike `str.capitalize`, the others stay."""
    return text[:1].upper() + text[1:]
