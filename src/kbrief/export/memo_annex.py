"""The memo's annexes: ratings and contributions; sources and paragraph notes; the method in ten lines."""

from collections.abc import Iterable, Iterator

from kbrief.decide.ratings import Applied
from kbrief.decide.stability import stability
from kbrief.export.memo_plan import Plan
from kbrief.export.memo_rows import measure
from kbrief.model import Paragraph as SourceParagraph
from kbrief.model.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.words.voice import Voice, signed


def ratings(plan: Plan) -> Iterator[Block]:
    """Yield annex A: every point with its ratings and their bases, tally, stays and list."""
    v, col, weighting = plan.v, plan.words.columns, plan.ranking.weighting
    criteria = (Column(v.text(criterion.name), "right") for criterion in v.brief.criteria)
    numbers = (Column(col.tally, "right"), Column(col.stays, "right"))
    rows = (
        Row((
            v.text(p.point.label), *(_rating(rating, v) for rating in p.ratings), signed(measure(p), "0"),
            v.percent(stability(p, weighting).share), v.w.lists[p.list].name, v.cites(p.cites),
        ))
        for p in plan.ranking.placements
    )  # fmt: skip
    yield Heading(plan.words.annex_a)
    yield from _pictures(plan)
    yield Table((Column(col.point), *criteria, *numbers, Column(col.list), Column(col.paragraph)), tuple(rows))


def _pictures(plan: Plan) -> Iterator[Block]:
    """Yield the ranking with stability bars and the points × administrations matrix, where they are asked for."""
    if not plan.form.has_pictures:
        return
    from kbrief.export.charts import matrix_figure, ranking_figure

    yield ranking_figure(plan.ranking, plan.v)
    if plan.comparison is not None:
        yield matrix_figure(plan.comparison, plan.v)


def _rating(rating: Applied, v: Voice) -> str:
    """Return a rating with its basis; where it is unknown there is no number to show."""
    basis = v.basis(rating.basis)
    return basis if rating.basis == "unknown" else f"{signed(rating.value, '0')} {basis}"


def sources(plan: Plan) -> Iterator[Block]:
    """Yield annex B: each source, and what its paragraphs say in our words."""
    words, v = plan.words, plan.v
    yield Heading(words.annex_b)
    for source in v.brief.sources:
        month = v.month(source.published)
        about = (f"{source.name}: {source.title}.", f"{source.author}, {source.publisher}, {month}.", source.url or "")
        yield Paragraph(" ".join(about).rstrip())
        body = (paragraph for paragraph in source.paragraphs if paragraph.kind == "body")
        columns = (Column(words.columns.paragraph), Column(words.columns.digest))
        yield Table(columns, tuple(_digests(v, body, source.id)))


def _digests(v: Voice, paragraphs: Iterable[SourceParagraph], source: str) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield Row((v.cite(f"{source}#P{paragraph.n}"), v.text(paragraph.digest)))


def method(plan: Plan) -> Iterator[Block]:
    """Yield annex C: how the lists are made, so that a reader can redo one by hand."""
    yield Heading(plan.words.annex_c)
    yield Bullets(plan.words.method)
