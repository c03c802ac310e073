"""What must hold in a brief beyond its schema. A rule is a small generator; its docstring is its manual."""

from kbrief.load.rules.claims import (
    inferred_without_reason,
    stated_without_citation,
    unknown_with_value,
    unsupported_figure,
)
from kbrief.load.rules.likelihood import (
    likelihood_with_confidence,
    mixed_likelihood,
    unknown_likelihood,
    vague_judgment,
)
from kbrief.load.rules.names import duplicate_id, duplicate_paragraph, unknown_citation, unknown_reference
from kbrief.load.rules.ratings import event_without_sign, missing_rating, no_weight, perception_shape, shift_on_fact
from kbrief.load.rules.sources import stale_source
from kbrief.load.rules.subject import Finding, Rule, Subject
from kbrief.load.rules.texts import missing_translation, qualifier_lost, stale_translation

__all__ = ["RULES", "Finding", "Rule", "Subject"]

ERRORS = (
    duplicate_id,
    duplicate_paragraph,
    unknown_reference,
    unknown_citation,
    stated_without_citation,
    inferred_without_reason,
    unknown_with_value,
    perception_shape,
    shift_on_fact,
    no_weight,
    unknown_likelihood,
    qualifier_lost,
)
"""What keeps a brief from being used."""

WARNINGS = (
    missing_rating,
    event_without_sign,
    unsupported_figure,
    likelihood_with_confidence,
    mixed_likelihood,
    vague_judgment,
    missing_translation,
    stale_translation,
    stale_source,
)
"""What should be looked at, and stops nothing."""

RULES = (*(Rule(look) for look in ERRORS), *(Rule(look, "warning") for look in WARNINGS))
