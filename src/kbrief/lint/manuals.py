"""The manual of each lint rule: what it finds, why, and what to do. docs/lint.md says how sure each is."""

from collections.abc import Mapping

from kbrief.lint.lint import Rule

MANUALS: Mapping[Rule, str] = {
    "minimized-raised": (
        "The draft raises a point to minimize with this reader, about the alliance and as its own statement. Remove it, "
        "or say it as in the hint. What the draft only mentions is reported as mention-only."
    ),
    "hold-raised": ("The draft raises a point to hold until the other side asks. Remove it, or keep the answer ready."),
    "emphasized-missed": (
        "The draft has none of the terms of these points to lead with. Add them, or leave this out with --no-missed. A "
        "point made in other words counts as missed: add those words to its terms."
    ),
    "mention-only": (
        "The draft has words of a point to minimize or to hold, but not as a statement on the alliance: they are about "
        "another country or another matter, quoted, denied, or the name of a place. Look at it, and leave it as it is "
        "if that is right."
    ),
    "figure-differs": (
        "A figure differs from the one on record for the same thing. Targets, demands, assumptions, changes, figures of "
        "other countries or years, and any figure of the cited paragraph are not reported."
    ),
    "figure-uncleared": "The figure on record must be cleared before anyone uses it. Leave it out until then.",
    "likelihood-with-confidence": (
        "How likely something is and how sure one is of it are two judgments. Give each a sentence of its own."
    ),
    "mixed-likelihood": (
        "A yardstick has several rows of words for how likely something is. A draft uses one row only, so that the same "
        "chance always has the same word."
    ),
    "word-to-avoid": (
        "The brief's glossary has another word for this; the hint gives it in the language of the word. A word to avoid "
        "names the same thing, so it counts as raising the point."
    ),
}
