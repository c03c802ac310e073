"""The memo's sections around the lists: header, BLUF, steps, change, the other audiences, limits, tensions."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import PointComparison
from kbrief.decide.events import PointEffect, likelihood_band
from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_name, mark_gap
from kbrief.model import LISTS, Event
from kbrief.model.clearance import is_cleared
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import is_disputed
from kbrief.pages.document import Block, Box, Bullets, Column, Fields, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import EventEffect, event_names, first_names
from kbrief.pages.memo.steps import steps as next_steps

#: How many events (on two pages and on one), tensions and compared points are shown.
EVENTS, SHORT_EVENTS, TENSIONS, COMPARED = 3, 3, 2, 5


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
    )


def bluf(plan: MemoContext) -> Iterator[Block]:
    """Yield section 1: lead with, caution with, watch, assumption; then what explains the marks."""
    most = 2 if plan.form.is_one_page else 3
    lines = (
        _("Lead with: {points}.", points=plan.strongest("emphasize", most)),
        _("Handle with caution, do not lead with: {points}.", points=plan.strongest("minimize", most)),
        _watch(plan),
        _("Assumption: {text} {confidence}", text=" ".join(plan.trust()), confidence=_("Confidence: not set.")),
    )
    yield Box(_("Bottom line up front"), lines)
    marks = _(
        "Marks: [P8] the source says it there; [inferred] our judgment; [inferred, outside] it leans on knowledge outside the source; [unknown] no view held. Ratings are our coding."
    )
    has_contest = any(is_disputed(placement, plan.texts) for placement in plan.ranking.placements)
    contest = _("± sources or readers disagree.") if has_contest else ""
    yield Paragraph(f"{marks} {contest}".rstrip(), "quiet")


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
    is_action = plan.form.kind == "action"
    yield Heading(_("Recommendation") if is_action else _("Suggested next steps"))
    if is_action:
        yield Paragraph(_("That we lead with {points}, and that the following be done:",
                          points=plan.strongest("emphasize", 3)))  # fmt: skip
    yield Bullets(tuple(next_steps(plan)) or (_("none"),))
    if is_action:
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))


def change(plan: MemoContext) -> Iterator[Block]:
    """Yield section 6: the events that would move most, when and how likely, their signs, and what they would move."""
    is_short = plan.form.is_one_page
    shown = [e for e in plan.effects if e.moved][:SHORT_EVENTS] if is_short else list(plan.effects[:EVENTS])
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
    """Yield what holds of the odds and dates of the brief's events, and of the effects shown."""
    events = plan.texts.brief.events
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
    names = event_names(others, plan.texts)
    if not plan.ranking.setting.counts_events:
        return _(
            "What events would move is our judgment, and not counted here. On the watch list: {events}.", events=names
        )
    moving = {event.id for effect in plan.effects if effect.moved for event in effect.events}
    count = sum(event.id in moving for event in others)
    named_events = "" if plan.form.is_one_page else f": {names}"
    if count:
        return _("And {count} more, of which {moving} would change a list{events}.",
                 count=len(others), moving=count, events=named_events)  # fmt: skip
    return _("And {count} more that change no list{events}.", count=len(others), events=named_events)


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
    if event.likelihood is None or band is None or len(effect.events) > 1:
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


def other_audiences(plan: MemoContext) -> Iterator[Block]:
    """Yield section 7: what differs between the audiences, what is not known to differ, and who blocks."""
    texts, compared = plan.texts, plan.comparison
    if compared is None:
        return
    names = [texts.administration(name) for name in compared.administrations]
    differing = [item for item in compared.items if item.differs == "yes"]
    yield Heading(texts.other_audiences)
    yield Paragraph(" ".join(_agreement(compared.items)))
    if not differing:
        return
    together = compared.mode == "together"
    columns = (
        Column(_("Point")),
        *(Column(name) for name in names),
        Column(_("Joint list") if together else _("Treat as")),
    )
    rows = tuple(_standings(item, texts, together=together) for item in differing[:COMPARED])
    yield Table(columns, rows)
    if differing[COMPARED:]:
        yield Bullets((_("And {count} more: kbrief compare --differs.", count=len(differing) - COMPARED),))


def _agreement(items: Sequence[PointComparison]) -> Iterator[str]:
    """Yield how many points differ, stand alike where views are known, or are not known to differ."""
    count = {kind: sum(item.differs == kind for item in items) for kind in ("yes", "no", "not known")}
    if count["yes"]:
        yield ngettext("1 point differs.", "{count} points differ.", count["yes"])
    if count["no"]:
        yield ngettext("1 point stands alike for all, views known.", "{count} points stand alike for all, views known.",
                       count["no"])  # fmt: skip
    if count["not known"]:
        yield ngettext("1 point is not known to differ: views are unknown.",
                       "{count} points are not known to differ: views are unknown.", count["not known"])  # fmt: skip


def _standings(item: PointComparison, texts: BriefText, *, together: bool) -> Row:
    gap = mark_gap()
    standing = (f"{list_name(p.list)}{gap}({format_signed(p.displayed_score, '0')})" for p in item.placements.values())
    return Row(
        (texts.text(item.point.label), *standing, _joint(item, texts) if together else list_name(item.recommended))
    )


def _joint(item: PointComparison, texts: BriefText) -> str:
    """Return the joint list, and who blocks a point."""
    if not item.blocked_by:
        return list_name(item.joint_list)
    names = first_names([texts.administration(name) for name in item.blocked_by], 4)
    return _("{list}, blocked by {names}", list=list_name(item.joint_list), names=names)


def limits(plan: MemoContext) -> Iterator[Block]:
    """Yield section 8: what the sources leave out, what is unknown, and confidence in a sentence of its own."""
    yield Heading(_("Assumptions, limits, confidence"))
    yield Bullets((*_limits(plan), _("Confidence: not set.")))


def _limits(plan: MemoContext) -> Iterator[str]:
    counted = [n for n, _criterion in plan.counted_criteria()]
    ratings = [placement.ratings[n] for placement in plan.ranking.placements for n in counted]
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
    """Yield sections 8 and 2 in short under one heading: the limits, the first steps, and what the page leaves out."""
    yield Heading(_("Limits and next steps"))
    held = len(plan.ranking.points_on("hold"))
    left_out = ngettext(
        "Not on this page: handling, signs, tensions, the other audiences, 1 point on hold.",
        "Not on this page: handling, signs, tensions, the other audiences, {count} points on hold.",
        held,
    )
    yield Bullets((*_limits(plan), *tuple(next_steps(plan))[:2], left_out))
    if plan.form.kind == "action":
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))
