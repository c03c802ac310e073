"""The texts of a brief in one language, with marks, citations and head lines."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from kbrief.i18n import _, pgettext, translate
from kbrief.i18n.formats import format_weights
from kbrief.i18n.labels import alignment_label, basis_label, likelihood_label, with_mark
from kbrief.model import (
    Alignment,
    Basis,
    Cite,
    Claim,
    Figure,
    ScreenName,
    Statement,
    Text,
)
from kbrief.model import Paragraph as SourceParagraph
from kbrief.model.agenda import AGREED
from kbrief.pages.caveats import NEUTRAL_CAVEATS, ONE_GROUP, UNKNOWN_PLACEHOLDER, unknown_views
from kbrief.pages.source_text import SourceText

if TYPE_CHECKING:
    from fractions import Fraction

    from kbrief.decide.scenario import Scenario


class BriefText(SourceText):
    """A brief in the language of the run, as of one day."""

    def statement(self, statement: Statement | None) -> str:
        """Return a statement with its basis in brackets, empty for None."""
        return f"{self.text(statement.text)} {self.basis_mark(statement)}" if statement else ""

    def cite(self, cite: Cite) -> str:
        """Return a citation as people read it: `P14` if the brief has one source, else `North P4`."""
        source, _hash, paragraph = cite.partition("#")
        return paragraph if len(self.brief.sources) == 1 else f"{self._source_names.get(source, source)} {paragraph}"

    @cached_property
    def _source_names(self) -> dict[str, str]:
        return {source.id: source.name for source in self.brief.sources}

    def citations(self, cites: Iterable[Cite]) -> str:
        """Return citations joined by commas, `P8, P14`."""
        return ", ".join(self.cite(cite) for cite in cites)

    def basis_mark(self, claim: Claim) -> str:
        """Return the basis of a claim in brackets: its paragraphs if it is stated, else `inferred` or `unknown`."""
        return with_mark(self.basis_label(claim))

    def basis_label(self, claim: Claim) -> str:
        """Return the basis of a claim without brackets."""
        if claim.basis == "stated":
            return self.citations(claim.cites)
        return _("inferred, outside") if claim.is_outside else self.basis(claim.basis)

    def placement_sources(self, stated: Iterable[tuple[str, int, tuple[Cite, ...]]], inferred: Iterable[Cite]) -> str:
        """Return the sources of a placement: stated paragraphs, each with its rating in a word, then inferred ones.

        `stated` has (criterion, rating, paragraphs); if a paragraph states two ratings, the last one is shown.
        """
        scales = {criterion.id: criterion.short for criterion in self.brief.criteria}
        words = {self.cite(cite): self.text(scales[name].of(value)) for name, value, cites in stated for cite in cites}
        parts = [", ".join(f"{cite} {word}".rstrip() for cite, word in words.items())] if words else []
        if citations := self.citations(inferred):
            parts.append(_("inferred: {cites}", cites=citations))
        return pgettext("screens", "; ").join(parts) or self.basis("unknown")

    def basis(self, basis: Basis) -> str:
        """Return the word for a basis."""
        return basis_label(basis)

    def with_parenthesis(self, text: str, addition: Text | None) -> str:
        """Return a text with an addition in brackets, if there is one."""
        return _("{said} ({more})", said=text, more=self.text(addition)) if addition else text

    def figure(self, figure: Figure) -> str:
        """Return a figure of a source, what it counts, and the caution about it in brackets."""
        return self.with_parenthesis(f"{self.localize_percent(figure.value)}: {self.text(figure.what)}", figure.caution)

    def localize_percent(self, figure: str) -> str:
        """Return a figure with its percent sign as the language writes it."""
        return figure.replace(" %", _("{number} %", number=""))

    def marked_day(self, day: str) -> str:
        """Return the day of a mark, `2026-11-22`, in the language's own order."""
        year, month, number = map(int, day.split("-"))
        return _("{year}-{month:02}-{day:02}", year=year, month=month, day=number)

    def digest(self, paragraph: SourceParagraph) -> str:
        """Return the digest of a paragraph, or `no digest yet`."""
        if paragraph.digest is None:
            return _("no digest yet")
        return self.text(paragraph.digest)

    def administration(self, name: str | None) -> str:
        """Return the name of an administration, empty for None."""
        return next((self.text(a.name) for a in self.brief.administrations if a.id == name), "")

    def alignment(self, alignment: Alignment) -> str:
        """Return the alignment of an issue with its scope, and the note on it."""
        label = self.with_parenthesis(self.alignment_label(alignment.kind), alignment.scope)
        return f"{label}. {self.text(alignment.note)}" if alignment.note else label

    def key_gaps(self) -> str:
        """Return the key gaps of the source in a line, empty if there are none."""
        return pgettext("screens", "; ").join(self.text(gap.short or gap.text) for gap in self.brief.gaps if gap.key)

    def percent(self, share: "Fraction") -> str:
        """Return a share of 0 to 1 as a whole percentage, never 0 % or 100 % unless it is 0: larger errors are possible."""
        if share == 1:
            return _("> 99 %")
        whole = (200 * share + 1) // 2
        if share > 0:
            whole = min(99, max(1, whole))
        return _("{number} %", number=whole)

    def probability(self, probability: "Fraction | None", word: str | None) -> str:
        """Return a probability with the word for it, or a dash for None."""
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
        """Return a scenario as a phrase: `under Trump, given nk-nuclear-test`.

        `names` replaces the name of the administration if there are several.
        """
        name = names or self.administration(administration)
        nobody = _("on stated evidence alone") if stated_only else _("with no audience assumed")
        phrase = self.for_audience(name) if name else nobody
        phrase += _(", stated evidence alone") if name and stated_only else ""
        phrase += _(", given {events}", events=", ".join(given)) if given else ""
        return phrase + self.weights_phrase(weights)

    def for_audience(self, name: str) -> str:
        """Return the phrase for an audience: the brief's own, such as `under Trump`, else `for Trump`."""
        phrase = self.text(self.brief.wording.audience.under)
        return phrase.replace("{name}", name) if phrase else _("for {name}", name=name)

    @property
    def other_audiences(self) -> str:
        """The heading for the other audiences."""
        heading = self.text(self.brief.wording.audience.other)
        return heading[:1].upper() + heading[1:] if heading else _("The other audiences")

    @property
    def outlook_label(self) -> str:
        """The brief's word for the outlook of an issue."""
        return self.text(self.brief.wording.outlook) or _("outlook")

    def alignment_label(self, kind: str) -> str:
        """Return the word for an alignment: the brief's own if it has one."""
        label = self.text(self.brief.wording.agreed) if kind in AGREED else ""
        return label or alignment_label("agreed" if kind in AGREED and self.brief.wording.agreed is None else kind)

    def weights_phrase(self, weights: Mapping[str, float] | None) -> str:
        """Return the phrase for weights of one's own, `, weights president=2`, empty for None."""
        return _(", weights {weights}", weights=format_weights(weights, ", ")) if weights else ""

    def events(self, ids: Iterable[str]) -> str:
        """Return the names of events, joined by commas."""
        return ", ".join(self.text(self.brief.event_by_id[name].name) for name in ids)

    def caveats(self, screen: ScreenName, given: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the head lines of a screen: the source and its age, and how far to trust what follows."""
        lines = [self.source_line(), self._trust(screen)]
        if names := self.events(given):
            lines.append(self._trust("given").replace("{events}", names))
        return tuple(lines)

    def one_group(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return a note for each group with several given events, of which only the largest shift counts."""
        groups: dict[str, list[str]] = {}
        for name in dict.fromkeys(given):
            groups.setdefault(self.brief.event_by_id[name].group or "", []).append(name)
        return tuple(
            translate(ONE_GROUP).replace("{events}", self.events(names))
            for group, names in groups.items() if group and len(names) > 1
        )  # fmt: skip

    def ranking_caveats(self, administration: str | None, given: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the head lines of every page with a ranking."""
        return self.caveats("lists-administration" if administration else "lists", given)

    def scenario_caveats(self, scenario: "Scenario") -> tuple[str, ...]:
        """Return the head lines of a ranking: its source, what it assumes, and which events count as happened."""
        lines = self.ranking_caveats(scenario.administration, scenario.given)
        if scenario.observed and scenario.counts_events:
            lines += (_("Counts as happened, as marked: {events}.", events=self.events(scenario.observed)),)
        lines += self.one_group(scenario.events) if scenario.counts_events else ()
        return (*lines, *self.passed_events(scenario.observed))

    def passed_events(self, observed: Iterable[str]) -> tuple[str, ...]:
        """Return a note with the pending events that have passed since the brief was written, by mark or date."""
        observed_ids = set(observed)
        passed = [
            self.text(event.name)
            for event in self.brief.events
            if event.kind == "pending" and (event.id in observed_ids or self._is_past(event.date))
        ]
        return (_("Written before this, which has passed: {events}.", events="; ".join(passed)),) if passed else ()

    def _is_past(self, dates: str | None) -> bool:
        """Whether a date, a month, a year or the later end of a window is over."""
        if dates is None:
            return False
        last = dates.rpartition("/")[2]
        return last < self.today.isoformat()[: len(last)]

    def _trust(self, screen: ScreenName) -> str:
        """Return the line that says how far to trust a screen: the brief's own, else a neutral one."""
        head_line = self.brief.head_lines.get(screen)
        line = self.text(head_line) if head_line else translate(NEUTRAL_CAVEATS[screen])
        return line.replace(UNKNOWN_PLACEHOLDER, unknown_views(self)).strip() if UNKNOWN_PLACEHOLDER in line else line
