"""Documents for writers: one with every kind of block in both languages, and one made of other formats' markup."""

import datetime as dt
from xml.etree import ElementTree as ET

from kbrief.i18n import use_language
from kbrief.model import Lang
from kbrief.pages.chart_data import ChartLabels, RankedRow, RankingChart
from kbrief.pages.charts import ranking_alt
from kbrief.pages.document import Block, Box, Bullets, Column, Document, Fields, Heading, Paragraph, Picture, Row, Table
from kbrief.pages.meta import Meta
from kbrief.render import render_document

DAY = dt.date(2026, 11, 22)
MARKING = {"en": "INTERNAL DRAFT", "ko": "내부 검토용"}
LISTS = {
    "en": {"emphasize": "Emphasize", "hold": "Hold", "minimize": "Minimize"},
    "ko": {"emphasize": "강조", "hold": "상황별 대응", "minimize": "신중 대응"},
}
#: Texts that some format would read as something else than the characters that they are.
HOSTILE = (
    "<script>alert(1)</script>",
    "[bold]loud[/bold]",
    "#let x = 1; #panic()",
    "| a | b |",
    "`code` *star* _under_",
    "=1+1",
    "$x^2$ \\ @ref <label>",
    "& &amp; \"q\" 's'",
    "{{ 7*7 }} {% include 'x' %}",
    "// c /* d */ -- ---",
    "美 한글 【판단】",
)


def terms(lang: Lang) -> ChartLabels:
    """Return how pictures name things."""
    use_language(lang)
    return ChartLabels(tuple(LISTS[lang].items()), {"en": "tally", "ko": "합계"}[lang])  # type: ignore[arg-type] # keys are list names


def figure(lang: Lang, label: str = "") -> Picture:
    """Return a ranking of two points."""
    name = label or {"en": "Shipbuilding", "ko": "방산 기반: 조선"}[lang]
    rows = (RankedRow(name, "emphasize", 4, "+4", 0.93, "93 %"), RankedRow("B", "minimize", -3, "-3", 1, "100 %"))
    return ranking(rows, lang, {"en": "Where points stand", "ko": "의제별 위치"}[lang])


def ranking(rows: tuple[RankedRow, ...], lang: Lang = "en", title: str = "t") -> Picture:
    """Return a ranking of these rows."""
    chart = RankingChart(rows, terms(lang), 8)
    return Picture(chart, title, ranking_alt(chart))


#: A ranking of nothing, where only the title and the text of a picture matter.
EMPTY_CHART = RankingChart((), ChartLabels((), "tally"), 8)


def meta(lang: Lang, title: str = "A memo") -> Meta:
    """Return what is told beside a document."""
    return Meta(lang, title, DAY, "Desk", MARKING[lang])


def sample(lang: Lang = "en") -> Document:
    """Return a document with every kind of block."""
    said = {"en": ("Lead with ships", "Say less of bodies"), "ko": ("조선부터 먼저 제기", "협의체는 먼저 꺼내지 않음")}[
        lang
    ]
    table = Table(
        (Column("#"), Column("Point" if lang == "en" else "의제"), Column("Tally", "right")),
        (Row(("1=", said[0], "+4"), "noted"), Row(("2", said[1], "-3"))),
        "Note",
        "none",
    )
    blocks: tuple[Block, ...] = (
        Fields((("DATE", "Nov 22, 2026"), ("FOR", "the Minister"))),
        Box("Summary", said),
        Heading("Emphasize"),
        Paragraph("plain"),
        Paragraph("said softly", "quiet"),
        Paragraph("said loudly", "warn"),
        Bullets(said),
        table,
        Table((Column("#"),), (), "", "nothing here"),
        Table((Column("#"),), ()),
        Heading("Part", 1),
        Heading("Detail", 3),
        figure(lang),
    )
    return Document("A title", (MARKING[lang], "how far to trust it"), blocks, footnotes=("made by kbrief",))


def hostile() -> Document:
    """Return a document that says in every place what formats take for markup."""
    rows = tuple(Row((text, text), text) for text in HOSTILE)
    blocks: tuple[Block, ...] = (
        *(Paragraph(text) for text in HOSTILE),
        Heading(HOSTILE[0]),
        Bullets(HOSTILE),
        Box(HOSTILE[0], HOSTILE),
        Fields(tuple((text, text) for text in HOSTILE)),
        Table((Column(HOSTILE[0]), Column(HOSTILE[2], "right")), rows, HOSTILE[4]),
        figure("en", HOSTILE[0]),
    )
    return Document(HOSTILE[0], HOSTILE[:1], blocks, footnotes=HOSTILE[2:3])


def texts(document: Document) -> set[str]:
    """Return every text of a document but those of its pictures."""
    found = {document.title, *document.caveats, *document.footnotes}
    for block in document.blocks:
        match block:
            case Paragraph(text) | Heading(text):
                found.add(text)
            case Bullets(items) | Box(_, items):
                found |= set(items)
            case Fields(pairs):
                found |= {part for pair in pairs for part in pair}
            case Table(columns, rows, note, empty):
                noted = {note} if any(row.note for row in rows) else set()
                titles = {column.title for column in columns} if rows else {empty}
                found |= titles | noted | {text for row in rows for text in (*row.cells, row.note)}
            case _:
                found.add(block.title)
    return found - {""}


def missing(document: Document, shown: str) -> set[str]:
    """Return the texts of a document that do not stand in what is shown."""
    return {text for text in texts(document) if text not in shown}


def written(ending: str, lang: Lang = "en") -> bytes:
    """Return the sample in a format."""
    return render_document(sample(lang), ending, meta(lang))


def xml(data: bytes | str) -> ET.Element:
    """Return data of our own making as XML."""
    return ET.fromstring(data)  # noqa: S314 - our own output
