"""The pictures of a brief: a ranking, and a comparison, as figures for documents and as pictures that stand alone."""

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

LARGEST_SCORE = 100.0


def ranking_figure(ranking: Ranking, texts: BriefText, *, alone: bool = False) -> Picture:
    """Return the lists of a ranking with stability bars; one that stands alone says its source and what stays means."""
    setting, weighting = ranking.setting, ranking.weighting
    rows = [_ranked(placement, ranking, texts) for name in LISTS for placement in ranking.points_on(name)]
    names = {name: list_heading(name) for name in LISTS}
    terms = ChartLabels(names, _("tally") if weighting.has_equal_weights else _("score"))
    events = [texts.events([event]) for event in setting.given]
    title = _(
        "Where the points stand {whom}",
        whom=texts.scenario_phrase(
            setting.administration, events, stated_only=setting.stated_only, weights=ranking.weights
        ),
    )
    most = float(weighting.max_tally) if weighting.has_equal_weights else LARGEST_SCORE
    frame = (
        StandaloneText(
            title,
            (
                *texts.ranking_caveats(setting.administration, setting.given),
                _(
                    "stays: in what share of cases the list holds if our ratings are off: a stated one by a step in half of the cases, an inferred one by a step, one from outside the source or unknown by two. It is not the chance that we are right."
                ),
            ),
        )
        if alone
        else None
    )
    return ranking_picture(rows, terms, title, most, frame)


def _ranked(placement: Placement, ranking: Ranking, texts: BriefText) -> RankedRow:
    share, value = stability(placement, ranking.weighting).share, placement.displayed_score
    written = format_signed(value, "0")
    return RankedRow(
        texts.text(placement.point.label), placement.list, value, written, float(share), texts.percent(share)
    )


def matrix_figure(comparison: Comparison, texts: BriefText, *, alone: bool = False) -> Picture:
    """Return the points under each administration; one that stands alone says its source."""
    rows = [
        MatrixRow(
            texts.text(item.point.label),
            tuple((p.list, format_signed(p.displayed_score, "0")) for p in item.placements.values()),
        )
        for item in comparison.items
    ]
    names = {name: list_name(name) for name in LISTS}
    who = [texts.administration(name) for name in comparison.administrations]
    frame = StandaloneText(_("Points by administration"), texts.caveats("compare")) if alone else None
    return matrix_picture(rows, who, ChartLabels(names, _("tally")), _("Points by administration"), frame)


def draw(figure: Picture, ending: str) -> bytes:
    """Return a picture as a file of that ending, .svg or .png. Raises WrongUsage, MissingExtra."""
    draw = DRAWERS.get(ending.casefold())
    if draw is None:
        message = Message("{ending} is no picture", ending=ending or Message("no ending"))
        raise WrongUsage(message, Message("known: {names}", names=", ".join(DRAWERS)))
    return draw(figure.svg)


def _png(svg: str) -> bytes:
    require_installed("typst", extra="pdf")
    from kbrief.render.typst import to_png

    return to_png(svg)


DRAWERS: dict[str, Callable[[str], bytes]] = {".svg": str.encode, ".png": _png}
"""The formats of pictures by ending."""
