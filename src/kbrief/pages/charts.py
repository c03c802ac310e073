"""The charts of a brief: a ranking and a comparison, for a document or as a picture of its own."""

from kbrief.decide.compare import Comparison
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_heading, list_name
from kbrief.model import LISTS
from kbrief.pages.brief_text import BriefText
from kbrief.pages.chart_data import ChartLabels, MatrixChart, MatrixRow, RankedRow, RankingChart, StandaloneText
from kbrief.pages.document import Picture
from kbrief.pages.meanings import stability_meaning

#: The end of the scale of weighted scores.
MAX_SCORE = 100.0


def ranking_figure(ranking: Ranking, texts: BriefText, *, alone: bool = False) -> Picture:
    """Return the lists of a ranking with stability bars; one that stands alone has its source and what stays means."""
    scenario, weighting = ranking.scenario, ranking.weighting
    has_tallies = weighting.has_equal_weights
    title = _(
        "Where the points stand {whom}",
        whom=texts.scenario_phrase(
            scenario.administration,
            [texts.events([event]) for event in scenario.given],
            stated_only=scenario.stated_only,
            weights=ranking.weights,
        ),
    )
    chart = RankingChart(
        tuple(_ranked_row(placement, ranking, texts) for name in LISTS for placement in ranking.points_on(name)),
        ChartLabels(tuple((name, list_heading(name)) for name in LISTS), _("tally") if has_tallies else _("score")),
        float(weighting.max_tally) if has_tallies else MAX_SCORE,
        _standalone_text(title, ranking, texts) if alone else None,
    )
    return Picture(chart, title, ranking_alt(chart))


def _standalone_text(title: str, ranking: Ranking, texts: BriefText) -> StandaloneText:
    """Return the title and head lines of a ranking that stands alone."""
    return StandaloneText(
        title,
        (
            *texts.ranking_caveats(ranking.scenario.administration, ranking.scenario.given),
            stability_meaning(),
        ),
    )


def _ranked_row(placement: Placement, ranking: Ranking, texts: BriefText) -> RankedRow:
    """Return the row of a point with its score and stability."""
    share, value = stability(placement, ranking.weighting).share, placement.displayed_score
    return RankedRow(
        texts.text(placement.point.label),
        placement.list,
        value,
        format_signed(value, "0"),
        float(share),
        texts.percent(share),
    )


def matrix_figure(comparison: Comparison, texts: BriefText, *, alone: bool = False) -> Picture:
    """Return the points under each administration; a picture that stands alone has its source."""
    rows = tuple(
        MatrixRow(
            texts.text(item.point.label),
            tuple(
                (placement.list, format_signed(placement.displayed_score, "0"))
                for placement in item.placements.values()
            ),
        )
        for item in comparison.items
    )
    labels = ChartLabels(tuple((name, list_name(name)) for name in LISTS), _("tally"))
    administrations = tuple(texts.administration(name) for name in comparison.administrations)
    title = _("Points by administration")
    standalone = StandaloneText(title, texts.caveats("compare")) if alone else None
    chart = MatrixChart(rows, administrations, labels, standalone)
    return Picture(chart, title, matrix_alt(chart))


def ranking_alt(chart: RankingChart) -> str:
    """Return the ranking as text, list by list."""
    parts = []
    for name in LISTS:
        entries = [
            _("{point} {value}", point=row.label, value=row.value_text)
            if row.stability is None
            else _("{point} {value} (stays {share})", point=row.label, value=row.value_text, share=row.stability_text)
            for row in chart.rows
            if row.list == name
        ]
        points = _("; ").join(entries) or _("no points")
        parts.append(_("{list}: {points}.", list=chart.labels.list_name(name), points=points))
    return " ".join(parts)


def matrix_alt(chart: MatrixChart) -> str:
    """Return the matrix as text, point by point."""
    return " ".join(
        _(
            "{point}: {cells}.",
            point=row.label,
            cells=_("; ").join(
                administration + " " + _("{list} {value}", list=chart.labels.list_name(name), value=value_text)
                for administration, (name, value_text) in zip(chart.administrations, row.cells, strict=True)
            ),
        )
        for row in chart.rows
    )
