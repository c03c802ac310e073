"""The memo on a ranking, as a document that every format renders."""

from collections.abc import Callable, Iterable, Iterator

from kbrief import __version__
from kbrief.decide.combine import combine
from kbrief.decide.compare import Comparison
from kbrief.decide.rank import Ranking
from kbrief.i18n import _
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Box, Bullets, Document, Heading, Paragraph, Row, Table, flatten
from kbrief.pages.memo import annex, audiences, events, lists, sections
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.options import MAX_TIGHT_CELL_WORDS, TIGHTEST, MemoOptions
from kbrief.pages.memo.rows import cut_words

Section = Callable[[MemoContext], Iterable[Block]]

#: The sections by number.
_SECTIONS: dict[int, Section] = {
    0: sections.header,
    1: sections.bluf,
    2: sections.steps,
    3: lists.emphasize,
    4: lists.hold,
    5: lists.minimize,
    6: events.change,
    7: audiences.other_audiences,
    8: sections.limits,
    9: sections.tensions,
}

#: The order of the sections by language: the US layout has the steps early, the Korean one has them last.
_ORDER: dict[str, tuple[int, ...]] = {
    "en": (0, 1, 2, 3, 5, 4, 6, 7, 8, 9),
    "ko": (0, 1, 3, 5, 4, 6, 7, 9, 8, 2),
}

#: The sections of a memo of one page.
_ONE_PAGE = (0, 1, 3, 5, 6)
_ANNEXES: tuple[Section, ...] = (annex.ratings, annex.sources, annex.method)


def memo(
    ranked: Ranking | Comparison, texts: BriefText, options: MemoOptions, digest: str, marks: Marks | None = None
) -> Document:
    """Return the memo on a ranking in the layout of its language; `digest` identifies the data that it rests on.

    On a comparison it is one memo for several audiences, side by side.
    """
    if isinstance(ranked, Comparison):
        context = MemoContext(combine(ranked), texts, options, digest, marks or Marks(), ranked)
    else:
        context = MemoContext(ranked, texts, options, digest, marks or Marks())
    return _points_memo(context) if options.is_points else _whole_memo(context)


def _whole_memo(context: MemoContext) -> Document:
    """Return the memo with all sections of its layout."""
    brief = context.texts.brief
    order = _ONE_PAGE if context.options.is_one_page else _ORDER.get(context.texts.lang, _ORDER["en"])
    last = (sections.short_limits,) if context.options.is_one_page else ()
    parts = (*(_SECTIONS[n] for n in order), *last)
    as_of = context.texts.month(brief.as_of)
    marking = _("INTERNAL DRAFT, not for counterparts") if context.options.marking is None else context.options.marking
    version = _(
        "kbrief {version}, brief {brief} as of {as_of}, data {digest}.",
        version=__version__,
        brief=brief.id,
        as_of=as_of,
        digest=context.digest,
    )
    blocks = flatten(
        *(_shorten(part(context), context) for part in parts),
        *(_annexes(context) if context.options.has_annexes else ()),
    )
    return Document(
        title=context.title,
        caveats=(marking,) if marking else (),
        blocks=blocks if context.options.has_annexes or context.texts.lang != "ko" else with_end_mark(blocks),
        footnotes=(version,),
    )


def _shorten(blocks: Iterable[Block], context: MemoContext) -> Iterator[Block]:
    """Yield blocks with the lines of lists and frames cut to the length of a bullet; in the tightest memo also cells."""
    is_tightest = context.options.tightness >= TIGHTEST
    for block in blocks:
        if isinstance(block, (Bullets, Box)):
            yield block._replace(items=tuple(map(cut_words, block.items)))
        elif isinstance(block, Table) and is_tightest:
            yield block._replace(rows=tuple(map(_shorten_cells, block.rows)))
        else:
            yield block


def _shorten_cells(row: Row) -> Row:
    return row._replace(cells=tuple(cut_words(cell, MAX_TIGHT_CELL_WORDS) for cell in row.cells))


def _annexes(context: MemoContext) -> Iterator[Iterable[Block] | Block | None]:
    """Yield the annexes, in the Korean layout after the list of them."""
    yield Paragraph(_annex_list()) if context.texts.lang == "ko" else None
    yield Heading(_("Annexes"), 1)
    yield from (part(context) for part in _ANNEXES)


def with_end_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a Korean paper without annexes with 끝. two columns after the last word."""
    match blocks[-1] if blocks else None:
        case Bullets(items) if items:
            return (*blocks[:-1], Bullets((*items[:-1], f"{items[-1]}  끝.")))
        case Paragraph(text, tone):
            return (*blocks[:-1], Paragraph(f"{text}  끝.", tone))
        case _:
            return (*blocks, Paragraph("  끝."))


def _annex_list() -> str:
    """Return the list of annexes at the end of the body of a Korean memo."""
    return "붙임  1. 의제별 점수 및 산출 내역 1부.\n      2. 출처 및 문단별 요지 1부.\n      3. 산출 방법 1부.  끝."


def _points_memo(context: MemoContext) -> Document:
    """Return a memo of the lines to take only: no tallies, lists or administration, and no default marking."""
    return Document(
        title=context.options.subject or _("Talking points"),
        caveats=(context.options.marking,) if context.options.marking else (),
        blocks=flatten(lists.points_only(context)),
    )
