"""Makes docs/json.md from what the commands print: which keys each of them has, of which type, and what they mean."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kbrief.cli.app import app
from kbrief.load.schema import file_schema

ROOT = Path(__file__).parent.parent

#: What is run to see the keys of a command; several runs are put together.
RUNS = {
    "kbrief": ("",),
    "issues": ("issues -a trump",),
    "issue": ("issue extended-deterrence -a trump",),
    "strategy": ("strategy",),
    "checklist": ("checklist",),
    "emphasize, minimize, hold": ("emphasize -a trump",),
    "explain": ("explain camp-humphreys -a trump --given nk-nuclear-test",),
    "compare": ("compare",),
    "disputes": ("disputes --brief tests/briefs/good/contested.yaml",),
    "what-if": ("what-if nk-nuclear-test -a trump",),
    "events": ("events -a trump",),
    "background": ("background",),
    "sources, source list, source show": ("sources",),
    "sources --verify": ("sources --verify README.md",),
    "trace": ("trace ncg.president.trump", "trace P8"),
    "check": ("check tests/briefs/bad/unknown-reference.yaml",),
    "lint": ("lint tests/drafts/off-message.md -a trump", "lint tests/drafts/ko-memo.txt --house korea"),
    "fit": ("fit --minutes 4 -a trump",),
    "diff": ("diff rok-us-2024 tests/briefs/good/to-do.yaml",),
}

HEAD = """
# The JSON that commands print

`--format json` prints one object, the envelope; `items` holds what the table shows, in its order. Keys are added, never
renamed or taken away, and keep their meaning; `kbrief` is the version of the form, 1 today. An id names an item of the
brief, a citation is `source#P8`. `null` is "there is none", or "not known".

"""

CLAIM = {
    "text": "What the claim says.",
    "basis": "`stated` (a paragraph says it), `inferred` (our judgment) or `unknown`.",
    "cites": "The paragraphs that it rests on, as `source#P8`.",
    "why": "The reason of an inference.",
    "cleared": "Who cleared it, and when.",
    "unless": "Events after which `instead` holds.",
    "instead": "What is said once one of the events of `unless` has happened.",
}
MEANINGS = CLAIM | {
    "kbrief": "The version of the form.",
    "command": "The command that printed it.",
    "brief": "The brief: its `id`, and as of which month it stands.",
    "administration": "The audience of -a.",
    "given": "The events of --given, and those marked as observed.",
    "notes": "The head lines.",
    "items": "The rows.",
    "id": "The id.",
    "label": "The point's name, with its qualifier.",
    "name": "The name.",
    "title": "The title.",
    "list": "The list on which the point stands: `emphasize`, `hold` or `minimize`.",
    "rank": "Its place in the list; ties share one.",
    "tally": "The sum of the ratings, each -2 to +2; null where the weights differ.",
    "stated_tally": "The part of the tally that paragraphs state.",
    "inferred_tally": "The part that we infer.",
    "score": "100 × the weighted sum of the ratings ÷ the largest that it could be: -100 to 100.",
    "stated": "The part of the score that paragraphs state.",
    "inferred": "The part that we infer.",
    "stated_list": "The list on stated evidence alone.",
    "source_list": "The list on which the source itself puts it.",
    "source_lists": "The lists on which sources put it; several where they disagree.",
    "moved_by_inference": "Whether `list` differs from `stated_list`.",
    "stability": "The share of cases, 0 to 1, in which the list holds if ratings are off (*stays*).",
    "weight_stability": "The share of all weightings of the criteria under which the list holds.",
    "flip": "The fewest one-step changes of ratings that put it on another list.",
    "contested": "The criteria on which sources disagree.",
    "outside": "The criteria whose inference leans on knowledge outside the sources.",
    "say": "The line to take.",
    "reason": "Why it stands there.",
    "if_raised": "The answer if the other side raises it.",
    "handling": "How to handle it.",
    "case_against": "The case against leading with it.",
}
MEANINGS |= {
    "minutes": "How long the meeting lasts.",
    "our_minutes": "How many of the minutes are for our lines and the answers to them.",
    "interpreter": "Whether every line is said twice.",
    "room_seconds": "Our minutes in seconds.",
    "spoken_seconds": "What the points that fit take.",
    "worth": "How far the score is above the threshold of the list; in the envelope, the sum that is made largest.",
    "next_minute": "Whether a minute more would bring it in; in the envelope, what that is worth.",
    "fits": "Whether it is one of the points that are said.",
    "order": "Its place in speaking order.",
    "must": "Whether the meeting says that it must be raised.",
    "listed": "Whether a source lists it among what to emphasize.",
    "seconds": "What saying it takes, with the answer to it.",
    "seconds_exact": "The same as a fraction.",
    "spoken": "The words that the seconds are counted on.",
}
"""What a key means, by its name; `command.key` where it means another thing in one command."""

MEANINGS |= {
    "issues": "Issues by id.",
    "steps": "The steps, by id.",
    "administrations": "The audiences, by id.",
    "events": "The events that touch it, by id.",
    "emphasize": "The points of this list, by id.",
    "minimize": "The points of this list, by id.",
    "gaps": "What the sources do not say, by id.",
    "points": "Its points, by id.",
    "points_by_list": "Its points, by the list on which each stands.",
    "stated_of_administration": "What the source states of the audience.",
    "alignment": "Whether sides agree on it: `agreed`, `split` or `unmarked`.",
    "alignment_scope": "What the alignment is about, in words.",
    "us_outlook": "The same as `outlook`, under its earlier name.",
    "actions": "What to do: claims, or ids of actions.",
    "signs": "What to look for.",
    "figures": "The figures that the source gives.",
    "type": "`step` or `consideration`.",
    "done": "Whether it is marked as done.",
    "to_do": "How many `digests`, `points` and `sources` are still to be written or completed.",
    "stale": "Whether its text has changed since it was marked.",
    "step": "The step that the action belongs to.",
    "owner": "Who sees to it.",
    "due": "By when.",
    "who": "Who.",
    "when": "When it was marked.",
    "note": "A note.",
    "criteria": "For each criterion its `rating`, `basis`, `contribution` to the score, and the `shifts` of events.",
    "cases": "The cases of *stays*: in how many the list is `kept`, of how many in `all`.",
    "flip_changes": "The changes that would put it on another list.",
    "flip_list": "That list.",
    "lists": "The list under each audience.",
    "scores": "The score under each audience.",
    "difference": "The first audience's score minus the second's; null where more are compared.",
    "regret": "For each list, the most that it could cost to have put the point there.",
    "recommended": "The list with the least regret.",
    "no_regret": "Whether that list is right under every audience.",
    "differs": "Whether the list differs: `yes`, `no` or `not known`, where a rating is unknown.",
    "joint_list": "With `mode: together`: the list where all audiences have to agree.",
    "joint_score": "With `mode: together`: the score where all have to agree.",
    "blocked_by": "The audiences under which the point is to be kept low.",
    "before": "`list`, `tally` and `score` without the events.",
    "after": "`list`, `tally` and `score` with them.",
    "moved": "The ratings that move, `old` to `new`.",
    "clipped": "The criteria on which the shift goes beyond the end of the scale.",
    "break_even": "The probability from which preparing for the event pays; no forecast.",
    "value_of_watching": "What knowing of the event in time would be worth, in points of score.",
    "kind": "Of which kind it is.",
    "status": "`open`, `observed` or `ruled-out`, as marked; `past` where the brief says so.",
    "group": "The group of events: of those given together, only the largest shift counts.",
    "date": "Its date or window.",
    "likelihood": "How likely the analyst holds it.",
    "lists_changed": "How many points it would put on another list.",
    "shifts": "Which ratings it shifts, by how much, for whom.",
    "section": "The section of the brief.",
    "key": "Whether it is the gap to name first.",
    "short": "The gap in a few words.",
    "role": "Who the author is.",
    "grade": "The Admiralty grade; F6 is not yet graded.",
    "paragraphs": "Its paragraphs: number, kind, digest, figures, words, fingerprint, and how often cited.",
    "age_months": "Its age in months; null where the day is not known.",
    "criterion": "The criterion that a consideration weighs, or that is rated.",
    "value": "The rating, -2 to 2.",
    "digests": "What each cited paragraph says, in our words.",
    "file": "The file.",
    "line": "The line, from 1.",
    "column": "The column, from 1.",
    "by": "Who coded or cleared it.",
    "on": "When.",
    "rule": "The rule that found it.",
    "level": "`error` or `warning`.",
    "message": "What is wrong.",
    "hint": "What to do about it.",
    "lines": "The lines of the draft.",
    "quote": "The words of the draft.",
    "house": "With `--house`: whose rules the form was held against.",
    "verdict": "Whether the draft keeps to the message: `yes`, `in part` or `no`.",
    "depends": "How much the list depends on whom one believes: the share of choices of readings that give another.",
    "shares": "The share of choices of readings that give each list.",
    "settled_by": "The criteria whose settlement would fix the list.",
    "settle_first": "The criterion whose settlement would fix most lists.",
    "source": "The id of the source.",
    "n": "The number of the paragraph.",
    "cited": "How many claims cite it.",
    "between": "Where it is missing: between which paragraphs of the copy.",
    "diff.lists": "Where the point stood (`old`) and stands (`new`), without an audience and under each.",
    "sources --verify.status": "`found`, `changed`, `missing` or `absent`.",
    "sources --verify.line": "The line of the copy, from 1.",
    "strategy.given": "What the source gives for the step.",
    "kbrief.events": "The events of the watch list, by id.",
    "what-if.before": "`list`, `tally` and `score` without the events.",
    "lint.points": "The points that the finding is about, by id.",
    "lint.reason": "Why it counts as a mention only; empty where it does not.",
    "lint.administrations": "The audiences for whom it holds.",
    "background.points": "The points that it touches, by id.",
    "background.who": "Who acted then.",
    "checklist.who": "Who marked it.",
    "sources, source list, source show.kind": "What sort of text it is.",
    "issues.stated_of_administration": "What the source states of the audience.",
    "events.issues": "The issues that it touches, by id.",
    "trace.by": "Who coded it; of a shift, by how much.",
    "trace.line": "The line of the file that says it, from 1.",
    "trace.list": "The list on which a source puts the point.",
    "change": "`added`, `removed` or `changed`; `moved` where another change moved it.",
    "changes": "What changed: `path`, `old`, `new`.",
}


def json_page() -> str:
    """Return the page."""
    lines = ["<!-- Made by docs/make.py from the code; change it there. -->\n", HEAD]
    envelopes = {name: [printed(run) for run in runs] for name, runs in RUNS.items()}
    lines += _table("envelope", _merged(envelope for group in envelopes.values() for envelope in group))
    for name, group in envelopes.items():
        items = _merged(item for envelope in group for item in envelope["items"])
        lines += [f"\n## {name}\n\n", *_table(name, items)]
    return "".join(lines)


def printed(run: str) -> dict[str, Any]:
    """Return the envelope that a command prints."""
    settings = {"KBRIEF_BRIEF": "rok-us-2024", "KBRIEF_LANG": "en", "SOURCE_DATE_EPOCH": "1795824000"}
    words = [str(ROOT / word) if "/" in word or word == "README.md" else word for word in run.split()]
    result = CliRunner().invoke(app, [*words, "--format", "json", "--ignore-marks"], env=settings)
    envelope: dict[str, Any] = json.loads(result.stdout)
    return envelope


def _merged(items: Iterator[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return every value of each key."""
    values: dict[str, list[Any]] = {}
    for item in items:
        for key, value in item.items():
            values.setdefault(key, []).append(value)
    return values


def _table(name: str, values: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    yield "| key | type | |\n| --- | --- | --- |\n"
    for key, found in values.items():
        kinds = dict.fromkeys(_kind(value) for value in found)
        meaning = MEANINGS.get(f"{name}.{key}") or MEANINGS.get(key) or _described(key)
        yield f"| `{key}` | {' or '.join(kinds)} | {meaning} |\n"


def _kind(value: Any) -> str:
    """Return what JSON calls the type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "list"
    return "object"


def _described(key: str) -> str:
    """Return what the schema of a brief says of a key. Raises KeyError for one that nothing describes."""
    for model in ("Issue", "Event", "Source", "Point", "Step", "Brief"):
        properties = file_schema()["$defs"].get(model, {}).get("properties", {})
        if key in properties:
            return str(properties[key]["description"])
    raise KeyError(key)
