"""What must hold in a brief beyond its schema. A rule is a small generator; its docstring is its manual."""

from kbrief.entry_points import entry_point_names, load_entry_point
from kbrief.errors import Level
from kbrief.load.rules.claims import (
    inferred_without_reason,
    likelihood_with_confidence,
    mixed_likelihood,
    stated_without_citation,
    unknown_likelihood,
    unknown_with_value,
    unsupported_figure,
    vague_judgment,
)
from kbrief.load.rules.cleared import changed_since_cleared, cleared_without_stamp
from kbrief.load.rules.context import Finding, Rule, RuleContext
from kbrief.load.rules.names import duplicate_id, duplicate_paragraph, unknown_citation, unknown_reference
from kbrief.load.rules.ratings import (
    event_without_sign,
    missing_rating,
    missing_translation,
    no_weight,
    perception_shape,
    qualifier_lost,
    reading_without_value,
    repeated_reading,
    same_text,
    shift_on_fact,
    stale_source,
    stale_translation,
    unknown_language,
    unless_without_text,
    wording_without_name,
)
from kbrief.load.rules.setting import together_alone
from kbrief.load.rules.todo import example_left, later_source, thin_reason, to_do

__all__ = ["RULES", "Finding", "Rule", "RuleContext"]

#: What keeps a brief from being used.
ERRORS = (
    duplicate_id,
    duplicate_paragraph,
    unknown_reference,
    unknown_citation,
    stated_without_citation,
    inferred_without_reason,
    unknown_with_value,
    reading_without_value,
    repeated_reading,
    perception_shape,
    shift_on_fact,
    no_weight,
    together_alone,
    unknown_likelihood,
    qualifier_lost,
    unknown_language,
    wording_without_name,
    unless_without_text,
)

#: What should be looked at, and stops nothing.
WARNINGS = (
    missing_rating,
    event_without_sign,
    unsupported_figure,
    likelihood_with_confidence,
    mixed_likelihood,
    vague_judgment,
    missing_translation,
    stale_translation,
    changed_since_cleared,
    cleared_without_stamp,
    same_text,
    stale_source,
    later_source,
    thin_reason,
    example_left,
    to_do,
)

RULES = (*(Rule(look) for look in ERRORS), *(Rule(look, "warning") for look in WARNINGS))


def plugin_rules() -> tuple[Rule, ...]:
    """Return the rules that installed packages add, all of them warnings. Raises OutputError for one that fails.

    Each is a generator over a `RuleContext` that an entry point of the group `kbrief.rules` leads to.
    """
    names = entry_point_names("kbrief.rules")
    return tuple(Rule(load_entry_point("kbrief.rules", name), "warning") for name in names)


#: What reading, laying together and the schema ask for; all of them errors but MERGE_WARNINGS.
MANUALS = {
    "brief-not-found": (
        "A brief is a folder with data/brief.yaml, or one YAML file with all its sections, or the name of the brief "
        "that comes with the program. Look at the path, and at KBRIEF_BRIEF."
    ),
    "extends": (
        "What a brief extends is a name such as kbrief:rok-us-2024, or a path from the folder of the brief (of the "
        "file, where it is a single one) to a folder with data/brief.yaml or to a file. No brief extends itself."
    ),
    "file-kind": "A brief is made of regular files: a folder, a device or a pipe in the place of one is not opened.",
    "file-link": (
        "A file of a brief lies within its folder. A symbolic link that leads out of it is not followed, so that a "
        "brief from elsewhere cannot show files of yours. Copy the file instead."
    ),
    "file-size": (
        "A brief has 16 megabytes at most, in one file or all together, with what it extends. Split it into "
        "several briefs."
    ),
    "file-unreadable": "The file cannot be opened: look at its permissions, and where its links lead.",
    "missing-key": (
        "A mapping lacks a key that it must have; the key is named, and the place is that of the mapping. In an "
        "overlay, an item whose id the base does not have is a new one, and needs all of its keys: look for a typing "
        "error in the id first."
    ),
    "not-a-mapping": "A file under data/ holds sections by name (issues, points, …), not a list and not a single text.",
    "rated-twice": (
        "The same brief rates a point for a criterion in two places: with the point, and in the section `ratings`, "
        "which is merged last and is used. An edit of the other one would have no effect; remove one of the two."
    ),
    "section-twice": "A section is in one file only, so that everybody knows where to look. Put both parts together.",
    "too-large": (
        "A brief has 500,000 texts, numbers, lists and mappings at most, with what it extends, and texts "
        "that take 30 megabytes of memory (an emoji makes each character of its text take four bytes). The one that "
        "comes with the program has some five thousand. Split it into several briefs."
    ),
    "newer-format": (
        "The brief says `format:` with a number that this program does not know: it was written for a newer kbrief. "
        "Update the program; such a brief is not read at all, because it could be misread."
    ),
    "unknown-key": (
        "A key that the schema does not know, most often a typing error: no key is ignored silently. `kbrief schema` "
        "writes all keys for an editor; docs/data.md lists them."
    ),
    "unknown-target": (
        "An overlay removes (remove: true) or rates something that the base does not have, or that has been removed. "
        "Look for a typing error in the id."
    ),
    "wrong-form": "A text does not have the form of an id, a citation, a month, an address or a fingerprint.",
    "wrong-length": "A text or a list is too short or too long; the message says how long it may be.",
    "wrong-type": (
        "A value is of another kind than its key asks for: text, number, list, mapping, true or false. Text that "
        "looks like a number or like true must be in quotes."
    ),
    "wrong-value": "A value is not one that its key allows, or is out of range; the message says what is allowed.",
    "yaml-alias": "An alias (*name) repeats a value from elsewhere in the file, and a few can expand to gigabytes.",
    "yaml-anchor": "An anchor (&name) is of use only with aliases, which are not supported. Write the text out.",
    "yaml-conflict": (
        "Git could not merge two versions of the file, and marked both sides: keep one, or make one of the two, and "
        "remove the lines with <<<<<<<, ======= and >>>>>>>."
    ),
    "yaml-control-character": (
        "A character that is invisible, but can control a terminal, reverse the direction of text or end a line for "
        "some programs only. Remove it, or the escape that makes it."
    ),
    "yaml-depth": "Lists and mappings are nested 64 levels deep at most; a brief needs about ten.",
    "yaml-directive": "Of the lines that begin with %, only %YAML 1.2 is supported: others change what the rest says.",
    "yaml-documents": "A file has one document; what follows after --- would be lost on most readers.",
    "yaml-duplicate-key": "A key occurs once in a mapping: of two, most readers would silently drop one.",
    "yaml-encoding": "A file is UTF-8 text. Save it so in your editor.",
    "yaml-key": "A key is a text, and not a list, a mapping or nothing at all.",
    "yaml-merge-key": "The merge key << includes another mapping, which cannot be seen here. Write the keys out.",
    "yaml-nodes": "A file has a million keys, texts, numbers, lists and mappings at most.",
    "yaml-number": "A number that is too long or not finite. Put it in quotes if it is text.",
    "yaml-size": "A file has 16 megabytes at most.",
    "yaml-syntax": "The file is not valid YAML from this place on. Mostly quotes or indentation are wrong.",
    "yaml-tag": "A tag (!name) asks a reader to build something; a brief has plain data only.",
}

MERGE_WARNINGS = frozenset({"rated-twice"})


def rule_manual(name: str) -> tuple[Level, str]:
    """Return the level and the manual of a rule. Raises KeyError for a name that no problem has."""
    for rule in (*RULES, *plugin_rules()):
        if rule.id == name:
            return rule.level, rule.manual
    return "warning" if name in MERGE_WARNINGS else "error", MANUALS[name]


def rule_names() -> list[str]:
    """Return the names of all rules, in the order of the alphabet."""
    return sorted([*MANUALS, *(rule.id for rule in (*RULES, *plugin_rules()))])
