"""Join the findings for several readers of one draft."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.rank import Ranking
from kbrief.lint.lint import LEVELS, LintFinding, LintReport


class SharedFinding(NamedTuple):
    """A finding, and the rankings for which it holds."""

    finding: LintFinding
    rankings: tuple[Ranking, ...]


def shared_findings(reports: Sequence[LintReport]) -> tuple[SharedFinding, ...]:
    """Return the findings of reports on one draft in its order, each once with the rankings for which it holds."""
    holders: dict[tuple[object, ...], list[tuple[LintFinding, Ranking]]] = {}
    for report in reports:
        for finding in report.findings:
            for single in _split_missed(finding):
                holders.setdefault(_key(single), []).append((single, report.ranking))
    findings = [SharedFinding(pairs[0][0], tuple(ranking for _, ranking in pairs)) for pairs in holders.values()]
    rules = list(LEVELS)
    raised = [shared for shared in findings if not shared.finding.missed]
    raised.sort(key=lambda shared: (shared.finding.start, rules.index(shared.finding.rule)))
    return (*raised, *_join_missed([shared for shared in findings if shared.finding.missed]))


def _split_missed(finding: LintFinding) -> Iterator[LintFinding]:
    """Yield a finding, or one for each of several missed points."""
    if finding.missed:
        yield from (finding._replace(missed=(placement,)) for placement in finding.missed)
    else:
        yield finding


def _key(finding: LintFinding) -> tuple[object, ...]:
    points = tuple(placement.point.id for placement in (finding.placement, *finding.missed) if placement)
    return (finding.rule, finding.start, finding.others, finding.quote, finding.reason, points)


def _join_missed(findings: Sequence[SharedFinding]) -> Iterator[SharedFinding]:
    """Yield one finding of missed points for each group of readers, the largest group first."""
    groups: dict[tuple[int, ...], list[SharedFinding]] = {}
    for finding in findings:
        groups.setdefault(tuple(map(id, finding.rankings)), []).append(finding)
    for group in sorted(groups.values(), key=lambda group: -len(group[0].rankings)):
        placements = tuple(placement for finding in group for placement in finding.finding.missed)
        yield SharedFinding(group[0].finding._replace(missed=placements), group[0].rankings)
