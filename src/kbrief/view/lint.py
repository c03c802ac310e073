"""The screen of a draft checked against the lists."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kbrief.decide.lint.check import LEVELS, Linted, Verdict
from kbrief.errors import Message, Problem
from kbrief.i18n import _, pgettext, translate
from kbrief.model.document import Document, Tone
from kbrief.view.problems import problem_lines
from kbrief.words.voice import Voice

TONES: Mapping[Verdict, Tone] = {"yes": "emphasize", "in part": "strong", "no": "warn"}
"""How a verdict is shown."""


def lint_page(linted: Linted, problems: Sequence[Problem], v: Voice) -> Document:
    """Return the verdict in a line, then what was found."""
    whose = linted.ranking.setting.administration
    return Document(
        title=verdict(linted, v),
        head=v.head("lint", linted.ranking.setting.given),
        blocks=problem_lines([_marked(problem, v) for problem in problems]),
        following=((f"kbrief emphasize -a {whose}" if whose else "kbrief emphasize", _("the list, and why")),),
        tone=TONES[linted.verdict],
    )


def _marked(problem: Problem, v: Voice) -> Problem:
    """Return a problem that says so where it is only a warning."""
    if problem.level == "error":
        return problem
    return problem._replace(message=_("warning: {message}", message=problem.message))


def verdict(linted: Linted, v: Voice) -> str:
    """Return whether a draft is on message, and how often each rule found something."""
    counts = Counter(one.rule for one in linted.found)
    title = _("On message {whom}: {verdict}", 
        whom=v.whom(linted.ranking.setting.administration, linted.ranking.setting.given),
        verdict=_verdict(linted.verdict),
    )
    said = pgettext("screens", "; ").join(translate(Message(COUNTS[rule].form, count=counts[rule])) for rule in LEVELS if counts[rule])
    return _("{title} ({counts})", title=title, counts=said) if said else title


def _verdict(verdict: str) -> str:
    return {"yes": pgettext("verdict", "yes"), "in part": _("in part"), "no": _("no")}[verdict]


#: How often each rule found something.
COUNTS = {
    "minimized-raised": Message("raises what to keep low: {count}", count="{count}"),
    "figure-differs": Message("figures at odds with the record: {count}", count="{count}"),
    "likelihood-with-confidence": Message("likelihood and confidence in one sentence: {count}", count="{count}"),
    "hold-raised": Message("raises what to hold: {count}", count="{count}"),
    "emphasized-missed": Message("misses what to lead with: {count}", count="{count}"),
    "figure-uncleared": Message("figures to clear: {count}", count="{count}"),
    "mixed-likelihood": Message("likelihood words of another row: {count}", count="{count}"),
    "word-to-avoid": Message("words to avoid: {count}", count="{count}"),
}
