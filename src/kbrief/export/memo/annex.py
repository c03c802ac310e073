"""The memo's annexes: ratings and contributions; sources and paragraph notes; the method in ten lines."""

from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import list_name
from collections.abc import Iterable, Iterator

from kbrief.decide.flip import flip
from kbrief.decide.rank import Placement
from kbrief.decide.ratings import Applied
from kbrief.export.memo.plan import Plan
from kbrief.model import Paragraph as SourceParagraph
from kbrief.model.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.words.voice import Voice, signed


def ratings(plan: Plan) -> Iterator[Block]:
    """Yield annex A: every point with its ratings and their bases, tally, stays and list."""
    v = plan.v
    numbers = (Column(title, "right") for title in (*_criteria(plan), plan.measure, _("Stays"), _("Flip")))
    rows = (
        Row((
            v.text(p.point.label), *(_rating(rating, v) for rating in p.ratings), signed(p.measure, "0"),
            v.percent(plan.share(p)), _flip(p, plan), list_name(p.list), v.cites(p.cites),
        ))
        for p in plan.ranking.placements
    )  # fmt: skip
    yield Heading(_("Annex A: ratings"))
    yield from _pictures(plan)
    yield Table((Column(_("Point")), *numbers, Column(_("List")), Column(_("Paragraph"))), tuple(rows))


def _criteria(plan: Plan) -> Iterator[str]:
    """Yield the names of the criteria, with their weights where these differ, so that a score can be redone."""
    weighting = plan.ranking.weighting
    for criterion, weight in zip(plan.v.brief.criteria, weighting.weights, strict=True):
        name = plan.v.text(criterion.name)
        yield name if weighting.is_even else f"{name} × {weight}"


def _flip(placement: Placement, plan: Plan) -> str:
    way = flip(placement, plan.ranking.weighting)
    return str(way.distance) if way else "–"


def _pictures(plan: Plan) -> Iterator[Block]:
    """Yield the ranking with stability bars and the points × administrations matrix, where they are asked for."""
    if not plan.form.has_pictures:
        return
    from kbrief.export.pictures.charts import matrix_figure, ranking_figure

    yield ranking_figure(plan.ranking, plan.v)
    if plan.comparison is not None:
        yield matrix_figure(plan.comparison, plan.v)


def _rating(rating: Applied, v: Voice) -> str:
    """Return a rating with its basis; where it is unknown there is no number to show."""
    basis = v.basis(rating.basis)
    return basis if rating.basis == "unknown" else f"{signed(rating.value, '0')} {basis}"


def sources(plan: Plan) -> Iterator[Block]:
    """Yield annex B: each source, and what its paragraphs say in our words."""
    v = plan.v
    yield Heading(_("Annex B: sources and paragraphs"))
    for source in v.brief.sources:
        month = v.month(source.published).rstrip(".")
        about = (f"{source.name}: {source.title}.", f"{source.author}, {source.publisher}, {month}.", source.url or "")
        yield Paragraph(" ".join(about).rstrip())
        body = (paragraph for paragraph in source.paragraphs if paragraph.kind == "body")
        columns = (Column(_("Paragraph")), Column(_("What it says, in our words")))
        yield Table(columns, tuple(_digests(v, body, source.id)))


def _digests(v: Voice, paragraphs: Iterable[SourceParagraph], source: str) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield Row((v.cite(f"{source}#P{paragraph.n}"), v.text(paragraph.digest)))


def method(plan: Plan) -> Iterator[Block]:
    """Yield annex C: how the lists are made, so that a reader can redo one by hand."""
    yield Heading(_("Annex C: the method in ten lines"))
    names = pgettext("screens", "; ").join(plan.v.text(criterion.name) for criterion in plan.v.brief.criteria)
    yield Bullets(tuple(line.format(criteria=names, threshold=plan.threshold) for line in plan.words.method))
