"""Read tables that come back: the sheets of workbooks, and CSV files."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from kbrief.errors import BriefError, Message, Problem, require_installed
from kbrief.files import escape_control_characters, read_file
from kbrief.tables.places import DERIVED, ROWS
from kbrief.text.archives import ensure_small
from kbrief.text.decode import decode, raise_unreadable

#: How many bytes of XML a workbook may unpack to: it is read row by row.
MAX_XML_BYTES = 128_000_000

MAX_CELLS = 4_000_000
MAX_COLUMNS = 500
MAX_ROWS = 200_000

SUFFIXES = (".xlsx", ".csv")

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Wrong(NamedTuple):
    """A cell that holds what is no plain value: why not, and what to do."""

    rule: str
    message: Message
    hint: Message


Value = str | int | float | bool | Wrong | None
Cells = tuple[Value, ...]


class Sheet(NamedTuple):
    """A table as read: the name that messages use, its own name, its rows from the header on, each with its number."""

    file: str
    name: str
    rows: tuple[tuple[int, Cells], ...]
    is_csv: bool

    def place(self, row: int, column: int) -> str:
        """Return how people call a cell, `points.xlsx!points!D14`; both count from 1."""
        return f"{self.file}!{column_letters(column)}{row}"

    def problem(self, row: int, column: int, wrong: Wrong) -> Problem:
        """Return what is wrong with a cell, at its place."""
        return Problem(self.place(row, column), row, column, wrong.rule, "error", wrong.message, wrong.hint)


def column_letters(column: int) -> str:
    """Return the letters of a column, A for 1 and AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_tables(paths: Sequence[Path]) -> tuple[Sheet, ...]:
    """Return the tables of files, and of all workbooks and CSV files in a folder. Raises BriefError, MissingExtra."""
    sheets: list[Sheet] = []
    for path in paths:
        for file in _files(path):
            data = read_file(file)
            name = escape_control_characters(str(file))
            sheets += (
                _workbook(data, name, file.stem) if file.suffix.lower() == ".xlsx" else _csv(data, name, file.stem)
            )
    if not sheets:
        _refuse_empty(escape_control_characters(", ".join(map(str, paths))))
    return tuple(sheets)


def _refuse_empty(display_name: str) -> NoReturn:
    message = Message("{name} has no table in it", name=display_name)
    raise_unreadable(display_name, (1, 1), "table-none", message, Message("name a folder with .xlsx or .csv files"))


def _files(path: Path) -> list[Path]:
    """Return the files that a path names. Raises BriefError where it names none that can be read."""
    display_name = escape_control_characters(str(path))
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.name[0] not in ".~")
        if not files:
            _refuse_empty(display_name)
        return files
    if path.exists() and path.suffix.lower() not in SUFFIXES:
        message = Message("{name} is no table", name=display_name)
        raise_unreadable(display_name, (1, 1), "table-kind", message, Message("save it as .xlsx or .csv"))
    return [path]


def _csv(data: bytes, file: str, stem: str) -> Iterator[Sheet]:
    """Yield the table of a CSV file, of cells apart by commas, semicolons or tabs."""
    text = decode(data, file)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows: list[tuple[int, Cells]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for n, row in enumerate(reader, 1):  # as a spreadsheet counts: a cell of several lines is in one row
            if any(row):
                _ensure_size(file, n, len(row))
                rows.append((n, tuple(value or None for value in row)))
    except csv.Error as error:
        message = Message("{name} is no CSV: {why}", name=file, why=str(error))
        hint = Message("save it from a spreadsheet as CSV in UTF-8")
        raise_unreadable(file, (reader.line_num, 1), "table-csv", message, hint)
    if rows:
        yield Sheet(file, stem, tuple(rows), is_csv=True)


def _workbook(data: bytes, file: str, stem: str) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything."""
    require_installed("openpyxl", extra="xlsx")
    has_merged = _check_archive(data, file)
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl passes over, as colors of conditions
            sheets = list(_sheets(data, file, stem))
    except BriefError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken workbook can raise anything
        _refuse(file, Message("{name} is no workbook that can be read: {why}", name=file, why=type(error).__name__))
    if has_merged:
        _refuse_merged(data, file)
    return sheets


def _sheets(data: bytes, file: str, stem: str) -> Iterator[Sheet]:
    """Yield the sheets of a workbook; the only one is called as its file where its own name is no table's."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    for sheet in book.worksheets:
        title = sheet.title.casefold()
        if title not in DERIVED:
            is_only = len(book.sheetnames) == 1 and title not in ROWS
            display_name = file if is_only else f"{file}!{sheet.title}"
            if rows := tuple(_rows(sheet, display_name)):
                yield Sheet(display_name, stem if is_only else sheet.title, rows, is_csv=False)


def _check_archive(data: bytes, file: str) -> bool:
    """Return whether cells are merged. Raises BriefError for an archive that is none, too large or malicious."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = Message("{name} is locked with a password, or an old .xls", name=file)
        raise_unreadable(file, (1, 1), "table-locked", message, Message("save it as .xlsx without a password"))
    try:
        ensure_small(file, data, MAX_XML_BYTES)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = [
                archive.read(entry) for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))
            ]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        _refuse(file, Message("{name} is no workbook", name=file))
    if any(mark in content[:4096] for content in contents for mark in _DOCTYPE):
        _refuse(file, Message("{name} declares entities, which no spreadsheet does", name=file))
    return any(_MERGED.search(content) for content in contents)


def _refuse(file: str, message: Message) -> NoReturn:
    raise_unreadable(file, (1, 1), "table-unreadable", message, Message("save it from a spreadsheet as .xlsx"))


def _refuse_merged(data: bytes, file: str) -> None:
    """Raise BriefError for every range of cells that are merged, at its first cell."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    hint = Message("unmerge them, and fill each cell")
    problems = [
        Problem(f"{file}!{sheet.title}!{cells.coord.partition(':')[0]}", cells.min_row, cells.min_col, "cells-merged",
                "error", Message("the cells {cells} are merged", cells=cells.coord), hint)
        for sheet in book.worksheets
        for cells in sheet.merged_cells.ranges
    ]  # fmt: skip
    raise BriefError(Message("{name} has merged cells", name=file), hint, tuple(problems))


def _rows(sheet: Any, display_name: str) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet that hold anything, with their numbers."""
    sheet.reset_dimensions()
    cells = 0
    for n, row in enumerate(sheet.iter_rows(), 1):
        _ensure_size(display_name, n, len(row), cells)
        values = tuple(map(_value, row))
        if any(value is not None for value in values):
            cells += len(values)
            yield n, values


def _ensure_size(file: str, rows: int, columns: int, cells: int = 0) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        message = Message(
            "{name} has more than {rows:,} rows or {columns} columns", name=file, rows=MAX_ROWS, columns=MAX_COLUMNS
        )
        raise_unreadable(file, (1, 1), "file-size", message, Message("delete the empty rows and columns"))


_FORMULA = Wrong(
    "cell-formula", Message("a formula, not a value"), Message("paste its value in its place (paste special, values)")
)
_ERROR = Wrong("cell-formula", Message("an error of the spreadsheet, not a value"), _FORMULA.hint)
#: How LibreOffice writes true and false.
_TRUTH: dict[str, Value] = {"=TRUE()": True, "=FALSE()": False}

_DATE = Wrong(
    "cell-date", Message("a date that the spreadsheet made a number of"),
    Message("format the cell as text, then type the date again: 2025-06-13"),
)  # fmt: skip


def _value(cell: Any) -> Value:
    """Return what a cell of a workbook holds."""
    value = cell.value
    if value is None:
        return None
    kind = cell.data_type
    if kind in {"s", "inlineStr"}:
        return _plain(value)
    if kind == "f":
        return _TRUTH.get(str(value).upper(), _FORMULA)
    if kind == "e":
        return _ERROR
    if kind == "d":
        return _DATE
    return value if isinstance(value, (bool, int, float)) else _plain(str(value))


def _plain(text: str) -> str | None:
    """Return a text with the line ends of a brief, None for a blank one."""
    if "_x000D_" in text or "\r" in text:
        text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else None
