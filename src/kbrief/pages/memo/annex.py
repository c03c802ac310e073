"""The memo's annexes: ratings and contributions; sources and paragraph notes; the method in ten lines."""

from collections.abc import Iterable, Iterator

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.stability import flip
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import capitalized, format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Paragraph as SourceParagraph
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext

#: How many points a picture has room for.
MAX_PICTURED = 80


def ratings(plan: MemoContext) -> Iterator[Block]:
    """Yield annex A: every point with its ratings and their bases, tally, stays and list; of each audience in turn."""
    yield Heading(_("Annex A: ratings"))
    yield from _pictures(plan)
    for one in plan.each or (plan,):
        if plan.each:
            yield Heading(one.texts.for_audience(one.audience), 3)
        yield _table_of(one)


def _table_of(plan: MemoContext) -> Table:
    """Return all points as they are rated for one audience."""
    texts = plan.texts
    numbers = (Column(title, "right") for title in (*_criteria(plan), plan.measure, _("Stays"), _("Flip")))
    rows = (
        Row(
            (
                texts.text(p.point.label),
                *(_rating(rating, texts) for rating in p.ratings),
                format_signed(p.displayed_score, "0"),
                texts.percent(plan.share(p)),
                _flip(p, plan),
                list_name(p.list),
                texts.citations(p.cites),
            )
        )
        for p in plan.ranking.placements
    )
    return Table((Column(_("Point")), *numbers, Column(_("List")), Column(_("Paragraph"))), tuple(rows))


def _criteria(plan: MemoContext) -> Iterator[str]:
    """Yield the names of the criteria, with their weights where these differ, so that a score can be redone."""
    weighting = plan.ranking.weighting
    for criterion, weight in zip(plan.texts.brief.criteria, weighting.weights, strict=True):
        name = plan.texts.text(criterion.name)
        yield name if weighting.has_equal_weights else f"{name} × {weight}"


def _flip(placement: Placement, plan: MemoContext) -> str:
    way = flip(placement, plan.ranking.weighting)
    return str(way.distance) if way else "–"


def _pictures(plan: MemoContext) -> Iterator[Block]:
    """Yield the ranking with stability bars and the points × audiences matrix, where they are asked for."""
    if not plan.form.has_pictures:
        return
    count = len(plan.ranking.placements)
    if count > MAX_PICTURED:
        yield Paragraph(_("No picture of {count} points: it could not be read. kbrief chart draws it.", count=count))
        return
    from kbrief.pages.charts import matrix_figure, ranking_figure

    if not plan.each:
        yield ranking_figure(plan.ranking, plan.texts)
    if plan.comparison is not None:
        yield matrix_figure(plan.comparison, plan.texts)


def _rating(rating: EffectiveRating, texts: BriefText) -> str:
    """Return a rating with its basis; where it is unknown there is no number to show."""
    basis = texts.basis(rating.basis)
    return basis if rating.basis == "unknown" else f"{format_signed(rating.value, '0')} {basis}"


def sources(plan: MemoContext) -> Iterator[Block]:
    """Yield annex B: each source, and what its paragraphs say in our words."""
    texts = plan.texts
    yield Heading(_("Annex B: sources and paragraphs"))
    for source in texts.brief.sources:
        month = texts.published(source).rstrip(".")
        who = ", ".join(filter(None, (source.author, source.publisher, month)))
        about = (
            f"{source.name}: {source.title}.", f"{who}.",
            capitalized(texts.grade(source)) + ".", source.url or "",
        )  # fmt: skip
        yield Paragraph(" ".join(about).rstrip())
        body = (paragraph for paragraph in source.paragraphs if paragraph.kind == "body")
        columns = (Column(_("Paragraph")), Column(_("What it says, in our words")))
        yield Table(columns, tuple(_digests(texts, body, source.id)))


def _digests(texts: BriefText, paragraphs: Iterable[SourceParagraph], source: str) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield Row((texts.cite(f"{source}#P{paragraph.n}"), texts.digest(paragraph)))


def method(plan: MemoContext) -> Iterator[Block]:
    """Yield annex C: how the lists are made, so that a reader can redo one by hand."""
    yield Heading(_("Annex C: the method in ten lines"))
    names = pgettext("screens", "; ").join(plan.texts.text(criterion.name) for criterion in plan.texts.brief.criteria)
    yield Bullets(_method_lines(names, plan.threshold))


def _method_lines(criteria: str, threshold: str) -> tuple[str, ...]:
    """Return the method in ten lines."""
    return (
        _("Each point is rated on every criterion from -2 to +2: {criteria}.", criteria=criteria),
        _(
            "A rating is stated (a paragraph says it; the number is our coding), inferred (our judgment, with its reason) or unknown (counts 0)."
        ),
        _(
            "Score = 100 × sum of weight × rating / (2 × sum of weights), from -100 to +100; with equal weights people read the tally, the plain sum."
        ),
        _(
            "From +{threshold} a point is to be emphasized, from -{threshold} to be minimized, between them held.",
            threshold=threshold,
        ),
        _(
            "Points are ranked by score; ties share a rank. No point's score depends on which other points are in the brief."
        ),
        _(
            "Stays: a stated rating may be off by one step in half of the cases, an inferred one by one, one from outside the source or unknown by two; the share of cases with the same list."
        ),
        _(
            "Flip: the fewest one-step changes of ratings that are not stated, or contested, that put the point on another list."
        ),
        _(
            "Events shift ratings of perceptions when they are given; of one group only the largest shift counts; sums are held within the scale."
        ),
        _("Break-even: the probability of an event from which it pays to move a point now. It is no forecast."),
        _(
            "Two audiences of which nothing is known are not known to differ; that is no agreement. All of this measures reception, not importance."
        ),
    )
