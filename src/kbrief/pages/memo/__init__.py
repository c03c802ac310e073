"""The memo: composed once from a ranking, as a page without markup that every writer turns into its format."""

from collections.abc import Callable, Iterable, Iterator

from kbrief import __version__
from kbrief.decide.combine import combine
from kbrief.decide.compare import Comparison
from kbrief.decide.rank import Ranking
from kbrief.i18n import _
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Box, Bullets, Document, Heading, Paragraph, Table, flatten
from kbrief.pages.memo import annex, audiences, lists, sections
from kbrief.pages.memo.context import TIGHT_CELL, TIGHTEST, MemoContext, MemoOptions
from kbrief.pages.memo.rows import cut_words

Section = Callable[[MemoContext], Iterable[Block]]

_SECTIONS: dict[int, Section] = {
    0: sections.header,
    1: sections.bluf,
    2: sections.steps,
    3: lists.emphasize,
    4: lists.hold,
    5: lists.minimize,
    6: sections.change,
    7: audiences.other_audiences,
    8: sections.limits,
    9: sections.tensions,
}
_ORDER: dict[str, tuple[int, ...]] = {
    "en": (0, 1, 2, 3, 5, 4, 6, 7, 8, 9),
    "ko": (0, 1, 3, 5, 4, 6, 7, 9, 8, 2),
}
"""The US layout puts the steps early, the Korean one puts them last."""

_ONE_PAGE = (0, 1, 3, 5, 6)
_ANNEXES: tuple[Section, ...] = (annex.ratings, annex.sources, annex.method)


def memo(
    ranked: Ranking | Comparison, texts: BriefText, form: MemoOptions, digest: str, marks: Marks | None = None
) -> Document:
    """Return the memo on a ranking in the layout of its language; `digest` identifies the data that it rests on.

    On several audiences compared it is one memo that all of them can be shown side by side in.
    """
    if isinstance(ranked, Comparison):
        plan = MemoContext(combine(ranked), texts, form, digest, marks or Marks(), ranked)
    else:
        plan = MemoContext(ranked, texts, form, digest, marks or Marks())
    return _points(plan) if form.is_points else _whole(plan)


def _whole(plan: MemoContext) -> Document:
    brief = plan.texts.brief
    order = _ONE_PAGE if plan.form.is_one_page else _ORDER.get(plan.texts.lang, _ORDER["en"])
    short = (sections.short_limits,) if plan.form.is_one_page else ()
    parts = (*(_SECTIONS[n] for n in order), *short)
    as_of = plan.texts.month(brief.as_of)
    marking = _("INTERNAL DRAFT, not for counterparts") if plan.form.marking is None else plan.form.marking
    version = _(
        "kbrief {version}, brief {brief} as of {as_of}, data {digest}.",
        version=__version__,
        brief=brief.id,
        as_of=as_of,
        digest=plan.digest,
    )
    blocks = flatten(
        *(_short(part(plan), plan) for part in parts),
        *(_annexes(plan) if plan.form.has_annexes else ()),
    )
    return Document(
        title=plan.title,
        caveats=(marking,) if marking else (),
        blocks=blocks if plan.form.has_annexes or plan.texts.lang != "ko" else closed(blocks),
        footnotes=(version,),
    )


def _short(blocks: Iterable[Block], plan: MemoContext) -> Iterator[Block]:
    """Yield blocks of the body, no line of a list or frame longer than a bullet may be; in the tightest memo no cell."""
    is_tightest = plan.form.tightness >= TIGHTEST
    for block in blocks:
        if isinstance(block, (Bullets, Box)):
            yield block._replace(items=tuple(map(cut_words, block.items)))
        elif isinstance(block, Table) and is_tightest:
            cells = (tuple(cut_words(cell, TIGHT_CELL) for cell in row.cells) for row in block.rows)
            rows = zip(block.rows, cells, strict=True)
            yield block._replace(rows=tuple(row._replace(cells=short) for row, short in rows))
        else:
            yield block


def _annexes(plan: MemoContext) -> Iterator[Iterable[Block] | Block | None]:
    """Yield the annexes, in the Korean layout after the list of them."""
    yield Paragraph(_annex_list()) if plan.texts.lang == "ko" else None
    yield Heading(_("Annexes"), 1)
    yield from (part(plan) for part in _ANNEXES)


def closed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a Korean paper without annexes, two columns behind whose last word stands 끝."""
    match blocks[-1] if blocks else None:
        case Bullets(items) if items:
            return (*blocks[:-1], Bullets((*items[:-1], f"{items[-1]}  끝.")))
        case Paragraph(text, tone):
            return (*blocks[:-1], Paragraph(f"{text}  끝.", tone))
        case _:
            return (*blocks, Paragraph("  끝."))


def _annex_list() -> str:
    """Return the list of annexes that closes the body of a Korean memo; other layouts have none."""
    return "붙임  1. 의제별 점수 및 산출 내역 1부.\n      2. 출처 및 문단별 요지 1부.\n      3. 산출 방법 1부.  끝."


def _points(plan: MemoContext) -> Document:
    """Return the lines to take alone: no tallies, no lists, no administration, no default marking."""
    return Document(
        title=plan.form.subject or _("Talking points"),
        caveats=(plan.form.marking,) if plan.form.marking else (),
        blocks=flatten(lists.points_only(plan)),
    )
