"""`memo` on the command line: what it says, where it goes, and that what stood there is safe."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from cli_runs import ended, run, start

STREAM = "# The ROK-US alliance under a new US administration: talking points"


def test_the_memo_on_trump_is_markdown_with_its_marks() -> None:
    """It names 2.7, Camp Humphreys and shipbuilding, marks paragraphs, and tells stated from inferred."""
    memo = run("memo", "--administration", "trump").out
    assert memo.startswith("# ")
    for said in ( "Camp Humphreys", "shipbuilding", "P14, our reading", "[inferred, outside]", "[P18]",
        "HOLD (+1) to EMPHASIZE (+2)", "Ratings are our coding", "+2 stated", "-1 inferred",
    ):  # fmt: skip
        assert said in memo
    assert "INTERNAL DRAFT, not for counterparts" in memo
    assert "It has no list by candidate: what differs from the other is our inference." in memo


def test_the_sections_stand_in_the_order_of_the_layout() -> None:
    """The US layout prints 0 1 2 3 5 4 6 7 8 9, then the annexes."""
    heads = [line.lstrip("# ") for line in run("memo", "-a", "harris").out.splitlines() if line.startswith("#")]
    assert heads[1:11] == [
        "Suggested next steps", "Emphasize: lead with",
        "Handle with caution: do not lead with", "Hold: keep going, speak if raised", "What could change this",
        "The other administration", "Assumptions, limits, confidence", "Tensions in the source", "Annexes",
        "Annex A: ratings",
    ]  # fmt: skip


def test_a_listed_point_is_never_left_out_of_its_section() -> None:
    """Under harris the two points that inference moves stay in the caution section, and say where they stand."""
    for form in ((), ("--one-page",), ("--kind", "action")):
        memo = run("memo", "-a", "harris", *form).out
        section = memo.partition("## Handle with caution")[2].partition("\n## ")[0]
        for label in ("Earlier commitments", "Earlier policy lines", "multilateral consultation", "ROK-US defense"):
            assert label in section
        assert section.count("on the list of a source, now on HOLD") == 2


def test_the_drafter_fills_the_header() -> None:
    """To, from, subject, date and marking are the drafter's; without them blanks to fill in, today and the default."""
    memo = run("memo", "--to", "the Minister", "--from", "NA desk", "--subject", "First talks", "--date", "2026-12-31",
               "--marking", "FOR OFFICIAL USE").out  # fmt: skip
    for line in ("- **FOR:** the Minister", "- **FROM:** NA desk", "- **SUBJECT:** First talks",
                 "- **DATE:** December 31, 2026", "FOR OFFICIAL USE"):  # fmt: skip
        assert f"\n{line}" in memo
    assert "INTERNAL DRAFT" not in memo
    assert "26 months old" in memo
    assert run("memo", "--marking", "").out.splitlines()[2].startswith("- **DATE:**")
    blank = run("memo").out
    assert "- **FOR:** (to be filled in)" in blank
    assert "- **DATE:** November 22, 2026" in blank


@pytest.mark.parametrize(("more", "named"), [(("--one-page",), "--one-page"), (("--kind", "action"), "--kind")])
def test_points_alone_have_no_other_layout(more: tuple[str, ...], named: str) -> None:
    """What --points would pass over is refused."""
    told = run("memo", "-a", "trump", "--points", *more)
    assert told.code == 2
    assert f"--points cannot be used with {named}" in told.err


def test_points_alone_are_safe_to_hand_over() -> None:
    """--points holds the lines to take and nothing of lists, tallies, administrations, bases or markings."""
    sheet = run("memo", "-a", "trump", "--points").out
    assert "South Korea carries its weight" in sheet
    for said in ("Trump", "+4", "EMPHASIZE", "[P", "inferred", "INTERNAL", "2.7", "caution"):
        assert said not in sheet


@pytest.mark.parametrize("form", [("--kind", "ACT"), ("--one-page",), ("--stated-only",), ("-g", "posture-review")])
def test_two_memos_are_the_same_to_the_byte(form: tuple[str, ...]) -> None:
    """The same memo twice is the same text."""
    assert run("memo", "-a", "trump", *form) == run("memo", "-a", "trump", *form)


def test_an_action_memo_asks_for_a_decision() -> None:
    """--kind action turns the steps into a recommendation with lines to approve."""
    memo = run("memo", "--kind", "action").out
    assert "## Recommendation" in memo
    assert "Approve" in memo
    assert "## Suggested next steps" not in memo


def test_a_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    """-o writes the same text that stdout gets, says so on stderr, and leaves no other file behind."""
    target = tmp_path / "memo.md"
    found = run("memo", "-a", "trump", "-o", str(target))
    assert (found.code, found.out, found.err) == (0, "", f"wrote {target}\n")
    assert target.read_text() == run("memo", "-a", "trump").out
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
    assert [path.name for path in tmp_path.iterdir()] == ["memo.md"]


def test_an_old_file_keeps_its_permissions_and_a_link_its_place(tmp_path: Path) -> None:
    """What is written over keeps its mode, and a link still leads to the file it led to."""
    target, link = tmp_path / "memo.md", tmp_path / "link.md"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("memo", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert target.read_text().startswith(STREAM)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_ring_of_links_is_told(tmp_path: Path) -> None:
    """A link that leads to itself ends in 4, and stays."""
    (tmp_path / "ring.md").symlink_to("ring.md")
    found = run("memo", "-o", str(tmp_path / "ring.md"))
    assert (found.code, found.out) == (4, "")
    assert "ring.md cannot be written: Too many levels of symbolic links" in found.err
    assert (tmp_path / "ring.md").is_symlink()


def test_several_files_and_streams_are_written_in_one_run(tmp_path: Path) -> None:
    """-o can be given again; `-` is stdout, and a device or a pipe is written to as it is."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    # A reader of its own: opened here, a pipe to which nobody comes to write would wait for ever.
    reader = subprocess.Popen(["cat", str(fifo)], stdout=subprocess.PIPE, text=True)
    found = ended(start("memo", "-o", str(fifo), "-o", "-", "-o", "/dev/null", "-o", str(tmp_path / "memo.MD")))
    try:
        piped, _ = reader.communicate(timeout=60)
    finally:
        reader.kill()
    assert found.code == 0
    assert found.out == piped == (tmp_path / "memo.MD").read_text() == run("memo").out
    assert fifo.is_fifo()


def test_an_ending_that_is_no_format_writes_nothing(tmp_path: Path) -> None:
    """One unknown ending among others ends in 2 with the known ones, and no file is written."""
    found = run("memo", "-o", str(tmp_path / "memo.md"), "-o", str(tmp_path / "memo.xyz"))
    assert (found.code, found.out) == (2, "")
    assert "md" in found.err.partition("hint: ")[2]
    assert list(tmp_path.iterdir()) == []
    assert run("memo", "-o", str(tmp_path)).code in {2, 4}


def test_words_that_no_file_can_hold_are_no_reason_to_fail(tmp_path: Path) -> None:
    """Bytes of the command line that are no UTF-8 are written in a form that every file can hold."""
    found = run("memo", "--to", "x\udcff", "-o", str(tmp_path / "memo.md"))
    assert found.code == 0
    assert "- **FOR:** x" in (tmp_path / "memo.md").read_text()
    assert "- **FOR:** x" in ended(start("memo", "--to", "x\udcff")).out
