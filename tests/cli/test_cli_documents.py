"""The memo in every format on the command line: what cannot be written or used changes nothing, and is told."""

import sys
import zipfile
from pathlib import Path

import pytest
from cli_runs import elsewhere, run

from kbrief.render import FORMATS
from kbrief.text.docx import MAX_XML_BYTES

#: The program in a process that may write no file of more than 3,000 bytes.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
sys.argv = ["kbrief", *sys.argv[1:]]
from kbrief.__main__ import main
main()
"""

#: The program where some libraries are not installed.
WITHOUT = """
import sys
import zipfile
for name in sys.argv[1].split(","):
    sys.modules[name] = None
sys.argv = ["kbrief", *sys.argv[2:]]
from kbrief.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
@pytest.mark.parametrize("ending", FORMATS)
def test_a_disk_that_takes_only_so_much_leaves_the_old_file(tmp_path: Path, ending: str) -> None:
    """In every format: exit 4, what stood there is intact, nothing half-written beside it."""
    target = tmp_path / f"memo{ending}"
    target.write_text("old")
    told = elsewhere(LIMITED, "memo", "-a", "trump", "-o", str(target))
    assert (told.code, told.out) == (4, "")
    assert "what was there before is unchanged" in told.err
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_is_written_whole_over_what_stood_there(tmp_path: Path, ending: str) -> None:
    """The old file is replaced, and the same day gives the same bytes."""
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    first.write_text("old")
    told = run("memo", "-a", "harris", "--one-page", "-o", str(first), "-o", str(second))
    assert told.code == 0
    assert first.read_bytes() == second.read_bytes() != b"old"


def test_markdown_is_the_same_whatever_is_written_beside_it(tmp_path: Path) -> None:
    """The pictures of other formats leave no trace in it."""
    run("memo", "-a", "trump", "-o", str(tmp_path / "memo.md"), "-o", str(tmp_path / "memo.html"))
    assert (tmp_path / "memo.md").read_text() == run("memo", "-a", "trump").out


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        ("a\n{{ nothing }}", "mine.txt:2:1", "'nothing' is undefined"),
        ("a\n{% include '/etc/passwd' %}", "mine.txt:2:1", "may not read other files"),
        ("{{ ''.__class__ }}", "mine.txt:1:1", "unsafe"),
        ("{{ 1 + }}", "mine.txt:1:1", "unexpected"),
    ],
)
def test_a_template_that_does_not_hold_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, place: str, said: str
) -> None:
    """Exit 3 with file and line, and the old file is intact."""
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text(source)
    Path("memo.html").write_text("old")
    told = run("memo", "--template", "mine.txt", "-o", "memo.html")
    assert (told.code, told.out) == (3, "")
    assert place in told.err
    assert said in told.err
    assert Path("memo.html").read_text() == "old"


@pytest.mark.parametrize(("content", "said"), [("no Word document", "not a Word document"), (None, "cannot be read")])
def test_a_house_style_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, said: str
) -> None:
    """A .docx template that is no Word document, or is not there: exit 3, and the old file is intact."""
    monkeypatch.chdir(tmp_path)
    Path("memo.docx").write_text("old")
    if content:
        Path("office.docx").write_text(content)
    told = run("memo", "--template", "office.docx", "-o", "memo.docx")
    assert told.code == 3
    assert "office.docx" in told.err
    assert said in told.err
    assert Path("memo.docx").read_text() == "old"


def test_a_house_style_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would fill the memory is told before anything is unpacked."""
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("office.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (MAX_XML_BYTES + 1))
    told = run("memo", "--template", "office.docx", "-o", "memo.docx")
    assert (told.code, told.out) == (3, "")
    assert "file-size" in told.err
    assert not Path("memo.docx").exists()


@pytest.mark.parametrize(
    ("ending", "missing", "extra"),
    [(".pdf", "typst", "pdf"), (".docx", "docx", "docx"), (".docx", "typst", "docx"), (".hwpx", "hwpx", "hwpx")],
)
def test_a_missing_extra_is_told_with_the_line_to_type(tmp_path: Path, ending: str, missing: str, extra: str) -> None:
    """Exit 5, nothing written; the other formats work without it."""
    told = elsewhere(WITHOUT, missing, "memo", "-o", str(tmp_path / f"memo{ending}"))
    assert (told.code, told.out) == (5, "")
    assert f"pip install 'kbrief[{extra}]'" in told.err
    assert list(tmp_path.iterdir()) == []
    assert elsewhere(WITHOUT, "typst,docx,hwpx", "memo", "-o", str(tmp_path / "memo.html")).code == 0


def test_a_label_that_no_font_has_is_printed_as_a_gap_with_a_warning(tmp_path: Path) -> None:
    """The PDF is written, and the warning names the character and the point; other formats need none."""
    brief = tmp_path / "mine"
    assert run("new", str(brief)).code == 0
    points = brief / "data" / "points.yaml"
    points.write_text(points.read_text().replace("Joint training of pilots", '"Joint training \U0010fffd"'))
    told = run("memo", "-o", str(tmp_path / "memo.pdf"), brief=str(brief))
    assert (told.code, told.out) == (0, "")
    assert "U+10FFFD) in the point joint-training: the PDF has their names in brackets" in told.err
    assert "warning" not in run("memo", "-o", str(tmp_path / "memo.md"), brief=str(brief)).err


def test_a_new_overlay_keeps_the_topic_of_its_base(tmp_path: Path) -> None:
    """Its own name stands behind it; a title of its own takes its place."""
    base, over = tmp_path / "base", tmp_path / "my-dissent"
    assert run("new", str(base)).code == 0
    assert run("new", str(over), "--extends", str(base)).code == 0
    assert run("memo", brief=str(over)).out.startswith(r"# base \[my-dissent\]: talking points")
    main = over / "data" / "brief.yaml"
    main.write_text(main.read_text().replace("my dissent", "The other view"))
    assert run("memo", brief=str(over)).out.startswith(r"# The other view \[my-dissent\]: talking points")
