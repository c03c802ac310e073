"""The sections of the memo around its lists: header, bottom line, steps, limits, tensions."""

from collections.abc import Iterator

from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.labels import mark_gap
from kbrief.model import LISTS, Tension
from kbrief.model.clearance import is_cleared
from kbrief.pages.disputes import is_disputed
from kbrief.pages.document import Block, Box, Bullets, Fields, Heading, Paragraph
from kbrief.pages.meanings import disputed_meaning
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import MAX_BULLET_WORDS
from kbrief.pages.memo.steps import steps as next_steps
from kbrief.pages.to_do import to_do_line

#: The greatest number of tensions that are shown.
MAX_TENSIONS = 2

#: The greatest number of steps on one page.
MAX_SHORT_STEPS = 2

#: The words that the label of an assumption takes of its line.
LABEL_WORDS = 2


def header(context: MemoContext) -> Iterator[Block]:
    """Yield section 0: date, for, from, subject, source and its age."""
    texts, options = context.texts, context.options
    # One page has no room for empty lines, nor for a subject that says what the title says.
    is_short = options.is_one_page
    subject = options.subject or ("" if is_short else context.title)
    yield Fields.of(
        (_("DATE"), context.day),
        (_("FOR"), options.recipient or ("" if is_short or not context.has_subject_line else _("(to be filled in)"))),
        (_("FROM"), options.sender or ("" if is_short else pgettext("sender", "(to be filled in)"))),
        (_("SUBJECT"), subject if context.has_subject_line else ""),
        (_("SOURCE"), texts.source_facts()),
        (_("TO DO"), to_do_line(texts.brief)),
    )


def bluf(context: MemoContext) -> Iterator[Block]:
    """Yield section 1: what to lead with, to handle with caution and to watch, the assumptions; then the marks."""
    maximum = 2 if context.options.is_one_page else 3
    lines = (
        _("Lead with: {points}.", points=context.strongest("emphasize", maximum)),
        _("Handle with caution, do not lead with: {points}.", points=context.strongest("minimize", maximum)),
        _watch_line(context),
        *_assumption_lines(context),
    )
    yield Box(_("Bottom line up front"), lines)
    marks = _("Marks: {marks}. Ratings are our coding.", marks=pgettext("marks", "; ").join(_mark_meanings(context)))
    has_contest = any(is_disputed(placement, context.texts) for placement in context.ranking.placements)
    contest = disputed_meaning() if has_contest else ""
    yield Paragraph(f"{marks} {contest}".rstrip(), "quiet")


def _assumption_lines(context: MemoContext) -> Iterator[str]:
    """Yield what the memo assumes, in as many lines as its sentences need."""
    lines = filter(None, map(str.strip, context.trust_lines()))
    sentences = [text if text.endswith((".", "!", "?")) else f"{text}." for text in lines]
    line = ""
    for sentence in (*sentences, _("Confidence: not set.")):
        if line and len(f"{line} {sentence}".split()) > MAX_BULLET_WORDS - LABEL_WORDS:
            yield _("Assumption: {text}", text=line)
            line = ""
        line = f"{line} {sentence}".strip()
    yield _("Assumption: {text}", text=line)


def _mark_meanings(context: MemoContext) -> Iterator[str]:
    """Yield what each mark means, with the first paragraph on which a rating rests as the example."""
    cites = (cite for placement in context.ranking.placements for cite in placement.cites)
    if cite := next(cites, next(iter(context.texts.brief.paragraph_by_cite), None)):
        yield _("[{cite}] the source says it there", cite=context.texts.cite(cite))
    yield _("[inferred] our judgment")
    yield _("[inferred, outside] it leans on knowledge outside the source")
    yield _("[unknown] no view held")


def _watch_line(context: MemoContext) -> str:
    """Return the event that would move most points to another list, or why there is none."""
    if not context.texts.brief.events:
        return _("Watch: the brief names no events.")
    if not context.ranking.scenario.counts_events:
        return _("Watch: what events would move is our judgment, and not counted here.")
    if not (context.effects and context.effects[0].moved):
        return _("Watch: no open event of the watch list would move a point to another list.")
    effect = context.effects[0]
    return _("Watch: {event}. We judge that it would move {moves}.",
             event=effect.name(context.texts), moves=effect.goals(context.texts))  # fmt: skip


def steps(context: MemoContext) -> Iterator[Block]:
    """Yield section 2: who does what by when; in an action memo a recommendation to approve."""
    is_action = context.options.kind == "action"
    maximum = MAX_SHORT_STEPS if context.options.is_one_page else None
    yield Heading(_("Recommendation") if is_action else _("Suggested next steps"))
    if is_action:
        yield Paragraph(_("That we lead with {points}, and that the following be done:",
                          points=context.names_of(context.rows_on("emphasize"), 3) or _("none")))  # fmt: skip
    yield Bullets(tuple(next_steps(context))[:maximum] or (_("none"),))
    if is_action:
        yield Paragraph(_("Approve ______   Disapprove ______   Discuss ______"))


def limits(context: MemoContext) -> Iterator[Block]:
    """Yield section 8: what the sources leave out, what is unknown, and the confidence."""
    yield Heading(_("Assumptions, limits, confidence"))
    yield Bullets((*_limit_lines(context), _("Confidence: not set.")))


def _limit_lines(context: MemoContext) -> Iterator[str]:
    """Yield the gaps of the sources, the unknown ratings, and the lines that are cleared."""
    ratings = context.counted_ratings()
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    if gaps := context.key_gaps():
        total = ngettext("1 gap in all", "{count} gaps in all", len(context.texts.brief.gaps))
        if len(context.texts.brief.sources) > 1:
            yield _("Not in the sources: {gaps}; {total}.", gaps=gaps, total=total)
        else:
            yield _("Not in the source: {gaps}; {total}.", gaps=gaps, total=total)
    if unknown:
        yield _(
            "Unknown ratings: {count} of {all} ({criteria}).",
            count=unknown,
            all=len(ratings),
            criteria=context.unknown_ratings(),
        )
    points = context.ranking.points_on("emphasize")
    lines = [line for placement in points if (line := context.statement(placement, "say"))]
    cleared = sum(map(is_cleared, lines))
    if cleared:
        yield _("Cleared lines to take: {count} of {all}.", count=cleared, all=len(lines))


def tensions(context: MemoContext) -> Iterator[Block]:
    """Yield section 9: the tensions between the points shown, those on a point that an event shifts first."""
    texts = context.texts
    touching = _touching_tensions(context)
    if touching:
        has_several = len(texts.brief.sources) > 1
        yield Heading(_("Tensions in the sources") if has_several else _("Tensions in the source"))
        lines = tuple(
            f"{texts.text(tension.text)}{mark_gap()}{texts.basis_mark(tension)}" for tension in touching[:MAX_TENSIONS]
        )
        left = len(touching) - MAX_TENSIONS
        more = (_("And {count} more in the brief: kbrief background.", count=left),) if left > 0 else ()
        yield Bullets((*lines, *more))


def _touching_tensions(context: MemoContext) -> list[Tension]:
    """Return the tensions that touch a point shown, those with most shifted points first, then with most points."""
    points = {member.point.id for name in LISTS for row in context.split_rows(name)[0] for member in row.members}
    shifted = {
        placement.point.id
        for placement in context.ranking.placements
        if any(rating.shifts for rating in placement.ratings)
    }
    return sorted(
        (tension for tension in context.texts.brief.tensions if points & set(tension.points)),
        key=lambda tension: (-len(shifted & set(tension.points)), -len(points & set(tension.points))),
    )


def short_limits(context: MemoContext) -> Iterator[Block]:
    """Yield sections 8 and 2 of a memo of one page: limits, first steps, and what the page leaves out."""
    is_action = context.options.kind == "action"
    if is_action:
        yield from steps(context)
    first_steps = () if is_action else tuple(next_steps(context))[:MAX_SHORT_STEPS]
    items = (*_limit_lines(context), *first_steps, *_left_out(context))
    if items:
        yield Heading(_("Assumptions, limits, confidence") if is_action else _("Limits and next steps"))
        yield Bullets(items)


def _left_out(context: MemoContext) -> Iterator[str]:
    """Yield a line on what one page has no room for."""
    brief, on_hold = context.texts.brief, len(context.ranking.points_on("hold"))
    parts = (
        _("handling") if context.ranking.points_on("minimize") else "",
        _("signs") if any(event.signs for event in brief.events) else "",
        _("tensions") if brief.tensions else "",
        _("the other audiences") if context.comparison is not None and not context.per_audience else "",
        ngettext("1 point on hold", "{count} points on hold", on_hold) if on_hold else "",
    )
    if any(parts):
        yield _("Not on this page: {parts}.", parts=", ".join(part for part in parts if part))
