"""The ranking and the matrix as pictures."""

from itertools import product

from export_documents import LISTS, figure, ranking, terms, xml

from kbrief.pages.chart_data import MatrixChart, MatrixRow, RankedRow, StandaloneText
from kbrief.pages.charts import matrix_alt
from kbrief.pages.document import Picture
from kbrief.render.charts import FILL_COLORS, QUIET_COLOR, TEXT_COLOR, TINT_COLORS, to_svg

SPACE = "{http://www.w3.org/2000/svg}"
ROWS = (
    RankedRow("Ships", "emphasize", 4, "+4", 0.931, "93 %"),
    RankedRow("A label that is far too long to stand on one line of the picture", "hold", 0, "0", 0.5, "50 %"),
    RankedRow("Bodies", "minimize", -9, "-9", 1, "100 %"),
)


def matrix(
    rows: tuple[MatrixRow, ...], administrations: tuple[str, ...], standalone: StandaloneText | None = None
) -> Picture:
    """Return a matrix of these rows."""
    chart = MatrixChart(rows, administrations, terms("en"), standalone)
    return Picture(chart, "By administration", matrix_alt(chart))


def words_of(svg: str) -> list[str]:
    return [node.text or "" for node in xml(svg).iter(f"{SPACE}text")]


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_ranking_says_lists_labels_and_numbers_in_words() -> None:
    """Every list has its name, every point its label, its number and its share as text: color says nothing alone."""
    made = ranking(ROWS, title="Where points stand")
    said = words_of(to_svg(made))
    assert [word for word in said if word in LISTS["en"].values()] == ["Emphasize", "Hold", "Minimize"]
    assert {"Ships", "+4", "93 %", "0", "50 %", "-9", "100 %", "tally", "stays"} <= set(said)
    assert " ".join(said).count("A label that is far") == 1
    assert "one line" in " ".join(said)


def test_ranking_bars_stay_within_the_scale() -> None:
    """A number beyond the scale fills its half and no more; stability fills its share of the frame."""
    widths = [float(r.get("width", "0")) for r in xml(to_svg(ranking(ROWS))).iter(f"{SPACE}rect")]
    assert widths[1:] == [45, 100, 93.1, 0, 100, 50, 90, 100, 100]


def test_without_stability_there_is_no_column_for_it() -> None:
    """Rows without a share leave the column out, and the alternative text too."""
    made = ranking((RankedRow("Ships", "emphasize", 4, "+4"),))
    assert "stays" not in to_svg(made)
    assert made.alt == "Emphasize: Ships +4. Hold: no points. Minimize: no points."


def test_alternative_text_says_what_the_picture_shows() -> None:
    """Title and description are in the picture, and the same text serves where it cannot be seen."""
    made = figure("ko")
    root = xml(to_svg(made))
    assert (root.findtext(f"{SPACE}title"), root.findtext(f"{SPACE}desc")) == (made.title, made.alt)
    assert (
        made.alt == "강조: 방산 기반: 조선 +4(유지율 93 %). 상황별 대응: 해당 의제 없음. 신중 대응: B -3(유지율 100 %)."
    )


def test_matrix_says_list_and_number_in_each_cell() -> None:
    """Each cell has the list in words and the number, each column its administration."""
    rows = (MatrixRow("Ships", (("emphasize", "+4"), ("hold", "0"))), MatrixRow("Bodies", (("minimize", "-2"),) * 2))
    made = matrix(rows, ("Trump", "Harris"))
    assert words_of(to_svg(made)) == [
        "Trump", "Harris", "Ships", "Emphasize +4", "Hold 0", "Bodies", "Minimize -2", "Minimize -2",
    ]  # fmt: skip
    assert made.alt == "Ships: Trump Emphasize +4; Harris Hold 0. Bodies: Trump Minimize -2; Harris Minimize -2."


def test_a_picture_that_stands_alone_says_its_title_and_source() -> None:
    """With a frame the title stands above, the notes below; without, the page says them."""
    alone = StandaloneText("By administration", ("Source: one commentary.",))
    assert {"By administration", "Source: one commentary."} <= set(words_of(to_svg(matrix((), (), alone))))
    assert words_of(to_svg(ranking(()))) == ["tally"]


def test_text_has_contrast_and_lists_differ_without_color() -> None:
    """Text on every ground has a contrast of 4.5 or more; bars and frames have 3 or more on white."""
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in product((TEXT_COLOR, QUIET_COLOR), ("#ffffff",)))
    assert all(contrast(TEXT_COLOR, tint) >= 4.5 for tint in TINT_COLORS.values())
    assert all(contrast(fill, "#ffffff") >= 3 for fill in (*FILL_COLORS.values(), QUIET_COLOR))
