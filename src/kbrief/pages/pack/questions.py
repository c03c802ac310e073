"""Questions and answers: what the other side may ask, first of what is to be kept low, and the facts behind."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.rank import Placement
from kbrief.i18n import _
from kbrief.model import ListName
from kbrief.model.points import Question
from kbrief.pack.seconds import count_words
from kbrief.pages.document import Block, Bullets, Heading, Paragraph, flatten
from kbrief.pages.pack.paper import Paper, left_out_line, longest_sentence, meeting_fields, our_speaker, paper
from kbrief.pages.pack.plan import PackPlan, basis_in_words

MOST_WORDS = 50
ORDER: tuple[ListName, ...] = ("minimize", "emphasize", "hold")
"""Questions that touch what is to be kept low come first."""

FACTS, MOST_FACT_WORDS = 8, 30
"""How many paragraphs the page of key facts tells of, and how many words a sentence of them has at most."""


class Entry(NamedTuple):
    """A question on a point."""

    placement: Placement
    question: Question


def questions(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return the questions that may come up; those with long answers are left out and counted."""
    entries = [
        Entry(p, question) for name in ORDER for p in plan.ranking.points_on(name) for question in p.point.questions
    ]
    short = [entry for entry in entries if count_words(_answer(entry, plan)) <= MOST_WORDS]
    kept = short[: max(1, len(short) - dropped)]
    left_out = tuple(plan.texts.text(entry.question.ask) for entry in entries if entry not in kept)
    document = paper(
        plan,
        _("Questions and answers, {whom}", whom=plan.whom),
        flatten(
            meeting_fields(plan),
            _entries(kept, plan) if kept else Paragraph(_("The brief has no questions yet.")),
            [Paragraph(line, "quiet") for line in left_out_line(left_out)],
            _key_facts(kept, plan),
        ),
    )
    return Paper(document, left_out, max(0, len(kept) - 1))


def _entries(entries: Sequence[Entry], plan: PackPlan) -> Iterator[Block]:
    """Yield the questions of each list, each with its answer, the facts behind it, and who answers."""
    before: tuple[str, str] = ("", "")
    for placement, question in entries:
        here = (placement.list, placement.point.id)
        if here[0] != before[0]:
            yield Heading(_list_heading(placement.list))
        if here != before:
            yield Heading(plan.label(placement), 3)
        before = here
        yield Paragraph(_("Q: {text}", text=plan.texts.text(question.ask)), "strong")
        yield Paragraph(_("A: {text}", text=_answer(Entry(placement, question), plan)))
        yield Paragraph(
            _(
                "Facts: {text} · Answers: {name}",
                text=basis_in_words(question.answer, plan.texts),
                name=our_speaker(plan),
            ),
            "quiet",
        )


def _list_heading(name: ListName) -> str:
    headings: dict[ListName, str] = {
        "minimize": _("Handle with caution: do not lead with"),
        "emphasize": _("Emphasize: lead with"),
        "hold": _("Hold: keep going, speak if raised"),
    }
    return headings[name]


def _answer(entry: Entry, plan: PackPlan) -> str:
    return plan.texts.text(entry.question.answer.text_after(plan.ranking.setting.events))


def _key_facts(entries: Sequence[Entry], plan: PackPlan) -> Iterator[Block]:
    """Yield a page of key facts: the paragraphs that most answers rest on, and figures with what to clear first."""
    texts, paragraphs = plan.texts, plan.texts.brief.paragraph_by_cite
    cites = [cite for entry in entries for cite in entry.question.answer.cites]
    known = [cite for cite in dict.fromkeys(cites) if (p := paragraphs.get(cite)) and p.digest]
    short = [cite for cite in known if longest_sentence(texts.text(paragraphs[cite].digest)) <= MOST_FACT_WORDS]
    chosen = sorted(short, key=lambda cite: -cites.count(cite))[:FACTS]
    if not chosen:
        return
    yield Heading(_("Key facts"), 1)
    facts = [
        _("{cite}: {text}", cite=texts.cite(cite), text=texts.text(digest))
        for cite in sorted(chosen, key=list(paragraphs).index)
        if (digest := paragraphs[cite].digest)
    ]
    more = len(known) - len(chosen)
    yield Bullets(tuple(facts))
    if more:
        yield Paragraph(_("And {count} more paragraphs: kbrief sources.", count=more), "quiet")
