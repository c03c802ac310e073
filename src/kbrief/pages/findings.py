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

#: More problems are not shown but counted.
MAX_SHOWN_PROBLEMS = 100


def problems_page(errors: Sequence[Problem], warnings: Sequence[Problem], briefs: int, meetings: int = 0) -> Document:
    """Return the errors, then the warnings, a line each with its hint; the title counts them."""
    first = next(iter([*errors, *warnings]), None)
    return Document(
        title=verdict(len(errors), len(warnings), _checked_files(briefs, meetings)),
        blocks=problem_lines([marked_level(problem) for problem in (*errors, *warnings)]),
        footnotes=(_("Warnings stop nothing; with --strict they count as errors do."),) if warnings else (),
        next_steps=((f"kbrief check --explain {first.rule}", _("what a rule asks for, and how to mend what it finds")),)
        if first
        else (),
        tone="warn" if errors else "strong",
    )


def _checked_files(briefs: int, meetings: int) -> str:
    """Return how many briefs and meetings were checked."""
    counts = {
        "briefs": ngettext("1 brief", "{count} briefs", briefs),
        "meetings": ngettext("1 meeting", "{count} meetings", meetings),
    }
    if briefs and meetings:
        return _("{briefs} and {meetings}", **counts)
    return counts["meetings" if meetings else "briefs"]


def verdict(errors: int, warnings: int, checked: str) -> str:
    """Return how many errors and warnings there are in the checked files, as a line."""
    if errors and warnings:
        both = {
            "errors": ngettext("1 error", "{count} errors", errors),
            "warnings": ngettext("1 warning", "{count} warnings", warnings),
        }
        return _("{errors} and {warnings} in {briefs}", briefs=checked, **both)
    if errors:
        return _("{found} in {briefs}", found=ngettext("1 error", "{count} errors", errors), briefs=checked)
    if warnings:
        return _("{found} in {briefs}", found=ngettext("1 warning", "{count} warnings", warnings), briefs=checked)
    return _("No problem in {briefs}.", briefs=checked)


def problem_lines(problems: Sequence[Problem]) -> tuple[Block, ...]:
    """Return the first problems, a line each with its hint, and a line that counts the rest."""
    hint = _("hint")
    lines = [f"{problem}" + (f"\n  {hint}: {problem.hint}" if problem.hint else "") for problem in problems]
    blocks = [Paragraph(line) for line in lines[:MAX_SHOWN_PROBLEMS]]
    if len(lines) > MAX_SHOWN_PROBLEMS:
        blocks.append(Paragraph(_("… and {count} more", count=len(lines) - MAX_SHOWN_PROBLEMS)))
    return tuple(blocks)


def manual_page(rule: str, level: Level, manual: str) -> Document:
    """Return what a rule asks for, why, and how to mend what it finds."""
    return Document(title=_("{rule} ({level})", rule=rule, level=level), blocks=(Paragraph(manual),))


#: The tone of the page for each verdict.
TONES: Mapping[Verdict, Tone] = {"yes": "emphasize", "in part": "strong", "no": "warn"}


def lint_page(
    reports: Sequence[LintReport],
    findings: Sequence[SharedFinding],
    problems: Sequence[Problem],
    notes: tuple[str, ...],
    texts: BriefText,
) -> Document:
    """Return the verdict for each reader in the title, then the problems."""
    administration = reports[0].ranking.scenario.administration
    count = sum(len(report.findings) for report in reports)
    left_out = (_("Left out: {count} (--errors-only, --no-missed).", count=count),) if count and not findings else ()
    command = f"kbrief emphasize -a {administration}" if administration else "kbrief emphasize"
    return Document(
        title=pgettext("screens", "; ").join(lint_verdict(report, texts) for report in reports),
        caveats=(*notes, *left_out),
        blocks=problem_lines([marked_level(problem) for problem in problems]),
        next_steps=((command, _("the list, and why")),),
        tone=max((TONES[report.verdict] for report in reports), key=list(TONES.values()).index),
    )


def marked_level(problem: Problem) -> Problem:
    """Return the problem, with `warning:` before its message if it is one."""
    if problem.level == "error":
        return problem
    return problem._replace(message=_("warning: {message}", message=problem.message))


def lint_verdict(report: LintReport, texts: BriefText) -> str:
    """Return whether a draft is on message, with the number of findings of each rule."""
    counts = Counter(finding.rule for finding in report.findings)
    counts["emphasized-missed"] = sum(len(finding.missed) for finding in report.findings)
    title = _(
        "On message {whom}: {verdict}",
        whom=texts.scenario_phrase(report.ranking.scenario.administration, report.ranking.scenario.given),
        verdict=verdict_word(report.verdict),
    )
    summary = pgettext("screens", "; ").join(_count(rule, counts[rule]) for rule in LEVELS if counts[rule])
    return _("{title} ({counts})", title=title, counts=summary) if summary else title


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a verdict in the current language."""
    return {"yes": pgettext("verdict", "yes"), "in part": _("in part"), "no": _("no")}[verdict]


def verify_page(matches: Sequence[ParagraphMatch], file: str, texts: BriefText) -> Document:
    """Return whether each paragraph is in a copy, and the claims that do not hold."""
    columns = (
        Column(_("paragraph")),
        Column(_("status")),
        Column(_("cited"), "right", drop_priority=2),
        Column(_("line"), "right"),
        Column(_("expected"), drop_priority=3),
    )
    rows = tuple(_match_row(match, texts) for match in matches)
    return Document(
        title=_verify_title(matches, file),
        caveats=texts.caveats("sources"),
        blocks=(Table(columns, rows, _("note"), _("This brief has no source record.")),),
        footnotes=tuple(_verify_footnotes(matches)),
        next_steps=(_verify_next_step(matches, texts),),
    )


def _verify_title(matches: Sequence[ParagraphMatch], file: str) -> str:
    """Return how many paragraphs were found, and how many citations hold."""
    return _(
        "{found} of {all} paragraphs found in {file}; {held} of {cited} citations hold",
        found=sum(match.status == "found" for match in matches),
        all=len(matches),
        file=file,
        held=sum(len(match.claims) for match in matches if match.holds),
        cited=sum(len(match.claims) for match in matches),
    )


def _verify_footnotes(matches: Sequence[ParagraphMatch]) -> Iterator[str]:
    """Yield what the statuses mean, if a paragraph was not found."""
    is_found = [match.status == "found" for match in matches]
    if all(is_found):
        return
    if any(is_found):
        yield _(
            "changed: other words stand where the paragraph is expected (the line is where they begin); missing: none do; not in this file: nothing tells that it is a copy of that source."
        )
    else:
        yield _("No paragraph of the record is in this file: it is no copy of any source of the brief.")


def _verify_next_step(matches: Sequence[ParagraphMatch], texts: BriefText) -> tuple[str, str]:
    """Return the command that shows the claims of the first paragraph that fails, else the record."""
    failing = next((match for match in matches if not match.holds), None)
    if failing:
        return f"kbrief trace {texts.cite(failing.cite)}", _("every claim that cites it")
    return "kbrief sources", _("what the record says of each paragraph")


def _match_row(match: ParagraphMatch, texts: BriefText) -> Row:
    """Return the status of a paragraph, with its digest and failing claims if it was not found."""
    is_found = match.status == "found"
    cells = (
        texts.cite(match.cite), _match_status(match.status), str(len(match.claims)), "" if match.line is None else str(match.line),
        "" if is_found else _expected_place(match, texts),
    )  # fmt: skip
    if is_found:
        return Row(cells)
    failing = _failing_claims(match) if match.claims else ""
    return Row(cells, f"{texts.text(match.paragraph.digest)} {failing}".rstrip(), "warn" if match.claims else "quiet")


def _failing_claims(match: ParagraphMatch) -> str:
    """Return which claims do not hold."""
    return _(
        "Not confirmed by this copy: {claims}.",
        claims=translate(format_names([claim.path for claim in match.claims])),
    )


def _expected_place(match: ParagraphMatch, texts: BriefText) -> str:
    """Return the neighbors between which a missing paragraph is expected."""
    before, after = (texts.cite(f"{match.source.id}#P{neighbor.n}") if neighbor else None for neighbor in match.between)
    if before and after:
        return _("between {before} and {after}", before=before, after=after)
    if before:
        return _("after {before}", before=before)
    return _("before {after}", after=after) if after else ""


def _match_status(status: str) -> str:
    labels = {"found": _("found"), "changed": _("changed"), "missing": _("missing"), "absent": _("not in this file")}
    return labels[status]


def _count(rule: str, count: int) -> str:
    """Return the number of findings of a rule in words."""
    messages = {
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
    return messages[rule]
