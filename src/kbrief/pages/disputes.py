"""The page of disputes, and who is for a contested point and who against it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kbrief.decide.rank import Placement
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Rating
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column, Document, Paragraph, Row, Table, flatten

if TYPE_CHECKING:
    from kbrief.decide.disputes import Dispute, Disputes

#: The sign at the tally of a point on which sources disagree.
DISPUTED = "±"


def sides(placement: Placement, texts: BriefText) -> Iterator[str]:
    """Yield for each contested criterion who is for the point and who against, each with its paragraphs.

    Where no criterion is contested but stated ratings point both ways, yield their paragraphs for and against.
    """
    for rating in placement.ratings:
        if rating.is_contested:
            yield _sides_line(*(_raters(rating.claims_toward(direction), texts) for direction in (1, -1, 0)))
    if not placement.contested:
        pro, con = (_stated_cites(placement, direction) for direction in (1, -1))
        if pro and con and not pro.keys() & con.keys():
            yield _sides_line(texts.citations(pro), texts.citations(con), "")


def _stated_cites(placement: Placement, direction: int) -> dict[str, None]:
    """Return the paragraphs that state ratings for the point (`direction` 1) or against it (-1), each once."""
    parts = (cites for _name, value, cites in placement.stated_parts if value * direction > 0)
    return dict.fromkeys(cite for cites in parts for cite in cites)


def is_disputed(placement: Placement, texts: BriefText) -> bool:
    """Whether readings or stated ratings of a point speak both for it and against it."""
    return next(sides(placement, texts), None) is not None


def _sides_line(pro: str, con: str, neutral: str) -> str:
    parts = (
        _("for: {names}", names=pro) if pro else "",
        _("against: {names}", names=con) if con else "",
        _("neutral: {names}", names=neutral) if neutral else "",
    )
    return " · ".join(part for part in parts if part)


def _raters(claims: Iterable[Rating], texts: BriefText) -> str:
    """Return who rates so, each with the rating: paragraphs, an officer's name, or our judgment."""
    return ", ".join(
        _("{who} ({value})", who=texts.citations(claim.cites) or claim.by or _("our judgment"),
          value=format_signed(claim.value, "0"))
        for claim in claims
    )  # fmt: skip


def disputes_page(disputes: "Disputes", administration: str | None, texts: BriefText) -> Document:
    """Return the contested points, the most dependent on whom one believes first, and what to settle first."""
    columns = (
        Column(_("point"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True), Column(_("audience"), drop_priority=5),
        Column(_("list")), Column(_("depends"), "right", drop_priority=3),
    )  # fmt: skip
    return Document(
        title=_("Disputes: {count}", count=len(disputes.items)),
        caveats=texts.ranking_caveats(administration),
        blocks=flatten(
            Table(columns, tuple(_row(item, texts) for item in disputes.items), _("who says what"),
                  _("No rating of this brief is contested.")),
            _settle_first(disputes, texts),
        ),
        legend=((_("depends"), _("depends: in what share of the choices of whom to believe the point stands on another list.")),),
        next_steps=tuple(
            (f"kbrief explain {item.point.id}" + (f" -a {item.administration}" if item.administration else ""), _("every reading as a row"))
            for item in disputes.items[:1]
        ),
    )  # fmt: skip


def _row(item: "Dispute", texts: BriefText) -> Row:
    cells = (
        texts.text(item.point.label), item.point.id, texts.administration(item.administration) or "–",
        list_name(item.placement.list), texts.percent(item.depends),
    )  # fmt: skip
    return Row(cells, " ".join(sides(item.placement, texts)), item.placement.list)


def _settle_first(disputes: "Disputes", texts: BriefText) -> Iterator[Paragraph]:
    """Yield the contested rating whose settlement fixes most lists."""
    if disputes.first is None:
        return
    point, criterion, audience = disputes.first
    names = {item.id: texts.text(item.name) for item in texts.brief.criteria}
    label = texts.text(texts.brief.point_by_id[point].label)
    in_brackets = f" ({texts.administration(audience)})" if audience else ""
    yield Paragraph(_("Settle first: {criterion} of {point}{whose}; it fixes {count} of the lists.",
                      criterion=names[criterion], point=label, whose=in_brackets, count=disputes.fixes[disputes.first]))  # fmt: skip
