"""The screen of a copy of a source's text: which paragraphs, and so which citations, hold against it."""

from collections.abc import Iterator, Sequence

from kbrief.load.copies.verify import Sought
from kbrief.model.document import Column, Document, Row, Table
from kbrief.model.names import listing
from kbrief.words.forms.verify import VerifyWords
from kbrief.words.messages import told
from kbrief.words.voice import Voice


def verify_page(sought: Sequence[Sought], file: str, v: Voice) -> Document:
    """Return what became of each paragraph, and the claims that do not hold."""
    words, col = v.words(VerifyWords), v.w.col
    columns = (
        Column(col.paragraph), Column(words.outcome), Column(col.cited, "right", drop=2), Column(words.line, "right"),
        Column(words.between, drop=3),
    )  # fmt: skip
    return Document(
        title=_title(sought, file, words),
        head=v.head("sources"),
        blocks=(Table(columns, tuple(_row(one, words, v) for one in sought), v.w.col.note, v.w.say.no_sources),),
        foot=tuple(_foot(sought, words)),
        following=(_following(sought, words, v),),
    )


def _title(sought: Sequence[Sought], file: str, words: VerifyWords) -> str:
    return words.title.format(
        found=sum(one.status == "found" for one in sought),
        all=len(sought),
        file=file,
        held=sum(len(one.claims) for one in sought if one.holds),
        cited=sum(len(one.claims) for one in sought),
    )


def _foot(sought: Sequence[Sought], words: VerifyWords) -> Iterator[str]:
    found = {one.status == "found" for one in sought}
    if False in found:
        yield words.legend if True in found else words.nothing


def _following(sought: Sequence[Sought], words: VerifyWords, v: Voice) -> tuple[str, str]:
    """Return what to type next: the claims that cite the first paragraph that fails, else the record."""
    failing = next((one for one in sought if not one.holds), None)
    return (f"kbrief trace {v.cite(failing.cite)}", words.trace) if failing else ("kbrief sources", words.without)


def _row(one: Sought, words: VerifyWords, v: Voice) -> Row:
    is_found = one.status == "found"
    cells = (
        v.cite(one.cite), words.status[one.status], str(len(one.claims)), "" if one.line is None else str(one.line),
        "" if is_found else _expected(one, words, v),
    )  # fmt: skip
    if is_found:
        return Row(cells)
    failing = _failing(one, words, v) if one.claims else ""
    return Row(cells, f"{v.text(one.paragraph.digest)} {failing}".rstrip(), "warn" if one.claims else "quiet")


def _failing(one: Sought, words: VerifyWords, v: Voice) -> str:
    """Return which claims do not hold."""
    return words.failing.format(claims=told(listing([placed.path for placed in one.claims]), v.lang))


def _expected(one: Sought, words: VerifyWords, v: Voice) -> str:
    """Return between which paragraphs it would stand."""
    before, after = (v.cite(f"{one.source.id}#P{p.n}") if p else None for p in one.between)
    forms = {(True, True): words.from_to, (True, False): words.at_end, (False, True): words.at_start}
    return forms.get((before is not None, after is not None), words.alone).format(before=before, after=after)
