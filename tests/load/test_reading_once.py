"""Files that a command reads several times are parsed once."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from cli_runs import run
from load_builders import HEADER, OFFICE, POINT, folder

from kbrief.load.check import check
from kbrief.load.encoding import encoding_problems
from kbrief.load.yaml import parse_events, read_yaml, reading_once

RECORD = "id: paper\nname: Paper\nkind: commentary\ntitle: T\nparagraphs: []\n"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """Count how often each text is parsed."""
    texts: Counter[bytes] = Counter()

    def counted(data: bytes) -> Iterator[object]:
        texts[data] += 1
        return encoding_problems(data)

    monkeypatch.setattr("kbrief.load.yaml.encoding_problems", counted)
    return texts


def test_the_same_bytes_are_parsed_once(parsed: Counter[bytes]) -> None:
    """Within `reading_once` a second read is the first, with its events; outside, nothing is kept."""
    with reading_once():
        first = read_yaml(b"a: [1]\n", "a.yaml")
        assert read_yaml(b"\xef\xbb\xbfa: [1]\n", "b.yaml") is first
        assert [*parse_events("a: [1]\n")] == [*first.events]
    assert parsed == {b"a: [1]\n": 1}
    assert not read_yaml(b"a: [1]\n", "a.yaml").events
    assert [str(event) for event in parse_events("a: [1]\n")] == [str(event) for event in first.events]


def test_a_rating_reads_each_file_once(parsed: Counter[bytes], tmp_path: Path) -> None:
    """Of the files before, the file with the rating, and the check after it, none is parsed twice."""
    place = folder(
        tmp_path / "own", {"data/brief.yaml": HEADER, "data/setting.yaml": OFFICE, "data/points.yaml": POINT}
    )
    rated = run(
        "rate", "budget", "president", "1", "-a", "trump", "--why", "He has said so.", "--brief", str(place.path)
    )
    assert rated.code == 0, rated.err
    assert set(parsed.values()) == {1}
    assert len(parsed) == 4


def test_nobody_changes_what_is_shared(tmp_path: Path) -> None:
    """Merging records into a section, renaming old keys and laying an overlay leave what was read as it was."""
    old_key = 'issues:\n  - {id: i, name: I, us_outlook: {text: "x", basis: unknown}}\n'
    files = {
        "data/brief.yaml": HEADER,
        "data/points.yaml": POINT + "ratings:\n  budget: {source: {basis: unknown}}\n",
        "data/issues.yaml": old_key,
        "data/sources.yaml": "sources: [{id: other, name: Other}]\n",
        "seeds/paper.yaml": RECORD,
    }
    place = folder(tmp_path / "base", files)
    over = folder(tmp_path / "over", {"data/brief.yaml": "extends: ../base\npoints: [{id: budget, remove: true}]\n"})
    with reading_once():
        read = {name: read_yaml(text.encode(), name).value for name, text in files.items()}
        before = deepcopy(read)
        problems = check(over), check(place)
        assert read == before
        assert (check(over), check(place)) == problems
    assert (check(over), check(place)) == problems
