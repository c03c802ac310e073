"""The charts of a brief: a ranking and a comparison, for a document or as a picture of its own."""

from collections.abc import Callable

from kbrief.decide.compare import Comparison
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import stability
from kbrief.errors import Message, WrongUsage, require_installed
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_heading, list_name
from kbrief.model import LISTS
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Picture
from kbrief.render.charts import ChartLabels, MatrixRow, RankedRow, StandaloneText, matrix_picture, ranking_picture

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
    return ranking_picture(
        [_ranked_row(placement, ranking, texts) for name in LISTS for placement in ranking.points_on(name)],
        ChartLabels({name: list_heading(name) for name in LISTS}, _("tally") if has_tallies else _("score")),
        title,
        float(weighting.max_tally) if has_tallies else MAX_SCORE,
        _standalone_text(title, ranking, texts) if alone else None,
    )


def _standalone_text(title: str, ranking: Ranking, texts: BriefText) -> StandaloneText:
    """Return the title and head lines of a ranking that stands alone."""
    return StandaloneText(
        title,
        (
            *texts.ranking_caveats(ranking.scenario.administration, ranking.scenario.given),
            _(
                "stays: in what share of cases the list holds if our ratings are off: a stated one by a step in half of the cases, an inferred one by a step, one from outside the source or unknown by two. It is not the chance that we are right."
            ),
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
    rows = [
        MatrixRow(
            texts.text(item.point.label),
            tuple(
                (placement.list, format_signed(placement.displayed_score, "0"))
                for placement in item.placements.values()
            ),
        )
        for item in comparison.items
    ]
    labels = ChartLabels({name: list_name(name) for name in LISTS}, _("tally"))
    administrations = [texts.administration(name) for name in comparison.administrations]
    title = _("Points by administration")
    standalone = StandaloneText(title, texts.caveats("compare")) if alone else None
    return matrix_picture(rows, administrations, labels, title, standalone)


def draw(picture: Picture, ending: str) -> bytes:
    """Return a picture as a file of that ending, .svg or .png. Raises WrongUsage, MissingExtra."""
    drawer = DRAWERS.get(ending.casefold())
    if drawer is None:
        message = Message("{ending} is no picture", ending=ending or Message("no ending"))
        raise WrongUsage(message, Message("known: {names}", names=", ".join(DRAWERS)))
    return drawer(picture.svg)


def _png(svg: str) -> bytes:
    require_installed("typst", extra="pdf")
    from kbrief.render.typst import to_png

    return to_png(svg)


#: The function that writes each format of pictures, by ending.
DRAWERS: dict[str, Callable[[str], bytes]] = {".svg": str.encode, ".png": _png}
