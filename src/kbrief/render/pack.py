"""Make the files of a pack: each paper in each format, measured as finished files, and shortened until rules hold."""

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
from kbrief.pack.measure import Measured, measure_file
from kbrief.pack.rules import Rule, product_rules
from kbrief.pages.document import Document, Heading, Meta
from kbrief.pages.memo import memo
from kbrief.pages.memo.options import MemoOptions
from kbrief.pages.pack import PAPERS
from kbrief.pages.pack.paper import Paper, marking
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.read_ahead import WORKDAYS
from kbrief.render import render_document
from kbrief.store import atomic

PDF = ".pdf"
PAPER_SIZE, CARD_SIZE = 12.0, 14.0
"""The size of text in points: of papers, and of cards, which are read at arm's length."""


class Measure(NamedTuple):
    """What a rule came to in a file of a product."""

    product: str
    file: str
    measured: Measured


class MadeProduct(NamedTuple):
    """The files of one product by name, what was measured on them, and what the product leaves out."""

    files: Mapping[str, bytes]
    measures: tuple[Measure, ...]
    left_out: tuple[str, ...]


class Workshop(NamedTuple):
    """What files are made with: the plan, the endings asked for, the rules, the day, and a folder to measure in."""

    plan: PackPlan
    endings: tuple[str, ...]
    rules: tuple[Rule, ...]
    day: dt.date
    folder: Path

    @property
    def facts(self) -> Mapping[str, float]:
        """What no file says, and rules ask for."""
        when = {"workdays_before": float(WORKDAYS)} if self.plan.meeting.start else {}
        return {
            "minutes": float(self.plan.minutes),
            "our_seconds": float(self.plan.fit.choice.room),
            "spoken_seconds": float(self.plan.fit.choice.seconds),
            **when,
        }

    @property
    def measured_endings(self) -> tuple[str, ...]:
        """The endings that are made: those asked for, PDF before them where it can be, and one with headings.

        A PDF has pages and no headings, Markdown headings and no pages: each is measured by what it has.
        """
        has_pdf = PDF in self.endings or find_spec("typst") is not None
        others = tuple(ending for ending in self.endings if ending != PDF) or (".md",)
        return (*((PDF,) if has_pdf else ()), *others)


def make_products(shop: Workshop) -> Iterator[tuple[str, MadeProduct]]:
    """Yield every product with its files. Raises BrokenRule where shortening does not help, MissingExtra, OutputError."""
    for name, compose in PAPERS.items():
        dropped = 0
        while True:
            paper = compose(shop.plan, dropped)
            made, broken = _made(shop, name, paper)
            if not broken:
                break
            if dropped >= paper_entries(paper, dropped):
                raise broken_rule(broken[0])
            dropped += 1
        yield name, made
    made, broken = _made(shop, "memo", Paper(_memo(shop)))
    if broken:
        raise broken_rule(broken[0])
    yield "memo", made


def paper_entries(paper: Paper, dropped: int) -> int:
    """Return how many entries may be dropped in all, given a paper that has dropped some of them."""
    return dropped + paper.entries


def _memo(shop: Workshop) -> Document:
    plan = shop.plan
    form = MemoOptions(date=shop.day)
    return memo(plan.ranking, plan.texts, form, plan.digest, plan.marks)


def _made(shop: Workshop, product: str, paper: Paper) -> tuple[MadeProduct, list[Measure]]:
    """Return a product as made, and the rules that it breaks; as soon as one is broken nothing more is made."""
    rules, files, measures = product_rules(shop.rules, product), {}, list[Measure]()
    for ending in shop.measured_endings:
        name = f"{product}{ending}"
        data = render_document(paper.document, ending, _meta(shop, product, paper.document))
        atomic.write(shop.folder / name, data)
        if product == "cards" and ending == PDF:
            ensure_one_card_a_page(name, data, paper.document)
        found = [Measure(product, name, one) for one in measure_file(shop.folder / name, product, rules, shop.facts)]
        broken = [one for one in found if one.measured.holds is False]
        if broken:
            return MadeProduct({}, (), ()), broken
        if ending in shop.endings:
            files[name] = data
            measures += found
    return MadeProduct(files, tuple(measures), paper.left_out), []


def ensure_one_card_a_page(name: str, data: bytes, document: Document) -> None:
    """Raise BrokenRule where a side of a card takes more than its page; each side but the first has a heading."""
    sides = 1 + sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    pages = count_pages(data)
    if pages > sides:
        message = Message("{file}: one card a page is {sides} pages, and there are {pages}",
                          file=name, sides=sides, pages=pages)  # fmt: skip
        raise BrokenRule(message, Message("shorten the longest answers, cautions and lines"))


def _meta(shop: Workshop, product: str, document: Document) -> Meta:
    texts = shop.plan.texts
    paper = texts.brief.paper or ""
    meta = Meta(texts.lang, document.title, shop.day, marking=marking(), language=texts.language, paper=paper)
    if product == "memo":
        return meta
    is_card = product == "cards"
    return meta._replace(pages=1, size=CARD_SIZE if is_card else PAPER_SIZE, is_card=is_card)


def broken_rule(broken: Measure) -> BrokenRule:
    """Return what to tell of a rule that a product cannot keep: rule, file and measure."""
    rule, value = broken.measured.rule, broken.measured.value
    message = Message(
        "{file} cannot keep the rule {id}: {value} measured, {limit} wanted",
        file=broken.file,
        id=rule.id,
        value="–" if value is None else f"{value:g}",
        limit=limit_text(rule),
    )
    return BrokenRule(message, Message("nothing was written; fewer minutes, shorter texts or another --house may help"))


def limit_text(rule: Rule) -> str:
    """Return the bounds of a rule, `1…3`, `≥ 12`, `≤ 50`."""
    least, most = rule.limit
    if least is not None and most is not None:
        return f"{least:g}…{most:g}"
    return f"≥ {least:g}" if least is not None else f"≤ {most:g}" if most is not None else "–"


def pack_json(shop: Workshop, house: str, products: Mapping[str, MadeProduct], more: Mapping[str, bytes]) -> bytes:
    """Return what a pack says of itself: each file with its hash, each rule as measured, and what was left out."""
    plan = shop.plan
    files = {name: data for made in products.values() for name, data in made.files.items()} | dict(more)
    about: dict[str, Any] = {
        "kbrief": 1,
        "command": "pack",
        "version": __version__,
        "brief": {"id": plan.texts.brief.id, "as_of": plan.texts.brief.as_of, "data": plan.digest},
        "administration": plan.audience,
        "given": list(plan.ranking.setting.given),
        "lang": plan.texts.lang,
        "date": shop.day.isoformat(),
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
        "rules": [_rule_record(one, plan.texts.lang) for made in products.values() for one in made.measures],
        "left_out": {name: list(made.left_out) for name, made in products.items() if made.left_out},
    }
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode()


def _rule_record(one: Measure, lang: str) -> Mapping[str, Any]:
    rule = one.measured.rule
    return {
        "id": rule.id,
        "office": rule.office.in_language(lang),
        "product": one.product,
        "file": one.file,
        "least": rule.limit.least,
        "most": rule.limit.most,
        "measure": rule.measure,
        "measured": one.measured.value,
        "holds": one.measured.holds,
        "note": translate(one.measured.note) if one.measured.note else None,
        "text": rule.text.in_language(lang),
        "source": rule.source.address,
    }


def endings_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return the endings of formats by their names, each once."""
    return tuple(dict.fromkeys(f".{name}" for name in names))
