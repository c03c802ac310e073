"""A memo for several audiences: how each of them sees a point, in a column of its own while there is room."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.rank import Placement
from kbrief.i18n import _
from kbrief.i18n.formats import capitalized, format_signed
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import LISTS, ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column
from kbrief.pages.memo.context import MemoContext

#: Up to how many audiences each have a column; more of them share one, which names this many on each list.
MAX_COLUMNS = 4


def standings(plan: MemoContext, placement: Placement) -> dict[str, ListName]:
    """Return the list of a point under each of several audiences, by its id."""
    if plan.compared is None:
        return {}
    return {name: ranking.placements[_place(plan, placement)].list for name, ranking in plan.compared.rankings.items()}


def of_each(plan: MemoContext, members: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return where points stand under each of several audiences, for one as they are."""
    if not plan.each:
        return tuple(members)
    places = [_place(plan, member) for member in members]
    return tuple(one.ranking.placements[place] for place in places for one in plan.each)


def _place(plan: MemoContext, placement: Placement) -> int:
    """Return the place of a point in the file: placements of all audiences stand in its order."""
    return plan.place_by_point[placement.point.id]


def standing_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns that say where a point stands under each audience."""
    return tuple(Column(capitalized(name)) for name in names) if len(names) <= MAX_COLUMNS else (Column(_("Stands")),)


def standing_cells(names: Sequence[str], placements: Sequence[Placement], texts: BriefText) -> tuple[str, ...]:
    """Return where a point stands under each audience, a cell for each; of many, the names on each list in one."""
    if len(names) <= MAX_COLUMNS:
        gap = mark_gap()
        return tuple(f"{list_name(p.list)}{gap}({format_signed(p.displayed_score, '0')})" for p in placements)
    stands = list(zip(names, placements, strict=True))
    by_list = {name: [who for who, p in stands if p.list == name] for name in LISTS}
    parts = (
        _("{list}: {names}", list=list_name(name), names=texts.names_in_row(who))
        for name, who in by_list.items()
        if who
    )
    return (_("; ").join(parts),)


def said_otherwise(plan: MemoContext, placement: Placement, name: str) -> Iterator[str]:
    """Yield what is said otherwise to one of several audiences, with its name and mark."""
    common = plan.claim(placement, name)
    for one in plan.alone(placement):
        claim = one.claim(placement, name)
        if claim is not None and claim is not common:
            mark = plan.texts.basis_mark(claim)
            said = one.spoken(placement, name)
            yield _("{whom}: {what}", whom=plan.texts.for_audience(one.audience), what=f"{said} {mark}")


def own_lines(plan: MemoContext, placement: Placement) -> Iterator[str]:
    """Yield the line to take that a point has for an audience alone, with its name and mark."""
    for one in plan.each or (plan,):
        own = placement.point.for_audience.get(one.administration or "")
        if own is not None and own.say is not None:
            said = f"{one.spoken(placement, 'say')} {plan.texts.basis_mark(own.say)}"
            yield capitalized(_("{whom}: {what}", whom=plan.texts.for_audience(one.audience), what=said))
