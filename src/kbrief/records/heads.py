"""The heads of CSV by command, for answers without rows: what a program that reads them builds on."""

_LIST = (
    "id", "list", "rank", "tally", "stated_tally", "inferred_tally", "score", "stated", "inferred", "stated_list",
    "source_list", "moved_by_inference", "stability", "weight_stability", "flip", "basis", "cites",
)  # fmt: skip

HEADS: dict[str, tuple[str, ...]] = {
    "issues": (
        "id", "name", "alignment", "alignment_scope", "tags", "driver", "us_outlook", "actions", "points", "events",
        "cites",
    ),
    "strategy": (
        "id", "type", "name", "what", "what_basis", "what_cites", "what_why", "given", "given_basis", "given_cites",
        "given_why", "actions", "basis", "cites", "why", "text", "criterion",
    ),
    "checklist": (
        "id", "step", "done", "stale", "basis", "cites", "why", "text", "who", "when", "note", "owner", "due",
    ),
    "emphasize": _LIST,
    "hold": _LIST,
    "minimize": _LIST,
    "compare": (
        "id", "administration", "list", "score", "difference", "regret_hold", "regret_emphasize", "regret_minimize",
        "recommended", "no_regret",
    ),
    "what-if": (
        "id", "before_list", "before_tally", "before_score", "after_list", "after_tally", "after_score", "moved",
        "clipped", "break_even", "value_of_watching",
    ),
    "events": (
        "id", "name", "kind", "status", "group", "points", "lists_changed", "value_of_watching", "break_even", "signs",
        "shifts", "issues", "cites",
    ),
    "background": ("id", "section", "basis", "cites", "why", "text", "who", "points", "key", "short"),
    "sources": (
        "id", "name", "title", "author", "role", "publisher", "published", "kind", "timing", "place", "url",
        "looked_up", "views", "grade", "paragraphs", "age_months",
    ),
    "trace": (
        "id", "basis", "cites", "why", "text", "criterion", "digests", "file", "line", "list", "value", "by", "points",
    ),
}  # fmt: skip
