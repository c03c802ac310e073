"""The screen of a draft checked against the lists."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kbrief.errors import Message, Problem
from kbrief.i18n import _, pgettext, translate
from kbrief.lint.lint import LEVELS, LintReport, Verdict
from kbrief.lint.readers import SharedFinding
from kbrief.model.document import Document, Tone
from kbrief.view.problems import problem_lines
from kbrief.words.voice import Voice

#: How a verdict is shown.
TONES: Mapping[Verdict, Tone] = {"yes": "emphasize", "in part": "strong", "no": "warn"}


def lint_page(
    reports: Sequence[LintReport],
    found: Sequence[SharedFinding],
    problems: Sequence[Problem],
    notes: tuple[str, ...],
    v: Voice,
) -> Document:
    """Return the verdict in a line, one for each reader, then what was found."""
    administration = reports[0].ranking.setting.administration
    count = sum(len(report.findings) for report in reports)
    left_out = (_("Left out: {count} (--errors-only, --no-missed).", count=count),) if count and not found else ()
    command = f"kbrief emphasize -a {administration}" if administration else "kbrief emphasize"
    return Document(
        title=pgettext("screens", "; ").join(verdict(report, v) for report in reports),
        head=(*notes, *left_out),
        blocks=problem_lines([_marked(problem, v) for problem in problems]),
        following=((command, _("the list, and why")),),
        tone=max((TONES[report.verdict] for report in reports), key=list(TONES.values()).index),
    )


def _marked(problem: Problem, v: Voice) -> Problem:
    """Return a problem that says so where it is only a warning."""
    if problem.level == "error":
        return problem
    return problem._replace(message=_("warning: {message}", message=problem.message))


def verdict(report: LintReport, v: Voice) -> str:
    """Return whether a draft is on message, and how often each rule found something."""
    counts = Counter(finding.rule for finding in report.findings)
    counts["emphasized-missed"] = sum(len(finding.missed) for finding in report.findings)
    title = _("On message {whom}: {verdict}", 
        whom=v.whom(report.ranking.setting.administration, report.ranking.setting.given),
        verdict=_verdict(report.verdict),
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
    "mention-only": Message("only mentioned: {count}", count="{count}"),
}
