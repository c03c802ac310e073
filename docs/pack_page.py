"""The page of the published rules for what goes into a meeting, docs/pack-rules.md."""

from textwrap import fill
from typing import Any

from kbrief.pack.rules import EVERY_HOUSE, HOUSES, PRODUCTS, Rule, all_rules, measure_texts

#: How many columns a line of the page has.
WIDTH = 120

MADE = "<!-- Made by docs/make.py from the code; change it there. -->\n"
PACK_HEAD = f"""
# The published rules for what goes into a meeting

What offices have published on talking points, questions and answers, read-aheads, runs of show, cards and memos, as far
as a program can count it: {len(all_rules())} rules. Each is measured on the finished file; what a format does not show
is said to be not measurable there. Rules of the house `every` hold for every pack, the others with `--house`
({", ".join(HOUSES)}).
"""

PACK_SOURCES = """Facts and numbers carry over, sentences do not. Addresses are those at which a copy was read.

"""


def pack_rules_page() -> str:
    """Return the page of the rules for what goes into a meeting: by product, then the measures and the sources."""
    rules = all_rules()
    lines = [MADE, PACK_HEAD]
    for product in (*PRODUCTS, "any"):
        title = "Korean official documents, in every product" if product == "any" else product
        lines += [f"\n## {title}\n\n", "| rule | office | house | limit | what it asks for | measure |\n"]
        lines += ["| --- | --- | --- | ---: | --- | --- |\n", *(_rule_row(r) for r in rules if r.product == product)]
    lines += ["\n## How each measure is taken\n\n", "| measure | what is counted |\n", "| --- | --- |\n"]
    lines += [f"| `{name}` | {text.in_language('en')} |\n" for name, text in measure_texts().items()]
    lines += ["\n## Where each rule is published\n\n", PACK_SOURCES]
    for source in dict.fromkeys((rule.office.in_language("en"), rule.source) for rule in rules):
        lines.append(_source_line(*source, [rule for rule in rules if rule.source == source[1]]))
    return "".join(lines)


def _rule_row(rule: Rule) -> str:
    house = "every" if rule.house == EVERY_HOUSE else rule.house
    text = rule.text.in_language("en").replace("|", "\\|")
    return f"| `{rule.id}` | {rule.office.in_language('en')} | {house} | {_limit(rule)} | {text} | `{rule.measure}` |\n"


def _limit(rule: Rule) -> str:
    least, most = (None if bound is None else f"{bound:g}" for bound in rule.limit)
    if least == most:
        return least or ""
    if least and most:
        return f"{least}-{most}"
    return f"≥ {least}" if least else f"≤ {most}"


def _source_line(office: str, source: Any, rules: list[Rule]) -> str:
    names = ", ".join(f"`{rule.id}`" for rule in rules)
    reported = " As reported: read in a copy or a report." if source.as_reported else ""
    said = f"{office}, *{source.title}*, {source.address}.{reported} {names}"
    lines = fill(f"- {said}", WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return f"{lines}\n"
