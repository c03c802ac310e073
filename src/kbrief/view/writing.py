"""The screens of what was written: a new brief, and a rating."""

from collections.abc import Sequence
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking
from kbrief.model import Rating
from kbrief.model.document import Bullets, Document, Fields, Paragraph
from kbrief.view.trace import claim_text
from kbrief.words import wording
from kbrief.words.forms.screens import Words
from kbrief.words.forms.writing import WritingWords
from kbrief.words.voice import Voice, signed


def new_page(folder: str, files: Sequence[str], administration: str | None, w: Words) -> Document:
    """Return which files a new brief has, and what to type next; `administration` is one that it knows."""
    words = wording(WritingWords, w.lang)
    whose = f" -a {administration}" if administration else ""
    return Document(
        title=words.new_title.format(folder=folder, count=len(files)),
        blocks=(Bullets(tuple(files)), Paragraph(words.new_holds)),
        following=(
            (f"kbrief check {folder}", words.try_check),
            (f"kbrief emphasize --brief {folder}{whose}", words.try_lists),
            (f"kbrief rate POINT CRITERION VALUE{whose} --why TEXT --brief {folder}", words.try_rate),
            (f"kbrief memo --brief {folder}{whose} -o memo.md", words.try_memo),
        ),
    )


State = tuple[Rating | None, Sequence[Ranking]]
"""A rating, and how points stand under whomever it counts for."""


class Rated(NamedTuple):
    """A rating that was written: the claim, its state before and after, in which file, and of which brief if named."""

    claim: str
    before: State
    after: State
    file: str
    brief: str | None = None


def rated_page(rated: Rated, v: Voice) -> Document:
    """Return the rating before and after, where it is written, and where that puts its point."""
    words, point = v.words(WritingWords), rated.claim.partition(".")[0]
    old, new = (f"{claim_text(one, v)} {v.mark(one)}" if one else words.none for one, _ in (rated.before, rated.after))
    stands = (
        (words.list.format(whom=v.whom(now.setting.administration)), _stands(_of(then, point), _of(now, point), v))
        for then, now in zip(rated.before[1], rated.after[1], strict=True)
    )
    name = rated.after[1][0].setting.administration
    whose = (f" -a {name}" if name else "") + (f" --brief {rated.brief}" if rated.brief else "")
    return Document(
        title=words.rated.format(claim=rated.claim, old=old, new=new),
        blocks=(Fields.of(*stands, (words.file, rated.file)),),
        following=(
            (f"kbrief explain {point}{whose}", words.why_there),
            (f"kbrief emphasize{whose}", words.all_lists),
        ),
    )


def _of(ranking: Ranking, point: str) -> Placement:
    return next(placement for placement in ranking.placements if placement.point.id == point)


def _stands(before: Placement, after: Placement, v: Voice) -> str:
    """Return on which list a point stood and stands, with its tallies."""
    words = v.words(WritingWords)
    old, new = (
        words.stands.format(list=v.w.lists[one.list].name, tally=signed(one.measure, "0")) for one in (before, after)
    )
    return words.same.format(where=new) if old == new else f"{old} → {new}"
