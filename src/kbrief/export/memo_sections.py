"""The memo's sections around the lists: header, BLUF, steps, change, the other administration, limits, tensions."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import Compared
from kbrief.export.memo_plan import Plan
from kbrief.export.memo_rows import Effect, measure
from kbrief.model import LISTS
from kbrief.model.document import Block, Box, Bullets, Column, Fields, Heading, Paragraph, Row, Table
from kbrief.words.voice import Voice, signed

EVENTS, SHORT_EVENTS, TENSIONS, STEPS = 5, 3, 2, 5
"""How many events (on two pages and on one), tensions and steps are shown."""


def header(plan: Plan) -> Iterator[Block]:
    """Yield section 0: date, for, from, subject, source and its age."""
    words, v, form = plan.words, plan.v, plan.form
    # One page has no room for empty lines, nor for a subject that says what the title says.
    blank = "" if form.is_one_page else words.blank
    subject = "" if form.is_one_page else words.subject_text.format(whom=plan.whom)
    yield Fields.of(
        (words.date, form.date or v.day(v.today)),
        (words.recipient, form.recipient or blank),
        (words.sender, form.sender or blank),
        (words.subject, form.subject or subject),
        (words.source, v.source_facts()),
    )


def bluf(plan: Plan) -> Iterator[Block]:
    """Yield section 1: lead with, caution with, watch, assumption; then the line that explains the marks."""
    words, v = plan.words, plan.v
    named = 2 if plan.form.is_one_page else 3
    watch = words.watch_none
    if plan.effects and plan.effects[0].moved:
        watch = words.watch.format(event=plan.effects[0].names(v), moves=plan.effects[0].goals(v))
    lines = (
        words.lead.format(points=plan.named("emphasize", named)),
        words.caution.format(points=plan.named("minimize", named)),
        watch,
        words.assumption.format(text=" ".join(plan.trust())),
    )
    yield Box(words.bluf, lines)
    yield Paragraph(words.marks)


def steps(plan: Plan) -> Iterator[Block]:
    """Yield section 2: next steps by fixed rules; in an action memo a recommendation to approve."""
    words = plan.words
    is_action = plan.form.kind == "action"
    yield Heading(words.recommendation if is_action else words.steps)
    yield Bullets(tuple(_steps(plan))[:STEPS])
    if is_action:
        yield Paragraph(words.approve)


def _steps(plan: Plan) -> Iterator[str]:
    words, v = plan.words, plan.v
    if plan.ranking.on("emphasize"):
        yield words.step_lead.format(points=plan.named("emphasize", 1))
    if plan.ranking.on("minimize"):
        yield words.step_caution.format(points=plan.named("minimize", 1))
    if plan.effects and plan.effects[0].moved:
        yield words.step_event.format(event=plan.effects[0].names(v), count=len(plan.effects[0].moved))
    if unknown := plan.unknown():
        yield words.step_unknown.format(criteria=unknown)
    for cite, paragraph in v.brief.paragraph_by_cite.items():
        for figure in paragraph.figures:
            if figure.caution:
                said = words.step_figure.format(figure=figure.value, cite=v.cite(cite), what=v.text(figure.caution))
                yield said


def change(plan: Plan) -> Iterator[Block]:
    """Yield section 6: the events that would move most, their signs, and from which probability it pays to act."""
    if not plan.v.brief.events:
        return
    words, is_short = plan.words, plan.form.is_one_page
    shown = [e for e in plan.effects if e.moved][:SHORT_EVENTS] if is_short else list(plan.effects[:EVENTS])
    yield Heading(words.change)
    yield Paragraph(words.change_intro)
    if shown:
        yield _effects(shown, plan)
    others = len(plan.v.brief.events) - len(plan.ranking.setting.given) - sum(len(e.events) for e in shown)
    if others and not is_short:
        yield Paragraph(words.more_events.format(count=others))


def _effects(shown: Sequence[Effect], plan: Plan) -> Table:
    """Return the table of effects; on one page without the signs."""
    col, v = plan.words.columns, plan.v
    signs = () if plan.form.is_one_page else (Column(col.signs),)
    rows = (Row((e.names(v), *(_signs(e, v) for _ in signs), e.moves(v))) for e in shown)
    return Table((Column(col.event), *signs, Column(col.moves)), tuple(rows))


def _signs(effect: Effect, v: Voice) -> str:
    """Return the first sign of the first event that has one."""
    return next((v.said(sign) for event in effect.events for sign in event.signs), "–")


def other(plan: Plan) -> Iterator[Block]:
    """Yield section 7: what holds whoever governs, and what depends on it."""
    words, v, compared = plan.words, plan.v, plan.comparison
    if compared is None:
        return
    names = [v.administration(name) for name in compared.administrations]
    safe = [item for item in compared.items if item.no_regret]
    rows = [_standings(item, v) for item in compared.items if not item.no_regret]
    yield Heading(words.other)
    yield Paragraph(words.no_regret.format(count=len(safe), all=len(compared.items)))
    if rows:
        columns = (Column(words.columns.point), *(Column(name) for name in names), Column(words.columns.treat))
        yield Table(columns, tuple(rows))


def _standings(item: Compared, v: Voice) -> Row:
    standing = (f"{v.w.lists[p.list].name} ({signed(measure(p), '0')})" for p in item.placements.values())
    return Row((v.text(item.point.label), *standing, v.w.lists[item.recommended].name))


def limits(plan: Plan) -> Iterator[Block]:
    """Yield section 8: what the source leaves out, what is unknown, and confidence in a sentence of its own."""
    words = plan.words
    yield Heading(words.limits)
    yield Bullets(tuple(_limits(plan)))


def _limits(plan: Plan) -> Iterator[str]:
    words = plan.words
    ratings = [rating for placement in plan.ranking.placements for rating in placement.ratings]
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    if gaps := plan.gaps():
        yield words.left_out.format(gaps=gaps, count=len(plan.v.brief.gaps))
    if unknown:
        yield words.unknown_ratings.format(count=unknown, all=len(ratings), criteria=plan.unknown())
    yield words.confidence


def tensions(plan: Plan) -> Iterator[Block]:
    """Yield section 9: the tensions that touch the points shown, those that touch most of them first."""
    words, v = plan.words, plan.v
    points = {m.point.id for name in LISTS for entry in plan.shown(name)[0] for m in entry.members}
    touching = sorted(
        (tension for tension in v.brief.tensions if points & set(tension.points)),
        key=lambda tension: -len(points & set(tension.points)),
    )
    if touching:
        yield Heading(words.tensions)
        yield Bullets(tuple(v.said(tension) for tension in touching[:TENSIONS]))
        if len(touching) > TENSIONS:
            yield Paragraph(words.more_tensions.format(count=len(touching) - TENSIONS))


def in_short(plan: Plan) -> Iterator[Block]:
    """Yield sections 8 and 2 in short under one heading: the limits, and the last step, which the lists do not say."""
    yield Heading(plan.words.limits_and_steps)
    yield Bullets((*_limits(plan), *tuple(_steps(plan))[-1:]))
