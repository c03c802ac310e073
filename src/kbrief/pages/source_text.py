"""What is said of the sources of a brief in one language: their dates, ages and grades."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import cast

from kbrief.i18n import _, current_language, ngettext, pgettext
from kbrief.i18n.direction import isolated
from kbrief.i18n.formats import format_day, format_month
from kbrief.model import Brief, Lang, Source, Text

#: How many sources a head line names; the rest are counted.
MAX_NAMES = 5


class SourceText:
    """The sources of a brief in the language of the run, as of one day."""

    def __init__(self, brief: Brief, today: dt.date) -> None:
        self.brief = brief
        self.today = today

    @property
    def lang(self) -> Lang:
        """The language of the run."""
        return cast("Lang", current_language())

    @property
    def language(self) -> str:
        """The tag of the language in which the brief's texts are shown: that of the run if the brief has it."""
        tags = self.brief.languages
        same = next((tag for tag in tags if tag.split("-")[0] == self.lang), None)
        return same or (tags[0] if tags and self.lang == "en" else self.lang)

    def text(self, text: Text | None) -> str:
        """Return a text of the brief, empty for None; a right-to-left text is isolated from the sentence around it."""
        return isolated(text.in_language(self.lang)) if text else ""

    def month(self, month: str) -> str:
        """Return the month of `2024-10` or `2024-10-31` as people read it, and a year as it is."""
        year, _dash, number = month[:7].partition("-")
        return format_month(int(year), int(number)) if number else year

    def day(self, day: dt.date) -> str:
        """Return a date as people read it."""
        return format_day(day)

    def published(self, source: Source) -> str:
        """Return the date of a source (day, month or year), with a note if it is in the future, or `date not given`."""
        if source.published is None:
            return _("date not given")
        is_day = len(source.published) == len("2024-10-31")
        day = self.day(dt.date.fromisoformat(source.published)) if is_day else self.month(source.published)
        return _("{day}, a date in the future", day=day) if self.is_future(source) else day

    def is_future(self, source: Source) -> bool:
        """Whether a source is dated after today."""
        return bool(source.published and source.published > self.today.isoformat()[: len(source.published)])

    def age(self, source: Source) -> int | None:
        """Return the whole months since a source was published, counted from December if only the year is known.

        None if the date is unknown or in the future.
        """
        if source.published is None or self.is_future(source):
            return None
        year, month = source.published[:4], source.published[5:7] or "12"
        return max(0, (self.today.year - int(year)) * 12 + self.today.month - int(month))

    def age_in_words(self, source: Source) -> str:
        """Return the age of a source in months, empty if it is unknown."""
        age = self.age(source)
        return "" if age is None else ngettext("{count} month old", "{count} months old", age)

    def source_line(self) -> str:
        """Return the head line of every screen: the source, its date, age and grade."""
        return (
            _("Source: {facts}", facts=self.source_facts())
            if self.brief.sources
            else _("No source record: nothing here can be traced to a paragraph.")
        )

    def source_facts(self) -> str:
        """Return the sources with their dates, ages and grades in a line."""
        match self.brief.sources:
            case ():
                return _("No source record: nothing here can be traced to a paragraph.")
            case (source,):
                if self.age(source) is None:
                    return _("one {kind}, {name}, {day}, {grade}.", kind=self.text(source.kind), name=source.name,
                             day=self.published(source), grade=self.grade(source))  # fmt: skip
                return pgettext("source", "one {kind}, {name}, {month}{timing}, {old}, {grade}.",
                    kind=self.text(source.kind), name=source.name, month=self.published(source),
                    timing=f" ({self.text(source.timing)})" if source.timing else "",
                    and_when=f", {self.text(source.timing)}" if source.timing else "",
                    old=self.age_in_words(source), grade=self.grade(source),
                )  # fmt: skip
            case sources:
                return _("{count} texts, {graded}: {texts}.", count=len(sources), graded=self._grade_summary(sources),
                         texts=self.names_in_row(map(self._source_in_row, sources)))  # fmt: skip

    def _source_in_row(self, source: Source) -> str:
        """Return one of several sources with its grade, date and age."""
        grade = _("not yet graded") if str(source.grade) == "F6" else str(source.grade)
        facts = {"name": source.name, "grade": grade, "day": self.published(source)}
        return (
            _("{name} ({grade}, {day})", **facts)
            if self.age(source) is None
            else _("{name} ({grade}, {day}, {old})", **facts, old=self.age_in_words(source))
        )

    def _grade_summary(self, sources: Sequence[Source]) -> str:
        """Return how many of several sources are graded, and the grades; F6 does not count as one."""
        grades = Counter(str(source.grade) for source in sources if str(source.grade) != "F6")
        if not grades:
            return _("none graded yet (F6)")
        summary = ", ".join(f"{grade} × {count}" if count > 1 else grade for grade, count in sorted(grades.items()))
        return _("{count} of {all} graded ({grades})", count=grades.total(), all=len(sources), grades=summary)

    @classmethod
    def joined_names(cls, names: Iterable[str]) -> str:
        """Return names joined for a sentence, `A, B and C`; if there are many, the first ones and how many more."""
        all_names = list(names)
        if not 1 < len(all_names) <= MAX_NAMES:
            return cls.names_in_row(all_names)
        return _("{names} and {last}", names=", ".join(all_names[:-1]), last=all_names[-1])

    @staticmethod
    def names_in_row(names: Iterable[str], maximum: int = MAX_NAMES) -> str:
        """Return the first names joined by commas, and how many more there are."""
        all_names = list(names)
        shown, others = ", ".join(all_names[:maximum]), len(all_names) - maximum
        return _("{names} and {count} more", names=shown, count=others) if others > 0 else shown

    def grade(self, source: Source) -> str:
        """Return the Admiralty grade in words; F6 means that there is none yet."""
        if str(source.grade) == "F6":
            return _("not yet graded ({grade})", grade=source.grade)
        return _("graded {grade}", grade=source.grade)
