"""The questions that the other side may ask with our answers, and the key facts behind them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.rank import Placement
from kbrief.i18n import _
from kbrief.model import ListName
from kbrief.model.points import Question
from kbrief.pack.seconds import count_words
from kbrief.pages.document import Block, Bullets, Heading, Paragraph, flatten
from kbrief.pages.pack.paper import Paper, left_out_line, longest_sentence, meeting_fields, our_speaker, paper_document
from kbrief.pages.pack.plan import PackPlan, basis_in_words

#: Questions with longer answers are left out.
MAX_ANSWER_WORDS = 50

#: The order of the questions: first those on points to be kept low.
LIST_ORDER: tuple[ListName, ...] = ("minimize", "emphasize", "hold")

#: The greatest number of key facts, and of words in a sentence of one.
MAX_FACTS, MAX_FACT_WORDS = 8, 30


class Entry(NamedTuple):
    """A question on a point."""

    placement: Placement
    question: Question


def questions(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return the questions that may come up; those with long answers are left out."""
    entries = [
        Entry(placement, question)
        for name in LIST_ORDER
        for placement in plan.ranking.points_on(name)
        for question in placement.point.questions
    ]
    short = [entry for entry in entries if count_words(_answer(entry, plan)) <= MAX_ANSWER_WORDS]
    included = short[: max(1, len(short) - dropped)]
    left_out = tuple(plan.texts.text(entry.question.ask) for entry in entries if entry not in included)
    document = paper_document(
        plan,
        _("Questions and answers, {whom}", whom=plan.whom),
        flatten(
            meeting_fields(plan),
            _entry_blocks(included, plan) if included else Paragraph(_("The brief has no questions yet.")),
            [Paragraph(line, "quiet") for line in left_out_line(left_out)],
            _key_facts(included, plan),
        ),
    )
    return Paper(document, left_out, max(0, len(included) - 1))


def _entry_blocks(entries: Sequence[Entry], plan: PackPlan) -> Iterator[Block]:
    """Yield the questions by list and point, each with its answer, the facts behind it, and who answers."""
    previous: tuple[str, str] = ("", "")
    for placement, question in entries:
        current = (placement.list, placement.point.id)
        if current[0] != previous[0]:
            yield Heading(_list_heading(placement.list))
        if current != previous:
            yield Heading(plan.label(placement), 3)
        previous = current
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
    return plan.texts.text(entry.question.answer.text_after(plan.ranking.scenario.events))


def _key_facts(entries: Sequence[Entry], plan: PackPlan) -> Iterator[Block]:
    """Yield a page of key facts: the digests of the paragraphs on which most answers rest."""
    texts, paragraphs = plan.texts, plan.texts.brief.paragraph_by_cite
    cites = [cite for entry in entries for cite in entry.question.answer.cites]
    known = [cite for cite in dict.fromkeys(cites) if (paragraph := paragraphs.get(cite)) and paragraph.digest]
    short = [cite for cite in known if longest_sentence(texts.text(paragraphs[cite].digest)) <= MAX_FACT_WORDS]
    chosen = sorted(short, key=lambda cite: -cites.count(cite))[:MAX_FACTS]
    if not chosen:
        return
    yield Heading(_("Key facts"), 1)
    facts = [
        _("{cite}: {text}", cite=texts.cite(cite), text=texts.text(digest))
        for cite in sorted(chosen, key=list(paragraphs).index)
        if (digest := paragraphs[cite].digest)
    ]
    yield Bullets(tuple(facts))
    if left := len(known) - len(chosen):
        yield Paragraph(_("And {count} more paragraphs: kbrief sources.", count=left), "quiet")
