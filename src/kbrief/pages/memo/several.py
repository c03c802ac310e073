"""How each audience of a memo for several sees a point: in columns of their own, or together in one."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.rank import Placement
from kbrief.i18n import _
from kbrief.i18n.formats import capitalize, format_signed
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import LISTS, ListName, SpokenField
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column
from kbrief.pages.memo.context import MemoContext

#: More audiences than this share a column.
MAX_COLUMNS = 4


def lists_by_audience(context: MemoContext, placement: Placement) -> dict[str, ListName]:
    """Return the list of a point for each of several audiences, by the audience's id."""
    if context.compared is None:
        return {}
    return {
        name: ranking.placements[context.index_by_point[placement.point.id]].list
        for name, ranking in context.compared.rankings.items()
    }


def placements_by_audience(context: MemoContext, members: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return the placements of points for each of several audiences; for a single one the points themselves."""
    if not context.per_audience:
        return tuple(members)
    indices = [context.index_by_point[member.point.id] for member in members]
    return tuple(audience.ranking.placements[index] for index in indices for audience in context.per_audience)


def audience_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """Return a column for each audience, or one for many of them."""
    return tuple(Column(capitalize(name)) for name in names) if len(names) <= MAX_COLUMNS else (Column(_("Stands")),)


def audience_cells(names: Sequence[str], placements: Sequence[Placement], texts: BriefText) -> tuple[str, ...]:
    """Return the list of a point for each audience, a cell for each; of many, their names by list in one cell."""
    if len(names) <= MAX_COLUMNS:
        gap = mark_gap()
        return tuple(
            f"{list_name(placement.list)}{gap}({format_signed(placement.displayed_score, '0')})"
            for placement in placements
        )
    pairs = list(zip(names, placements, strict=True))
    by_list = {name: [audience for audience, placement in pairs if placement.list == name] for name in LISTS}
    parts = (
        _("{list}: {names}", list=list_name(name), names=texts.names_in_row(audiences))
        for name, audiences in by_list.items()
        if audiences
    )
    return (_("; ").join(parts),)


def own_wordings(context: MemoContext, placement: Placement, name: SpokenField) -> Iterator[str]:
    """Yield the wordings of a text that are for one of several audiences, with its name and mark."""
    common = context.statement(placement, name)
    for audience in context.with_own_texts(placement):
        statement = audience.statement(placement, name)
        if statement is not None and statement is not common:
            text = f"{audience.wording(placement, name)} {context.texts.basis_mark(statement)}"
            yield _("{whom}: {what}", whom=context.texts.for_audience(audience.audience), what=text)


def own_lines(context: MemoContext, placement: Placement) -> Iterator[str]:
    """Yield the lines to take that a point has for one audience only, with its name and mark."""
    for audience in context.per_audience or (context,):
        own = placement.point.for_audience.get(audience.administration or "")
        if own is not None and own.say is not None:
            text = f"{audience.wording(placement, 'say')} {context.texts.basis_mark(own.say)}"
            yield capitalize(_("{whom}: {what}", whom=context.texts.for_audience(audience.audience), what=text))
