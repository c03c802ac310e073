"""The shipped brief with something wrong in it, anywhere: a check tells it, and commands read what still holds."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from cli_runs import READING, run, write_brief
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbrief.load.check import check_layer
from kbrief.load.extends import merge_layers
from kbrief.load.find import BUNDLED, BUNDLED_SCHEME, BriefFile, Place, bundled
from kbrief.load.layers import Layer, read_layer

Path_ = tuple[str | int, ...]

SHIPPED = merge_layers(read_layer(bundled()))[0].data
#: What may stand where something else should.
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 3, 1.5, 10**17, [], {}, [[]], [None], {"basis": "stated"}, {"basis": "unknown"}, {"en": ""},
    {"ko": "가"}, {"remove": True}, {"value": 9, "basis": "stated"}, "kbrief:rok-us-2024", "pacnet-77#P99", "2024-13",
    "trump", "ncg", "nk-nuclear-test", "../../x", "-rf", "a-b", "x" * 3_000, "\t", "\x1b[31m", "\ud800", "\u2028",
)  # fmt: skip

#: What a text may well say.
TEXTS = (
    "x", "x" * 20_000, "한" * 3_000, "word " * 2_000, "a\nb\n\nc", "\u202fx\u00a0", "e\u0301", "👩‍👩‍👧 🇰🇷", "ﷺ", "الف",
    "\u200b", "[bold]x[/]", "<b>&amp;", "{name} %s {0}", "# x\n- y\n```", "=1+1", "-x", "|", "\\", "likely", "−2",
)  # fmt: skip


def paths(value: Any, at: Path_ = ()) -> list[Path_]:
    """Return every place in plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, item in inner for path in paths(item, (*at, key)))]


ALL = [path for path in paths(SHIPPED) if path]
SAID = [path for path in ALL if path[-1] in {"en", "ko", "text", "label", "why", "name", "title", "value", "short"}]


def value_at(data: Any, path: Path_) -> Any:
    value: Any = data
    for step in path:
        value = value[step]
    return value


def changed(data: Any, how: str, path: Path_, by: Any) -> None:
    """Change plain data at a place; one that an earlier change took away is left alone."""
    try:
        parent, step = value_at(data, path[:-1]), path[-1]
        if how == "remove":
            del parent[step]
        elif how == "repeat" and isinstance(parent, list):
            parent.append(deepcopy(value_at(data, path)))
        elif how == "rename" and isinstance(parent, dict):
            parent[str(by)] = parent.pop(step)
        elif how == "copy":
            parent[step] = deepcopy(value_at(SHIPPED, by))
        else:
            parent[step] = by
    except (LookupError, TypeError):
        return


def edited(edits: list[tuple[str, Path_, Any]]) -> dict[str, Any]:
    """Return the shipped brief after some changes."""
    data = deepcopy(SHIPPED)
    for edit in edits:
        changed(data, *edit)
    return data


anywhere = st.sampled_from(ALL) | st.builds(lambda path, n: path[: n + 1], st.sampled_from(ALL), st.integers(0, 3))
wrong = st.one_of(
    st.tuples(st.just("set"), anywhere, st.sampled_from(ODD) | st.text(max_size=20)),
    st.tuples(st.sampled_from(["remove", "repeat"]), anywhere, st.none()),
    st.tuples(st.just("rename"), anywhere, st.sampled_from(["x", "id", "basis", "trump", "", "a.b", "\n"])),
    st.tuples(st.just("copy"), anywhere, st.sampled_from(ALL)),
)
harmless = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(SAID), st.sampled_from(TEXTS) | st.text(min_size=1, max_size=20)),
    st.tuples(st.just("set"), anywhere, st.sampled_from([[], {}, 0, 1, -1])),
    st.tuples(st.just("remove"), anywhere, st.none()),
)


@given(edits=st.lists(wrong, min_size=1, max_size=4), laid=st.booleans())
def test_whatever_is_wrong_in_a_brief_is_told_at_its_place(*, edits: list[tuple[str, Path_, Any]], laid: bool) -> None:
    """Wrong types, lost keys, odd texts and values from elsewhere give problems that a line can show, or nothing.

    So they do in a brief that says the changed sections anew and takes the others over.
    """
    data, extends = edited(edits), {"extends": f"{BUNDLED_SCHEME}{BUNDLED}"} if laid else {}
    text = json.dumps(extends | {name: data[name] for name in data if not laid or data[name] != SHIPPED.get(name)})
    layer = Layer(Place(Path("a.yaml"), "a.yaml"), (BriefFile("a.yaml", text.encode(), is_record=False),))
    found = check_layer(layer)
    for problem in found.problems:
        assert (problem.file, problem.line) == ("a.yaml", 1) or (laid and problem.file.startswith(BUNDLED_SCHEME))
        assert problem.column >= 1
        assert f"{problem} {problem.hint or ''}".isprintable()
        assert len(problem.message) < 1_000
    assert found.brief is not None or not found.is_valid


@settings(
    max_examples=settings().max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=st.lists(harmless, min_size=1, max_size=6))
def test_every_command_reads_what_still_holds(edits: list[tuple[str, Path_, Any]], tmp_path: Path) -> None:
    """A command ends well, or says in words what it lacks: a name that is gone, a brief that is not valid."""
    brief = write_brief(tmp_path / "a.yaml", edited(edits))
    for command in READING:
        ended = run(*command, brief=brief)
        assert ended.code in {0, 2, 3}, (command, ended.err)
        assert "bug" not in ended.err.partition("\n")[0]


@pytest.mark.parametrize("how", ["remove", "repeat", "rename", "copy", "set"])
def test_changes_are_changes(how: str) -> None:
    """Each kind of change changes the brief, or leaves it alone where its place is gone."""
    by = {"rename": "x", "copy": ("id",)}.get(how)
    assert edited([(how, ("points", 0), by)] if how != "rename" else [(how, ("tags",), by)]) != SHIPPED
    assert edited([("remove", ("points",), None), (how, ("points", 0, "label"), by)]) == edited(
        [("remove", ("points",), None)]
    )
