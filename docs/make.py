"""Makes rules.md, data.md, json.md and pack-rules.md from the code: `python docs/make.py`. A test holds them fresh."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill, shorten
from typing import Any

from json_page import json_page
from pack_page import pack_rules_page

from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.load.rules import MANUALS, RULES
from kbrief.load.schema import file_schema, meeting_schema

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "tests" / "briefs" / "bad"
OLDEST = dt.date(2020, 1, 1)
MADE = "<!-- Made by docs/make.py from the code; change it there. -->\n"
#: How many problems of an example are shown.
MOST = 4

#: How many columns a line of these pages has.
WIDTH = 120

#: What strings are called, by a mark of their pattern.
FORMS = {
    "#P": "a citation",
    "(?:/": "a date, or a window of two",
    "[0-9]{4}(?:-": "a day, month or year",
    "[12][0-9]": "a day",
    "{2,8}": "a language tag",
    "[0-9]{4}-(": "a month",
    "a-z0-9": "an id",
    "http": "an address",
    "0-9a-f": "64 hex digits",
}

RULES_HEAD = """
# The rules of a brief

`kbrief check` tells every problem of a brief as `file:line:column: message (rule)`. This page says of each name in
brackets what it asks for, why, and how to mend what it finds; so does `kbrief check --explain RULE`. Errors keep a
brief from being used. Warnings stop nothing; with `--strict` they count as errors do.
"""

DATA_HEAD = """
# What the files of a brief hold

A brief is a folder with `data/brief.yaml` (or one YAML file with all sections). A section may stand in any file under
`data/`, in one file only; a file under `seeds/` is the record of one source. [writing-a-brief.md](writing-a-brief.md)
leads through one; `kbrief schema` writes this page as JSON Schema, by which editors complete and validate. A text is a
plain string, or a mapping by language, `{en: …, ko: …}`. Unknown keys, repeated keys, anchors, aliases, tags and merge
keys are errors with their place.

In a brief that `extends` another, mappings merge by key, lists of items by `id` (paragraphs by `n`), `remove: true`
takes away what the base has, and a claim (whatever has a `basis`) is replaced whole.
"""


def rules_page() -> str:
    """Return the page of the rules."""
    levels = [("Errors", [rule for rule in RULES if rule.level == "error"]),
              ("Warnings", [rule for rule in RULES if rule.level == "warning"])]  # fmt: skip
    lines = [MADE, RULES_HEAD]
    for title, rules in levels:
        lines.append(f"\n## {title}\n")
        for rule in rules:
            lines += [f"\n### {rule.id}\n", f"\n{fill(rule.manual, WIDTH)}\n", *_example(rule.id)]
    lines.append("\n## Reading, laying together, and the schema\n\nErrors, too, but for rated-twice, a warning.\n")
    for name, manual in MANUALS.items():
        lines += [f"\n### {name}\n", f"\n{fill(manual, WIDTH)}\n", *_example(name)]
    return "".join(lines)


def _example(name: str) -> Iterator[str]:
    """Yield what is found in the example of a rule, with the lines where it stands."""
    path = EXAMPLES / f"{name}.yaml"
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    found = [problem for problem in check(Place(path, path.name), OLDEST) if problem.rule == name][:MOST]
    for line in dict.fromkeys(problem.line for problem in found):
        text = shorten(lines[line - 1], WIDTH, placeholder=" …")
        if text:
            yield f"\n```yaml\n{text}\n```\n"
        for problem in found:
            if problem.line == line:
                said = problem.message + (f" (hint: {problem.hint})" if problem.hint else "")
                yield f"\n{fill(said, WIDTH, initial_indent='> ', subsequent_indent='> ')}\n"


def data_page() -> str:
    """Return the page of the data."""
    defs: dict[str, dict[str, Any]] = file_schema()["$defs"]
    names = ["File", "Source", *sorted(defs.keys() - {"File", "Source", "Text"})]
    lines = [MADE, DATA_HEAD]
    for name in names:
        title = {"File": "The sections of a file under data/", "Source": "Source: a file under seeds/"}.get(name, name)
        lines += [f'\n<a id="{name.lower()}"></a>\n\n## {title}\n', f"\n{defs[name]['description']}\n\n"]
        lines += ["| key | takes | |\n", "| --- | --- | --- |\n", *_rows(defs[name])]
    return "".join([*lines, *_meeting()])


def _meeting() -> Iterator[str]:
    """Yield the keys of the file of a meeting, and of what stands in it."""
    whole = meeting_schema()
    yield "\n## The file of a meeting\n\n"
    yield "Begun by `kbrief new meeting.yaml`; `pack` and `fit` take it with `--meeting`.\n"
    for name, schema in (("", whole), *((name, whole["$defs"][name]) for name in ("Person", "Speeds"))):
        yield f'\n<a id="{name.lower()}"></a>\n\n### {name}\n' if name else ""
        yield f"\n{schema['description']}\n\n| key | takes | |\n| --- | --- | --- |\n"
        yield from _rows(schema)


def _rows(schema: Mapping[str, Any]) -> Iterator[str]:
    required = schema.get("required", ())
    for key, entry in schema["properties"].items():
        needed = "**required.** " if key in required else ""
        yield f"| `{key}` | {takes(entry)} | {needed}{entry['description']} |\n"


def takes(schema: Mapping[str, Any]) -> str:
    """Return in a few words what a key takes."""
    choices = [one for one in schema.get("anyOf") or schema.get("oneOf") or () if one.get("type") != "null"]
    if choices:
        return " or ".join(takes(one) for one in choices)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return "text" if name == "Text" else f"[{name}](#{name.lower()})"
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if "items" in schema:
        return f"list: {takes(schema['items'])}"
    inner = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    return f"mapping: {takes(inner[0])}" if inner[0] else _simple(schema)


def _simple(schema: Mapping[str, Any]) -> str:
    """Return what a text or a number is called."""
    if schema["type"] == "string":
        return next((form for mark, form in FORMS.items() if mark in schema.get("pattern", "")), "a string")
    names = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}
    bounds = [schema[key] for key in ("minimum", "maximum") if key in schema]
    return names[schema["type"]] + (", {:,} to {:,}".format(*bounds) if len(bounds) > 1 else "")


PAGES = {"rules.md": rules_page, "data.md": data_page, "json.md": json_page, "pack-rules.md": pack_rules_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
