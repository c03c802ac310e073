"""The manual of each lint rule: what it finds, why, and what to do. docs/lint.md says how sure each is."""

from collections.abc import Mapping

from kbrief.lint.lint import Rule

MANUALS: Mapping[Rule, str] = {
    "minimized-raised": (
        "The draft raises a point that is to be kept low for this reader, of the alliance and as its own statement. "
        "Take it out, or say it as the hint has it. What it only mentions is told under mention-only."
    ),
    "hold-raised": (
        "The draft raises a point that is to be held until the other side asks. Take it out, or keep the answer ready."
    ),
    "emphasized-missed": (
        "The draft raises none of the terms of these points to lead with. Add them, or leave this out with "
        "--no-missed. "
        "A point that is told in words of its own counts as missed: add those words to its terms."
    ),
    "mention-only": (
        "Words of a point to keep low or to hold stand here, but not as a statement on the alliance: they are said of "
        "another country or of another matter, quoted, denied, or the name of a place. Look at it, and leave it as it "
        "is where that is right."
    ),
    "figure-differs": (
        "A figure on the same thing is another one than in the record. Targets, demands, suppositions, changes, other "
        "countries' figures and those of other years are let be, as is any figure of the cited paragraph."
    ),
    "figure-uncleared": "The figure of the record is to be cleared before anyone uses it. Leave it out until then.",
    "likelihood-with-confidence": (
        "How likely something is and how sure one is of it are two judgments. Give each a sentence of its own."
    ),
    "mixed-likelihood": (
        "A yardstick has several rows of words for how likely something is. A draft keeps to one row, so that the "
        "same chance has the same word."
    ),
    "word-to-avoid": (
        "The brief's glossary has another word for this. The hint gives it in the language of the word. A word that is "
        "to be avoided names the same thing: a point counts as raised by it."
    ),
}
