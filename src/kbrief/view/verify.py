"""The screen of a copy of a source's text: which paragraphs, and so which citations, hold against it."""

from collections.abc import Sequence

from kbrief.load.verify import Sought
from kbrief.model.document import Column, Document, Row, Table
from kbrief.model.names import listing
from kbrief.words.forms.verify import VerifyWords
from kbrief.words.voice import Voice


def verify_page(sought: Sequence[Sought], file: str, v: Voice) -> Document:
    """Return what became of each paragraph, and the claims that do not hold."""
    words, col = v.words(VerifyWords), v.w.col
    columns = (
        Column(col.paragraph), Column(words.outcome), Column(col.cited, "right", drop=2), Column(words.line, "right"),
        Column(words.between, drop=3),
    )  # fmt: skip
    failing = [one for one in sought if not one.holds]
    title = words.title.format(
        found=sum(one.status == "found" for one in sought),
        all=len(sought),
        file=file,
        held=sum(len(one.claims) for one in sought if one.holds),
        cited=sum(len(one.claims) for one in sought),
    )
    return Document(
        title=title,
        head=v.head("sources"),
        blocks=(Table(columns, tuple(_row(one, words, v) for one in sought), v.w.col.note, v.w.say.no_sources),),
        foot=(words.legend,) if any(one.status != "found" for one in sought) else (),
        following=((f"kbrief trace {v.cite(failing[0].cite)}", words.trace),)
        if failing
        else (("kbrief sources", words.without),),
    )


def _row(one: Sought, words: VerifyWords, v: Voice) -> Row:
    is_found = one.status == "found"
    cells = (
        v.cite(one.cite), words.status[one.status], str(len(one.claims)), "" if one.line is None else str(one.line),
        "" if is_found else _expected(one, words, v),
    )  # fmt: skip
    if is_found:
        return Row(cells)
    failing = words.failing.format(claims=listing([placed.path for placed in one.claims])) if one.claims else ""
    return Row(cells, f"{v.text(one.paragraph.digest)} {failing}".rstrip(), "warn" if one.claims else "quiet")


def _expected(one: Sought, words: VerifyWords, v: Voice) -> str:
    """Return between which paragraphs it would stand."""
    before, after = (v.cite(f"{one.source.id}#P{p.n}") if p else None for p in one.between)
    forms = {(True, True): words.from_to, (True, False): words.at_end, (False, True): words.at_start}
    return forms.get((before is not None, after is not None), words.alone).format(before=before, after=after)
