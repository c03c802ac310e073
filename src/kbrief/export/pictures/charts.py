"""The pictures of a brief: a ranking, and a comparison, as figures for documents and as pictures that stand alone."""

from collections.abc import Callable

from kbrief.decide.compare import Comparison
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import stability
from kbrief.errors import Message, WrongUsage
from kbrief.export.needs import needed
from kbrief.export.pictures.draw import Frame, MatrixRow, RankedRow, Terms, matrix_picture, ranking_picture
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_heading, list_name
from kbrief.model import LISTS
from kbrief.model.document import Figure
from kbrief.words.voice import Voice

LARGEST_SCORE = 100.0


def ranking_figure(ranking: Ranking, v: Voice, *, alone: bool = False) -> Figure:
    """Return the lists of a ranking with stability bars; one that stands alone says its source and what stays means."""
    setting, weighting = ranking.setting, ranking.weighting
    rows = [_ranked(placement, ranking, v) for name in LISTS for placement in ranking.on(name)]
    names = {name: list_heading(name) for name in LISTS}
    terms = Terms(names, _("tally") if weighting.is_even else _("score"))
    events = [v.events([event]) for event in setting.given]
    title = _("Where the points stand {whom}", 
        whom=v.whom(setting.administration, events, stated_only=setting.stated_only, weights=ranking.weights)
    )
    most = float(weighting.most) if weighting.is_even else LARGEST_SCORE
    frame = Frame(title, (*v.list_head(setting.administration, setting.given), _("stays: in what share of cases the list holds if each inferred rating is off by up to one step, each unknown one by up to two. It is not the chance that we are right."))) if alone else None
    return ranking_picture(rows, terms, title, most, frame)


def _ranked(placement: Placement, ranking: Ranking, v: Voice) -> RankedRow:
    share, value = stability(placement, ranking.weighting).share, placement.measure
    written = format_signed(value, "0")
    return RankedRow(v.text(placement.point.label), placement.list, value, written, float(share), v.percent(share))


def matrix_figure(comparison: Comparison, v: Voice, *, alone: bool = False) -> Figure:
    """Return the points under each administration; one that stands alone says its source."""
    rows = [
        MatrixRow(v.text(item.point.label), tuple((p.list, format_signed(p.measure, "0")) for p in item.placements.values()))
        for item in comparison.items
    ]
    names = {name: list_name(name) for name in LISTS}
    who = [v.administration(name) for name in comparison.administrations]
    frame = Frame(_("Points by administration"), v.head("compare")) if alone else None
    return matrix_picture(rows, who, Terms(names, _("tally")), _("Points by administration"), frame)


def drawn(figure: Figure, ending: str) -> bytes:
    """Return a picture as a file of that ending, .svg or .png. Raises WrongUsage, MissingExtra."""
    draw = DRAWN.get(ending.casefold())
    if draw is None:
        message = Message("{ending} is no picture", ending=ending or Message("no ending"))
        raise WrongUsage(message, Message("known: {names}", names=", ".join(DRAWN)))
    return draw(figure.svg)


def _png(svg: str) -> bytes:
    needed("typst", extra="pdf")
    from kbrief.export.documents.typesetting import to_png

    return to_png(svg)


DRAWN: dict[str, Callable[[str], bytes]] = {".svg": str.encode, ".png": _png}
"""The formats of pictures by ending."""
