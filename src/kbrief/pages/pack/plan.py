"""What the papers of a pack share: the ranking, the meeting, the points that fit its minutes, and their lines."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import with_mark
from kbrief.model import Claim, SpokenField
from kbrief.model.marks import Marks
from kbrief.model.meeting import Meeting
from kbrief.pack.choose import DoesNotFit
from kbrief.pack.fit import Fit, fit_points
from kbrief.pack.seconds import Pace
from kbrief.pages.brief_text import BriefText


class Line(NamedTuple):
    """The line to take on a point, the qualifier that its label may not lose, its caution and its basis."""

    say: str
    qualifier: str
    caution: str
    basis: str

    @property
    def spoken(self) -> str:
        """All parts together: the text whose seconds are counted."""
        return " ".join(part for part in (self.say, self.qualifier, self.caution, self.basis) if part)

    @property
    def table_text(self) -> str:
        """The line for a table: qualifier and caution in brackets, then the basis."""
        remarks = (f"({part})" for part in (self.qualifier, self.caution) if part)
        return " ".join((self.say, *remarks, with_mark(self.basis)))


@dataclass(frozen=True)
class PackPlan:
    """A ranking, a meeting and its minutes, from which every paper is made."""

    ranking: Ranking
    texts: BriefText
    meeting: Meeting
    minutes: int
    has_interpreter: bool = False
    digest: str = ""
    marks: Marks = field(default_factory=Marks)

    @property
    def audience(self) -> str | None:
        """The id of the audience, None for none."""
        return self.ranking.scenario.administration

    @property
    def pace(self) -> Pace:
        """The speed at which lines are spoken."""
        return Pace(self.meeting.speeds, self.has_interpreter)

    @property
    def our_minutes(self) -> int:
        """The minutes for our lines and the answers to them, by default all."""
        return min(self.meeting.our_minutes or self.minutes, self.minutes)

    @cached_property
    def whom(self) -> str:
        """The audience and the given events in words."""
        scenario = self.ranking.scenario
        names = [self.texts.events([event]) for event in scenario.given]
        return self.texts.scenario_phrase(
            scenario.administration, names, stated_only=scenario.stated_only, weights=self.ranking.weights
        )

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """The line of each point that has one."""
        lines = ((placement.point.id, self._line(placement)) for placement in self.ranking.placements)
        return {name: line for name, line in lines if line}

    @cached_property
    def seconds(self) -> Mapping[str, Fraction]:
        """The seconds that each line takes, by the id of its point."""
        return {name: self.pace.seconds(line.spoken, self.texts.lang) for name, line in self.lines.items()}

    @cached_property
    def fit(self) -> Fit:
        """The points that fit our minutes. Raises DoesNotFit if those that must be said do not."""
        return self.fit_in(self.our_minutes)

    def fit_in(self, minutes: int) -> Fit:
        """Return the points that fit so many minutes. Raises DoesNotFit if those that must be said do not."""
        must, leave_out = self.meeting.must, self.meeting.leave_out
        return fit_points(self.ranking, minutes, self.seconds, must, leave_out)

    @property
    def missing(self) -> Fraction:
        """The seconds that are missing for what must be said, 0 if it fits."""
        try:
            self.fit_in(self.our_minutes)
        except DoesNotFit as error:
            return error.missing
        return Fraction(0)

    def text(self, placement: Placement, name: SpokenField) -> str:
        """Return a text of a point for this audience, empty if it is not written yet."""
        statement = placement.point.spoken(name, self.audience)
        return self.texts.text(statement.text_after(self.ranking.scenario.events)) if statement else ""

    def label(self, placement: Placement) -> str:
        """Return the name of a point."""
        return self.texts.text(placement.point.label)

    def labels(self, points: Collection[str]) -> str:
        """Return the names of points in a line."""
        return _("; ").join(self.texts.text(self.texts.brief.point_by_id[name].label) for name in points)

    def _line(self, placement: Placement) -> Line | None:
        """Return the line of a point, None if it is not written yet."""
        point = placement.point
        say = self.text(placement, "say")
        claim = point.spoken("say", self.audience)
        if not say or claim is None:
            return None
        qualifier = self.texts.text(point.qualifier) if point.qualifier else ""
        caution = self.texts.text(point.caution.text) if point.caution else ""
        return Line(say, "" if qualifier in say else qualifier, caution, basis_in_words(claim, self.texts))


def basis_in_words(claim: Claim, texts: BriefText) -> str:
    """Return the basis of a claim in words: the paragraphs that say it, our reading of them, or our judgment."""
    if claim.basis == "unknown":
        return texts.basis("unknown")
    if claim.basis == "stated":
        return texts.citations(claim.cites)
    parts = [_("{cites}, our reading", cites=texts.citations(claim.cites))] if claim.cites else []
    if claim.is_outside:
        parts.append(_("our judgment, from outside the source"))
    return pgettext("screens", "; ").join(parts) or _("our judgment")


def clock(seconds: Fraction) -> str:
    """Return a number of seconds as minutes and seconds, rounded up, `6:08`."""
    whole = -(-seconds.numerator // seconds.denominator)
    return f"{whole // 60}:{whole % 60:02}"
