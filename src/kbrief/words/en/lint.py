"""`lint` in English."""

from kbrief.words.forms.lint import LintWords

WORDS = LintWords(
    title="On message {whom}: {verdict}",
    with_counts="{title} ({counts})",
    verdicts={"yes": "yes", "in part": "in part", "no": "no"},
    counts={
        "minimized-raised": "raises what to keep low: {count}",
        "figure-differs": "figures at odds with the record: {count}",
        "likelihood-with-confidence": "likelihood and confidence in one sentence: {count}",
        "hold-raised": "raises what to hold: {count}",
        "emphasized-missed": "misses what to lead with: {count}",
        "figure-uncleared": "figures to clear: {count}",
        "mixed-likelihood": "likelihood words of another row: {count}",
        "word-to-avoid": "words to avoid: {count}",
    },
    raised="raises {point} with “{quote}”: {list} {whom}. {reason}",
    missed="does not raise {point} ({label}): {list} {whom}. {reason}",
    differs="“{quote}” is not the record's {value} ({what}) [{cite}]",
    uncleared="“{quote}” ({what}) [{cite}]: {caution}",
    judgments="“{other}” and “{quote}” stand in one sentence: how likely and how sure are two judgments",
    rows="“{quote}” is of another row of likelihood words than “{other}”",
    avoid="“{quote}” is a word to avoid. {note}",
    instead_minimized="{handling} If they raise it: {if_raised}",
    instead_hold="Answer only if asked: {if_raised}",
    instead_missed="Say: {say}",
    instead_differs="Give {value} with its paragraph, or say where the other figure comes from.",
    instead_cautioned="Leave both out ({value}: {caution}), or say where the other figure comes from.",
    instead_uncleared="Leave it out until it is cleared.",
    instead_judgments="Give the confidence a sentence of its own.",
    instead_rows="Keep to one row: “{instead}”.",
    instead_avoid="Write “{term}”.",
    following="the list, and why",
)
