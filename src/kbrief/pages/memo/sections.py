"""The memo's sections around the lists: header, BLUF, steps, change, the other administration, limits, tensions."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import PointComparison
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import LISTS, Event
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Box, Bullets, Column, Fields, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import EventEffect, event_names

EVENTS, SHORT_EVENTS, TENSIONS = 5, 3, 2
"""How many events (on two pages and on one) and tensions are shown."""


def header(plan: MemoContext) -> Iterator[Block]:
    """Yield section 0: date, for, from, subject, source and its age."""
    texts, form = plan.texts, plan.form
    # One page has no room for empty lines, nor for a subject that says what the title says.
    is_short = form.is_one_page
    subject = form.subject or (
        "" if is_short else _("What to lead with, and what to handle with caution, {whom}", whom=plan.whom)
    )
    yield Fields.of(
        (_("DATE"), plan.day),
        (_("FOR"), form.recipient or ("" if is_short or not plan.has_subject_line else _("(to be filled in)"))),
        (_("FROM"), form.sender or ("" if is_short else pgettext("sender", "(to be filled in)"))),
        (_("SUBJECT"), subject if plan.has_subject_line else ""),
        (_("SOURCE"), texts.source_facts()),
    )


def bluf(plan: MemoContext) -> Iterator[Block]:
    """Yield section 1: lead with, caution with, watch, assumption; then what explains marks and numbers."""
    texts = plan.texts
    most = 2 if plan.form.is_one_page else 3
    watch = (
        _("Watch: no event of the watch list would move a point to another list.")
        if plan.ranking.setting.counts_events
        else _("Watch: what events would move is inferred, and not counted here.")
    )
    if plan.effects and plan.effects[0].moved:
        watch = _(
            "Watch: {event}. It would move {moves}.",
            event=plan.effects[0].name(texts),
            moves=plan.effects[0].goals(texts),
        )
    lines = (
        _("Lead with: {points}.", points=plan.strongest("emphasize", most)),
        _("Handle with caution, do not lead with: {points}.", points=plan.strongest("minimize", most)),
        watch,
        _("Assumption: {text} {confidence}", text=" ".join(plan.trust()), confidence=_("Confidence: not set.")),
    )
    yield Box(_("Bottom line up front"), lines)
    marks = _(
        "Marks: [P8] the source says it there; [inferred] our judgment; [inferred, outside] it leans on knowledge outside the source; [unknown] no view held. Ratings are our coding."
    )
    yield Paragraph(f"{marks} {_numbers(plan)}", "quiet")


def _numbers(plan: MemoContext) -> str:
    """Return what tally (or score, where weights differ) and stays mean."""
    weighting = plan.ranking.weighting
    stays = _("Stays: how often the list holds if our ratings are off, not the chance that we are right.")
    if not weighting.has_equal_weights:
        score = _(
            "Score: weighted sum of our ratings, -100 to +100; lists begin at +{threshold} and -{threshold}.",
            threshold=plan.threshold,
        )
        return f"{score} {stays}"
    tally = _(
        "Tally: sum of our ratings, -{most} to +{most}; lists begin at +{least} and -{least}.",
        most=weighting.max_tally,
        least=weighting.threshold_tally,
    )
    return f"{tally} {stays}"


def steps(plan: MemoContext) -> Iterator[Block]:
    """Yield section 2: next steps by fixed rules; in an action memo a recommendation to approve."""
    is_action = plan.form.kind == "action"
    yield Heading(_("Recommendation") if is_action else _("Suggested next steps"))
    yield Bullets(tuple(_steps(plan)))
    if is_action:
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))


def _steps(plan: MemoContext) -> Iterator[str]:
    if plan.ranking.points_on("emphasize"):
        yield _("Open with {points}; follow the order below. [inferred]", points=plan.top("emphasize"))
    if plan.ranking.points_on("minimize"):
        yield _(
            "Leave it to the other side to raise {points} and what stands below it. [inferred]",
            points=plan.top("minimize"),
        )
    if plan.effects and plan.effects[0].moved:
        yield _(
            "Have lines ready for {event}; points that would change lists: {count}. [inferred]",
            event=plan.effects[0].name(plan.texts),
            count=len(plan.effects[0].moved),
        )
    if unknown := plan.unknown():
        yield _("Find out what is unknown, and rate it: {criteria}. [inferred]", criteria=unknown)
    if figures := _("; ").join(_figures(plan)):
        yield _("{figures}. [inferred]", figures=figures)


def _figures(plan: MemoContext) -> Iterator[str]:
    """Yield the figures of the record that are to be cleared before use."""
    texts = plan.texts
    for cite, paragraph in texts.brief.paragraph_by_cite.items():
        for figure in paragraph.figures:
            if figure.caution:
                value = figure.value.replace(" %", _("{number} %", number=""))
                yield _(
                    "{figure} ({cite}), {what}", figure=value, cite=texts.cite(cite), what=texts.text(figure.caution)
                )


def change(plan: MemoContext) -> Iterator[Block]:
    """Yield section 6: the events that would move most, their signs, and from which probability it pays to act."""
    is_short = plan.form.is_one_page
    shown = [e for e in plan.effects if e.moved][:SHORT_EVENTS] if is_short else list(plan.effects[:EVENTS])
    known = {*plan.ranking.setting.given, *(event.id for effect in shown for event in effect.events)}
    others = [event for event in plan.texts.brief.events if event.id not in known]
    if not shown and not others:
        return
    yield Heading(_("What could change this"))
    if shown:
        yield _effects(shown, plan)
    yield Bullets(
        (
            _("The source gives no odds and no dates. Each effect is inferred; break-even is no forecast."),
            *((_others(others, plan),) if others else ()),
        )
    )


def _others(others: Sequence[Event], plan: MemoContext) -> str:
    """Return the events that have no row, and whether any of them would move a point; one page only counts them."""
    names = event_names(others, plan.texts)
    if not plan.ranking.setting.counts_events:
        return _("Inference is not counted here, and so no effect. On the watch list: {events}.", events=names)
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
    rows = (Row((e.names(texts), _signs(e, texts), e.moves(texts))) for e in shown)
    return Table((Column(_("Event")), Column(_("Signs")), Column(_("What moves"))), tuple(rows))


def _signs(effect: EventEffect, texts: BriefText) -> str:
    """Return the first sign of the first event that has one."""
    gap = mark_gap()
    signs = (f"{texts.text(sign.text)}{gap}{texts.basis_mark(sign)}" for event in effect.events for sign in event.signs)
    return next(signs, "–")


def other_administrations(plan: MemoContext) -> Iterator[Block]:
    """Yield section 7: what holds whoever governs, and what depends on it."""
    texts, compared = plan.texts, plan.comparison
    if compared is None:
        return
    names = [texts.administration(name) for name in compared.administrations]
    safe = [item for item in compared.items if item.no_regret]
    rows = [_standings(item, texts) for item in compared.items if not item.no_regret]
    yield Heading(_("The other administration"))
    said = _(
        "{count} of {all} points are no-regret: the same treatment is best whoever governs.",
        count=len(safe),
        all=len(compared.items),
    )
    yield Paragraph(_("{said} These depend on it:", said=said) if rows else said)
    if rows:
        columns = (Column(_("Point")), *(Column(name) for name in names), Column(_("Treat as")))
        yield Table(columns, tuple(rows))


def _standings(item: PointComparison, texts: BriefText) -> Row:
    gap = mark_gap()
    standing = (f"{list_name(p.list)}{gap}({format_signed(p.displayed_score, '0')})" for p in item.placements.values())
    return Row((texts.text(item.point.label), *standing, list_name(item.recommended)))


def limits(plan: MemoContext) -> Iterator[Block]:
    """Yield section 8: what the source leaves out, what is unknown, and confidence in a sentence of its own."""
    yield Heading(_("Assumptions, limits, confidence"))
    yield Bullets((*_limits(plan), _("Confidence: not set.")))


def _limits(plan: MemoContext) -> Iterator[str]:
    ratings = [rating for placement in plan.ranking.placements for rating in placement.ratings]
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    if gaps := plan.gaps():
        yield _("Not in the source: {gaps}; {count} gaps in all.", gaps=gaps, count=len(plan.texts.brief.gaps))
    if unknown:
        yield _(
            "Unknown ratings: {count} of {all} ({criteria}).", count=unknown, all=len(ratings), criteria=plan.unknown()
        )


def tensions(plan: MemoContext) -> Iterator[Block]:
    """Yield section 9: the tensions that touch the points shown, those that touch most of them first."""
    texts = plan.texts
    points = {m.point.id for name in LISTS for entry in plan.shown(name)[0] for m in entry.members}
    touching = sorted(
        (tension for tension in texts.brief.tensions if points & set(tension.points)),
        key=lambda tension: -len(points & set(tension.points)),
    )
    if touching:
        yield Heading(_("Tensions in the source"))
        said = tuple(
            f"{texts.text(tension.text)}{mark_gap()}{texts.basis_mark(tension)}" for tension in touching[:TENSIONS]
        )
        more = (
            (_("And {count} more in the brief: kbrief background.", count=len(touching) - TENSIONS),)
            if touching[TENSIONS:]
            else ()
        )
        yield Bullets((*said, *more))


def short_limits(plan: MemoContext) -> Iterator[Block]:
    """Yield sections 8 and 2 in short under one heading: the limits, the last step, and what the page leaves out."""
    yield Heading(_("Limits and next steps"))
    left_out = _(
        "Not here: remarks on lines to take, handling, signs, tensions, the other administration, {count} points on hold (annex A).",
        count=len(plan.ranking.points_on("hold")),
    )
    yield Bullets((*_limits(plan), *tuple(_steps(plan))[-1:], left_out))
    if plan.form.kind == "action":
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))
