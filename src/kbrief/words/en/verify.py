"""`sources --verify` in English."""

from kbrief.words.forms.verify import VerifyWords

WORDS = VerifyWords(
    title="{found} of {all} paragraphs found in {file}; {held} of {cited} citations hold",
    status={"found": "found", "changed": "changed", "missing": "missing"},
    outcome="status",
    line="line",
    between="expected",
    from_to="between {before} and {after}",
    at_start="before {after}",
    at_end="after {before}",
    alone="anywhere",
    failing="Does not hold against this copy: {claims}.",
    legend="changed: other words stand where the paragraph is expected (the line is where they begin); missing: none do.",
    nothing="No paragraph of the record is in this file: is it a copy of this source?",
    trace="every claim that cites it",
    without="what the record says of each paragraph",
)
