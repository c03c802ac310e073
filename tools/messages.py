"""Extract the messages of the program into its catalogs, and compile them: `python tools/messages.py`.

Every call of `_`, `pgettext`, `ngettext` and `Message` whose first argument is a plain string is a message. A new
one enters each catalog without a translation; one that is gone leaves it.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from hatch_build import compile_catalog  # noqa: E402 - the build's own function

from kbrief.cli.help import help_paragraphs  # noqa: E402

KEYWORDS = {"_": None, "Message": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Return every message of the program, without places, which would change with each edit."""
    catalog = Catalog(project="kbrief")
    found = extract_from_dir(str(ROOT / "src" / "kbrief"), [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, comments, context in found:
        if message:
            catalog.add(message, None, auto_comments=comments, context=context)
    for path in sorted((ROOT / "src" / "kbrief" / "cli").rglob("*.py")):
        for text in help_texts(ast.parse(path.read_text(encoding="utf-8"))):
            catalog.add(text)
    return catalog


def help_texts(tree: ast.Module) -> Iterator[str]:
    """Yield the help texts of a module of commands: of options and arguments, and the docstrings of its commands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(call) for call in node.decorator_list):
            yield from (text for text, _example in help_paragraphs(ast.get_docstring(node) or "") if text)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"typer.Option", "typer.Argument"}:
            values = (keyword.value for keyword in node.keywords if keyword.arg == "help")
            yield from (str(value.value) for value in values if isinstance(value, ast.Constant))


def update(source: Path) -> list[str]:
    """Bring a catalog into step with the program, and return the messages that have no translation."""
    template = extracted()
    with source.open("rb") as file:
        catalog = read_po(file)
    # A new date at each run would be a conflict in every merge.
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, omit_header=False, include_previous=False)
    source.write_bytes(buffer.getvalue())
    compile_catalog(source)
    return [str(message.id) for message in catalog if message.id and not _translated(message.string)]


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def main() -> None:
    """Update and compile every catalog, and print what has no translation."""
    missing = [
        name for source in sorted(ROOT.glob("src/kbrief/locale/*/LC_MESSAGES/kbrief.po")) for name in update(source)
    ]
    for name in missing:
        print(f"not translated: {name}")  # noqa: T201 - a script prints its result
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()
