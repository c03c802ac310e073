"""Workbooks and CSV files that are edited as a colleague would, and a brief that a hand writes in one style."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

HEAD = f"""\
# A brief that is written by hand: this remark stays.
id: hand
title: By hand
as_of: "2025-01"
languages: [en, ko]
criteria:
  - {{id: source, name: {{en: Source, ko: "자료"}}}}
  - {{id: view, name: {{en: View, ko: "인식"}}, perception: true}}
administrations:
  - {{id: council, name: {{en: Council, ko: "시의회"}}}}
sources:
  - id: board
    name: Board
    title: Board
    kind: text
    grade: {{reliability: B, credibility: 2}}
    paragraphs:
      - {{n: 1, kind: body, digest: {{en: One., ko: "하나"}}, words: 3, sha256: "{"a" * 64}"}}
      - {{n: 2, kind: body, digest: {{en: Two., ko: "둘"}}, words: 3, sha256: "{"b" * 64}"}}
points:
"""

#: The values of points by point and column, as the tables name it.
Cells = dict[tuple[str, str], Any]

COLUMNS = ("label_en", "label_ko", "say_text_en", "say_text_ko", "say_basis", "say_cites", "say_why_en", "say_why_ko")
RATED = ("value", "basis", "cites", "why_en", "why_ko")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def by_hand(points: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the brief as a hand writes it: every text in double quotes, a remark at every turn."""
    lines = [HEAD]
    for name, cells in points.items():
        text = {key: quoted(value) if isinstance(value, str) else value for key, value in cells.items()}
        lines.append(
            f"  # {name} comes next\n"
            f"  - id: {name}\n"
            f"    label: {{en: {text['label_en']}, ko: {text['label_ko']}}} # its name\n"
            f"    say:\n"
            f"      text:\n"
            f"        en: {text['say_text_en']}\n"
            f"        ko: {text['say_text_ko']} # Korean\n"
            f"      basis: {cells['say_basis']} # on what\n"
            f"      cites: [{', '.join(cells['say_cites'])}]\n"
            f"      why: {{en: {text['say_why_en']}, ko: {text['say_why_ko']}}}\n"
            f"    ratings:\n"
            f"      source: {{value: {cells['value']}, basis: {cells['basis']}, cites: [{', '.join(cells['cites'])}],"
            f" why: {{en: {text['why_en']}, ko: {text['why_ko']}}}}} # coded\n"
            f"      view: {{council: {{basis: unknown}}}}\n"
        )
    return "".join(lines)


def point(n: int) -> dict[str, Any]:
    """Return the cells of a point before it is edited."""
    said = {name: f"{name} of {n}, in words" for name in (*COLUMNS, *RATED) if name[-3:] in {"_en", "_ko"}}
    basis = {"say_basis": "inferred", "basis": "stated", "say_cites": ["board#P1"], "cites": ["board#P1", "board#P2"]}
    return {**said, **basis, "value": n % 5 - 2}


def edit_workbook(data: bytes, edits: Mapping[tuple[str, str, str], Any]) -> bytes:
    """Return a workbook with cells changed, by table, row (its keys joined by dots) and column."""
    book = load_workbook(io.BytesIO(data))
    for (table, row, column), value in edits.items():
        sheet = book[table]
        titles = {cell.value: cell.column for cell in sheet[1]}
        keys = [name for name in ("id", "point", "criterion", "administration") if name in titles]
        for cells in sheet.iter_rows(min_row=2):
            own = ".".join(
                str(cells[titles[key] - 1].value) for key in keys if cells[titles[key] - 1].value is not None
            )
            if own == row:
                cell = sheet.cell(cells[0].row, titles[column])
                cell.value = "; ".join(value) if isinstance(value, list) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                break
        else:
            raise KeyError(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edit_csv(path: Path, row: str, column: str, value: str) -> None:
    """Change a cell of a CSV file, by the first key of its row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    where = rows[0].index(column)
    found = next(one for one in rows if one[0] == row)
    found[where] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
