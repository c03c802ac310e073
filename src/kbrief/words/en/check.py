"""`check` in English."""

from kbrief.words.forms.check import CheckWords

WORDS = CheckWords(
    errors=("1 error", "{count} errors"),
    warnings=("1 warning", "{count} warnings"),
    briefs=("1 brief", "{count} briefs"),
    none="No problem in {briefs}.",
    one_kind="{found} in {briefs}",
    both_kinds="{errors} and {warnings} in {briefs}",
    warning="warning: {message}",
    about_warnings="Warnings stop nothing; with --strict they count as errors do.",
    explain="what a rule asks for, and how to mend what it finds",
    explained="{rule} ({level})",
    checking="checking {name} ({n} of {all})",
)
