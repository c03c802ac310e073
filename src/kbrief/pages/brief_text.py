"""How a brief is spoken of in one language: its texts, marks, citations, dates and head lines."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kbrief.i18n import _, current_language, ngettext, pgettext, translate
from kbrief.i18n.direction import isolated
from kbrief.i18n.formats import format_day, format_month, format_weights
from kbrief.i18n.labels import alignment_label, basis_label, likelihood_label, with_mark
from kbrief.model import (
    Alignment,
    Basis,
    Brief,
    Cite,
    Claim,
    Figure,
    Lang,
    ScreenName,
    Source,
    Statement,
    Text,
)
from kbrief.model import Paragraph as SourceParagraph
from kbrief.model.agenda import AGREED
from kbrief.pages.caveats import NEUTRAL_CAVEATS, ONE_GROUP, UNKNOWN_PLACEHOLDER, unknown_views

if TYPE_CHECKING:
    from fractions import Fraction

    from kbrief.decide.scenario import Scenario

#: How many sources a head line names; the rest are counted.
MAX_NAMES = 5


class BriefText:
    """The words of a language, at work on one brief on one day."""

    def __init__(self, brief: Brief, today: dt.date) -> None:
        self.brief = brief
        self.today = today

    @property
    def lang(self) -> Lang:
        """The language spoken."""
        return cast("Lang", current_language())

    @property
    def language(self) -> str:
        """The tag of the language that the brief's texts are shown in: the program's, where the brief has that."""
        tags = self.brief.languages
        spoken = next((tag for tag in tags if tag.split("-")[0] == self.lang), None)
        return spoken or (tags[0] if tags and self.lang == "en" else self.lang)

    def text(self, text: Text | None) -> str:
        """Return a text of the brief, empty for none; one that runs from right to left is isolated from its sentence."""
        return isolated(text.in_language(self.lang)) if text else ""

    def statement(self, statement: Statement | None) -> str:
        """Return a statement with its mark, empty for none."""
        return f"{self.text(statement.text)} {self.basis_mark(statement)}" if statement else ""

    def cite(self, cite: Cite) -> str:
        """Return `P14` where the brief has one source, else with the name of the source, `North P4`."""
        source, _hash, paragraph = cite.partition("#")
        return paragraph if len(self.brief.sources) == 1 else f"{self._source_names.get(source, source)} {paragraph}"

    @cached_property
    def _source_names(self) -> dict[str, str]:
        return {source.id: source.name for source in self.brief.sources}

    def citations(self, cites: Iterable[Cite]) -> str:
        """Return citations in a row, `P8, P14`."""
        return ", ".join(self.cite(cite) for cite in cites)

    def basis_mark(self, claim: Claim) -> str:
        """Return the mark of a claim: its paragraphs where stated, else what it is."""
        return with_mark(self.basis_label(claim))

    def basis_label(self, claim: Claim) -> str:
        """Return the mark of a claim without its brackets."""
        if claim.basis == "stated":
            return self.citations(claim.cites)
        return _("inferred, outside") if claim.is_outside else self.basis(claim.basis)

    def placement_sources(self, stated: Iterable[tuple[str, int, tuple[Cite, ...]]], inferred: Iterable[Cite]) -> str:
        """Return where a placement comes from: stated paragraphs with what they say in a word, then inference.

        `stated` holds (criterion, rating, paragraphs); of two ratings on one paragraph the last one speaks.
        """
        short = {criterion.id: criterion.short for criterion in self.brief.criteria}
        said = {self.cite(c): self.text(short[name].of(value)) for name, value, cites in stated for c in cites}
        parts = [", ".join(f"{cite} {what}".rstrip() for cite, what in said.items())] if said else []
        if names := self.citations(inferred):
            parts.append(_("inferred: {cites}", cites=names))
        return pgettext("screens", "; ").join(parts) or self.basis("unknown")

    def basis(self, basis: Basis) -> str:
        """Return the word for a basis."""
        return basis_label(basis)

    def with_parenthesis(self, said: str, more: Text | None) -> str:
        """Return what is said with more in brackets behind it, where there is more."""
        return _("{said} ({more})", said=said, more=self.text(more)) if more else said

    def figure(self, figure: Figure) -> str:
        """Return a figure of the record, what it counts, and what to clear before use."""
        return self.with_parenthesis(f"{self.localize_percent(figure.value)}: {self.text(figure.what)}", figure.caution)

    def localize_percent(self, figure: str) -> str:
        """Return a figure with its percent sign set as the language sets it."""
        return figure.replace(" %", _("{number} %", number=""))

    def month(self, month: str) -> str:
        """Return `2024-10` as people read it; of a day its month, and a year as it is."""
        year, _dash, number = month[:7].partition("-")
        return format_month(int(year), int(number)) if number else year

    def day(self, day: dt.date) -> str:
        """Return a date as people read it."""
        return format_day(day)

    def marked_day(self, day: str) -> str:
        """Return the day of a mark, `2026-11-22`, as the screens write it."""
        year, month, number = map(int, day.split("-"))
        return _("{year}-{month:02}-{day:02}", year=year, month=month, day=number)

    def digest(self, paragraph: SourceParagraph) -> str:
        """Return the digest of a paragraph, or that there is none yet."""
        if paragraph.digest is None:
            return _("no digest yet")
        return self.text(paragraph.digest)

    def published(self, source: Source) -> str:
        """Return the day of a source, else its month or year, and whether that is still to come; else that it lacks."""
        if source.published is None:
            return _("date not given")
        is_day = len(source.published) == len("2024-10-31")
        day = self.day(dt.date.fromisoformat(source.published)) if is_day else self.month(source.published)
        return _("{day}, a date in the future", day=day) if self.is_future(source) else day

    def is_future(self, source: Source) -> bool:
        """Whether a source is dated after today."""
        return bool(source.published and source.published > self.today.isoformat()[: len(source.published)])

    def age(self, source: Source) -> int | None:
        """Return the whole months since a source was published, from December where only the year is known.

        None where it is not known when it was published, and where that is still to come.
        """
        if source.published is None or self.is_future(source):
            return None
        year, month = source.published[:4], source.published[5:7] or "12"
        return max(0, (self.today.year - int(year)) * 12 + self.today.month - int(month))

    def age_in_words(self, source: Source) -> str:
        """Return how old a source is, empty where that is not known."""
        age = self.age(source)
        return "" if age is None else ngettext("{count} month old", "{count} months old", age)

    def administration(self, name: str | None) -> str:
        """Return the name of an administration, empty for none."""
        return next((self.text(a.name) for a in self.brief.administrations if a.id == name), "")

    def alignment(self, alignment: Alignment) -> str:
        """Return whether an issue is bipartisan or split, how far, and what that does not cover."""
        said = self.with_parenthesis(self.alignment_label(alignment.kind), alignment.scope)
        return f"{said}. {self.text(alignment.note)}" if alignment.note else said

    def key_gaps(self) -> str:
        """Return in a line the first things that the source does not say, empty for none."""
        return pgettext("screens", "; ").join(self.text(gap.short or gap.text) for gap in self.brief.gaps if gap.key)

    def percent(self, share: "Fraction") -> str:
        """Return a share of 0 … 1 as a whole percentage; never 100 %, for errors larger than the model's can be."""
        if share == 1:
            return _("> 99 %")
        whole = (200 * share + 1) // 2
        if share > 0:
            whole = min(99, max(1, whole))
        return _("{number} %", number=whole)

    def probability(self, probability: "Fraction | None", word: str | None) -> str:
        """Return a probability with the word for it, a dash for none."""
        if probability is None:
            return "–"
        share = self.percent(probability)
        return _("{percent} ({word})", percent=share, word=likelihood_label(word)) if word else share

    def scenario_phrase(
        self,
        administration: str | None,
        given: Iterable[str] = (),
        *,
        stated_only: bool = False,
        weights: Mapping[str, float] | None = None,
        names: str = "",
    ) -> str:
        """Return for whom, given what and by which weights something holds: `if Trump, given nk-nuclear-test`.

        `names` stand in place of the administration's where it is several.
        """
        name = names or self.administration(administration)
        nobody = _("on stated evidence alone") if stated_only else _("with no audience assumed")
        said = self.for_audience(name) if name else nobody
        said += _(", stated evidence alone") if name and stated_only else ""
        said += _(", given {events}", events=", ".join(given)) if given else ""
        return said + self.weights_phrase(weights)

    def for_audience(self, name: str) -> str:
        """Return for whom something holds in the brief's own words, `under Trump`, else `for Trump`."""
        own = self.text(self.brief.wording.audience.under)
        return own.replace("{name}", name) if own else _("for {name}", name=name)

    @property
    def other_audiences(self) -> str:
        """The heading of what concerns the other audiences."""
        own = self.text(self.brief.wording.audience.other)
        return own[:1].upper() + own[1:] if own else _("The other audiences")

    @property
    def outlook_label(self) -> str:
        """What the brief calls the outlook of an issue."""
        return self.text(self.brief.wording.outlook) or _("outlook")

    def alignment_label(self, kind: str) -> str:
        """Return the word for an alignment, in the brief's own words where it has them."""
        own = self.text(self.brief.wording.agreed) if kind in AGREED else ""
        return own or alignment_label("agreed" if kind in AGREED and self.brief.wording.agreed is None else kind)

    def weights_phrase(self, weights: Mapping[str, float] | None) -> str:
        """Return that weights other than the brief's were asked for, `, weights president=2`, empty for none."""
        return _(", weights {weights}", weights=format_weights(weights, ", ")) if weights else ""

    def events(self, ids: Iterable[str]) -> str:
        """Return the names of events in a row."""
        return ", ".join(self.text(self.brief.event_by_id[name].name) for name in ids)

    def caveats(self, screen: ScreenName, given: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the head lines of a screen: the source and its age, then how far the screen can be trusted."""
        lines = [self.source_line(), self._trust(screen)]
        if names := self.events(given):
            lines.append(self._trust("given").replace("{events}", names))
        return tuple(lines)

    def one_group(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return that of events of one group only the largest shift counts, where several of one are given."""
        groups: dict[str, list[str]] = {}
        for name in dict.fromkeys(given):
            groups.setdefault(self.brief.event_by_id[name].group or "", []).append(name)
        return tuple(
            translate(ONE_GROUP).replace("{events}", self.events(names))
            for group, names in groups.items() if group and len(names) > 1
        )  # fmt: skip

    def ranking_caveats(self, administration: str | None, given: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the head lines of all that shows a ranking."""
        return self.caveats("lists-administration" if administration else "lists", given)

    def scenario_caveats(self, scenario: "Scenario") -> tuple[str, ...]:
        """Return the head lines of a ranking: what it rests on, what is assumed, and what counts as happened."""
        lines = self.ranking_caveats(scenario.administration, scenario.given)
        if scenario.observed and scenario.counts_events:
            lines += (_("Counts as happened, as marked: {events}.", events=self.events(scenario.observed)),)
        lines += self.one_group(scenario.events) if scenario.counts_events else ()
        return (*lines, *self.passed_events(scenario.observed))

    def passed_events(self, observed: Iterable[str]) -> tuple[str, ...]:
        """Return that the brief was written before an awaited event that has passed, by its mark or its date."""
        seen, today = set(observed), self.today.isoformat()
        passed = [
            self.text(event.name)
            for event in self.brief.events
            if event.kind == "pending"
            and (
                event.id in seen
                or (event.date or "9").rpartition("/")[2] < today[: len((event.date or "9").rpartition("/")[2])]
            )
        ]
        return (_("Written before this, which has passed: {events}.", events="; ".join(passed)),) if passed else ()

    def source_line(self) -> str:
        """Return the line at the head of every screen that names the source, its date, age and grade."""
        return (
            _("Source: {facts}", facts=self.source_facts())
            if self.brief.sources
            else _("No source record: nothing here can be traced to a paragraph.")
        )

    def source_facts(self) -> str:
        """Return the source, its date, age and grade in a line."""
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
                return _("{count} texts, {graded}: {texts}.", count=len(sources), graded=self._graded(sources),
                         texts=self.names_in_row(map(self._about, sources)))  # fmt: skip

    def _about(self, source: Source) -> str:
        """Return a source of several with its grade, date and age."""
        grade = _("not yet graded") if str(source.grade) == "F6" else str(source.grade)
        about = {"name": source.name, "grade": grade, "day": self.published(source)}
        return (
            _("{name} ({grade}, {day})", **about)
            if self.age(source) is None
            else _("{name} ({grade}, {day}, {old})", **about, old=self.age_in_words(source))
        )

    def _graded(self, sources: Sequence[Source]) -> str:
        """Return how many of several sources are graded, and how; F6 is no grade."""
        grades = Counter(str(source.grade) for source in sources if str(source.grade) != "F6")
        if not grades:
            return _("none graded yet (F6)")
        told = ", ".join(f"{grade} × {count}" if count > 1 else grade for grade, count in sorted(grades.items()))
        return _("{count} of {all} graded ({grades})", count=grades.total(), all=len(sources), grades=told)

    @classmethod
    def joined_names(cls, names: Iterable[str]) -> str:
        """Return names as a sentence joins them, `A, B and C`; of many the first, and how many follow."""
        listed = list(names)
        if not 1 < len(listed) <= MAX_NAMES:
            return cls.names_in_row(listed)
        return _("{names} and {last}", names=", ".join(listed[:-1]), last=listed[-1])

    @staticmethod
    def names_in_row(names: Iterable[str]) -> str:
        """Return the first names in a row, and how many follow."""
        listed = list(names)
        shown = ", ".join(listed[:MAX_NAMES])
        return (
            _("{names} and {count} more", names=shown, count=len(listed) - MAX_NAMES) if listed[MAX_NAMES:] else shown
        )

    def grade(self, source: Source) -> str:
        """Return the Admiralty grade in words; F6 is no low grade but none."""
        if str(source.grade) == "F6":
            return _("not yet graded ({grade})", grade=source.grade)
        return _("graded {grade}", grade=source.grade)

    def _trust(self, screen: ScreenName) -> str:
        own = self.brief.head_lines.get(screen)
        said = self.text(own) if own else translate(NEUTRAL_CAVEATS[screen])
        return said.replace(UNKNOWN_PLACEHOLDER, unknown_views(self)).strip() if UNKNOWN_PLACEHOLDER in said else said
