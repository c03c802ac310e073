"""The memo's sections around the lists: header, BLUF, steps, change, limits, tensions."""

from collections.abc import Iterator, Sequence

from kbrief.decide.events import PointEffect, likelihood_band
from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.labels import likelihood_label, mark_gap
from kbrief.model import LISTS, Event
from kbrief.model.clearance import is_cleared
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import is_disputed
from kbrief.pages.document import Block, Box, Bullets, Column, Fields, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import MAX_BULLET_WORDS, EventEffect, event_names, first_names
from kbrief.pages.memo.steps import steps as next_steps
from kbrief.pages.to_do import to_do_line

#: How many events (on two pages and on one), and tensions are shown.
EVENTS, SHORT_EVENTS, TENSIONS = 3, 3, 2

#: How many steps one page has.
SHORT_STEPS = 2

#: How many words of a line its beginning takes.
ROOM = 2


def header(plan: MemoContext) -> Iterator[Block]:
    """Yield section 0: date, for, from, subject, source and its age."""
    texts, form = plan.texts, plan.form
    # One page has no room for empty lines, nor for a subject that says what the title says.
    is_short = form.is_one_page
    subject = form.subject or ("" if is_short else plan.title)
    yield Fields.of(
        (_("DATE"), plan.day),
        (_("FOR"), form.recipient or ("" if is_short or not plan.has_subject_line else _("(to be filled in)"))),
        (_("FROM"), form.sender or ("" if is_short else pgettext("sender", "(to be filled in)"))),
        (_("SUBJECT"), subject if plan.has_subject_line else ""),
        (_("SOURCE"), texts.source_facts()),
        (_("TO DO"), to_do_line(texts.brief)),
    )


def bluf(plan: MemoContext) -> Iterator[Block]:
    """Yield section 1: lead with, caution with, watch, assumption; then what explains the marks."""
    most = 2 if plan.form.is_one_page else 3
    lines = (
        _("Lead with: {points}.", points=plan.strongest("emphasize", most)),
        _("Handle with caution, do not lead with: {points}.", points=plan.strongest("minimize", most)),
        _watch(plan),
        *_assumption(plan),
    )
    yield Box(_("Bottom line up front"), lines)
    marks = _("Marks: {marks}. Ratings are our coding.", marks=pgettext("marks", "; ").join(_marks(plan)))
    has_contest = any(is_disputed(placement, plan.texts) for placement in plan.ranking.placements)
    contest = _("± sources or readers disagree.") if has_contest else ""
    yield Paragraph(f"{marks} {contest}".rstrip(), "quiet")


def _assumption(plan: MemoContext) -> Iterator[str]:
    """Yield what the memo assumes, in as many lines as its sentences need."""
    sentences = [
        said if said.endswith((".", "!", "?")) else f"{said}." for said in map(str.strip, plan.trust()) if said
    ]
    line = ""
    for sentence in (*sentences, _("Confidence: not set.")):
        if line and len(f"{line} {sentence}".split()) > MAX_BULLET_WORDS - ROOM:
            yield _("Assumption: {text}", text=line)
            line = ""
        line = f"{line} {sentence}".strip()
    yield _("Assumption: {text}", text=line)


def _marks(plan: MemoContext) -> Iterator[str]:
    """Yield what each mark means; that of a paragraph by the first one that a rating rests on."""
    cites = (cite for placement in plan.ranking.placements for cite in placement.cites)
    if cite := next(cites, next(iter(plan.texts.brief.paragraph_by_cite), None)):
        yield _("[{cite}] the source says it there", cite=plan.texts.cite(cite))
    yield _("[inferred] our judgment")
    yield _("[inferred, outside] it leans on knowledge outside the source")
    yield _("[unknown] no view held")


def _watch(plan: MemoContext) -> str:
    """Return what to watch for: the event that would move most lists, in our judgment."""
    if not plan.texts.brief.events:
        return _("Watch: the brief names no events.")
    if not plan.ranking.setting.counts_events:
        return _("Watch: what events would move is our judgment, and not counted here.")
    if not (plan.effects and plan.effects[0].moved):
        return _("Watch: no open event of the watch list would move a point to another list.")
    effect = plan.effects[0]
    return _("Watch: {event}. We judge that it would move {moves}.",
             event=effect.name(plan.texts), moves=effect.goals(plan.texts))  # fmt: skip


def steps(plan: MemoContext) -> Iterator[Block]:
    """Yield section 2: who does what by when; in an action memo a recommendation to approve."""
    is_action, most = plan.form.kind == "action", SHORT_STEPS if plan.form.is_one_page else None
    yield Heading(_("Recommendation") if is_action else _("Suggested next steps"))
    if is_action:
        yield Paragraph(_("That we lead with {points}, and that the following be done:",
                          points=plan.row(plan.rows_on("emphasize"), 3) or _("none")))  # fmt: skip
    yield Bullets(tuple(next_steps(plan))[:most] or (_("none"),))
    if is_action:
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))


def change(plan: MemoContext) -> Iterator[Block]:
    """Yield section 6: the events that would move most, when and how likely, their signs, and what they would move."""
    is_short = plan.form.is_one_page
    most = max(1, (SHORT_EVENTS if is_short else EVENTS) - plan.form.tightness // 2)
    shown = [e for e in plan.effects if e.moved or not is_short][:most]
    setting = plan.ranking.setting
    known = {*setting.events, *setting.ruled_out, *(event.id for effect in shown for event in effect.events)}
    others = [event for event in plan.texts.brief.events if event.id not in known]
    notes = (*_about_odds(plan, shown), *((_others(others, plan),) if others else ()), *_settled(plan))
    if not shown and not notes:
        return
    yield Heading(_("What could change this"))
    if shown:
        yield _effects(shown, plan)
    yield Bullets(notes)


def _about_odds(plan: MemoContext, shown: Sequence[EventEffect]) -> Iterator[str]:
    """Yield what holds of the odds and dates of the events that are open, and of the effects shown."""
    setting = plan.ranking.setting
    events = [event for event in plan.texts.brief.events if event.id not in (*setting.events, *setting.ruled_out)]
    if events and not any(event.likelihood or event.date for event in events):
        yield _("No odds and no dates are given.")
    if shown:
        effects = [effect for item in shown for effect in item.affected]
        yield (
            _(
                "Each effect is our judgment; “pays from” is the probability from which it pays to move the point now, and no forecast."
            )
            if any(effect.break_even is not None for effect in effects)
            else _("Each effect is our judgment.")
        )


def _settled(plan: MemoContext) -> Iterator[str]:
    """Yield which events count as happened, and which were ruled out."""
    setting, brief = plan.ranking.setting, plan.texts.brief
    if setting.ruled_out:
        events = [brief.event_by_id[name] for name in setting.ruled_out]
        yield _("Ruled out: {events}.", events=event_names(events, plan.texts))


def _others(others: Sequence[Event], plan: MemoContext) -> str:
    """Return the events that have no row, and whether any of them would move a point; one page only counts them."""
    moving = {event.id for effect in plan.effects if effect.moved for event in effect.events}
    names = event_names(sorted(others, key=lambda event: event.id not in moving), plan.texts)
    if not plan.ranking.setting.counts_events:
        return _(
            "What events would move is our judgment, and not counted here. On the watch list: {events}.", events=names
        )
    count = sum(event.id in moving for event in others)
    named_events = "" if plan.form.is_one_page else f": {names}"
    if count:
        return _("And {count} more, of which {moving} would change a list{events}.",
                 count=len(others), moving=count, events=named_events)  # fmt: skip
    return ngettext("And 1 more that changes no list{events}.", "And {count} more that change no list{events}.",
                    len(others), events=named_events)  # fmt: skip


def _effects(shown: Sequence[EventEffect], plan: MemoContext) -> Table:
    """Return the table of effects; on one page without the signs, and with short names."""
    texts = plan.texts
    if plan.form.is_one_page:
        return Table(
            (Column(_("Event")), Column(_("What moves"))), tuple(Row((e.name(texts), e.moves(texts))) for e in shown)
        )
    rows = (Row((_named(e, texts), _signs(e, texts), _moves(e, texts))) for e in shown)
    return Table((Column(_("Event")), Column(_("Signs")), Column(_("What moves"))), tuple(rows))


def _named(effect: EventEffect, texts: BriefText) -> str:
    """Return the events of an effect, each with its date where it has one."""
    dates = (_("{event}, {date}", event=texts.text(e.name), date=e.date) if e.date else "" for e in effect.events)
    return first_names([dated or texts.text(e.name) for dated, e in zip(dates, effect.events, strict=True)], 6)


def _moves(effect: EventEffect, texts: BriefText) -> str:
    """Return what an event would move; where a likelihood is held, it stands first with what follows from it."""
    event = effect.events[0]
    band = likelihood_band(event)
    if event.likelihood is None or band is None or len(effect.events) > 1 or effect.by_audience:
        return effect.moves(texts)
    low, high = (texts.percent(share) for share in band)
    held = _("Held {word} ({low} to {high}).", word=likelihood_label(event.likelihood.word), low=low, high=high)
    verdict = next((_verdict(moved, band, texts) for moved in effect.moved if moved.break_even is not None), "")
    moves = effect.moves(texts)
    return " ".join(part for part in (held, moves + "." if verdict else moves, verdict) if part)


def _verdict(effect: PointEffect, band: Sequence[object], texts: BriefText) -> str:
    """Return what a likelihood means for the probability from which it pays to move a point now."""
    low, high = band
    share = texts.percent(effect.break_even) if effect.break_even is not None else ""
    if low > effect.break_even:  # type: ignore[operator]
        return _("Above {share}: move it now.", share=share)
    if high < effect.break_even:  # type: ignore[operator]
        return _("Below {share}: not yet.", share=share)
    return _("The band crosses {share}: undecided.", share=share)


def _signs(effect: EventEffect, texts: BriefText) -> str:
    """Return the first sign of the first event that has one."""
    gap = mark_gap()
    signs = (f"{texts.text(sign.text)}{gap}{texts.basis_mark(sign)}" for event in effect.events for sign in event.signs)
    return next(signs, "–")


def limits(plan: MemoContext) -> Iterator[Block]:
    """Yield section 8: what the sources leave out, what is unknown, and confidence in a sentence of its own."""
    yield Heading(_("Assumptions, limits, confidence"))
    yield Bullets((*_limits(plan), _("Confidence: not set.")))


def _limits(plan: MemoContext) -> Iterator[str]:
    ratings = plan.rating_cells()
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    if gaps := plan.gaps():
        total = ngettext("1 gap in all", "{count} gaps in all", len(plan.texts.brief.gaps))
        many = len(plan.texts.brief.sources) > 1
        yield (
            _("Not in the sources: {gaps}; {total}.", gaps=gaps, total=total)
            if many
            else _("Not in the source: {gaps}; {total}.", gaps=gaps, total=total)
        )
    if unknown:
        yield _(
            "Unknown ratings: {count} of {all} ({criteria}).", count=unknown, all=len(ratings), criteria=plan.unknown()
        )
    lines = [claim for p in plan.ranking.points_on("emphasize") if (claim := plan.claim(p, "say"))]
    cleared = sum(is_cleared(claim) for claim in lines)
    if cleared:
        yield _("Cleared lines to take: {count} of {all}.", count=cleared, all=len(lines))


def tensions(plan: MemoContext) -> Iterator[Block]:
    """Yield section 9: the tensions that touch the points shown; those that touch a point moved by an event first."""
    texts = plan.texts
    points = {m.point.id for name in LISTS for entry in plan.shown(name)[0] for m in entry.members}
    moved = {p.point.id for p in plan.ranking.placements if any(rating.shifts for rating in p.ratings)}
    touching = sorted(
        (tension for tension in texts.brief.tensions if points & set(tension.points)),
        key=lambda tension: (-len(moved & set(tension.points)), -len(points & set(tension.points))),
    )
    if touching:
        many = len(texts.brief.sources) > 1
        yield Heading(_("Tensions in the sources") if many else _("Tensions in the source"))
        lines = tuple(
            f"{texts.text(tension.text)}{mark_gap()}{texts.basis_mark(tension)}" for tension in touching[:TENSIONS]
        )
        left = len(touching) - TENSIONS
        more = (_("And {count} more in the brief: kbrief background.", count=left),) if left > 0 else ()
        yield Bullets((*lines, *more))


def short_limits(plan: MemoContext) -> Iterator[Block]:
    """Yield sections 8 and 2 in short: limits, first steps (in an action memo to approve), what the page leaves out."""
    is_action = plan.form.kind == "action"
    if is_action:
        yield from steps(plan)
    first_steps = () if is_action else tuple(next_steps(plan))[:SHORT_STEPS]
    items = (*_limits(plan), *first_steps, *_left_out(plan))
    if items:
        yield Heading(_("Assumptions, limits, confidence") if is_action else _("Limits and next steps"))
        yield Bullets(items)


def _left_out(plan: MemoContext) -> Iterator[str]:
    """Yield what one page has no room for, of what there is."""
    brief, held = plan.texts.brief, len(plan.ranking.points_on("hold"))
    parts = (
        _("handling") if plan.ranking.points_on("minimize") else "",
        _("signs") if any(event.signs for event in brief.events) else "",
        _("tensions") if brief.tensions else "",
        _("the other audiences") if plan.comparison is not None and not plan.each else "",
        ngettext("1 point on hold", "{count} points on hold", held) if held else "",
    )
    if any(parts):
        yield _("Not on this page: {parts}.", parts=", ".join(part for part in parts if part))
