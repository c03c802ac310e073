"""The memo's sections around the lists: header, BLUF, steps, change, the other administration, limits, tensions."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import Compared
from kbrief.export.memo.plan import Plan
from kbrief.export.memo.rows import Effect, named
from kbrief.model import LISTS, Event
from kbrief.model.document import Block, Box, Bullets, Column, Fields, Heading, Paragraph, Row, Table
from kbrief.words.forms.memo import MemoWords
from kbrief.words.voice import Voice, signed

EVENTS, SHORT_EVENTS, TENSIONS = 5, 3, 2
"""How many events (on two pages and on one) and tensions are shown."""


def header(plan: Plan) -> Iterator[Block]:
    """Yield section 0: date, for, from, subject, source and its age."""
    words, v, form = plan.words, plan.v, plan.form
    # One page has no room for empty lines, nor for a subject that says what the title says.
    is_short = form.is_one_page
    subject = form.subject or ("" if is_short else words.subject_text.format(whom=plan.whom))
    yield Fields.of(
        (words.date, plan.day),
        (words.recipient, form.recipient or ("" if is_short else words.no_recipient)),
        (words.sender, form.sender or ("" if is_short else words.no_sender)),
        (words.subject, words.subject and subject),
        (words.source, v.source_facts()),
    )


def bluf(plan: Plan) -> Iterator[Block]:
    """Yield section 1: lead with, caution with, watch, assumption; then what explains marks and numbers."""
    words, v = plan.words, plan.v
    most = 2 if plan.form.is_one_page else 3
    watch = words.watch_none if plan.ranking.setting.counts_inference else words.watch_stated
    if plan.effects and plan.effects[0].moved:
        watch = words.watch.format(event=plan.effects[0].name(v), moves=plan.effects[0].goals(v))
    lines = (
        words.lead.format(points=plan.foremost("emphasize", most)),
        words.caution.format(points=plan.foremost("minimize", most)),
        watch,
        words.assumption.format(text=" ".join(plan.trust()), confidence=words.confidence),
    )
    yield Box(words.bluf, lines)
    yield Paragraph(f"{words.marks} {_numbers(plan)}", "quiet")


def _numbers(plan: Plan) -> str:
    """Return what tally (or score, where weights differ) and stays mean."""
    words, weighting = plan.words, plan.ranking.weighting
    if not weighting.is_even:
        return f"{words.score_range.format(threshold=plan.threshold)} {words.stays_means}"
    return f"{words.tally_range.format(most=weighting.most, least=weighting.least)} {words.stays_means}"


def steps(plan: Plan) -> Iterator[Block]:
    """Yield section 2: next steps by fixed rules; in an action memo a recommendation to approve."""
    words = plan.words
    is_action = plan.form.kind == "action"
    yield Heading(words.recommendation if is_action else words.steps)
    yield Bullets(tuple(_steps(plan)))
    if is_action:
        yield Paragraph(words.approve)


def _steps(plan: Plan) -> Iterator[str]:
    words = plan.words
    if plan.ranking.on("emphasize"):
        yield words.step_lead.format(points=plan.top("emphasize"))
    if plan.ranking.on("minimize"):
        yield words.step_caution.format(points=plan.top("minimize"))
    if plan.effects and plan.effects[0].moved:
        yield words.step_event.format(event=plan.effects[0].name(plan.v), count=len(plan.effects[0].moved))
    if unknown := plan.unknown():
        yield words.step_unknown.format(criteria=unknown)
    if figures := words.join.join(_figures(plan)):
        yield words.step_figures.format(figures=figures)


def _figures(plan: Plan) -> Iterator[str]:
    """Yield the figures of the record that are to be cleared before use."""
    v = plan.v
    for cite, paragraph in v.brief.paragraph_by_cite.items():
        for figure in paragraph.figures:
            if figure.caution:
                value = figure.value.replace(" %", v.w.percent.format(number=""))
                yield plan.words.step_figure.format(figure=value, cite=v.cite(cite), what=v.text(figure.caution))


def change(plan: Plan) -> Iterator[Block]:
    """Yield section 6: the events that would move most, their signs, and from which probability it pays to act."""
    words, is_short = plan.words, plan.form.is_one_page
    shown = [e for e in plan.effects if e.moved][:SHORT_EVENTS] if is_short else list(plan.effects[:EVENTS])
    known = {*plan.ranking.setting.given, *(event.id for effect in shown for event in effect.events)}
    others = [event for event in plan.v.brief.events if event.id not in known]
    if not shown and not others:
        return
    yield Heading(words.change)
    if shown:
        yield _effects(shown, plan)
    yield Bullets((words.change_intro, *((_others(others, plan),) if others else ())))


def _others(others: Sequence[Event], plan: Plan) -> str:
    """Return the events that have no row, and whether any of them would move a point; one page only counts them."""
    words, names = plan.words, named(others, plan.v)
    if not plan.ranking.setting.counts_inference:
        return words.not_counted.format(events=names)
    moving = {event.id for effect in plan.effects if effect.moved for event in effect.events}
    count = sum(event.id in moving for event in others)
    form = words.more_moving if count else words.more_events
    return form.format(count=len(others), moving=count, events="" if plan.form.is_one_page else f": {names}")


def _effects(shown: Sequence[Effect], plan: Plan) -> Table:
    """Return the table of effects; on one page without the signs, and with short names."""
    col, v = plan.words.columns, plan.v
    if plan.form.is_one_page:
        return Table((Column(col.event), Column(col.moves)), tuple(Row((e.name(v), e.moves(v))) for e in shown))
    rows = (Row((e.names(v), _signs(e, v), e.moves(v))) for e in shown)
    return Table((Column(col.event), Column(col.signs), Column(col.moves)), tuple(rows))


def _signs(effect: Effect, v: Voice) -> str:
    """Return the first sign of the first event that has one."""
    gap = v.words(MemoWords).gap
    signs = (f"{v.text(sign.text)}{gap}{v.mark(sign)}" for event in effect.events for sign in event.signs)
    return next(signs, "–")


def other(plan: Plan) -> Iterator[Block]:
    """Yield section 7: what holds whoever governs, and what depends on it."""
    words, v, compared = plan.words, plan.v, plan.comparison
    if compared is None:
        return
    names = [v.administration(name) for name in compared.administrations]
    safe = [item for item in compared.items if item.no_regret]
    rows = [_standings(item, v) for item in compared.items if not item.no_regret]
    yield Heading(words.other)
    said = words.no_regret.format(count=len(safe), all=len(compared.items))
    yield Paragraph(words.depend.format(said=said) if rows else said)
    if rows:
        columns = (Column(words.columns.point), *(Column(name) for name in names), Column(words.columns.treat))
        yield Table(columns, tuple(rows))


def _standings(item: Compared, v: Voice) -> Row:
    gap, lists = v.words(MemoWords).gap, v.w.lists
    standing = (f"{lists[p.list].name}{gap}({signed(p.measure, '0')})" for p in item.placements.values())
    return Row((v.text(item.point.label), *standing, lists[item.recommended].name))


def limits(plan: Plan) -> Iterator[Block]:
    """Yield section 8: what the source leaves out, what is unknown, and confidence in a sentence of its own."""
    words = plan.words
    yield Heading(words.limits)
    yield Bullets((*_limits(plan), words.confidence))


def _limits(plan: Plan) -> Iterator[str]:
    words = plan.words
    ratings = [rating for placement in plan.ranking.placements for rating in placement.ratings]
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    if gaps := plan.gaps():
        yield words.left_out.format(gaps=gaps, count=len(plan.v.brief.gaps))
    if unknown:
        yield words.unknown_ratings.format(count=unknown, all=len(ratings), criteria=plan.unknown())


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
        said = tuple(f"{v.text(tension.text)}{words.gap}{v.mark(tension)}" for tension in touching[:TENSIONS])
        more = (words.more_tensions.format(count=len(touching) - TENSIONS),) if touching[TENSIONS:] else ()
        yield Bullets((*said, *more))


def in_short(plan: Plan) -> Iterator[Block]:
    """Yield sections 8 and 2 in short under one heading: the limits, the last step, and what the page leaves out."""
    words = plan.words
    yield Heading(words.limits_and_steps)
    left_out = words.not_here.format(count=len(plan.ranking.on("hold")))
    yield Bullets((*_limits(plan), *tuple(_steps(plan))[-1:], left_out))
    if plan.form.kind == "action":
        yield Paragraph(words.approve)
