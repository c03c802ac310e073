"""Several readers of one draft: what holds for every one of them once, and what holds for some."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.rank import Ranking
from kbrief.lint.lint import LEVELS, LintFinding, LintReport


class SharedFinding(NamedTuple):
    """A finding, and the rankings for which it holds."""

    finding: LintFinding
    rankings: tuple[Ranking, ...]


def shared_findings(reports: Sequence[LintReport]) -> tuple[SharedFinding, ...]:
    """Return the findings of some reports on one draft in its order, each once with whom it holds for."""
    holders: dict[tuple[object, ...], list[tuple[LintFinding, Ranking]]] = {}
    for report in reports:
        for finding in report.findings:
            for part in _parts(finding):
                holders.setdefault(_key(part), []).append((part, report.ranking))
    found = [SharedFinding(pairs[0][0], tuple(ranking for _, ranking in pairs)) for pairs in holders.values()]
    rules = list(LEVELS)
    told = [shared for shared in found if not shared.finding.missed]
    told.sort(key=lambda shared: (shared.finding.start, rules.index(shared.finding.rule)))
    return (*told, *_missed([shared for shared in found if shared.finding.missed]))


def _parts(finding: LintFinding) -> Iterator[LintFinding]:
    """Yield a finding, one on several missed points in as many parts."""
    if finding.missed:
        yield from (finding._replace(missed=(placement,)) for placement in finding.missed)
    else:
        yield finding


def _key(finding: LintFinding) -> tuple[object, ...]:
    points = tuple(placement.point.id for placement in (finding.placement, *finding.missed) if placement)
    return (finding.rule, finding.start, finding.others, finding.quote, finding.reason, points)


def _missed(parts: Sequence[SharedFinding]) -> Iterator[SharedFinding]:
    """Yield what is missed, as one finding for each group of readers, the largest first."""
    groups: dict[tuple[int, ...], list[SharedFinding]] = {}
    for part in parts:
        groups.setdefault(tuple(map(id, part.rankings)), []).append(part)
    for group in sorted(groups.values(), key=lambda group: -len(group[0].rankings)):
        placements = tuple(placement for part in group for placement in part.finding.missed)
        yield SharedFinding(group[0].finding._replace(missed=placements), group[0].rankings)
