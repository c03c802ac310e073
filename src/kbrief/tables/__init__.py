"""The tables of a brief, made from its models."""

from collections.abc import Collection, Iterable, Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from kbrief import model
from kbrief.model import Model, Text
from kbrief.model.claims import all_claims

#: The types of a column by the type of its values; `list` holds texts.
KINDS: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "text"}

LANGUAGES = (("en", "English"), ("ko", "Korean"))

Value = str | int | float | bool | list[str] | None


class TableField(NamedTuple):
    """A column: its name, type (text, integer, number, boolean, list), what it holds, the fields to it, its words."""

    name: str
    kind: str
    description: str
    path: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def of(self, item: Model) -> Value:
        """Return the value of an item in this column, None where there is none."""
        value: Any = item
        for name in self.path:
            if isinstance(value, tuple):
                value = value[0] if len({getattr(entry, name) for entry in value}) == 1 else None
            value = getattr(value, name) if value is not None else None
        return list(value) if isinstance(value, tuple) else value


def columns_of(model_type: type[Model], path: tuple[str, ...] = ()) -> Iterator[TableField]:
    """Yield the columns of a model: texts in both languages, claims spread out; lists of models have a table apart."""
    for name, field in model_type.model_fields.items():
        names = (*path, name)
        kind = _kind(field.annotation)
        description = field.description or ""
        if kind is Text:
            for lang, language in LANGUAGES:
                yield TableField("_".join((*names, lang)), "text", f"{description} In {language}.", (*names, lang))
        elif isinstance(kind, type) and issubclass(kind, Model):
            yield from columns_of(kind, names)
        elif kind is list:
            yield TableField("_".join(names), "list", description, names)
        elif isinstance(kind, type):
            yield TableField("_".join(names), KINDS[kind], description, names, _choices(field.annotation))


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the words that a field may hold, none where it may hold any."""
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return next((choices for argument in get_args(annotation) if (choices := _choices(argument))), ())


def _kind(annotation: Any) -> type | None:
    """Return the type of a column's values: a model, a scalar, `list` for texts in a row; None for all else."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _kind(next(argument for argument in arguments if argument is not NoneType))
    if origin is Literal:
        return type(arguments[0])
    if origin is tuple:
        return list if _kind(arguments[0]) is str else None
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__)
    return (
        annotation if isinstance(annotation, type) and (annotation in KINDS or issubclass(annotation, Model)) else None
    )


Row = tuple[Value, ...]
#: What a row is made of: its keys, and the item whose fields follow them.
Keyed = tuple[Row, model.Model]

AS_TEXT = (
    "Files are UTF-8; CSV begins with a byte order mark, which --no-bom and a data package leave out. An empty cell of "
    "CSV is none; "
    "in CSV an apostrophe stands before a text that begins with = + - @ or a tab, as a spreadsheet would compute it; "
    "in XLSX, JSON and JSON Lines every text is as it is."
)


#: The names of the fields that hold a text in a language.
LANGUAGE_FIELDS = {lang for lang, _ in LANGUAGES}


class FlatTable(NamedTuple):
    """A table: its name, what it holds, its columns and its rows."""

    name: str
    description: str
    columns: tuple[TableField, ...]
    rows: tuple[Row, ...]


class _Shape(NamedTuple):
    """What a table is made from: the keys before the fields, the model of the fields, those left out."""

    name: str
    description: str
    keys: tuple[TableField, ...]
    noun: type[model.Model]
    without: tuple[str, ...] = ()


def _key(name: str, description: str, kind: str = "text") -> TableField:
    return TableField(name, kind, description)


_N = _key("n", "Its place in its list, from 1.", "integer")
_POINT, _EVENT, _ISSUE = (_key(name, f"The id of the {name}.") for name in ("point", "event", "issue"))
_STEP, _SOURCE = _key("step", "The id of the step."), _key("source", "The id of the source.")
_CRITERION, _ADMINISTRATION = (
    _key("criterion", "The id of the criterion."),
    _key("administration", "The id; none for all."),
)


def tables(brief: model.Brief, names: Collection[str] | None = None) -> tuple[FlatTable, ...]:
    """Return every table of the brief, or those of some names; a table without rows is there too."""
    selected = ((shape, rows) for shape, rows in _shapes(brief) if names is None or shape.name in names)
    return tuple(_without_unused_languages(_flat(shape, rows), brief.languages) for shape, rows in selected)


def data_dictionary(flats: Iterable[FlatTable]) -> FlatTable:
    """Return the data dictionary: each column of each table with its type and what it holds."""
    columns = (
        _key("table", "The table."), _key("column", "The column; none where the table itself is described."),
        _key("type", "text, integer, number, boolean, or list (of texts; in CSV joined by '; ')."),
        _key("description", "What it holds."),
    )  # fmt: skip
    rows: list[Row] = [(None, None, None, AS_TEXT)]
    for flat in flats:
        rows.append((flat.name, None, None, flat.description))
        rows += [(flat.name, column.name, column.kind, column.description) for column in flat.columns]
    return FlatTable("dictionary", "What every column holds.", columns, tuple(rows))


def _without_unused_languages(flat: FlatTable, languages: Collection[str]) -> FlatTable:
    """Return a table without the texts in a language that the brief does not have."""
    unused = LANGUAGE_FIELDS - set(languages)
    indexes = [
        n for n, column in enumerate(flat.columns)
        if not column.path or column.path[-1] not in unused or any(row[n] for row in flat.rows)
    ]  # fmt: skip
    columns, rows = tuple(flat.columns[n] for n in indexes), tuple(tuple(row[n] for n in indexes) for row in flat.rows)
    return flat._replace(columns=columns, rows=rows)


def _flat(shape: _Shape, rows: Iterable[Keyed]) -> FlatTable:
    columns = (column for column in columns_of(shape.noun) if column.path[0] not in shape.without)
    fields = tuple(sorted(columns, key=lambda column: column.name != "id"))
    filled_rows = tuple((*keys, *(column.of(item) for column in fields)) for keys, item in rows)
    return FlatTable(shape.name, shape.description, (*shape.keys, *fields), filled_rows)


def _shapes(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    yield _Shape("brief", "The brief itself.", (), model.Brief), [((), brief)]
    yield from _frame(brief)
    yield from _agenda(brief)
    yield from _points(brief)
    yield from _settings(brief)
    yield from _sources(brief)
    yield from _claims(brief)


def _frame(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    weight = _key("weight", "Its weight.", "number")
    scale = (_CRITERION, _key("form", "steps: what a step means; short: the same in a word or two."))
    avoided = _key("avoid", "A word not to use instead.")
    yield (
        _Shape("criteria", "What points are rated by.", (weight,), model.Criterion, ("steps", "short")),
        (((float(brief.weights.get(item.id, 1)),), item) for item in brief.criteria),
    )
    yield (
        _Shape("criterion_steps", "What each step of a criterion means, from -2 to +2.", scale, model.Scale),
        (((item.id, name), getattr(item, name)) for item in brief.criteria for name in ("steps", "short")),
    )
    yield _Shape("tags", "The tags of issues.", (_key("id", "The tag."),), model.Text), _texts(brief.tags.items())
    heads = (_key("screen", "The screen."),)
    yield (
        _Shape("head_lines", "How far each screen is to be trusted.", heads, model.Text),
        _texts(brief.head_lines.items()),
    )
    terms = [((name,), term) for name, term in brief.glossary.items()]
    yield (
        _Shape("glossary", "The terms of the brief.", (_key("id", "The id of the term."),), model.Term, ("avoid",)),
        terms,
    )
    words = [((name, word), term) for (name,), term in terms for word in term.avoid]
    yield (
        _Shape("glossary_avoid", "Words not to use.", (_key("id", "The id of the term."), avoided), model.Model),
        words,
    )


def _texts(items: Iterable[tuple[str, model.Text]]) -> Iterator[Keyed]:
    yield from (((name,), text) for name, text in items)


def _agenda(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    part = _key("part", "actions: what South Korea should do; signs; figures; limits.")
    yield _Shape("issues", "The key issues.", (), model.Issue), _plain(brief.issues)
    yield (
        _Shape(
            "issue_statements", "What is said of each issue, one statement a row.", (_ISSUE, part, _N), model.Statement
        ),
        (
            ((issue.id, name, n), statement)
            for issue in brief.issues
            for name in ("actions", "signs", "figures", "limits")
            for n, statement in enumerate(getattr(issue, name), start=1)
        ),
    )
    yield _Shape("considerations", "What to weigh.", (), model.Consideration), _plain(brief.considerations)
    yield _Shape("steps", "The steps of the strategy.", (), model.Step), _plain(brief.steps)
    yield (
        _Shape("actions", "The checklist of each step.", (_STEP, _N), model.Action),
        (((step.id, n), action) for step in brief.steps for n, action in enumerate(step.actions, start=1)),
    )


def _plain(items: Iterable[model.Model]) -> Iterator[Keyed]:
    yield from (((), item) for item in items)


def _points(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    groups = (_key("id", "The id of the group."),)
    terms = (_POINT, _key("language", "The language of the term."), _key("term", "A word by which a draft raises it."))
    yield (
        _Shape("groups", "Points in one row of a memo; events of one name.", groups, model.Group),
        _keyed(brief.groups.items()),
    )
    yield _Shape("points", "The talking points.", (), model.Point, ("terms",)), _plain(brief.points)
    yield (
        _Shape("point_terms", "The words by which a draft raises a point.", terms, model.Model),
        (((p.id, lang, term), p) for p in brief.points for lang in ("en", "ko") for term in getattr(p.terms, lang)),
    )
    yield (
        _Shape(
            "ratings", "How points rate, one reading a row.", (_POINT, _CRITERION, _ADMINISTRATION, _N), model.Rating
        ),
        (
            ((point.id, criterion, administration, n), rating)
            for point in brief.points
            for criterion, ratings in point.ratings.items()
            for administration, cell in (ratings.items() if isinstance(ratings, dict) else ((None, ratings),))
            for n, rating in enumerate(model.as_readings(cell), start=1)
        ),
    )


def _keyed(items: Iterable[tuple[str, model.Model]]) -> Iterator[Keyed]:
    yield from (((name,), item) for name, item in items)


def _settings(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    yield (
        _Shape("administrations", "Who decides, or may come to decide.", (), model.Administration),
        _plain(brief.administrations),
    )
    yield (
        _Shape("tendencies", "What is said of each administration.", (_ADMINISTRATION, _N), model.Statement),
        (
            ((decider.id, n), statement)
            for decider in brief.administrations
            for n, statement in enumerate(decider.tendencies, start=1)
        ),
    )
    yield _Shape("events", "The watch list.", (), model.Event), _plain(brief.events)
    yield (
        _Shape("signs", "What to look for, event by event.", (_EVENT, _N), model.Statement),
        (((event.id, n), sign) for event in brief.events for n, sign in enumerate(event.signs, start=1)),
    )
    yield (
        _Shape(
            "shifts",
            "By how much an event would move ratings.",
            (_EVENT, _POINT, _CRITERION, _ADMINISTRATION),
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
    yield _Shape("precedents", "Earlier turns.", (), model.Precedent), _plain(brief.precedents)
    yield _Shape("context", "What frames the issues.", (), model.Context), _plain(brief.context)
    yield _Shape("tensions", "What pulls apart in the source.", (), model.Tension), _plain(brief.tensions)
    yield _Shape("gaps", "What the source does not say.", (), model.Gap), _plain(brief.gaps)


def _sources(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    paragraph = _key("paragraph", "The number of the paragraph.", "integer")
    yield _Shape("sources", "Who said it, where and when.", (), model.Source), _plain(brief.sources)
    yield (
        _Shape("paragraphs", "What each paragraph of a source says, in our words.", (_SOURCE,), model.Paragraph),
        (((source.id,), p) for source in brief.sources for p in source.paragraphs),
    )
    yield (
        _Shape("figures", "The figures that a paragraph gives.", (_SOURCE, paragraph, _N), model.Figure),
        (
            ((source.id, p.n, n), figure)
            for source in brief.sources
            for p in source.paragraphs
            for n, figure in enumerate(p.figures, start=1)
        ),
    )


class _Replayed:
    """What an iterator gives, as often as it is asked for, and got when it is first asked for."""

    def __init__(self, items: Iterator[Any]) -> None:
        self._items = items
        self._got: list[Any] = []

    def __iter__(self) -> Iterator[Any]:
        """Yield the items, from the first one on."""
        self._got += self._items
        yield from self._got


def _claims(brief: model.Brief) -> Iterator[tuple[_Shape, Iterable[Keyed]]]:
    path, section = _key("claim", "The path of the claim, as for `kbrief trace`."), _key("section", "Its section.")
    cited = (path, _key("cite", "A paragraph that it cites."))
    claims = _Replayed(all_claims(brief))
    yield (
        _Shape("claims", "Every claim of the brief with its basis.", (path, section), model.Claim),
        (((located.path, str(located.at[0])), located.claim) for located in claims),
    )
    yield (
        _Shape("citations", "Every citation, one a row.", cited, model.Model),
        (((located.path, cite), located.claim) for located in claims for cite in located.claim.cites),
    )
