"""The annexes of the memo: ratings, sources with their paragraphs, and the method."""

from collections.abc import Iterable, Iterator

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.stability import flip
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import capitalize, format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Paragraph as SourceParagraph
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext

#: A picture has no room for more points than this.
MAX_PICTURED = 80


def ratings(context: MemoContext) -> Iterator[Block]:
    """Yield annex A: for each audience every point with its ratings and bases, tally, stability and list."""
    yield Heading(_("Annex A: ratings"))
    yield from _pictures(context)
    for audience in context.per_audience or (context,):
        if context.per_audience:
            yield Heading(audience.texts.for_audience(audience.audience), 3)
        yield _ratings_table(audience)


def _ratings_table(context: MemoContext) -> Table:
    """Return all points with their ratings for one audience."""
    texts = context.texts
    numbers = (
        Column(title, "right") for title in (*_criterion_titles(context), context.measure, _("Stays"), _("Flip"))
    )
    rows = (
        Row(
            (
                texts.text(placement.point.label),
                *(_rating_cell(rating, texts) for rating in placement.ratings),
                format_signed(placement.displayed_score, "0"),
                texts.percent(context.stability_share(placement)),
                _flip_cell(placement, context),
                list_name(placement.list),
                texts.citations(placement.cites),
            )
        )
        for placement in context.ranking.placements
    )
    return Table((Column(_("Point")), *numbers, Column(_("List")), Column(_("Paragraph"))), tuple(rows))


def _criterion_titles(context: MemoContext) -> Iterator[str]:
    """Yield the names of the criteria, with their weights where these differ."""
    weighting = context.ranking.weighting
    for criterion, weight in zip(context.texts.brief.criteria, weighting.weights, strict=True):
        name = context.texts.text(criterion.name)
        yield name if weighting.has_equal_weights else f"{name} × {weight}"


def _flip_cell(placement: Placement, context: MemoContext) -> str:
    nearest = flip(placement, context.ranking.weighting)
    return str(nearest.distance) if nearest else "–"


def _pictures(context: MemoContext) -> Iterator[Block]:
    """Yield the chart of the ranking and the matrix of points and audiences, if the options ask for pictures."""
    if not context.options.has_pictures:
        return
    count = len(context.ranking.placements)
    if count > MAX_PICTURED:
        yield Paragraph(_("No picture of {count} points: it could not be read. kbrief chart draws it.", count=count))
        return
    from kbrief.pages.charts import matrix_figure, ranking_figure

    if not context.per_audience:
        yield ranking_figure(context.ranking, context.texts)
    if context.comparison is not None:
        yield matrix_figure(context.comparison, context.texts)


def _rating_cell(rating: EffectiveRating, texts: BriefText) -> str:
    """Return a rating with its basis, without a number where it is unknown."""
    basis = texts.basis(rating.basis)
    return basis if rating.basis == "unknown" else f"{format_signed(rating.value, '0')} {basis}"


def sources(context: MemoContext) -> Iterator[Block]:
    """Yield annex B: each source, and the digests of its paragraphs."""
    texts = context.texts
    yield Heading(_("Annex B: sources and paragraphs"))
    for source in texts.brief.sources:
        month = texts.published(source).rstrip(".")
        origin = ", ".join(filter(None, (source.author, source.publisher, month)))
        parts = (
            f"{source.name}: {source.title}.", f"{origin}.",
            capitalize(texts.grade(source)) + ".", source.url or "",
        )  # fmt: skip
        yield Paragraph(" ".join(parts).rstrip())
        body = (paragraph for paragraph in source.paragraphs if paragraph.kind == "body")
        columns = (Column(_("Paragraph")), Column(_("What it says, in our words")))
        yield Table(columns, tuple(_digests(texts, body, source.id)))


def _digests(texts: BriefText, paragraphs: Iterable[SourceParagraph], source: str) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield Row((texts.cite(f"{source}#P{paragraph.n}"), texts.digest(paragraph)))


def method(context: MemoContext) -> Iterator[Block]:
    """Yield annex C: how the lists are made, so that a reader can make one by hand."""
    yield Heading(_("Annex C: the method in ten lines"))
    names = pgettext("screens", "; ").join(
        context.texts.text(criterion.name) for criterion in context.texts.brief.criteria
    )
    yield Bullets(_method_lines(names, context.threshold))


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
