"""The screen that says where something comes from."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.trace import Trace
from kbrief.model import Alignment, Claim, Likelihood, Listed, Paragraph, Rating, Shift, Statement
from kbrief.model.claims import Placed
from kbrief.model.document import Block, Column, Document, Fields, Heading, Row, Table, flowing
from kbrief.model.document import Paragraph as Prose
from kbrief.words.voice import Voice, signed


def trace_page(found: Trace, places: Sequence[tuple[str, int]], v: Voice) -> Document:
    """Return every claim of an item with its basis, reason and place, then the paragraphs behind them."""
    pairs = list(zip(found.claims, places, strict=True))
    is_paragraph = found.id in v.brief.paragraph_by_cite
    claims = (_claim(placed, *place, v) for placed, place in pairs)
    return Document(
        title=v.w.say.trace_title.format(id=found.id, count=len(found.claims)),
        head=v.head("sources"),
        blocks=flowing(
            Prose(v.text(found.label)) if found.label else None,
            Prose(v.w.say.own_word.format(word=found.source_word)) if found.source_word else None,
            *((_behind(found.cites, v), _cited(pairs, v)) if is_paragraph else (*claims, _behind(found.cites, v))),
        ),
        following=(("kbrief sources", v.w.say.all_sources),),
    )


def _cited(pairs: Iterable[tuple[Placed, tuple[str, int]]], v: Voice) -> Iterator[Block]:
    """Yield the claims that cite a paragraph, a line each: there may be hundreds."""
    label = v.w.label
    columns = (
        Column(label.claim), Column(label.says, can_wrap=True), Column(label.basis, drop=1), Column(label.file, drop=2),
    )  # fmt: skip
    rows = tuple(
        Row((placed.path, claim_text(placed.claim, v), v.basis_of(placed.claim), f"{file}:{line}"))
        for placed, (file, line) in pairs
    )
    yield Table(columns, rows, empty=v.w.say.not_cited)


def _claim(placed: Placed, file: str, line: int, v: Voice) -> Iterator[Block]:
    claim, label = placed.claim, v.w.label
    yield Heading(f"{placed.path}  {v.mark(claim)}", 3)
    yield Fields.of(
        (label.says, claim_text(claim, v)),
        (label.basis, v.basis(claim.basis)),
        (label.why, v.text(claim.why)),
        (label.cites, v.cites(claim.cites)),
        (label.file, f"{file}:{line}"),
    )


def claim_text(claim: Claim, v: Voice) -> str:
    """Return what a claim says, in a line."""
    if isinstance(claim, Statement):
        return v.text(claim.text)
    if isinstance(claim, Rating):
        return v.w.say.rating_unknown if claim.basis == "unknown" else signed(claim.value, "0")
    if isinstance(claim, Shift):
        return v.w.say.shift_by.format(by=signed(claim.by, "0"))
    if isinstance(claim, Listed):
        return v.w.lists[claim.list].name
    if isinstance(claim, Alignment):
        return v.alignment(claim)
    return v.w.likelihood.get(claim.word, claim.word) if isinstance(claim, Likelihood) else ""


def _behind(cites: Iterable[str], v: Voice) -> Iterator[Block]:
    known = [(cite, v.brief.paragraph_by_cite[cite]) for cite in cites if cite in v.brief.paragraph_by_cite]
    if not known:
        return
    yield Heading(v.w.say.paragraphs_behind)
    columns = (Column(v.w.col.paragraph), Column(v.w.col.digest, can_wrap=True))
    yield Table(columns, tuple(_behind_row(cite, paragraph, v) for cite, paragraph in known), v.w.col.figures)


def _behind_row(cite: str, paragraph: Paragraph, v: Voice) -> Row:
    figures = v.w.between.join(v.figure(figure) for figure in paragraph.figures)
    return Row((v.cite(cite), v.text(paragraph.digest)), figures)
