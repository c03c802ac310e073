"""The columns of CSV by command, for results without rows."""

HEADS: dict[str, tuple[str, ...]] = {
    "issues": (
        "id", "name", "alignment", "alignment_scope", "tags", "driver", "outlook", "us_outlook", "actions", "points",
        "events", "cites",
    ),
    "strategy": (
        "id", "type", "name", "what", "what_basis", "what_cites", "what_why", "what_cleared", "what_unless",
        "what_instead", "given", "given_basis", "given_cites", "given_why", "given_cleared", "given_unless",
        "given_instead", "actions", "basis", "cites", "why", "cleared", "text", "unless", "instead", "criterion",
    ),
    "checklist": (
        "id", "step", "done", "stale", "basis", "cites", "why", "cleared", "text", "unless", "instead", "owner",
        "due", "who", "when", "note",
    ),
    "emphasize": (
        "id", "label", "list", "rank", "tally", "stated_tally", "inferred_tally", "score", "stated", "inferred",
        "stated_list", "source_list", "source_lists", "moved_by_inference", "stability", "weight_stability", "flip",
        "basis", "contested", "outside", "cites", "say", "reason",
    ),
    "hold": (
        "id", "label", "list", "rank", "tally", "stated_tally", "inferred_tally", "score", "stated", "inferred",
        "stated_list", "source_list", "source_lists", "moved_by_inference", "stability", "weight_stability", "flip",
        "basis", "contested", "outside", "cites", "say", "reason",
    ),
    "minimize": (
        "id", "label", "list", "rank", "tally", "stated_tally", "inferred_tally", "score", "stated", "inferred",
        "stated_list", "source_list", "source_lists", "moved_by_inference", "stability", "weight_stability", "flip",
        "basis", "contested", "outside", "cites", "say", "reason",
    ),
    "compare": (
        "id", "administration", "list", "score", "difference", "regret_hold", "regret_emphasize", "regret_minimize",
        "recommended", "no_regret", "differs", "joint_list", "joint_score", "blocked_by",
    ),
    "what-if": (
        "id", "before_list", "before_tally", "before_score", "after_list", "after_tally", "after_score", "moved",
        "clipped", "break_even", "value_of_watching",
    ),
    "events": (
        "id", "name", "kind", "status", "group", "date", "likelihood", "points", "lists_changed", "value_of_watching",
        "break_even", "signs", "shifts", "issues", "cites",
    ),
    "background": (
        "id", "section", "basis", "cites", "why", "cleared", "text", "unless", "instead", "who", "points", "key",
        "short",
    ),
    "sources": (
        "id", "name", "title", "author", "role", "publisher", "published", "kind", "timing", "place", "url",
        "looked_up", "views", "grade", "paragraphs", "age_months",
    ),
    "trace": (
        "id", "basis", "cites", "why", "cleared", "text", "unless", "instead", "criterion", "digests", "file", "line",
        "owner", "due", "by", "on", "list", "value", "points",
    ),
}  # fmt: skip
