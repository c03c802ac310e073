"""Read edited tables from the sheets of workbooks and from CSV files."""

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
from kbrief.tables.places import DERIVED_TABLES, IMPORTED_TABLES
from kbrief.text.archives import ensure_small
from kbrief.text.decode import decode, raise_unreadable

#: The most bytes of XML that a workbook may unpack to; it is read row by row.
MAX_XML_BYTES = 128_000_000

MAX_CELLS = 4_000_000
MAX_COLUMNS = 500
MAX_ROWS = 200_000

TABLE_SUFFIXES = (".xlsx", ".csv")

_MERGED_CELLS = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class CellProblem(NamedTuple):
    """A problem in place of the value of a cell: its rule, its message and a hint."""

    rule: str
    message: Message
    hint: Message


Value = str | int | float | bool | CellProblem | None
Cells = tuple[Value, ...]


class Sheet(NamedTuple):
    """A table: its name in messages, its own name, and its numbered rows, of which the first is the header."""

    file: str
    name: str
    rows: tuple[tuple[int, Cells], ...]
    is_csv: bool

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell, such as `points.xlsx!points!D14`; row and column count from 1."""
        return f"{self.file}!{column_letters(column)}{row}"

    def problem(self, row: int, column: int, problem: CellProblem) -> Problem:
        """Return the problem of a cell with its place."""
        return Problem(self.place(row, column), row, column, problem.rule, "error", problem.message, problem.hint)


def column_letters(column: int) -> str:
    """Return the letters of a column, such as A for 1 and AA for 27."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def read_tables(paths: Sequence[Path]) -> tuple[Sheet, ...]:
    """Return the tables of files and of all workbooks and CSV files in folders. Raises BriefError, MissingExtra."""
    sheets: list[Sheet] = []
    for path in paths:
        for file in _table_files(path):
            data = read_file(file)
            name = escape_control_characters(str(file))
            read = _read_workbook if file.suffix.lower() == ".xlsx" else _read_csv
            sheets += read(data, name, file.stem)
    if not sheets:
        _raise_no_table(escape_control_characters(", ".join(map(str, paths))))
    return tuple(sheets)


def _raise_no_table(display_name: str) -> NoReturn:
    message = Message("{name} has no tables", name=display_name)
    raise_unreadable(display_name, (1, 1), "table-none", message, Message("name a folder with .xlsx or .csv files"))


def _table_files(path: Path) -> list[Path]:
    """Return the file of a path, or the tables in its folder. Raises BriefError if there are none."""
    display_name = escape_control_characters(str(path))
    if path.is_dir():
        files = sorted(
            file for file in path.iterdir() if file.suffix.lower() in TABLE_SUFFIXES and file.name[0] not in ".~"
        )
        if not files:
            _raise_no_table(display_name)
        return files
    if path.exists() and path.suffix.lower() not in TABLE_SUFFIXES:
        message = Message("{name} is not a table", name=display_name)
        raise_unreadable(display_name, (1, 1), "table-kind", message, Message("save it as .xlsx or .csv"))
    return [path]


def _read_csv(data: bytes, file: str, stem: str) -> Iterator[Sheet]:
    """Yield the table of a CSV file, separated by commas, semicolons or tabs, unless it is empty."""
    text = decode(data, file)
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    rows: list[tuple[int, Cells]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for n, row in enumerate(reader, 1):  # rows as a spreadsheet counts them, not lines
            if any(row):
                _check_size(file, n, len(row))
                rows.append((n, tuple(value or None for value in row)))
    except csv.Error as error:
        message = Message("{name} is not valid CSV: {why}", name=file, why=str(error))
        hint = Message("save it from a spreadsheet as CSV in UTF-8")
        raise_unreadable(file, (reader.line_num, 1), "table-csv", message, hint)
    if rows:
        yield Sheet(file, stem, tuple(rows), is_csv=True)


def _read_workbook(data: bytes, file: str, stem: str) -> list[Sheet]:
    """Return the sheets of a workbook that are not empty."""
    require_installed("openpyxl", extra="xlsx")
    has_merged = _check_archive(data, file)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it ignores, such as conditional colors
            sheets = list(_read_sheets(data, file, stem))
    except BriefError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken workbook can raise anything
        message = Message("{name} is not a workbook that can be read: {why}", name=file, why=type(error).__name__)
        _raise_unreadable_workbook(file, message)
    if has_merged:
        _raise_merged_cells(data, file)
    return sheets


def _read_sheets(data: bytes, file: str, stem: str) -> Iterator[Sheet]:
    """Yield the sheets of a workbook; a single one that is not named like a table is named like its file."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    for sheet in book.worksheets:
        title = sheet.title.casefold()
        if title not in DERIVED_TABLES:
            is_only = len(book.sheetnames) == 1 and title not in IMPORTED_TABLES
            display_name = file if is_only else f"{file}!{sheet.title}"
            if rows := tuple(_read_rows(sheet, display_name)):
                yield Sheet(display_name, stem if is_only else sheet.title, rows, is_csv=False)


def _check_archive(data: bytes, file: str) -> bool:
    """Return whether a workbook has merged cells. Raises BriefError for an invalid, too large or malicious archive."""
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
        _raise_unreadable_workbook(file, Message("{name} is not a workbook", name=file))
    if any(mark in content[:4096] for content in contents for mark in _DOCTYPE):
        _raise_unreadable_workbook(file, Message("{name} declares entities, which no spreadsheet does", name=file))
    return any(_MERGED_CELLS.search(content) for content in contents)


def _raise_unreadable_workbook(file: str, message: Message) -> NoReturn:
    raise_unreadable(file, (1, 1), "table-unreadable", message, Message("save it from a spreadsheet as .xlsx"))


def _raise_merged_cells(data: bytes, file: str) -> None:
    """Raise BriefError with a problem for every range of merged cells, at its first cell."""
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


def _read_rows(sheet: Any, display_name: str) -> Iterator[tuple[int, Cells]]:
    """Yield the number and the cells of each row of a sheet that is not empty."""
    sheet.reset_dimensions()
    cells = 0
    for n, row in enumerate(sheet.iter_rows(), 1):
        _check_size(display_name, n, len(row), cells)
        values = tuple(map(_cell_value, row))
        if any(value is not None for value in values):
            cells += len(values)
            yield n, values


def _check_size(file: str, rows: int, columns: int, cells: int = 0) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        message = Message(
            "{name} has more than {rows:,} rows or {columns} columns", name=file, rows=MAX_ROWS, columns=MAX_COLUMNS
        )
        raise_unreadable(file, (1, 1), "file-size", message, Message("delete the empty rows and columns"))


_FORMULA_PROBLEM = CellProblem(
    "cell-formula", Message("a formula, not a value"), Message("replace it with its value (paste special, values)")
)
_ERROR_PROBLEM = CellProblem("cell-formula", Message("a spreadsheet error, not a value"), _FORMULA_PROBLEM.hint)

_DATE_PROBLEM = CellProblem(
    "cell-date", Message("a date that the spreadsheet turned into a number"),
    Message("format the cell as text, then type the date again: 2025-06-13"),
)  # fmt: skip

#: The formulas that LibreOffice writes for true and false.
_BOOLEAN_FORMULAS: dict[str, Value] = {"=TRUE()": True, "=FALSE()": False}


def _cell_value(cell: Any) -> Value:
    """Return the value of a cell of a workbook, or the problem with it."""
    value = cell.value
    if value is None:
        return None
    kind = cell.data_type
    if kind in {"s", "inlineStr"}:
        return _clean_text(value)
    if kind == "f":
        return _BOOLEAN_FORMULAS.get(str(value).upper(), _FORMULA_PROBLEM)
    if kind == "e":
        return _ERROR_PROBLEM
    if kind == "d":
        return _DATE_PROBLEM
    return value if isinstance(value, (bool, int, float)) else _clean_text(str(value))


def _clean_text(text: str) -> str | None:
    """Return a text with the line ends of a brief, or None if it is blank."""
    if "_x000D_" in text or "\r" in text:
        text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else None
