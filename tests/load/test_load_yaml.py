"""The strict YAML reader: what it takes, what it refuses and where."""

import json
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbrief.errors import BriefError
from kbrief.files import find_control
from kbrief.load.yaml import PARSER, Parser, read_value, read_yaml
from kbrief.load.yaml_builder import Limits

PARSERS = (yaml.CSafeLoader, yaml.SafeLoader)

Refusal = tuple[str, int, int]


def refusals(data: bytes | str, limits: Limits | None = None, parser: Parser = PARSER) -> list[Refusal]:
    """Return rule, line and column of each problem that reading reports; none where the file is read."""
    try:
        read_yaml(data.encode() if isinstance(data, str) else data, "a.yaml", limits or Limits(), parser)
    except BriefError as error:
        return [(problem.rule, problem.line, problem.column) for problem in error.problems]
    return []


def refused(data: str) -> BriefError:
    """Return the error of a file that must be refused."""
    with pytest.raises(BriefError) as caught:
        read_yaml(data.encode(), "a.yaml")
    return caught.value


GOOD = {
    "": None,
    "# a remark\n": None,
    "---\n": None,
    "one": "one",
    "a: 1\nb: [2, 3.5]\n": {"a": 1, "b": [2, 3.5]},
    "- a\n- - b\n  -\n- {c: d}\n": ["a", ["b", None], {"c": "d"}],
    "[a: b, {c, d: }]": [{"a": "b"}, {"c": None, "d": None}],
    "a: no\nb: 12:30\nc: 2024-10-25\nd: on": {"a": "no", "b": "12:30", "c": "2024-10-25", "d": "on"},
    "a: 'true'\nb: \"1\"\nc: |\n  2\nd: >-\n  ~\n": {"a": "true", "b": "1", "c": "2\n", "d": "~"},
    "1: a\ntrue: b\n~: c\nno: d": {"1": "a", "true": "b", "~": "c", "no": "d"},
    "'': a\n'<<': b": {"": "a", "<<": "b"},
    "a: <<\nb: a*b&c!d": {"a": "<<", "b": "a*b&c!d"},
    "%YAML 1.2\n---\na": "a",
    "a: 1\n...\n": {"a": 1},
    '"\\u00e9\\t\\n\\\\"': "é\t\n\\",
    "'\\x1b'": "\\x1b",
    "say: 한국어 😀 ’–": {"say": "한국어 😀 ’–"},
    "\ufeffa: 1": {"a": 1},
    "a: |\r\n  x\r\n  y\r\nb: 2\r\n": {"a": "x\ny\n", "b": 2},
    "a: 'x\ty'": {"a": "x\ty"},
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "value"), GOOD.items())
def test_reads_plain_data(text: str, value: object, parser: Parser) -> None:
    """What YAML 1.2 and the house rules allow is read as plain data, by libyaml's events and the pure parser's."""
    assert read_yaml(text.encode(), "a.yaml", parser=parser).value == value


BAD: dict[bytes | str, list[Refusal]] = {
    "a: 1\nb: 2\na: 3\n": [("yaml-duplicate-key", 3, 1)],
    "x:\n  - {k: 1, 'k': 2}\n": [("yaml-duplicate-key", 2, 12)],
    "a: &x 1\n": [("yaml-anchor", 1, 4)],
    "- &x [a]\n- *x\n": [("yaml-anchor", 1, 3), ("yaml-alias", 2, 3)],
    "*x : 1": [("yaml-alias", 1, 1)],
    "a: !!str 1\nb: !own {c: d}\nc: ! x": [("yaml-tag", 1, 4), ("yaml-tag", 2, 4), ("yaml-tag", 3, 4)],
    "a: !y!foo x": [("yaml-tag", 1, 4)],
    "<<: {a: b}\n": [("yaml-merge-key", 1, 1)],
    "? [a]\n: b\n? {c: d}\n: e": [("yaml-key", 1, 3), ("yaml-key", 3, 3)],
    "? \n: b": [("yaml-key", 1, 2)],
    "a: 12345678901234567890\nb: .inf\nc: 1e999": [("yaml-number", 1, 4), ("yaml-number", 2, 4), ("yaml-number", 3, 4)],
    "a: 1\n--- \nb: 2": [("yaml-documents", 2, 1)],
    "a: 1\n...\nb: 2": [("yaml-documents", 3, 1)],
    "%YAML 1.1\n---\na": [("yaml-directive", 1, 1)],
    "%YAML 2.0\n---\na": [("yaml-directive", 1, 1)],
    "%TAG ! x\n---\na": [("yaml-directive", 1, 1)],
    "# a\n%TAG ! x\n---\na": [("yaml-directive", 2, 1)],
    "a: x\x1b[31m\nbé\x00\x7f: \x9b": [
        ("yaml-control-character", 1, 5),
        ("yaml-control-character", 2, 3),
        ("yaml-control-character", 2, 4),
        ("yaml-control-character", 2, 7),
    ],
    "a: \u202eb\u2066\nc: \u2028": [
        ("yaml-control-character", 1, 4),
        ("yaml-control-character", 1, 6),
        ("yaml-control-character", 2, 4),
    ],
    "a: b\r\nc: d\re": [("yaml-control-character", 2, 5)],
    "\ufeffa\ufeff": [("yaml-control-character", 1, 2)],
    'a: "\\x1b[2J"\n"\\u202E": "\\r"\nb: "\\0"': [
        ("yaml-control-character", 1, 4),
        ("yaml-control-character", 2, 1),
        ("yaml-control-character", 2, 11),
        ("yaml-control-character", 3, 4),
    ],
    b"a: b\n\xc3\xa9: \xe9\n": [("yaml-encoding", 2, 4)],
    b"\xef\xbb\xbfa\xff": [("yaml-encoding", 1, 2)],
    b"a: \xed\xa0\x80": [("yaml-encoding", 1, 4)],
    "a: b".encode("utf-16"): [("yaml-encoding", 1, 1)],
    "a: b".encode("utf-16-le"): [("yaml-encoding", 1, 1)],
    "a: b".encode("utf-16-be"): [("yaml-encoding", 1, 1)],
    "a: b".encode("utf-32"): [("yaml-encoding", 1, 1)],
    "a: &x 1\na: 2\nb: [": [("yaml-anchor", 1, 4), ("yaml-duplicate-key", 2, 1), ("yaml-syntax", 3, 5)],
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("data", "expected"), BAD.items())
def test_refuses_with_rule_and_place(data: bytes | str, expected: list[Refusal], parser: Parser) -> None:
    """All that a file may not hold is reported in one reading, each at its line and column in characters."""
    assert refusals(data, parser=parser) == expected


SYNTAX = {
    "é: b: c": (1, 5, "unexpected ':'"),
    "a:\n\tb: 1": (2, 1, "a tab where YAML needs spaces"),
    "a: b\n\tc: d": (2, 1, "a tab where YAML needs spaces"),
    "a: 1\nb: 'x\nc: d\n": (2, 4, "the quoted text that begins here is not closed"),
    "a: 1\nfoo\nb: 2": (2, 1, "the key that begins here has no ':' after it"),
    "a: [1,\n  2": (2, 4, "the file ends before a bracket is closed"),
    "a:\n  [b\nc: d": (3, 2, "a ',' or ']' is missing in the list that begins on line 2"),
    "a: {b: 1\nc: d": (2, 2, "a ',' or '}' is missing in the mapping that begins on line 1"),
    "a: ]": (1, 4, "a value cannot begin with ']'"),
    "a: @b": (1, 4, "unquoted text cannot begin with '@'"),
    "a: - b": (1, 4, "a list cannot begin here"),
    "a: *b*": (1, 6, "the & or * has no name after it"),
    "a: |x\n b": (1, 5, "only +, - or a digit can follow | or >"),
    "- a\nb: c": (2, 1, "this does not continue the list that begins on line 1"),
    "x: 'it's'": (1, 8, "this does not continue the mapping that begins on line 1"),
    'a: "\\xZZ"': (1, 7, "this escape is not valid"),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "expected"), SYNTAX.items())
def test_says_in_a_sentence_what_is_no_yaml(text: str, expected: tuple[int, int, str], parser: Parser) -> None:
    """A syntax error is told in the same clear sentence whichever parser finds it, with no path and no class name."""
    with pytest.raises(BriefError) as caught:
        read_yaml(text.encode(), "a.yaml", parser=parser)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.line, problem.column, problem.message) == ("yaml-syntax", *expected)


def test_passes_on_what_it_has_no_sentence_for() -> None:
    """A parser's error that no sentence covers is told in the parser's own words."""
    (problem,) = refused("a: ? b").problems
    assert problem.message == "not valid YAML: mapping keys are not allowed in this context"


@pytest.mark.parametrize("text", ['"\\U00110000"', '"\\UFFFFFFFF"', f"%YAML 1.{'9' * 5000}\n--- a"])
def test_pure_parser_stumbling_is_a_problem_too(text: str) -> None:
    """Where the pure parser fails with an error that is not its own, a syntax problem is reported."""
    ((rule, line, _),) = refusals(text, parser=yaml.SafeLoader)
    assert (rule, line) == ("yaml-syntax", 1)


def test_names_the_repeated_key_and_its_first_line() -> None:
    """A repeated key is named, escapes and all, with the line on which it stands first."""
    (problem,) = refused('a: 1\n"b\\tc": 2\nd: 3\n"b\\tc": 4').problems
    assert problem.message == r"duplicate key 'b\tc' in this mapping: first on line 2"
    assert problem.hint == "rename or remove one of the two"


def test_error_carries_file_and_exit_code() -> None:
    """The error names the file, says that it cannot be read, and ends the program with 3."""
    error = refused("a: *b")
    assert (error.message, error.code, error.hint) == ("a.yaml cannot be read", 3, None)
    assert str(error.problems[0]) == "a.yaml:1:4: the alias '*b' is not supported (yaml-alias)"


def test_names_the_character_that_cannot_be_seen() -> None:
    """A control character is told by code point and name, never printed."""
    raw, escaped = refused("a: \u202e").problems[0], refused('a: "\\e"').problems[0]
    assert raw.message == "the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"
    assert escaped.message == "an escape in this text gives the character U+001B, which is not allowed"


def test_a_hundred_thousand_brackets_are_too_deep() -> None:
    """100,000 open brackets are refused at the 65th level, and the process lives."""
    assert refusals("[" * 100_000) == [("yaml-depth", 1, 65)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("{a: " * 3000, 1, 257),
        ("- " * 3000, 1, 129),
        ("? " * 3000, 1, 129),
        ("x: 1\ny: [2, 3]\nz: " + "[" * 3000 + "]" * 3000, 3, 67),
        ("[\n" * 3000, 65, 1),
    ],
    ids=["flow-mappings", "block-lists", "block-keys", "later", "lines"],
)
def test_deep_nesting_has_its_place_however_the_parser_looks_ahead(
    text: str, line: int, column: int, parser: Parser
) -> None:
    """The 65th level is refused where it opens, though libyaml may refuse a later one before the first event."""
    with pytest.raises(BriefError) as caught:
        read_yaml(text.encode(), "a.yaml", parser=parser)
    problem = caught.value.problems[-1]
    assert (problem.rule, problem.line, problem.column) == ("yaml-depth", line, column)


def test_what_stands_before_deep_nesting_is_reported_once() -> None:
    """Reading the outer levels again adds no second report of what came before them."""
    assert refusals("a: 1\na: 2\nb: " + "[" * 3000) == [("yaml-duplicate-key", 2, 1), ("yaml-depth", 3, 67)]


def test_levels_that_only_the_parser_refuses_are_too_deep_where_it_stopped() -> None:
    """Where our limit lies above libyaml's, its own refusal is told as depth."""
    rules = refusals("[" * 100_000, Limits(depth=2000))
    assert rules in ([("yaml-depth", 1, 1001)], [("yaml-depth", 1, 2001)])


def test_depth_is_counted_to_the_limit() -> None:
    """Lists and mappings may nest as deep as the limit says, and no deeper."""
    assert read_yaml(b"a:\n  - b: [c]\n", "a.yaml", Limits(depth=4)).value == {"a": [{"b": ["c"]}]}
    assert refusals("a:\n  - b: [c]\n", Limits(depth=3)) == [("yaml-depth", 2, 8)]


def test_size_is_held_before_anything_is_read() -> None:
    """A file of more bytes than the limit is refused unread, whatever it holds."""
    assert refusals("a: b", Limits(size=4)) == []
    assert refusals("a: [b", Limits(size=4)) == [("yaml-size", 1, 1)]


def test_nodes_are_counted_to_the_limit() -> None:
    """Keys, values, lists and mappings count as nodes; the first above the limit ends the reading."""
    assert refusals("a: [b, c]", Limits(nodes=5)) == []
    assert refusals("a: [b, c]", Limits(nodes=4)) == [("yaml-nodes", 1, 8)]


def test_reading_ends_after_so_many_problems() -> None:
    """At the limit of problems reading ends, and the error says that there may be more."""
    with pytest.raises(BriefError) as caught:
        read_yaml(b"- *a\n" * 10, "a.yaml", Limits(problems=3))
    assert len(caught.value.problems) == 3
    assert caught.value.hint == "stopped after 3 problems; there may be more"


WORDS = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda letter: not find_control(letter)), max_size=40)
NUMBERS = st.integers(-(10**18) + 1, 10**18 - 1) | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)


@given(DATA, st.sampled_from([None, 1]), st.sampled_from(PARSERS))
def test_json_is_read_back_equal(data: object, indent: int | None, parser: Parser) -> None:
    """Any JSON data without control characters is YAML and reads back equal, types included."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    read = read_yaml(text.encode(), "a.yaml", parser=parser).value
    assert read == data
    assert json.dumps(read) == json.dumps(data)


@given(st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)))
def test_block_yaml_is_read_back_equal(data: object) -> None:
    """Any texts in lists and mappings that PyYAML writes, quoted, in block style, read back equal."""
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', default_flow_style=False)
    assert read_value(text.encode(), "a.yaml") == data


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_of_yaml_11_is_a_float(number: float) -> None:
    """The floats that PyYAML writes read back as the same floats, sign of zero included."""
    read = read_value(yaml.safe_dump([number]).encode(), "a.yaml")
    assert isinstance(read, list)
    assert (read[0], math.copysign(1, read[0])) == (number, math.copysign(1, number))


SIGNS = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "? ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\n",
        "\n  ",
        '"',
        "'",
        "|",
        ">-\n",
        "#",
        "&a ",
        "*a",
        "!t ",
        "%YAML 1.2\n",
        "%TAG ! x\n",
        "---\n",
        "...\n",
        "\\x",
        "\\UFFFFFFFF",
        "<<",
        "é",
        "\t",
        "0x1",
        "~",
    ]
)
FUZZ = st.binary(max_size=60) | st.lists(SIGNS, max_size=15).map(lambda signs: "".join(signs).encode())


@given(FUZZ, st.sampled_from(PARSERS))
def test_any_bytes_are_read_or_refused(data: bytes, parser: Parser) -> None:
    """Whatever the bytes, reading gives data or a BriefError whose places lie in the file."""
    lines = data.decode("utf-8-sig", "replace").split("\n")
    for rule, line, column in refusals(data, parser=parser):
        assert rule.startswith("yaml-")
        assert column <= len(lines[line - 1]) + 1


@given(FUZZ, st.sampled_from(PARSERS))
def test_places_of_any_bytes_are_given_or_refused(data: bytes, parser: Parser) -> None:
    """Whatever the bytes that are read, every value has a place, and each is in the file."""
    if refusals(data, parser=parser):
        return
    value, places, _ = read_yaml(data, "a.yaml", parser=parser)
    assert len(places.sizes) == count(value) * bool(places.sizes)
    assert places.nearest([("no", 0, "such")])["no", 0, "such"][0] >= (1, 1)


def count(value: object) -> int:
    """Return the number of values in a value, itself counted in."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(count, inner))
