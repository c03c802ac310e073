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

#: How many claims that cite a paragraph a screen shows.
MAX_CITED = 12

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
    rows = {
        "precedent": [
            Row((p.id, _("precedent"), f"{texts.text(p.who)}: {texts.text(p.text)}", texts.basis_label(p)))
            for p in brief.precedents
        ],
        "context": [Row((c.id, _("context"), texts.text(c.text), texts.basis_label(c))) for c in brief.context],
        "tension": [Row((t.id, _("tension"), texts.text(t.text), texts.citations(t.cites))) for t in brief.tensions],
        "gap": [Row((g.id, _("gap"), texts.text(g.text), texts.citations(g.cites))) for g in brief.gaps],
    }
    shown = [row for name, group in rows.items() if kind in {None, name} for row in group]
    return Document(
        title=_(
            "Background: {precedents} precedents, {context} context items, {tensions} tensions, {gaps} gaps",
            precedents=len(brief.precedents),
            context=len(brief.context),
            tensions=len(brief.tensions),
            gaps=len(brief.gaps),
        ),
        caveats=texts.caveats("background"),
        blocks=(Table(columns, tuple(shown), empty=_("This brief has no background.")),),
        next_steps=tuple(
            (f"kbrief trace {t.id}", _("the claim and the paragraphs behind it")) for t in brief.tensions[:1]
        ),
    )


def sources_page(texts: BriefText) -> Document:
    """Return each source with its grade, age and paragraphs."""
    cited = Counter(cite for placed in all_claims(texts.brief) for cite in set(placed.claim.cites))
    return Document(
        title=_("Sources: {count}", count=len(texts.brief.sources)),
        caveats=texts.caveats("sources"),
        blocks=flatten(*(_source(source, cited, texts) for source in texts.brief.sources))
        or (Prose(_("This brief has no source record.")),),
        next_steps=tuple(
            (f"kbrief trace {s.id}#P{s.paragraphs[-1].n}", _("what a paragraph says, and what cites it"))
            for s in texts.brief.sources[:1]
            if s.paragraphs
        ),
    )


def _source(source: Source, cited: Counter[str], texts: BriefText) -> Iterator[Block]:
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
    yield Table(columns, tuple(_paragraph(source, p, cited, texts) for p in source.paragraphs))


def _paragraph(source: Source, paragraph: Paragraph, cited: Counter[str], texts: BriefText) -> Row:
    name = f"P{paragraph.n}"
    kind = paragraph_kind_label(paragraph.kind)
    return Row((name, kind, texts.digest(paragraph), str(cited[f"{source.id}#{name}"]), str(paragraph.words)))


def trace_page(found: Trace, places: Sequence[tuple[str, int]], texts: BriefText, *, is_whole: bool = True) -> Document:
    """Return every claim of an item with its basis, reason and place, then the paragraphs behind them."""
    pairs = list(zip(found.claims, places, strict=True))
    is_paragraph = found.id in texts.brief.paragraph_by_cite
    claims = (_claim(placed, *place, texts) for placed, place in pairs)
    return Document(
        title=_("{id}: claims and where they come from ({count})", id=found.id, count=len(found.claims)),
        caveats=texts.caveats("sources"),
        blocks=flatten(
            Prose(texts.text(found.label)) if found.label else None,
            Prose(_("The source's own word: {word}.", word=found.source_word)) if found.source_word else None,
            *(
                (_behind(found.cites, texts), _cited(pairs, texts, is_whole=is_whole))
                if is_paragraph
                else (*claims, _behind(found.cites, texts))
            ),
        ),
        next_steps=(("kbrief sources", _("the whole record")),),
    )


def _cited(
    pairs: Iterable[tuple[LocatedClaim, tuple[str, int]]], texts: BriefText, *, is_whole: bool
) -> Iterator[Block]:
    """Yield the claims that cite a paragraph, a line each, stated ones first: a screenful, or all."""
    columns = (
        Column(pgettext("column", "claim")),
        Column(_("says"), can_wrap=True),
        Column(_("basis"), drop_priority=1),
        Column(_("file"), drop_priority=2),
    )
    ordered = sorted(pairs, key=lambda pair: BASES.index(pair[0].claim.basis))
    rows = tuple(
        Row((placed.path, claim_text(placed.claim, texts), texts.basis_label(placed.claim), f"{file}:{line}"))
        for placed, (file, line) in (ordered if is_whole else ordered[:MAX_CITED])
    )
    yield Table(columns, rows, empty=_("No claim cites it."))
    if not is_whole and ordered[MAX_CITED:]:
        yield Prose(_("And {count} more: --all shows them.", count=len(ordered) - MAX_CITED))


def _claim(placed: LocatedClaim, file: str, line: int, texts: BriefText) -> Iterator[Block]:
    claim = placed.claim
    yield Heading(f"{placed.path}  {texts.basis_mark(claim)}", 3)
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


def _behind(cites: Iterable[str], texts: BriefText) -> Iterator[Block]:
    known = [(cite, texts.brief.paragraph_by_cite[cite]) for cite in cites if cite in texts.brief.paragraph_by_cite]
    if not known:
        return
    yield Heading(_("The paragraphs behind them"))
    columns = (Column(_("paragraph")), Column(_("digest"), can_wrap=True))
    yield Table(columns, tuple(_behind_row(cite, paragraph, texts) for cite, paragraph in known), _("figures"))


def _behind_row(cite: str, paragraph: Paragraph, texts: BriefText) -> Row:
    figures = pgettext("screens", "; ").join(texts.figure(figure) for figure in paragraph.figures)
    return Row((texts.cite(cite), texts.text(paragraph.digest)), figures)
