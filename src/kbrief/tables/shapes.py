"""Which tables a brief has: the keys and the items of their rows."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kbrief import model
from kbrief.model.claims import all_claims
from kbrief.tables.columns import Row, TableField, key_field

#: A row before it is flattened: its keys, and the item whose fields follow them.
KeyedItem = tuple[Row, model.Model]


class TableShape(NamedTuple):
    """The shape of a table: its key columns, and the model whose fields are its other columns, with exceptions."""

    name: str
    description: str
    keys: tuple[TableField, ...]
    model_type: type[model.Model]
    excluded: tuple[str, ...] = ()


ShapeAndRows = tuple[TableShape, Iterable[KeyedItem]]

N = key_field("n", "Its place in its list, from 1.", "integer")
POINT, EVENT, ISSUE = (key_field(name, f"The id of the {name}.") for name in ("point", "event", "issue"))
STEP, SOURCE = key_field("step", "The id of the step."), key_field("source", "The id of the source.")
CRITERION, ADMINISTRATION = (
    key_field("criterion", "The id of the criterion."),
    key_field("administration", "The id; none for all."),
)


def table_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the shape and the rows of every table; rows are made only when they are iterated."""
    yield TableShape("brief", "The brief itself.", (), model.Brief), [((), brief)]
    yield from _framework_shapes(brief)
    yield from _agenda_shapes(brief)
    yield from _point_shapes(brief)
    yield from _scenario_shapes(brief)
    yield from _source_shapes(brief)
    yield from _claim_shapes(brief)


def _framework_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of criteria, tags, head lines and glossary."""
    weight_key = key_field("weight", "Its weight.", "number")
    scale_keys = (CRITERION, key_field("form", "steps: what a step means; short: the same in a word or two."))
    avoid_key = key_field("avoid", "A word not to use instead.")
    yield (
        TableShape("criteria", "What points are rated by.", (weight_key,), model.Criterion, ("steps", "short")),
        (((float(brief.weights.get(item.id, 1)),), item) for item in brief.criteria),
    )
    yield (
        TableShape("criterion_steps", "What each step of a criterion means, from -2 to +2.", scale_keys, model.Scale),
        (((item.id, name), getattr(item, name)) for item in brief.criteria for name in ("steps", "short")),
    )
    yield (
        TableShape("tags", "The tags of issues.", (key_field("id", "The tag."),), model.Text),
        _by_name(brief.tags.items()),
    )
    screen_keys = (key_field("screen", "The screen."),)
    yield (
        TableShape("head_lines", "How far each screen is to be trusted.", screen_keys, model.Text),
        _by_name(brief.head_lines.items()),
    )
    terms = [((name,), term) for name, term in brief.glossary.items()]
    yield (
        TableShape(
            "glossary", "The terms of the brief.", (key_field("id", "The id of the term."),), model.Term, ("avoid",)
        ),
        terms,
    )
    avoided_words = [((name, word), term) for (name,), term in terms for word in term.avoid]
    yield (
        TableShape(
            "glossary_avoid", "Words not to use.", (key_field("id", "The id of the term."), avoid_key), model.Model
        ),
        avoided_words,
    )


def _agenda_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of issues, considerations, steps and actions."""
    part_key = key_field("part", "actions: what South Korea should do; signs; figures; limits.")
    yield TableShape("issues", "The key issues.", (), model.Issue), _without_keys(brief.issues)
    yield (
        TableShape(
            "issue_statements",
            "What is said of each issue, one statement a row.",
            (ISSUE, part_key, N),
            model.Statement,
        ),
        (
            ((issue.id, name, n), statement)
            for issue in brief.issues
            for name in ("actions", "signs", "figures", "limits")
            for n, statement in enumerate(getattr(issue, name), start=1)
        ),
    )
    yield TableShape("considerations", "What to weigh.", (), model.Consideration), _without_keys(brief.considerations)
    yield TableShape("steps", "The steps of the strategy.", (), model.Step), _without_keys(brief.steps)
    yield (
        TableShape("actions", "The checklist of each step.", (STEP, N), model.Action),
        (((step.id, n), action) for step in brief.steps for n, action in enumerate(step.actions, start=1)),
    )


def _without_keys(items: Iterable[model.Model]) -> Iterator[KeyedItem]:
    yield from (((), item) for item in items)


def _point_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of groups, points and ratings."""
    group_keys = (key_field("id", "The id of the group."),)
    terms = (
        POINT,
        key_field("language", "The language of the term."),
        key_field("term", "A word by which a draft raises it."),
    )
    yield (
        TableShape("groups", "Points in one row of a memo; events of one name.", group_keys, model.Group),
        _by_name(brief.groups.items()),
    )
    yield TableShape("points", "The talking points.", (), model.Point, ("terms",)), _without_keys(brief.points)
    yield (
        TableShape("point_terms", "The words by which a draft raises a point.", terms, model.Model),
        (
            ((point.id, lang, term), point)
            for point in brief.points
            for lang in ("en", "ko")
            for term in getattr(point.terms, lang)
        ),
    )
    yield (
        TableShape(
            "ratings", "How points rate, one reading a row.", (POINT, CRITERION, ADMINISTRATION, N), model.Rating
        ),
        (
            ((point.id, criterion, administration, n), rating)
            for point in brief.points
            for criterion, ratings in point.ratings.items()
            for administration, cell in (ratings.items() if isinstance(ratings, dict) else ((None, ratings),))
            for n, rating in enumerate(model.as_readings(cell), start=1)
        ),
    )


def _by_name(items: Iterable[tuple[str, model.Model]]) -> Iterator[KeyedItem]:
    yield from (((name,), item) for name, item in items)


def _scenario_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of administrations and events, and of the background."""
    yield (
        TableShape("administrations", "Who decides, or may come to decide.", (), model.Administration),
        _without_keys(brief.administrations),
    )
    yield (
        TableShape("tendencies", "What is said of each administration.", (ADMINISTRATION, N), model.Statement),
        (
            ((administration.id, n), statement)
            for administration in brief.administrations
            for n, statement in enumerate(administration.tendencies, start=1)
        ),
    )
    yield TableShape("events", "The watch list.", (), model.Event), _without_keys(brief.events)
    yield (
        TableShape("signs", "What to look for, event by event.", (EVENT, N), model.Statement),
        (((event.id, n), sign) for event in brief.events for n, sign in enumerate(event.signs, start=1)),
    )
    yield (
        TableShape(
            "shifts",
            "By how much an event would move ratings.",
            (EVENT, POINT, CRITERION, ADMINISTRATION),
            model.Shift,
        ),
        (
            ((event.id, point, criterion, administration), shift)
            for event in brief.events
            for point, criteria in event.shifts.items()
            for criterion, shifts in criteria.items()
            for administration, shift in shifts.items()
        ),
    )
    yield TableShape("precedents", "Earlier turns.", (), model.Precedent), _without_keys(brief.precedents)
    yield TableShape("context", "What frames the issues.", (), model.Context), _without_keys(brief.context)
    yield TableShape("tensions", "What pulls apart in the source.", (), model.Tension), _without_keys(brief.tensions)
    yield TableShape("gaps", "What the source does not say.", (), model.Gap), _without_keys(brief.gaps)


def _source_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of sources, paragraphs and figures."""
    paragraph_key = key_field("paragraph", "The number of the paragraph.", "integer")
    yield TableShape("sources", "Who said it, where and when.", (), model.Source), _without_keys(brief.sources)
    yield (
        TableShape("paragraphs", "What each paragraph of a source says, in our words.", (SOURCE,), model.Paragraph),
        (((source.id,), paragraph) for source in brief.sources for paragraph in source.paragraphs),
    )
    yield (
        TableShape("figures", "The figures that a paragraph gives.", (SOURCE, paragraph_key, N), model.Figure),
        (
            ((source.id, paragraph.n, n), figure)
            for source in brief.sources
            for paragraph in source.paragraphs
            for n, figure in enumerate(paragraph.figures, start=1)
        ),
    )


class _LazyList:
    """A list of the items of an iterator, which is read when the list is first iterated."""

    def __init__(self, items: Iterator[Any]) -> None:
        self._items = items
        self._read: list[Any] = []

    def __iter__(self) -> Iterator[Any]:
        """Yield the items."""
        self._read += self._items
        yield from self._read


def _claim_shapes(brief: model.Brief) -> Iterator[ShapeAndRows]:
    """Yield the tables of claims and citations."""
    claim_key, section_key = (
        key_field("claim", "The path of the claim, as for `kbrief trace`."),
        key_field("section", "Its section."),
    )
    citation_keys = (claim_key, key_field("cite", "A paragraph that it cites."))
    claims = _LazyList(all_claims(brief))
    yield (
        TableShape("claims", "Every claim of the brief with its basis.", (claim_key, section_key), model.Claim),
        (((located.path, str(located.at[0])), located.claim) for located in claims),
    )
    yield (
        TableShape("citations", "Every citation, one a row.", citation_keys, model.Model),
        (((located.path, cite), located.claim) for located in claims for cite in located.claim.cites),
    )
