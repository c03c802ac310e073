"""The screen of a copy of a source's text: which paragraphs, and so which citations, hold against it."""

from collections.abc import Iterator, Sequence

from kbrief.i18n import _, translate
from kbrief.load.copies.verify import Sought
from kbrief.model.document import Column, Document, Row, Table
from kbrief.model.names import listing
from kbrief.words.voice import Voice


def verify_page(sought: Sequence[Sought], file: str, v: Voice) -> Document:
    """Return what became of each paragraph, and the claims that do not hold."""
    columns = (
        Column(_("paragraph")), Column(_("status")), Column(_("cited"), "right", drop=2), Column(_("line"), "right"),
        Column(_("expected"), drop=3),
    )  # fmt: skip
    return Document(
        title=_title(sought, file),
        head=v.head("sources"),
        blocks=(Table(columns, tuple(_row(one, v) for one in sought), _("note"), _("This brief has no source record.")),),
        foot=tuple(_foot(sought)),
        following=(_following(sought, v),),
    )


def _title(sought: Sequence[Sought], file: str) -> str:
    return _("{found} of {all} paragraphs found in {file}; {held} of {cited} citations hold", 
        found=sum(one.status == "found" for one in sought),
        all=len(sought),
        file=file,
        held=sum(len(one.claims) for one in sought if one.holds),
        cited=sum(len(one.claims) for one in sought),
    )


def _foot(sought: Sequence[Sought]) -> Iterator[str]:
    found = {one.status == "found" for one in sought}
    if False in found:
        yield _("changed: other words stand where the paragraph is expected (the line is where they begin); missing: none do.") if True in found else _("No paragraph of the record is in this file: is it a copy of this source?")


def _following(sought: Sequence[Sought], v: Voice) -> tuple[str, str]:
    """Return what to type next: the claims that cite the first paragraph that fails, else the record."""
    failing = next((one for one in sought if not one.holds), None)
    return (f"kbrief trace {v.cite(failing.cite)}", _("every claim that cites it")) if failing else ("kbrief sources", _("what the record says of each paragraph"))


def _row(one: Sought, v: Voice) -> Row:
    is_found = one.status == "found"
    cells = (
        v.cite(one.cite), _status(one.status), str(len(one.claims)), "" if one.line is None else str(one.line),
        "" if is_found else _expected(one, v),
    )  # fmt: skip
    if is_found:
        return Row(cells)
    failing = _failing(one, v) if one.claims else ""
    return Row(cells, f"{v.text(one.paragraph.digest)} {failing}".rstrip(), "warn" if one.claims else "quiet")


def _failing(one: Sought, v: Voice) -> str:
    """Return which claims do not hold."""
    return _("Does not hold against this copy: {claims}.", claims=translate(listing([placed.path for placed in one.claims])))


def _expected(one: Sought, v: Voice) -> str:
    """Return between which paragraphs it would stand."""
    before, after = (v.cite(f"{one.source.id}#P{p.n}") if p else None for p in one.between)
    if before and after:
        return _("between {before} and {after}", before=before, after=after)
    if before:
        return _("after {before}", before=before)
    return _("before {after}", after=after) if after else _("anywhere")


def _status(status: str) -> str:
    return {"found": _("found"), "changed": _("changed"), "missing": _("missing")}[status]
