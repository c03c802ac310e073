"""A changed copy of a text laid on its record: numbers and digests stay, and what cites a change is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.errors import BriefError
from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.model import Source
from kbrief.store.new import NewBriefOptions, SourceFacts, new_brief
from kbrief.store.refresh import RefreshResult, refresh_source
from kbrief.store.sources import add_sources
from kbrief.verify.align import align

TEXT = (
    "The harbor board met on Monday.",
    "Hourly runs are to go on through the winter, says the board.",
    "Fares stay as they are until May.",
    "Two boats are under repair and one is for sale.",
)
POINT = """\
points:
  - id: runs
    label: Hourly runs
    ratings: {source: {value: 1, basis: stated, cites: [text#P2]}}
  - id: fares
    label: Fares
    ratings: {source: {value: 1, basis: stated, cites: [text#P3]}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A brief with one source, two of whose paragraphs are cited and one has a digest and remarks."""
    monkeypatch.chdir(tmp_path)
    made = new_brief(NewBriefOptions(Path("canal"), "2026-11", empty=True))[0]
    write("old.txt", *TEXT)
    add_sources(made, [Path("old.txt")], SourceFacts(), "2026-11", name="text")
    record = made.path / "seeds" / "text.yaml"
    record.write_text(
        record.read_text()
        .replace("  - n: 2\n", "  # the heart of it\n  - n: 2 # looked at twice\n    digest: Every hour, all winter.\n")
        .replace("  - n: 4\n", "  - n: 4\n    digest: Boats.\n")
    )
    (made.path / "data" / "points.yaml").write_text(POINT)
    return made


def write(name: str, *paragraphs: str) -> Path:
    Path(name).write_text("\n\n".join(paragraphs) + "\n")
    return Path(name)


def source(place: Place) -> Source:
    (one,) = load(place).brief.sources
    return one


def refresh(place: Place, *paragraphs: str, dry_run: bool = False) -> RefreshResult:
    return refresh_source(place, source(place), write("new.txt", *paragraphs), dry_run=dry_run)


def statuses(found: RefreshResult) -> list[tuple[int, str]]:
    return [(change.n, change.status) for change in found.changes]


def test_the_same_words_change_no_byte(place: Place) -> None:
    """However the lines are broken, the record stays as it is."""
    record = place.path / "seeds" / "text.yaml"
    before = record.read_bytes()
    found = refresh(place, *(text.replace(" the ", "\nthe ") for text in TEXT))
    assert (statuses(found), found.is_changed) == ([(n, "same") for n in (1, 2, 3, 4)], False)
    assert record.read_bytes() == before


def test_numbers_digests_and_remarks_stay_and_claims_are_told(place: Place) -> None:
    """One moved, one changed, one new: the rest of the file is the same, and the brief holds."""
    record = place.path / "seeds" / "text.yaml"
    before = record.read_text().splitlines()
    changed = TEXT[1].replace("Hourly", "Half-hourly")
    dry = refresh(place, "A new beginning.", TEXT[3], TEXT[0], changed, TEXT[2], dry_run=True)
    assert record.read_text().splitlines() == before
    found = refresh(place, "A new beginning.", TEXT[3], TEXT[0], changed, TEXT[2])
    assert statuses(found) == statuses(dry) == [(5, "new"), (4, "moved"), (1, "same"), (2, "changed"), (3, "same")]
    assert [(change.n, [claim.path for claim in change.claims]) for change in found.changes if change.claims] == [
        (2, ["runs.source"])
    ]
    after = record.read_text().splitlines()
    assert [line for line in before if line not in after and "sha256" not in line] == ["    words: 12"]
    assert after[after.index("  - n: 2 # looked at twice") - 1] == "  # the heart of it"
    assert [(p.n, p.digest.en if p.digest else None) for p in source(place).paragraphs] == [
        (5, None), (4, "Boats."), (1, None), (2, "Every hour, all winter."), (3, None)
    ]  # fmt: skip
    assert not any(problem.level == "error" for problem in check(place))


def test_what_is_gone_stays_while_something_hangs_on_it(place: Place) -> None:
    """Cited paragraphs and those with a digest are kept and told; the others leave."""
    found = refresh(place, TEXT[1])
    assert statuses(found) == [(1, "gone"), (2, "same"), (3, "kept"), (4, "kept")]
    assert [claim.path for change in found.changes for claim in change.claims] == ["fares.source"]
    assert [p.n for p in source(place).paragraphs] == [2, 3, 4]


def test_a_text_of_another_source_or_of_none_is_refused(place: Place) -> None:
    """A copy that shares no paragraph is none; a text that the brief has under another id is that one."""
    with pytest.raises(BriefError, match="is not a copy of it"):
        refresh(place, "Nothing of it is here.", "Not a word.")
    write("other.txt", "Quite another text is this.")
    add_sources(place, [Path("other.txt")], SourceFacts(), "2026-11")
    one = next(s for s in load(place).brief.sources if s.id == "text")
    with pytest.raises(BriefError, match="as other-text"):
        refresh_source(place, one, Path("other.txt"))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n", "\n# the end\n"])
def test_the_file_keeps_its_line_ends_and_what_follows(ending: str, tail: str, place: Place) -> None:
    """A record without a last line break, with Windows line ends, with keys and remarks after the paragraphs."""
    record = place.path / "seeds" / "text.yaml"
    text = (record.read_text().removesuffix("\n") + tail).replace("\n", ending)
    record.write_bytes(text.encode())
    refresh(place, *TEXT[1:], "At the end.")
    now = record.read_bytes().decode()
    assert now.count("\r\n") == (now.count("\n") if ending == "\r\n" else 0)
    assert now.rstrip().endswith("# the end" if "#" in tail else '"')
    assert [p.n for p in source(place).paragraphs] == [2, 3, 4, 5]


def test_a_record_without_paragraphs_gets_them(place: Place) -> None:
    """An entry of a bibliography that came without its text is filled."""
    bare = (
        "id: bare\nname: B\ntitle: B\nkind: text\ngrade: {reliability: F, credibility: 6}\nparagraphs: [] # none yet\n"
    )
    (place.path / "seeds" / "bare.yaml").write_text(bare)
    one = next(s for s in load(place).brief.sources if s.id == "bare")
    refresh_source(place, one, write("bare.txt", "First.", "Second."))
    found = next(s for s in load(place).brief.sources if s.id == "bare")
    assert [p.n for p in found.paragraphs] == [1, 2]


def test_a_record_in_braces_is_left_to_its_writer(place: Place) -> None:
    """Where a list stands on one line nothing is guessed."""
    record = place.path / "seeds" / "text.yaml"
    (one,) = load(place).brief.sources
    rows = ", ".join(f"{{n: {p.n}, kind: body, words: {p.words}, sha256: '{p.sha256}'}}" for p in one.paragraphs)
    record.write_text(record.read_text().partition("paragraphs:")[0] + f"paragraphs: [{rows}]\n")
    before = record.read_bytes()
    with pytest.raises(BriefError, match="paragraphs cannot be added"):
        refresh(place, *TEXT[1:], "At the end.")
    assert record.read_bytes() == before


MARKS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 30)), max_size=12)


@given(MARKS, MARKS)
def test_every_paragraph_becomes_one_at_most(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> None:
    """No old paragraph becomes two, none is lost, and those of one fingerprint find each other."""
    found = align(old, new)
    used = [i for i, _ in found.new if i is not None]
    assert sorted([*used, *found.gone]) == list(range(len(old)))
    assert len(found.new) == len(new)
    for (i, status), (print_, _) in zip(found.new, new, strict=True):
        assert (i is None) == (status == "new")
        if i is not None:
            assert (old[i][0] == print_) or status == "changed"
    prints = [print_ for print_, _ in old]
    for print_ in {print_ for print_, _ in new} & set(prints):
        kept = sum(
            1
            for (_i, status), (p, _) in zip(found.new, new, strict=True)
            if p == print_ and status in {"same", "moved"}
        )
        assert kept == min(prints.count(print_), [p for p, _ in new].count(print_))
