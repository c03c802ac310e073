"""The screen that explains one placement, criterion by criterion."""

from collections.abc import Iterator, Sequence

from kbrief.decide.contributions import contributions, surely_above
from kbrief.decide.flip import Flip, flip
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.ratings import Applied
from kbrief.decide.score import MOST
from kbrief.decide.stability import stability
from kbrief.decide.weightshare import weight_stability
from kbrief.model.document import Block, Column, Document, Fields, Paragraph, Row, Table, flowing
from kbrief.view.lists import list_head, whom
from kbrief.words.forms.decisions import DecisionWords
from kbrief.words.voice import Voice, signed


def explain_page(ranking: Ranking, placement: Placement, v: Voice) -> Document:
    """Return why a point stands where it does, how surely, and the case against."""
    words, point = v.words(DecisionWords), placement.point
    return Document(
        title=words.explain_title.format(
            point=point.id, whom=whom(ranking, v), list=v.w.lists[placement.list].name,
            tally=signed(placement.measure, "0"),
        ),
        head=list_head(ranking, v),
        blocks=flowing(
            Paragraph(v.text(point.label)),
            _criteria(ranking, placement, words, v),
            Fields.of(
                (words.where, _sureness(ranking, placement, words, v)),
                ("", _weights(ranking, placement, words, v)),
                ("", _way(flip(placement, ranking.weighting), words, v)),
                *_neighbors(ranking, placement, words),
            ),
            Fields.of(
                (words.say, v.said(point.say)),
                (words.if_raised, v.said(point.if_raised)),
                (words.handling_low if placement.list == "emphasize" else words.handling, v.said(point.handling)),
                (words.case_against, v.said(point.case_against)),
            ),
        ),
        foot=(words.not_chance,),
        following=tuple(_following(ranking, placement, v)),
        tone=placement.list,
    )  # fmt: skip


def _following(ranking: Ranking, placement: Placement, v: Voice) -> Iterator[tuple[str, str]]:
    name, point = ranking.setting.administration, placement.point.id
    moving = [e.id for e in v.brief.events if point in e.shifts and e.id not in ranking.setting.given]
    if name and moving:
        yield f"kbrief what-if {moving[0]} -a {name}", v.words(DecisionWords).what_if_next
    yield f"kbrief trace {point}", v.w.say.trace_issue


def _criteria(ranking: Ranking, placement: Placement, words: DecisionWords, v: Voice) -> Iterator[Block]:
    columns = (
        Column(words.criterion), Column(words.rating, "right"), Column(words.bar, drop=3), Column(words.adds, "right"),
        Column(words.basis), Column(v.w.col.origin, drop=2),
    )  # fmt: skip
    added = contributions(placement, ranking.weighting)
    rows = []
    for criterion, rating, part in zip(v.brief.criteria, placement.ratings, added, strict=True):
        shown = v.w.basis["unknown"] if rating.basis == "unknown" else signed(rating.value, "0")
        cells = (
            v.text(criterion.name), shown, bar(rating.value), signed(float(part.score), "0"), _basis(rating, v),
            v.cites(dict.fromkeys(rating.cites)),
        )  # fmt: skip
        rows.append(Row(cells, _reason(rating, v)))
    yield Table(columns, tuple(rows), v.w.label.why)


def _basis(rating: Applied, v: Voice) -> str:
    return v.w.outside if rating.rating.is_outside and not rating.shifts else v.basis(rating.basis)


def _reason(rating: Applied, v: Voice) -> str:
    """Return why a rating is what it is: its own reason, then that of each shift."""
    told = [v.text(rating.rating.why)] if rating.rating.basis != "unknown" else []
    told += [
        f"{v.w.bracketed.format(said=event, more=signed(shift.by))}: {v.text(shift.why)}"
        for event, shift in rating.shifts
    ]
    return "\n".join(part for part in told if part)


def bar(value: int) -> str:
    """Return a rating as a bar around the middle of the scale, `..|##` for +2."""
    left, right = max(0, -value), max(0, value)
    return "." * (MOST - left) + "#" * left + "|" + "#" * right + "." * (MOST - right)


def _sureness(ranking: Ranking, placement: Placement, words: DecisionWords, v: Voice) -> str:
    found = stability(placement, ranking.weighting)
    return words.cases.format(kept=f"{found.kept:,}", cases=f"{found.cases:,}", share=v.percent(found.share))


def _weights(ranking: Ranking, placement: Placement, words: DecisionWords, v: Voice) -> str:
    return words.weights.format(share=v.percent(weight_stability(placement, ranking.weighting)))


def _way(way: Flip | None, words: DecisionWords, v: Voice) -> str:
    if way is None:
        return words.no_flip
    names = {criterion.id: v.text(criterion.name) for criterion in v.brief.criteria}
    changes = ", ".join(
        words.change.format(criterion=names[c.criterion], old=signed(c.old, "0"), new=signed(c.new, "0"))
        for c in way.changes
    )
    return words.flip.format(count=way.distance, changes=changes, list=v.w.lists[way.list].name)


def _neighbors(ranking: Ranking, placement: Placement, words: DecisionWords) -> Iterator[tuple[str, str]]:
    """Yield the sure order against the points next to it on its list, ties apart."""
    here = ranking.on(placement.list)
    higher = here if placement.list != "minimize" else here[::-1]
    above = _nearest([p for p in higher[::-1] if p.score > placement.score])
    below = _nearest([p for p in higher if p.score < placement.score])
    for label, pair in ((words.over, (above, placement)), (words.under, (placement, below))):
        first, second = pair
        if first and second:
            sure = surely_above(first, second, ranking.weighting)
            form = words.surely if sure else words.nearly
            yield label, form.format(a=first.point.id, b=second.point.id)


def _nearest(placements: Sequence[Placement]) -> Placement | None:
    return placements[0] if placements else None
