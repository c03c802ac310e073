"""The catalogs: complete, in step with the program, filled in as English is, and one file for a language."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from hatch_build import compile_catalog

from kbrief import i18n

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src/kbrief"
PO = ROOT / "src/kbrief/locale/ko/LC_MESSAGES/kbrief.po"

#: Contexts whose translations may fill in other things: a Korean date has no month's name.
FREE_CONTEXTS = {"date", "source"}
CALLS = {"_": 0, "Message": 0, "pgettext": 1, "ngettext": 1}


@pytest.fixture(scope="module")
def korean() -> Catalog:
    """Return the Korean catalog."""
    with PO.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Yield each message with its English and its Korean forms."""
    for message in catalog:
        if message.id:
            english = [message.id] if isinstance(message.id, str) else list(message.id)
            own = [message.string] if isinstance(message.string, str) else list(message.string or ())
            yield message, english, own


def fields(form: str) -> set[str]:
    """Return the names of what is filled into a form."""
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_every_message_has_its_korean(korean: Catalog) -> None:
    """No message is left in English."""
    assert [message.id for message, _english, own in messages(korean) if not all(own)] == []


def test_korean_fills_in_what_english_does(korean: Catalog) -> None:
    """Each placeholder of one form is one of the other, and none is lost; of a plural, Korean fills in all of them."""
    assert [
        message.id for message, english, own in messages(korean) if wrong_fields(message.context, english, own)
    ] == []


def wrong_fields(context: str | None, english: list[str], own: list[str]) -> bool:
    """Whether what a translation fills in differs from what the English does, in any of its forms."""
    wanted = set().union(*map(fields, english))
    return context not in FREE_CONTEXTS and any(fields(form) != wanted for form in own)


@pytest.mark.parametrize(
    ("english", "own"),
    [(["{a} of {b}"], ["{a}"]), (["{a}"], ["{a} {b}"]), (["one {a}", "{count} {a}"], ["{count}"]), (["x"], ["{}"])],
)
def test_the_gate_of_placeholders_fails_when_broken(english: list[str], own: list[str]) -> None:
    """A placeholder that is lost or made up is found, in plurals too."""
    assert wrong_fields(None, english, own)
    assert not wrong_fields(None, english, english[-1:])


def test_the_catalog_is_in_step_with_the_program(tmp_path: Path) -> None:
    """Extracting the messages again changes nothing: none is missing, none is left over."""
    copy = tmp_path / "kbrief"
    for name in ("src", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "fonts", "*.mo"))
    shutil.copy(ROOT / "hatch_build.py", copy)
    subprocess.run([sys.executable, "tools/messages.py"], cwd=copy, check=True, capture_output=True)
    with (copy / PO.relative_to(ROOT)).open("rb") as file:
        again = {(message.context, str(message.id)) for message in read_po(file) if message.id}
    with PO.open("rb") as file:
        assert {(message.context, str(message.id)) for message in read_po(file) if message.id} == again


def test_a_third_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, korean: Catalog) -> None:
    """A catalog that is compiled is offered and spoken; what it lacks is said in English."""
    pseudo = Catalog(locale="de")
    for message, english, _own in messages(korean):
        if len(english) == 1:
            pseudo.add(message.id, f"«{english[0]}»", context=message.context)
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "kbrief.po").open("wb") as file:
        write_po(file, pseudo)
    compile_catalog(folder / "kbrief.po")
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    i18n.languages.cache_clear()
    i18n.catalog.cache_clear()
    try:
        assert i18n.languages() == ("en", "de")
        i18n.use_language("de")
        assert i18n._("unknown, counts 0") == "«unknown, counts 0»"
        assert i18n._("not in any catalog: {x}", x=1) == "not in any catalog: 1"
    finally:
        i18n.languages.cache_clear()
        i18n.catalog.cache_clear()


def plain_calls(path: Path) -> Iterator[str]:
    """Yield each call whose message cannot be extracted: an f-string, a variable or a sum."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            place = CALLS[node.func.id] if node.func.id != "ngettext" else 0
            argument = node.args[place] if len(node.args) > place else None
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}"


def test_every_message_can_be_extracted() -> None:
    """The first argument of `_`, `pgettext`, `ngettext` and `Message` is a plain string, but where one is rebuilt."""
    found = [call for path in SOURCE.rglob("*.py") for call in plain_calls(path)]
    rebuilt = {"errors.py", "i18n/__init__.py"}
    assert [call for call in found if call.split(":")[0] not in rebuilt] == []
