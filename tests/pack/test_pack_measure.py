"""Measures on finished files: what a file holds too much of is counted, in every format that shows it."""

import datetime as dt
from pathlib import Path

import pytest

from kbrief.pack.measure import Measurement, measure_file
from kbrief.pack.rules import all_rules
from kbrief.pages.document import Block, Bullets, Column, Document, Fields, Heading, Paragraph, Row, Table
from kbrief.pages.meta import Meta
from kbrief.render import render_document

DAY = dt.date(2026, 11, 22)
BLOCKS = ("md", "html", "docx", "hwpx")
FIVE = "One two three four five."
COLUMNS = (Column("#"), Column("Minutes", "right"), Column("Speaker"), Column("Item"))


def written(folder: Path, ending: str, *blocks: Block, lang: str = "en", title: str = "Paper") -> Path:
    """Write a document as the program would."""
    path = folder / f"paper.{ending}"
    meta = Meta(lang, title, DAY)  # type: ignore[arg-type]
    path.write_bytes(render_document(Document(title, (), blocks), f".{ending}", meta))
    return path


def of(path: Path, product: str, **facts: float) -> dict[str, Measurement]:
    """Return what each rule on a product comes to, whatever its house."""
    return {measured.rule.id: measured for measured in measure_file(path, product, all_rules(), facts)}


def values(path: Path, product: str, *ids: str, **facts: float) -> list[float | None]:
    found = of(path, product, **facts)
    return [found[name].value for name in ids]


@pytest.mark.parametrize("ending", BLOCKS)
def test_talking_points(ending: str, tmp_path: Path) -> None:
    """Points are the headings under theirs; objectives, lines to avoid, words of a sentence and thanks are counted."""
    path = written(
        tmp_path, ending,
        Fields.of(("Length", "20 minutes")),
        Heading("Objectives"), Bullets((FIVE, FIVE)),
        Heading("Talking points"),
        *(block for n in range(7) for block in (Heading(f"{n}. Thank you for this line of ours.", 3), Paragraph(FIVE))),
        Heading("Not to be raised"), Bullets((FIVE, FIVE)),
    )  # fmt: skip
    found = of(path, "talking-points", spoken_seconds=700, our_seconds=600)
    assert [found[name].value for name in ("talking-points-count", "aimed-at-objectives", "what-to-avoid")] == [7, 2, 2]
    assert [found[name].holds for name in ("talking-points-count", "aimed-at-objectives", "what-to-avoid")] == [
        False, True, False,
    ]  # fmt: skip
    assert found["no-pleasantries"].value == 7
    assert found["words-in-a-spoken-sentence"].value == 7
    assert (found["points-that-fit"].value, found["points-that-fit"].holds) == (100, False)


@pytest.mark.parametrize("ending", BLOCKS)
def test_questions_and_answers(ending: str, tmp_path: Path) -> None:
    """Words of the longest answer, and what each question lacks."""
    path = written(
        tmp_path, ending,
        Heading("Handle with caution"),
        Paragraph("Q: Why?"), Paragraph(f"A: {'word ' * 51}[P8]"), Paragraph("Facts: P8 · Answers: A. Kim"),
        Paragraph("Q: How?"), Paragraph("A: So."), Paragraph("A: Or so."),
        Paragraph("Q: When?"),
    )  # fmt: skip
    ids = ("answer-words", "answered", "with-background", "who-answers", "one-answer")
    assert values(path, "q-and-a", *ids) == [51, 1, 2, 2, 2]


@pytest.mark.parametrize("ending", BLOCKS)
def test_a_read_ahead(ending: str, tmp_path: Path) -> None:
    path = written(
        tmp_path, ending,
        Fields.of(("Length", "20 minutes, with an interpreter")),
        Heading("Purpose"), Paragraph(f"{FIVE} {FIVE} {FIVE} {FIVE}"),
        Heading("Talking points"), Bullets((FIVE,)),
        Heading("Objectives"), Bullets((FIVE,) * 4),
        Heading("Background"), Heading("On it", 3), Paragraph("word " * 31 + "end."),
        Heading("Their likely asks"), Bullets(("none known",)),
        Heading("Run of show"), Table(COLUMNS, (Row(("1", "5:00", "A. Kim", "x")),)),
        Heading("Coordination"), Bullets(("B. Lee",)),
    )  # fmt: skip
    ids = ("purpose-sentences", "talking-points-second", "objectives", "sentence-longest", "choreography")
    assert values(path, "read-ahead", *ids) == [4, 2, 4, 32, 1]
    ids = ("coordination", "others-positions", "meeting-length", "interpreters", "scottish-paragraph")
    assert values(path, "read-ahead", *ids) == [1, 1, 1, 1, 4]
    found = of(path, "read-ahead")
    assert (found["due"].value, found["due"].holds, found["due"].note) == (None, None, "workdays_before is not known")
    assert of(path, "read-ahead", workdays_before=2)["due"].holds
    assert found["sentence-average"].value == pytest.approx((5 * 4 + 5 + 5 * 4 + 2 + 32 + 2 + 2) / 14, abs=0.5)


@pytest.mark.parametrize("ending", BLOCKS)
def test_a_run_of_show(ending: str, tmp_path: Path) -> None:
    """Minutes are read in each way of writing them; the row of the sum is none."""
    rows = (
        Row(("1", "6:30", "A. Kim", "x")),
        Row(("2", "3 min", "", "x")),
        Row(("3", "15:20~15:25", "B. Lee", "x")),
        Row(("4", "", "B. Lee", "x")),
        Row(("", "20:00", "", "All")),
    )
    path = written(tmp_path, ending, Fields.of(("Time", "20 minutes"), ("C", "d")), Table(COLUMNS, rows))
    ids = ("minutes-add-up", "speaking-order", "timing")
    assert values(path, "run-of-show", *ids, minutes=20) == [5.5, 1, 1]
    assert of(path, "run-of-show")["minutes-add-up"].note == "minutes is not known"


@pytest.mark.parametrize("ending", BLOCKS)
def test_cards(ending: str, tmp_path: Path) -> None:
    """The answer and each heading on the back of a card are its supports."""
    path = written(
        tmp_path, ending,
        Heading("Budget", 1), Paragraph("Say this."),
        Heading("If raised: Budget", 1), Paragraph("Answer."), Heading("Caution", 3), Paragraph("Care."),
        Heading("Basis", 3), Paragraph("P8"),
        Heading("Ships", 1), Paragraph("Say that."), Paragraph("And that."),
        Heading("If raised: Ships", 1), Paragraph("Answer."),
    )  # fmt: skip
    assert values(path, "cards", "supports", "one-line") == [3, 2]


def test_pages_and_sizes(tmp_path: Path) -> None:
    """Pages are those of the PDF, for Word of the one beside it; a section goes to the next heading."""
    blocks: list[Block] = [
        Heading("Background"),
        *(Paragraph(FIVE * 40) for _ in range(12)),
        Heading("Coordination"),
        Paragraph(FIVE),
    ]
    word = written(tmp_path, "docx", *blocks)
    assert of(word, "memo")["cabinet-pages"].note == ".docx has no pages unless a PDF is next to it"
    pdf = written(tmp_path, "pdf", *blocks)
    pages = of(pdf, "memo")["cabinet-pages"].value
    assert pages is not None
    assert pages >= 1
    assert values(word, "memo", "cabinet-pages") == [pages]
    extent = values(word, "read-ahead", "background-pages")[0]
    assert extent is not None
    assert 0.3 < extent < pages
    assert values(pdf, "read-ahead", "background-pages") == [extent]
    for path in (word, pdf, written(tmp_path, "hwpx", *blocks)):
        size = values(path, "cards", "card-size")[0]
        assert size is not None
        assert 5 < size < 14


@pytest.mark.parametrize(
    ("ending", "rule", "note"),
    [
        ("md", "talking-points-page", ".md has no pages"),
        ("html", "talking-points-size", ".html leaves the font size to the reader"),
        ("pdf", "talking-points-count", "a PDF has lines but no headings or lists: measure another format"),
        ("pdf", "k2-dates", "the form is checked only in .docx, .hwpx, .md"),
        ("md", "k2-dates", "the file has no Korean text"),
    ],
)
def test_what_a_format_does_not_show_is_said(ending: str, rule: str, note: str, tmp_path: Path) -> None:
    """Nothing is taken as kept for want of a measure."""
    found = of(written(tmp_path, ending, Heading("Talking points"), Bullets((FIVE,))), "talking-points")
    assert found[rule][1:] == (None, None, note)


@pytest.mark.parametrize("ending", ["md", "docx", "hwpx"])
def test_korean_form(ending: str, tmp_path: Path) -> None:
    """Counted as lint --house counts, all lines; headings are known with their marks."""
    blocks = (
        Heading("□ 목표"),
        Bullets(("2026.11.22.까지 협의", "오후 3시 20분 면담")),
        Paragraph("2026.11.22.까지 협의  끝."),
    )
    found = of(written(tmp_path, ending, *blocks, lang="ko", title="보고"), "talking-points")
    assert [found[name].value for name in ("k2-dates", "k3-hours", "k8-end", "aimed-at-objectives")] == [2, 1, 0, 2]
    assert found["k2-dates"].holds is False


def test_a_file_of_another_format(tmp_path: Path) -> None:
    file = tmp_path / "calendar.ics"
    file.write_text("BEGIN:VCALENDAR", encoding="utf-8")
    assert {measured.holds for measured in measure_file(file, "cards", all_rules(), {})} == {None}


@pytest.mark.parametrize("ending", ["docx", "hwpx", "pdf"])
def test_a_damaged_file_is_not_taken_as_kept(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"paper.{ending}"
    file.write_bytes(b"no such file")
    found = of(file, "talking-points")
    assert found["talking-points-size"].holds is None
    assert found["talking-points-size"].note.startswith("the file cannot be read back: ")
    assert found["talking-points-page"].holds is None
