"""The screen that says where something comes from."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.trace import Trace
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_name
from kbrief.model import Alignment, Claim, Likelihood, Listed, Paragraph, Rating, Shift, Statement
from kbrief.model.claims import Placed
from kbrief.model.document import Block, Column, Document, Fields, Heading, Row, Table, flowing
from kbrief.model.document import Paragraph as Prose
from kbrief.words.voice import Voice


def trace_page(found: Trace, places: Sequence[tuple[str, int]], v: Voice) -> Document:
    """Return every claim of an item with its basis, reason and place, then the paragraphs behind them."""
    pairs = list(zip(found.claims, places, strict=True))
    is_paragraph = found.id in v.brief.paragraph_by_cite
    claims = (_claim(placed, *place, v) for placed, place in pairs)
    return Document(
        title=_("{id}: claims and where they come from ({count})", id=found.id, count=len(found.claims)),
        head=v.head("sources"),
        blocks=flowing(
            Prose(v.text(found.label)) if found.label else None,
            Prose(_("The source's own word: {word}.", word=found.source_word)) if found.source_word else None,
            *((_behind(found.cites, v), _cited(pairs, v)) if is_paragraph else (*claims, _behind(found.cites, v))),
        ),
        following=(("kbrief sources", _("the whole record")),),
    )


def _cited(pairs: Iterable[tuple[Placed, tuple[str, int]]], v: Voice) -> Iterator[Block]:
    """Yield the claims that cite a paragraph, a line each: there may be hundreds."""
    columns = (
        Column(pgettext("column", "claim")), Column(_("says"), can_wrap=True), Column(_("basis"), drop=1), Column(_("file"), drop=2),
    )  # fmt: skip
    rows = tuple(
        Row((placed.path, claim_text(placed.claim, v), v.basis_of(placed.claim), f"{file}:{line}"))
        for placed, (file, line) in pairs
    )
    yield Table(columns, rows, empty=_("No claim cites it."))


def _claim(placed: Placed, file: str, line: int, v: Voice) -> Iterator[Block]:
    claim = placed.claim
    yield Heading(f"{placed.path}  {v.mark(claim)}", 3)
    yield Fields.of(
        (_("says"), claim_text(claim, v)),
        (_("basis"), v.basis(claim.basis)),
        (_("why"), v.text(claim.why)),
        (_("paragraphs"), v.cites(claim.cites)),
        (_("file"), f"{file}:{line}"),
    )


def claim_text(claim: Claim, v: Voice) -> str:
    """Return what a claim says, in a line."""
    if isinstance(claim, Statement):
        return v.text(claim.text)
    if isinstance(claim, Rating):
        return _("unknown, counts 0") if claim.basis == "unknown" else format_signed(claim.value, "0")
    if isinstance(claim, Shift):
        return _("{by} if it happens", by=format_signed(claim.by, "0"))
    if isinstance(claim, Listed):
        return list_name(claim.list)
    if isinstance(claim, Alignment):
        return v.alignment(claim)
    return likelihood_label(claim.word) if isinstance(claim, Likelihood) else ""


def _behind(cites: Iterable[str], v: Voice) -> Iterator[Block]:
    known = [(cite, v.brief.paragraph_by_cite[cite]) for cite in cites if cite in v.brief.paragraph_by_cite]
    if not known:
        return
    yield Heading(_("The paragraphs behind them"))
    columns = (Column(_("paragraph")), Column(_("digest"), can_wrap=True))
    yield Table(columns, tuple(_behind_row(cite, paragraph, v) for cite, paragraph in known), _("figures"))


def _behind_row(cite: str, paragraph: Paragraph, v: Voice) -> Row:
    figures = pgettext("screens", "; ").join(v.figure(figure) for figure in paragraph.figures)
    return Row((v.cite(cite), v.text(paragraph.digest)), figures)
