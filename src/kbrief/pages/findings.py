"""The pages of what `check`, `lint` and `sources --verify` find."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kbrief.errors import Level, Problem
from kbrief.i18n import _, ngettext, pgettext, translate
from kbrief.lint.lint import LEVELS, LintReport, Verdict
from kbrief.lint.readers import SharedFinding
from kbrief.model.lookup import format_names
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Column, Document, Paragraph, Row, Table, Tone
from kbrief.verify.verify import ParagraphMatch

SHOWN = 100
"""How many problems a screen shows; the rest are counted."""


def problems_page(errors: Sequence[Problem], warnings: Sequence[Problem], briefs: int, meetings: int = 0) -> Document:
    """Return the errors, then the warnings, one line each with its hint, under a line that counts them."""
    marked = [problem._replace(message=_("warning: {message}", message=problem.message)) for problem in warnings]
    first = next(iter([*errors, *warnings]), None)
    return Document(
        title=verdict(len(errors), len(warnings), _checked(briefs, meetings)),
        blocks=problem_lines([*errors, *marked]),
        footnotes=(_("Warnings stop nothing; with --strict they count as errors do."),) if warnings else (),
        next_steps=((f"kbrief check --explain {first.rule}", _("what a rule asks for, and how to mend what it finds")),)
        if first
        else (),
        tone="warn" if errors else "strong",
    )


def _checked(briefs: int, meetings: int) -> str:
    """Return how many briefs and how many files of meetings were checked."""
    counted = {
        "briefs": ngettext("1 brief", "{count} briefs", briefs),
        "meetings": ngettext("1 meeting", "{count} meetings", meetings),
    }
    if briefs and meetings:
        return _("{briefs} and {meetings}", **counted)
    return counted["meetings" if meetings else "briefs"]


def verdict(errors: int, warnings: int, checked: str) -> str:
    """Return in a line how many errors and warnings there are, in what was checked."""
    if errors and warnings:
        both = {
            "errors": ngettext("1 error", "{count} errors", errors),
            "warnings": ngettext("1 warning", "{count} warnings", warnings),
        }
        return _("{errors} and {warnings} in {briefs}", briefs=checked, **both)
    if errors or warnings:
        found = (
            ngettext("1 error", "{count} errors", errors)
            if errors
            else ngettext("1 warning", "{count} warnings", warnings)
        )
        return _("{found} in {briefs}", found=found, briefs=checked)
    return _("No problem in {briefs}.", briefs=checked)


def problem_lines(problems: Sequence[Problem]) -> tuple[Block, ...]:
    """Return the first problems, one line each with its hint, and a line that counts the rest."""
    hint = _("hint")
    lines = [f"{problem}" + (f"\n  {hint}: {problem.hint}" if problem.hint else "") for problem in problems]
    blocks = [Paragraph(line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        blocks.append(Paragraph(_("… and {count} more", count=len(lines) - SHOWN)))
    return tuple(blocks)


def manual_page(rule: str, level: Level, manual: str) -> Document:
    """Return what a rule asks for, why, and how to mend what it finds."""
    return Document(title=_("{rule} ({level})", rule=rule, level=level), blocks=(Paragraph(manual),))


#: How a verdict is shown.
TONES: Mapping[Verdict, Tone] = {"yes": "emphasize", "in part": "strong", "no": "warn"}


def lint_page(
    reports: Sequence[LintReport],
    found: Sequence[SharedFinding],
    problems: Sequence[Problem],
    notes: tuple[str, ...],
    texts: BriefText,
) -> Document:
    """Return the verdict in a line, one for each reader, then what was found."""
    administration = reports[0].ranking.setting.administration
    count = sum(len(report.findings) for report in reports)
    left_out = (_("Left out: {count} (--errors-only, --no-missed).", count=count),) if count and not found else ()
    command = f"kbrief emphasize -a {administration}" if administration else "kbrief emphasize"
    return Document(
        title=pgettext("screens", "; ").join(lint_verdict(report, texts) for report in reports),
        caveats=(*notes, *left_out),
        blocks=problem_lines([marked_level(problem) for problem in problems]),
        next_steps=((command, _("the list, and why")),),
        tone=max((TONES[report.verdict] for report in reports), key=list(TONES.values()).index),
    )


def marked_level(problem: Problem) -> Problem:
    """Return a problem that says so where it is only a warning."""
    if problem.level == "error":
        return problem
    return problem._replace(message=_("warning: {message}", message=problem.message))


def lint_verdict(report: LintReport, texts: BriefText) -> str:
    """Return whether a draft is on message, and how often each rule found something."""
    counts = Counter(finding.rule for finding in report.findings)
    counts["emphasized-missed"] = sum(len(finding.missed) for finding in report.findings)
    title = _(
        "On message {whom}: {verdict}",
        whom=texts.scenario_phrase(report.ranking.setting.administration, report.ranking.setting.given),
        verdict=verdict_word(report.verdict),
    )
    said = pgettext("screens", "; ").join(_count(rule, counts[rule]) for rule in LEVELS if counts[rule])
    return _("{title} ({counts})", title=title, counts=said) if said else title


def verdict_word(verdict: Verdict) -> str:
    """Return a verdict in the language of the run."""
    return {"yes": pgettext("verdict", "yes"), "in part": _("in part"), "no": _("no")}[verdict]


def verify_page(sought: Sequence[ParagraphMatch], file: str, texts: BriefText) -> Document:
    """Return what became of each paragraph, and the claims that do not hold."""
    columns = (
        Column(_("paragraph")),
        Column(_("status")),
        Column(_("cited"), "right", drop_priority=2),
        Column(_("line"), "right"),
        Column(_("expected"), drop_priority=3),
    )
    return Document(
        title=_title(sought, file),
        caveats=texts.caveats("sources"),
        blocks=(
            Table(columns, tuple(_row(one, texts) for one in sought), _("note"), _("This brief has no source record.")),
        ),
        footnotes=tuple(_foot(sought)),
        next_steps=(_following(sought, texts),),
    )


def _title(sought: Sequence[ParagraphMatch], file: str) -> str:
    return _(
        "{found} of {all} paragraphs found in {file}; {held} of {cited} citations hold",
        found=sum(one.status == "found" for one in sought),
        all=len(sought),
        file=file,
        held=sum(len(one.claims) for one in sought if one.holds),
        cited=sum(len(one.claims) for one in sought),
    )


def _foot(sought: Sequence[ParagraphMatch]) -> Iterator[str]:
    found = {one.status == "found" for one in sought}
    if False in found:
        yield (
            _(
                "changed: other words stand where the paragraph is expected (the line is where they begin); missing: none do; not in this file: nothing tells that it is a copy of that source."
            )
            if True in found
            else _("No paragraph of the record is in this file: it is no copy of any source of the brief.")
        )


def _following(sought: Sequence[ParagraphMatch], texts: BriefText) -> tuple[str, str]:
    """Return what to type next: the claims that cite the first paragraph that fails, else the record."""
    failing = next((one for one in sought if not one.holds), None)
    return (
        (f"kbrief trace {texts.cite(failing.cite)}", _("every claim that cites it"))
        if failing
        else ("kbrief sources", _("what the record says of each paragraph"))
    )


def _row(one: ParagraphMatch, texts: BriefText) -> Row:
    is_found = one.status == "found"
    cells = (
        texts.cite(one.cite), _status(one.status), str(len(one.claims)), "" if one.line is None else str(one.line),
        "" if is_found else _expected(one, texts),
    )  # fmt: skip
    if is_found:
        return Row(cells)
    failing = _failing(one) if one.claims else ""
    return Row(cells, f"{texts.text(one.paragraph.digest)} {failing}".rstrip(), "warn" if one.claims else "quiet")


def _failing(one: ParagraphMatch) -> str:
    """Return which claims do not hold."""
    return _(
        "Does not hold against this copy: {claims}.",
        claims=translate(format_names([placed.path for placed in one.claims])),
    )


def _expected(one: ParagraphMatch, texts: BriefText) -> str:
    """Return between which paragraphs it would stand."""
    before, after = (texts.cite(f"{one.source.id}#P{p.n}") if p else None for p in one.between)
    if before and after:
        return _("between {before} and {after}", before=before, after=after)
    if before:
        return _("after {before}", before=before)
    return _("before {after}", after=after) if after else ""


def _status(status: str) -> str:
    return {"found": _("found"), "changed": _("changed"), "missing": _("missing"), "absent": _("not in this file")}[
        status
    ]


def _count(rule: str, count: int) -> str:
    """Return how often a rule found something."""
    counts = {
        "minimized-raised": _("raises what to keep low: {count}", count=count),
        "figure-differs": _("figures at odds with the record: {count}", count=count),
        "likelihood-with-confidence": _("likelihood and confidence in one sentence: {count}", count=count),
        "hold-raised": _("raises what to hold: {count}", count=count),
        "emphasized-missed": _("misses what to lead with: {count}", count=count),
        "figure-uncleared": _("figures to clear: {count}", count=count),
        "mixed-likelihood": _("likelihood words of another row: {count}", count=count),
        "word-to-avoid": _("words to avoid: {count}", count=count),
        "mention-only": _("only mentioned: {count}", count=count),
    }
    return counts[rule]
