"""Section 6 of the memo: the events that could change the lists."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kbrief.decide.events import likelihood_band
from kbrief.i18n import _, ngettext
from kbrief.i18n.labels import likelihood_label, mark_gap
from kbrief.model import Event
from kbrief.model.likelihood import Band
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.effects import EventEffect, event_names
from kbrief.pages.memo.rows import first_names

#: The greatest number of effects of events that are shown, and of names in one of them.
MAX_EFFECTS, MAX_EFFECT_NAMES = 3, 6


def change(context: MemoContext) -> Iterator[Block]:
    """Yield section 6: the events that would move most, their dates, likelihoods and signs, and what they would move."""
    is_short = context.options.is_one_page
    maximum = max(1, MAX_EFFECTS - context.options.tightness // 2)
    shown = [effect for effect in context.effects if effect.moved or not is_short][:maximum]
    notes = (*_odds_notes(context, shown), *_other_events(context, shown), *_ruled_out(context))
    if not shown and not notes:
        return
    yield Heading(_("What could change this"))
    if shown:
        yield _effects_table(shown, context)
    yield Bullets(notes)


def _odds_notes(context: MemoContext, shown: Sequence[EventEffect]) -> Iterator[str]:
    """Yield whether open events have odds and dates, and what the effects shown rest on."""
    scenario = context.ranking.scenario
    events = [event for event in context.texts.brief.events if event.id not in (*scenario.events, *scenario.ruled_out)]
    if events and not any(event.likelihood or event.date for event in events):
        yield _("No odds and no dates are given.")
    if shown:
        effects = [effect for item in shown for effect in item.affected]
        if any(effect.break_even is not None for effect in effects):
            yield _(
                "Each effect is our judgment; “pays from” is the probability from which it pays to move the point now, and no forecast."
            )
        else:
            yield _("Each effect is our judgment.")


def _ruled_out(context: MemoContext) -> Iterator[str]:
    """Yield the events that were ruled out."""
    if names := context.ranking.scenario.ruled_out:
        events = [context.texts.brief.event_by_id[name] for name in names]
        yield _("Ruled out: {events}.", events=event_names(events, context.texts))


def _other_events(context: MemoContext, shown: Sequence[EventEffect]) -> Iterator[str]:
    """Yield a line on the open events that have no row, if there are any."""
    scenario = context.ranking.scenario
    settled = {*scenario.events, *scenario.ruled_out, *(event.id for effect in shown for event in effect.events)}
    if others := [event for event in context.texts.brief.events if event.id not in settled]:
        yield _other_events_line(others, context)


def _other_events_line(others: Sequence[Event], context: MemoContext) -> str:
    """Return the names of other events, and how many would move a point; on one page only their number."""
    moving = {event.id for effect in context.effects if effect.moved for event in effect.events}
    names = event_names(sorted(others, key=lambda event: event.id not in moving), context.texts)
    if not context.ranking.scenario.counts_events:
        return _(
            "What events would move is our judgment, and not counted here. On the watch list: {events}.", events=names
        )
    count = sum(event.id in moving for event in others)
    suffix = "" if context.options.is_one_page else f": {names}"
    if count:
        return _("And {count} more, of which {moving} would change a list{events}.",
                 count=len(others), moving=count, events=suffix)  # fmt: skip
    return ngettext("And 1 more that changes no list{events}.", "And {count} more that change no list{events}.",
                    len(others), events=suffix)  # fmt: skip


def _effects_table(shown: Sequence[EventEffect], context: MemoContext) -> Table:
    """Return the table of effects; on one page without the signs and with short names."""
    texts = context.texts
    if context.options.is_one_page:
        rows = tuple(Row((effect.name(texts), effect.moves(texts))) for effect in shown)
        return Table((Column(_("Event")), Column(_("What moves"))), rows)
    rows = tuple(
        Row((_dated_names(effect, texts), _first_sign(effect, texts), _moves_cell(effect, texts))) for effect in shown
    )
    return Table((Column(_("Event")), Column(_("Signs")), Column(_("What moves"))), rows)


def _dated_names(effect: EventEffect, texts: BriefText) -> str:
    """Return the names of the events of an effect, with their dates."""
    names = [
        _("{event}, {date}", event=texts.text(event.name), date=event.date) if event.date else texts.text(event.name)
        for event in effect.events
    ]
    return first_names(names, MAX_EFFECT_NAMES)


def _moves_cell(effect: EventEffect, texts: BriefText) -> str:
    """Return what an event would move, after its likelihood and before what follows from it, if it has one."""
    event = effect.events[0]
    band = likelihood_band(event)
    if event.likelihood is None or band is None or len(effect.events) > 1 or effect.by_audience:
        return effect.moves(texts)
    low, high = (texts.percent(share) for share in band)
    likelihood = _("Held {word} ({low} to {high}).", word=likelihood_label(event.likelihood.word), low=low, high=high)
    break_even = next((moved.break_even for moved in effect.moved if moved.break_even is not None), None)
    moves = effect.moves(texts)
    return (
        f"{likelihood} {moves}" if break_even is None else f"{likelihood} {moves}. {_verdict(break_even, band, texts)}"
    )


def _verdict(break_even: Fraction, band: Band, texts: BriefText) -> str:
    """Return whether a likelihood is above the probability from which it pays to move a point now."""
    low, high = band
    share = texts.percent(break_even)
    if low > break_even:
        return _("Above {share}: move it now.", share=share)
    if high < break_even:
        return _("Below {share}: not yet.", share=share)
    return _("The band crosses {share}: undecided.", share=share)


def _first_sign(effect: EventEffect, texts: BriefText) -> str:
    """Return the first sign of the first event that has one."""
    gap = mark_gap()
    signs = (f"{texts.text(sign.text)}{gap}{texts.basis_mark(sign)}" for event in effect.events for sign in event.signs)
    return next(signs, "–")
