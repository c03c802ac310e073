"""Make the table of results: the list, rank and score of each point for each administration."""

from collections.abc import Iterator

from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief
from kbrief.tables import FlatTable
from kbrief.tables.columns import Row, TableField

#: Scores are rounded to so many decimals.
SCORE_DIGITS = 6

COLUMNS = (
    TableField("administration", "text", "For whom: the id; none for what holds without any."),
    TableField("point", "text", "The id of the point."),
    TableField("label", "text", "What the point is called."),
    TableField("list", "text", "emphasize, hold or minimize."),
    TableField("rank", "integer", "The rank within the list, from 1; equal scores have equal ranks."),
    TableField("score", "number", "The score, -100 to 100."),
    TableField("stated", "number", "The part of the score that sources state."),
    TableField("inferred", "number", "The part of the score that is inferred."),
    TableField("tally", "integer", "The sum of the ratings; none where weights differ."),
    TableField("source_lists", "list", "The lists on which sources themselves put the point."),
)


def results(brief: Brief) -> FlatTable:
    """Return the lists of a brief for each administration and without any, with no event counted as happened."""
    description = "Where each point stands for whom, by the ratings of the brief; no event counts as happened."
    administrations = (None, *(administration.id for administration in brief.administrations))
    return FlatTable(
        "results",
        description,
        COLUMNS,
        tuple(row for administration in administrations for row in _administration_rows(brief, administration)),
    )


def _administration_rows(brief: Brief, administration: str | None) -> Iterator[Row]:
    for placement in rank(brief, Scenario(administration)).placements:
        yield _placement_row(placement, administration)


def _placement_row(placement: Placement, administration: str | None) -> Row:
    point = placement.point
    score, stated, inferred = (
        round(float(share), SCORE_DIGITS) for share in (placement.score, placement.stated, placement.inferred)
    )
    return (
        administration, point.id, next(iter(point.label.by_language.values())), placement.list, placement.rank, score,
        stated, inferred, placement.tally, list(placement.source_lists),
    )  # fmt: skip
