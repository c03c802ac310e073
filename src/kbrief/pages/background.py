"""The pages of the background, the sources and traces."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.trace import Trace
from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_name, paragraph_kind_label
from kbrief.model import Alignment, Claim, Likelihood, Listed, Paragraph, Rating, Shift, Source, Statement
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Column, Document, Fields, Heading, Row, Table, flatten
from kbrief.pages.document import Paragraph as Prose

#: More claims that cite a paragraph are not shown without `--all`.
MAX_SHOWN_CLAIMS = 12

#: The order in which claims are shown.
BASES = ("stated", "inferred", "unknown")


def background_page(texts: BriefText, kind: str | None = None) -> Document:
    """Return precedents, context, tensions and gaps, or those of one kind."""
    brief = texts.brief
    columns = (
        Column(pgettext("column", "id")),
        Column(_("kind"), drop_priority=4),
        Column(pgettext("column", "text"), can_wrap=True),
        Column(_("from"), drop_priority=3, can_wrap=True),
    )
    rows = tuple(row for name, row in _background_rows(texts) if kind in {None, name})
    return Document(
        title=_(
            "Background: {precedents} precedents, {context} context items, {tensions} tensions, {gaps} gaps",
            precedents=len(brief.precedents),
            context=len(brief.context),
            tensions=len(brief.tensions),
            gaps=len(brief.gaps),
        ),
        caveats=texts.caveats("background"),
        blocks=(Table(columns, rows, empty=_("This brief has no background.")),),
        next_steps=tuple(
            (f"kbrief trace {tension.id}", _("the claim and the paragraphs behind it"))
            for tension in brief.tensions[:1]
        ),
    )


def _background_rows(texts: BriefText) -> Iterator[tuple[str, Row]]:
    """Yield the kind and the row of each item of the background."""
    brief = texts.brief
    for precedent in brief.precedents:
        text = f"{texts.text(precedent.who)}: {texts.text(precedent.text)}"
        yield "precedent", Row((precedent.id, _("precedent"), text, texts.basis_label(precedent)))
    for item in brief.context:
        yield "context", Row((item.id, _("context"), texts.text(item.text), texts.basis_label(item)))
    for tension in brief.tensions:
        yield "tension", Row((tension.id, _("tension"), texts.text(tension.text), texts.citations(tension.cites)))
    for gap in brief.gaps:
        yield "gap", Row((gap.id, _("gap"), texts.text(gap.text), texts.citations(gap.cites)))


def sources_page(texts: BriefText) -> Document:
    """Return each source with its grade, age and paragraphs."""
    counts = Counter(cite for located in all_claims(texts.brief) for cite in set(located.claim.cites))
    return Document(
        title=_("Sources: {count}", count=len(texts.brief.sources)),
        caveats=texts.caveats("sources"),
        blocks=flatten(*(_source_blocks(source, counts, texts) for source in texts.brief.sources))
        or (Prose(_("This brief has no source record.")),),
        next_steps=tuple(
            (f"kbrief trace {source.id}#P{source.paragraphs[-1].n}", _("what a paragraph says, and what cites it"))
            for source in texts.brief.sources[:1]
            if source.paragraphs
        ),
    )


def _source_blocks(source: Source, counts: Counter[str], texts: BriefText) -> Iterator[Block]:
    """Yield the facts of a source, then a table of its paragraphs."""
    yield Heading(f"{source.id}: {source.name}")
    yield Fields.of(
        (_("title"), source.title),
        (_("author"), ", ".join(filter(None, (source.author or _("not given"), texts.text(source.role))))),
        (_("published"), ", ".join(filter(None, (source.publisher, texts.published(source))))),
        (_("age"), "" if (age := texts.age(source)) is None else ngettext("{count} month", "{count} months", age)),
        (_("kind"), texts.text(source.kind)),
        (_("series"), texts.text(source.place)),
        (_("grade"), f"{source.grade}. {texts.text(source.grade.note)}".strip()),
        (_("views"), texts.text(source.views)),
        (_("looked up"), texts.text(source.looked_up)),
        (_("address"), source.url),
    )
    columns = (
        Column(_("paragraph")), Column(_("kind"), drop_priority=5), Column(_("digest"), can_wrap=True),
        Column(_("cited"), "right", drop_priority=3), Column(_("words"), "right", drop_priority=4),
    )  # fmt: skip
    yield Table(columns, tuple(_paragraph_row(source, paragraph, counts, texts) for paragraph in source.paragraphs))


def _paragraph_row(source: Source, paragraph: Paragraph, counts: Counter[str], texts: BriefText) -> Row:
    name = f"P{paragraph.n}"
    kind = paragraph_kind_label(paragraph.kind)
    return Row((name, kind, texts.digest(paragraph), str(counts[f"{source.id}#{name}"]), str(paragraph.words)))


def trace_page(trace: Trace, places: Sequence[tuple[str, int]], texts: BriefText, *, is_whole: bool = True) -> Document:
    """Return every claim of an item with its basis, reason and place, then the paragraphs behind them."""
    pairs = list(zip(trace.claims, places, strict=True))
    is_paragraph = trace.id in texts.brief.paragraph_by_cite
    claims = (_claim_blocks(located, *place, texts) for located, place in pairs)
    return Document(
        title=_("{id}: claims and where they come from ({count})", id=trace.id, count=len(trace.claims)),
        caveats=texts.caveats("sources"),
        blocks=flatten(
            Prose(texts.text(trace.label)) if trace.label else None,
            Prose(_("The source's own word: {word}.", word=trace.source_word)) if trace.source_word else None,
            *(
                (_cited_paragraphs(trace.cites, texts), _citing_claims(pairs, texts, is_whole=is_whole))
                if is_paragraph
                else (*claims, _cited_paragraphs(trace.cites, texts))
            ),
        ),
        next_steps=(("kbrief sources", _("the whole record")),),
    )


def _citing_claims(
    pairs: Iterable[tuple[LocatedClaim, tuple[str, int]]], texts: BriefText, *, is_whole: bool
) -> Iterator[Block]:
    """Yield a table of the claims that cite a paragraph, stated ones first: as many as a screen holds, or all."""
    columns = (
        Column(pgettext("column", "claim")),
        Column(_("says"), can_wrap=True),
        Column(_("basis"), drop_priority=1),
        Column(_("file"), drop_priority=2),
    )
    ordered = sorted(pairs, key=lambda pair: BASES.index(pair[0].claim.basis))
    rows = tuple(
        Row((located.path, claim_text(located.claim, texts), texts.basis_label(located.claim), f"{file}:{line}"))
        for located, (file, line) in (ordered if is_whole else ordered[:MAX_SHOWN_CLAIMS])
    )
    yield Table(columns, rows, empty=_("No claim cites it."))
    if not is_whole and ordered[MAX_SHOWN_CLAIMS:]:
        yield Prose(_("And {count} more: --all shows them.", count=len(ordered) - MAX_SHOWN_CLAIMS))


def _claim_blocks(located: LocatedClaim, file: str, line: int, texts: BriefText) -> Iterator[Block]:
    """Yield a claim with its basis, reason, paragraphs and place."""
    claim = located.claim
    yield Heading(f"{located.path}  {texts.basis_mark(claim)}", 3)
    yield Fields.of(
        (_("says"), claim_text(claim, texts)),
        (_("basis"), texts.basis(claim.basis)),
        (_("why"), texts.text(claim.why)),
        (_("paragraphs"), texts.citations(claim.cites)),
        (_("file"), f"{file}:{line}"),
    )


def claim_text(claim: Claim, texts: BriefText) -> str:
    """Return what a claim says, in a line."""
    if isinstance(claim, Statement):
        return texts.text(claim.text)
    if isinstance(claim, Rating):
        return _("unknown, counts 0") if claim.basis == "unknown" else format_signed(claim.value, "0")
    if isinstance(claim, Shift):
        return _("{by} if it happens", by=format_signed(claim.by, "0"))
    if isinstance(claim, Listed):
        return list_name(claim.list)
    if isinstance(claim, Alignment):
        return texts.alignment(claim)
    return likelihood_label(claim.word) if isinstance(claim, Likelihood) else ""


def _cited_paragraphs(cites: Iterable[str], texts: BriefText) -> Iterator[Block]:
    """Yield a table of the digests of these paragraphs."""
    paragraphs = [
        (cite, texts.brief.paragraph_by_cite[cite]) for cite in cites if cite in texts.brief.paragraph_by_cite
    ]
    if not paragraphs:
        return
    yield Heading(_("The paragraphs behind them"))
    columns = (Column(_("paragraph")), Column(_("digest"), can_wrap=True))
    yield Table(columns, tuple(_cited_row(cite, paragraph, texts) for cite, paragraph in paragraphs), _("figures"))


def _cited_row(cite: str, paragraph: Paragraph, texts: BriefText) -> Row:
    figures = pgettext("screens", "; ").join(texts.figure(figure) for figure in paragraph.figures)
    return Row((texts.cite(cite), texts.text(paragraph.digest)), figures)
