"""Make the files of a pack: each paper in each format, measured when finished, and shortened until its rules hold."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from kbrief import __version__
from kbrief.errors import BrokenRule, Message
from kbrief.i18n import translate
from kbrief.pack.finished_pdf import count_pages
from kbrief.pack.measure import Measurement, measure_file
from kbrief.pack.rules import Rule, product_rules
from kbrief.pages.document import Document, Heading
from kbrief.pages.memo import memo
from kbrief.pages.memo.options import MemoOptions
from kbrief.pages.meta import Meta
from kbrief.pages.pack import PAPERS
from kbrief.pages.pack.paper import Compose, Paper, marking
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.read_ahead import WORKDAYS
from kbrief.render import render_document
from kbrief.store import atomic

#: The font sizes, in points, of papers and of cards, which are read at arm's length.
PDF = ".pdf"
PAPER_SIZE, CARD_SIZE = 12.0, 14.0


class FileMeasure(NamedTuple):
    """The measurement of a rule in one file of a product."""

    product: str
    file: str
    measurement: Measurement


class MadeProduct(NamedTuple):
    """The files of a product by name, their measurements, and what the product leaves out."""

    files: Mapping[str, bytes]
    measures: tuple[FileMeasure, ...]
    left_out: tuple[str, ...]


class PackContext(NamedTuple):
    """What the files of a pack are made from: plan, requested endings, rules, day, and a folder to measure files in."""

    plan: PackPlan
    endings: tuple[str, ...]
    rules: tuple[Rule, ...]
    day: dt.date
    folder: Path

    @property
    def facts(self) -> Mapping[str, float]:
        """The facts about the meeting that rules need and files do not contain."""
        facts = {
            "minutes": float(self.plan.minutes),
            "our_seconds": float(self.plan.fit.choice.room),
            "spoken_seconds": float(self.plan.fit.choice.seconds),
        }
        return facts | {"workdays_before": float(WORKDAYS)} if self.plan.meeting.start else facts

    @property
    def measured_endings(self) -> tuple[str, ...]:
        """The endings that are made: PDF first if typst is installed, and the requested ones or Markdown.

        A PDF has pages and no headings, Markdown headings and no pages: each is measured by what it has.
        """
        has_pdf = PDF in self.endings or find_spec("typst") is not None
        others = tuple(ending for ending in self.endings if ending != PDF) or (".md",)
        return (*((PDF,) if has_pdf else ()), *others)


def make_products(context: PackContext) -> Iterator[tuple[str, MadeProduct]]:
    """Yield the name and the files of every product.

    Raises BrokenRule where shortening does not help, MissingExtra, OutputError.
    """
    for name, compose in PAPERS.items():
        yield name, _shorten_until_rules_hold(context, name, compose)
    product, broken = _make_product(context, "memo", Paper(_memo_document(context)))
    if broken:
        raise broken_rule_error(broken[0])
    yield "memo", product


def _shorten_until_rules_hold(context: PackContext, name: str, compose: Compose) -> MadeProduct:
    """Return a product with as few entries dropped as its rules need. Raises BrokenRule where none are left to drop."""
    dropped = 0
    while True:
        paper = compose(context.plan, dropped)
        product, broken = _make_product(context, name, paper)
        if not broken:
            return product
        if paper.entries <= 0:
            raise broken_rule_error(broken[0])
        dropped += 1


def _memo_document(context: PackContext) -> Document:
    plan = context.plan
    options = MemoOptions(date=context.day)
    return memo(plan.ranking, plan.texts, options, plan.digest, plan.marks)


def _make_product(context: PackContext, product: str, paper: Paper) -> tuple[MadeProduct, list[FileMeasure]]:
    """Return a product and the broken rules in its first file that breaks any; no more files are made after it."""
    rules, files, measures = product_rules(context.rules, product), {}, list[FileMeasure]()
    for ending in context.measured_endings:
        name = f"{product}{ending}"
        data = render_document(paper.document, ending, _document_meta(context, product, paper.document))
        atomic.write(context.folder / name, data)
        if product == "cards" and ending == PDF:
            ensure_one_card_a_page(name, data, paper.document)
        file_measures = [
            FileMeasure(product, name, measure)
            for measure in measure_file(context.folder / name, product, rules, context.facts)
        ]
        broken = [measure for measure in file_measures if measure.measurement.holds is False]
        if broken:
            return MadeProduct({}, (), ()), broken
        if ending in context.endings:
            files[name] = data
            measures += file_measures
    return MadeProduct(files, tuple(measures), paper.left_out), []


def ensure_one_card_a_page(name: str, data: bytes, document: Document) -> None:
    """Raise BrokenRule where the side of a card is longer than a page; each side but the first has a heading."""
    sides = 1 + sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    pages = count_pages(data)
    if pages > sides:
        message = Message("{file}: one card per page makes {sides} pages, but there are {pages}",
                          file=name, sides=sides, pages=pages)  # fmt: skip
        raise BrokenRule(message, Message("shorten the longest answers, cautions and lines"))


def _document_meta(context: PackContext, product: str, document: Document) -> Meta:
    texts = context.plan.texts
    paper = texts.brief.paper or ""
    meta = Meta(texts.lang, document.title, context.day, marking=marking(), language=texts.language, paper=paper)
    if product == "memo":
        return meta
    is_card = product == "cards"
    return meta._replace(pages=1, size=CARD_SIZE if is_card else PAPER_SIZE, is_card=is_card)


def broken_rule_error(broken: FileMeasure) -> BrokenRule:
    """Return the error for a rule that a product cannot keep."""
    rule, value = broken.measurement.rule, broken.measurement.value
    message = Message(
        "{file} cannot meet the rule {id}: {value} measured, {limit} required",
        file=broken.file,
        id=rule.id,
        value="–" if value is None else f"{value:g}",
        limit=limit_text(rule),
    )
    return BrokenRule(message, Message("nothing was written: try fewer minutes, shorter texts or another --house"))


def limit_text(rule: Rule) -> str:
    """Return the limits of a rule, such as `1…3`, `≥ 12` or `≤ 50`."""
    minimum, maximum = rule.limit
    if minimum is not None and maximum is not None:
        return f"{minimum:g}…{maximum:g}"
    return f"≥ {minimum:g}" if minimum is not None else f"≤ {maximum:g}" if maximum is not None else "–"


def pack_json(
    context: PackContext, house: str, products: Mapping[str, MadeProduct], other_files: Mapping[str, bytes]
) -> bytes:
    """Return pack.json: each file with its hash, each rule with its measurement, and what was left out."""
    plan = context.plan
    files = {name: data for product in products.values() for name, data in product.files.items()} | dict(other_files)
    record: dict[str, Any] = {
        "kbrief": 1,
        "command": "pack",
        "version": __version__,
        "brief": {"id": plan.texts.brief.id, "as_of": plan.texts.brief.as_of, "data": plan.digest},
        "administration": plan.audience,
        "given": list(plan.ranking.scenario.given),
        "lang": plan.texts.lang,
        "date": context.day.isoformat(),
        "house": house,
        "minutes": plan.minutes,
        "our_minutes": plan.our_minutes,
        "interpreter": plan.has_interpreter,
        "spoken_seconds": round(float(plan.fit.choice.seconds), 6),
        "said": [placement.point.id for placement in plan.fit.chosen],
        "not_said": [item.id for item in plan.fit.choice.left_out],
        "files": [
            {"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()
        ],
        "rules": [
            _rule_record(measure, plan.texts.lang) for product in products.values() for measure in product.measures
        ],
        "left_out": {name: list(product.left_out) for name, product in products.items() if product.left_out},
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _rule_record(measure: FileMeasure, lang: str) -> Mapping[str, Any]:
    """Return a rule and its measurement as a record of pack.json."""
    rule = measure.measurement.rule
    return {
        "id": rule.id,
        "office": rule.office.in_language(lang),
        "product": measure.product,
        "file": measure.file,
        "least": rule.limit.least,
        "most": rule.limit.most,
        "measure": rule.measure,
        "measured": measure.measurement.value,
        "holds": measure.measurement.holds,
        "note": translate(measure.measurement.note) if measure.measurement.note else None,
        "text": rule.text.in_language(lang),
        "source": rule.source.address,
    }


def format_endings(names: Sequence[str]) -> tuple[str, ...]:
    """Return the endings of formats given by name, without repeats."""
    return tuple(dict.fromkeys(f".{name}" for name in names))
