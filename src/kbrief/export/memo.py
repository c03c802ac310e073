"""The memo: composed once from a ranking, as a page without markup that every writer turns into its format."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from kbrief import __version__
from kbrief.decide.rank import Ranking
from kbrief.decide.ratings import Applied
from kbrief.decide.score import MOST
from kbrief.export.memo_rows import Effect, Entry, effects, entries, limited, measure, stated_measure
from kbrief.model import ListName, Screen, Statement
from kbrief.model import Paragraph as SourceParagraph
from kbrief.model.document import Block, Bullets, Column, Document, Fields, Heading, Paragraph, Row, Table, flowing
from kbrief.words.memo import MemoWords
from kbrief.words.memos import MEMOS
from kbrief.words.voice import Voice, signed

ROWS = 6
EVENTS = 5
TENSIONS = 3
NAMED = 4
"""How many rows, events and tensions the body shows, and how many points a sentence names."""


@dataclass(frozen=True, slots=True)
class Header:
    """What only the drafter knows; without `marking` the memo is marked as an internal draft."""

    recipient: str = ""
    sender: str = ""
    subject: str = ""
    date: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the sections of one memo draw on."""

    ranking: Ranking
    v: Voice
    whom: str
    lists: dict[ListName, tuple[Entry, ...]]
    effects: tuple[Effect, ...]

    @classmethod
    def of(cls, ranking: Ranking, v: Voice) -> "Plan":
        """Work out the rows and the effects of events once."""
        setting = ranking.setting
        whom = v.whom(setting.administration, [v.events([event]) for event in setting.given], setting.stated_only)
        lists: dict[ListName, tuple[Entry, ...]] = {
            "emphasize": entries(ranking, "emphasize"),
            "hold": entries(ranking, "hold"),
            "minimize": entries(ranking, "minimize"),
        }
        return cls(ranking, v, whom, lists, effects(ranking, v.brief.events))

    @property
    def words(self) -> MemoWords:
        """The words of the memo in its language."""
        return MEMOS[self.v.lang]

    def named(self, name: ListName, most: int = NAMED) -> str:
        """Return the first points of a list in a row."""
        here = [entry.label(self.v) for entry in self.lists[name] if not entry.is_elsewhere]
        return "; ".join(here[:most]) or self.words.nobody


def memo(ranking: Ranking, v: Voice, header: Header, digest: str) -> Document:
    """Return the memo on a ranking, sections in the order of the US layout; `digest` identifies the data."""
    plan = Plan.of(ranking, v)
    words = plan.words
    return Document(
        title=words.title,
        head=(header.marking or words.marking,),
        blocks=flowing(
            _header(plan, header), _bluf(plan), _steps(plan), _emphasize(plan), _caution(plan), _hold(plan),
            _change(plan), _limits(plan), _tensions(plan), _ratings(plan), _sources(plan),
        ),
        foot=(words.version.format(version=__version__, brief=v.brief.id, as_of=v.brief.as_of, digest=digest),),
    )  # fmt: skip


def _header(plan: Plan, header: Header) -> Iterator[Block]:
    words, v = plan.words, plan.v
    yield Fields.of(
        (words.date, header.date or v.day(v.today)),
        (words.recipient, header.recipient or words.blank),
        (words.sender, header.sender or words.blank),
        (words.subject, header.subject or words.subject_text.format(whom=plan.whom)),
        (words.source, v.source_facts()),
    )


def _bluf(plan: Plan) -> Iterator[Block]:
    words, v, setting = plan.words, plan.v, plan.ranking.setting
    screen: Screen = "lists-administration" if setting.counts_inference else "lists"
    watch = words.watch_none
    if plan.effects and plan.effects[0].moved:
        watch = words.watch.format(event=plan.effects[0].names(v), moves=plan.effects[0].goals(v))
    trust = " ".join(v.head(screen, setting.given)[1:])
    yield Heading(words.bluf)
    yield Bullets(
        (
            words.lead.format(points=plan.named("emphasize")),
            words.caution.format(points=plan.named("minimize")),
            watch,
            words.assumption.format(text=trust),
        )
    )
    yield Paragraph(words.marks)


def _steps(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    steps = []
    if plan.ranking.on("emphasize"):
        steps.append(words.step_lead.format(points=plan.named("emphasize", 2)))
    if plan.ranking.on("minimize"):
        steps.append(words.step_caution.format(points=plan.named("minimize", 2)))
    if plan.effects and plan.effects[0].moved:
        steps.append(words.step_event.format(event=plan.effects[0].names(v), count=len(plan.effects[0].moved)))
    if unknown := _unknown_criteria(plan):
        steps.append(words.step_unknown.format(criteria=unknown))
    steps += _figures(v)[:1]
    yield Heading(words.steps)
    yield Bullets(tuple(steps))


def _unknown_criteria(plan: Plan) -> str:
    """Return each perception with how many of its ratings are unknown, `Transition team 19/19`."""
    placements = plan.ranking.placements
    counts = [
        (plan.v.text(criterion.name), sum(p.ratings[n].basis == "unknown" for p in placements))
        for n, criterion in enumerate(plan.v.brief.criteria)
        if criterion.perception
    ]
    return "; ".join(f"{name} {count}/{len(placements)}" for name, count in counts if count)


def _figures(v: Voice) -> list[str]:
    """Return a step for each figure of the record that is to be cleared before use."""
    return [
        MEMOS[v.lang].step_figure.format(figure=figure.value, cite=v.cite(cite), what=v.text(figure.caution))
        for cite, paragraph in v.brief.paragraph_by_cite.items()
        for figure in paragraph.figures
        if figure.caution
    ]


def _section(plan: Plan, name: ListName, heading: str, columns: Sequence[Column]) -> Iterator[Block]:
    """Yield a list's heading, its rows as far as the limit lets them, and what was left out or moved."""
    words, v = plan.words, plan.v
    shown, left_out = limited(plan.lists[name], ROWS)
    marks, cells = _shared_marks([_cells(plan, name, entry) for entry in shown])
    titled = (column._replace(title=f"{column.title} {marks[n]}".strip()) for n, column in enumerate(columns))
    yield Heading(heading)
    yield Table(tuple(titled) if shown else (), tuple(Row(row) for row in cells), empty=words.nothing)
    if left_out:
        yield Paragraph(words.more.format(count=len(left_out), points="; ".join(e.label(v) for e in left_out)))


Cell = str | tuple[str, str, str]
"""A plain cell, or a statement as (text, mark, remark)."""


def _shared_marks(rows: Sequence[tuple[Cell, ...]]) -> tuple[dict[int, str], list[tuple[str, ...]]]:
    """Return (marks by column, cells): a mark that a whole column shares stands in its title, once."""
    marks: dict[int, str] = defaultdict(str)
    for n, column in enumerate(zip(*rows, strict=True)):
        found = {cell[1] for cell in column if isinstance(cell, tuple)}
        marks[n] = found.pop() if len(found) == 1 else ""
    return marks, [tuple(_joined(cell, marks[n]) for n, cell in enumerate(row)) for row in rows]


def _joined(cell: Cell, shared: str) -> str:
    if isinstance(cell, str):
        return cell
    text, mark, remark = cell
    return " ".join(part for part in (text, "" if mark == shared else mark, remark) if part)


def _cells(plan: Plan, name: ListName, entry: Entry) -> tuple[Cell, ...]:
    v, first = plan.v, entry.first
    elsewhere = (
        f" ({MEMOS[v.lang].now_elsewhere.format(list=v.w.lists[first.list].name)})" if entry.is_elsewhere else ""
    )
    start = (_rank(plan, name, entry), entry.label(v) + elsewhere)
    end = (entry.tally(v), _basis(entry, v))
    answer = _said(first.point.if_raised, v)
    if name == "emphasize":
        return (*start, _said(first.point.say, v, first.point.caution), *end)
    if name == "hold":
        return (*start, answer, *end)
    why = v.origin(first.stated_parts, first.inferred_cites)
    return (*start, why, _said(first.point.handling, v), answer, entry.tally(v))


def _said(statement: Statement, v: Voice, caution: Statement | None = None) -> Cell:
    remark = f"({v.text(caution.text)})" if caution else ""
    return v.text(statement.text), v.mark(statement), remark


def _rank(plan: Plan, name: ListName, entry: Entry) -> str:
    if entry.is_elsewhere:
        return "–"
    tied = sum(other.rank == entry.first.rank for other in plan.ranking.on(name)) > 1
    return f"{entry.first.rank}{'=' if tied else ''}"


def _basis(entry: Entry, v: Voice) -> str:
    """Return the marks of what a row's ratings rest on: stated paragraphs, then inference, then what is unknown."""
    ratings = [rating for member in entry.members for rating in member.ratings]
    stated = dict.fromkeys(cite for r in ratings if r.rating.basis == "stated" for cite in r.rating.cites)
    marks = [v.cites(stated)] if stated else []
    marks += [v.basis("inferred")] if any(r.basis == "inferred" for r in ratings) else []
    marks += [v.basis("unknown")] if any(r.basis == "unknown" for r in ratings) else []
    opening, closing = v.w.brackets
    return " ".join(f"{opening}{mark}{closing}" for mark in marks)


def _emphasize(plan: Plan) -> Iterator[Block]:
    words = plan.words
    col = words.columns
    columns = (Column(col.rank), Column(col.point), Column(col.say), Column(col.tally, "right"), Column(col.basis))
    yield from _section(plan, "emphasize", words.emphasize, columns)
    weighting = plan.ranking.weighting
    if weighting.is_even:
        most = MOST * len(weighting.criteria)
        yield Paragraph(words.tally_range.format(most=most, least=ceil(weighting.threshold * most / 100)))
    if moved := [p for p in plan.ranking.placements if p.moved_by_inference]:
        lists = plan.v.w.lists
        told = (
            words.moved_one.format(
                point=plan.v.text(p.point.label), old=lists[p.stated_list].name, new=lists[p.list].name,
                old_tally=signed(stated_measure(p), "0"), new_tally=signed(measure(p), "0"),
            )
            for p in moved
        )  # fmt: skip
        yield Paragraph(words.moved.format(points="; ".join(told)))


def _caution(plan: Plan) -> Iterator[Block]:
    words = plan.words
    col = words.columns
    titles = (col.rank, col.point, col.why, col.how, col.answer)
    columns = (*(Column(title) for title in titles), Column(col.tally, "right"))
    yield from _section(plan, "minimize", words.minimize, columns)


def _hold(plan: Plan) -> Iterator[Block]:
    words = plan.words
    col = words.columns
    columns = (Column(col.rank), Column(col.point), Column(col.answer), Column(col.tally, "right"), Column(col.basis))
    yield from _section(plan, "hold", words.hold, columns)


def _change(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    col = words.columns
    if not v.brief.events:
        return
    shown = plan.effects[:EVENTS]
    rows = [Row((effect.names(v), _signs(effect, v), effect.moves(v))) for effect in shown]
    named = {event.id for effect in shown for event in effect.events}
    others = [event for event in v.brief.events if event.id not in named and event.id not in plan.ranking.setting.given]
    yield Heading(words.change)
    yield Paragraph(words.change_intro)
    if rows:
        yield Table((Column(col.event), Column(col.signs), Column(col.moves)), tuple(rows))
    if others:
        yield Paragraph(words.more_events.format(events="; ".join(v.text(event.name) for event in others)))


def _signs(effect: Effect, v: Voice) -> str:
    return " ".join(v.said(sign) for event in effect.events for sign in event.signs[:1])


def _limits(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    gaps = "; ".join(v.text(gap.short or gap.text) for gap in v.brief.gaps if gap.key)
    ratings = [rating for placement in plan.ranking.placements for rating in placement.ratings]
    unknown = sum(rating.basis == "unknown" for rating in ratings)
    lines = [words.left_out.format(gaps=gaps, count=len(v.brief.gaps))] if gaps else []
    if unknown:
        lines.append(words.unknown_ratings.format(count=unknown, all=len(ratings), criteria=_unknown_criteria(plan)))
    yield Heading(words.limits)
    yield Bullets((*lines, words.confidence))


def _tensions(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    points = {m.point.id for rows in plan.lists.values() for entry in limited(rows, ROWS)[0] for m in entry.members}
    touching = [tension for tension in v.brief.tensions if points & set(tension.points)]
    if touching:
        yield Heading(words.tensions)
        yield Bullets(tuple(v.said(tension) for tension in touching[:TENSIONS]))
        if len(touching) > TENSIONS:
            yield Paragraph(words.more_tensions.format(count=len(touching) - TENSIONS))


def _ratings(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    col = words.columns
    criteria = (Column(v.text(criterion.name), "right") for criterion in v.brief.criteria)
    rows = (
        Row((
            v.text(p.point.label), *(_rating(r, v) for r in p.ratings),
            signed(measure(p), "0"), v.w.lists[p.list].name, v.cites(p.cites),
        ))
        for p in plan.ranking.placements
    )  # fmt: skip
    yield Heading(words.annex_a)
    columns = (Column(col.point), *criteria, Column(col.tally, "right"), Column(col.list), Column(col.paragraph))
    yield Table(columns, tuple(rows))


def _rating(rating: Applied, v: Voice) -> str:
    """Return a rating with its basis; where it is unknown there is no number to show."""
    basis = v.basis(rating.basis)
    return basis if rating.basis == "unknown" else f"{signed(rating.value, '0')} {basis}"


def _sources(plan: Plan) -> Iterator[Block]:
    words, v = plan.words, plan.v
    yield Heading(words.annex_b)
    for source in v.brief.sources:
        month = v.month(source.published)
        about = (f"{source.name}: {source.title}.", f"{source.author}, {source.publisher}, {month}.", source.url or "")
        yield Paragraph(" ".join(about).rstrip())
        rows = _digests(v, (p for p in source.paragraphs if p.kind == "body"), source.id)
        yield Table((Column(words.columns.paragraph), Column(words.columns.digest)), tuple(rows))


def _digests(v: Voice, paragraphs: Iterable[SourceParagraph], source: str) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield Row((v.cite(f"{source}#P{paragraph.n}"), v.text(paragraph.digest)))
