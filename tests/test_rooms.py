"""The rooms of src/kbrief: who may read, write, and ask the date. Who may import whom is held by import-linter."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "kbrief"
ROOMS = ("errors", "model", "words", "load", "decide", "export", "view", "cli")
WRITERS = {"load/atomic.py"}
FILE_CALLS = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
WRITE_CALLS = {
    "write_text", "write_bytes", "mkstemp", "mkdtemp", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "rename",
    "renames", "chmod", "chown", "symlink_to", "hardlink_to", "fdopen", "touch", "copy", "copyfile", "copytree", "move",
}  # fmt: skip
COPIES = {"copy"}
"""Names that only a module's function has for writing: a value's own method of that name makes another value."""
CLOCK_CALLS = {("datetime", "now"), ("date", "today"), ("datetime", "today"), ("time", "time")}


@dataclass(frozen=True)
class Module:
    """One module of the package, as read."""

    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder, or the module itself, right under the package."""
        return self.name.split("/")[0].removesuffix(".py")


@cache
def modules(package: Path = PACKAGE) -> list[Module]:
    """Return the modules of the package, read once."""
    return [Module(str(p.relative_to(package)), ast.parse(p.read_text())) for p in sorted(package.rglob("*.py"))]


def calls(module: Module) -> set[str]:
    """Return the names of what a module calls; `os.open` and `webbrowser.open` open no file of the user's."""
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    methods = [f for f in called if isinstance(f, ast.Attribute)]
    return {f.id for f in called if isinstance(f, ast.Name)} | {
        f.attr for f in methods if getattr(f.value, "id", "") not in {"os", "webbrowser"}
    }


def changes(module: Module) -> Iterator[str]:
    """Yield the names of the calls that change files; `replace` does with one argument, or as a function of `os`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, getattr(node.func.value, "id", "")
            if name in WRITE_CALLS and (name not in COPIES or owner == "shutil"):
                yield name
            if name == "replace" and (owner == "os" or (len(node.args) == 1 and not node.keywords)):
                yield name


def reading(found: list[Module]) -> list[str]:
    return [m.name for m in found if calls(m) & FILE_CALLS and m.room != "load"]


def writing(found: list[Module]) -> list[str]:
    return [m.name for m in found if any(changes(m)) and m.name not in WRITERS]


def asking_the_date(found: list[Module]) -> list[str]:
    return [
        m.name
        for m in found
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and m.room != "cli"
        if (getattr(node.func.value, "id", getattr(node.func.value, "attr", "")), node.func.attr) in CLOCK_CALLS
    ]


def test_every_module_is_in_a_room() -> None:
    """No module stands outside the rooms but the two that start the program."""
    assert {m.room for m in modules()} - set(ROOMS) == {"__init__", "__main__"}


def test_only_load_reads() -> None:
    """Files are opened in `load` alone."""
    assert reading(modules()) == []


def test_only_one_module_writes() -> None:
    """Files are written, renamed and removed in one place."""
    assert writing(modules()) == []


def test_only_cli_asks_the_date() -> None:
    """Everything but `cli` takes the day from its caller."""
    assert asking_the_date(modules()) == []


@pytest.mark.parametrize(
    ("check", "name", "code"),
    [
        (reading, "view/bad.py", "from pathlib import Path\nPath('x').read_text()"),
        (writing, "load/bad.py", "from pathlib import Path\nPath('x').write_text('y')"),
        (writing, "load/bad.py", "from pathlib import Path\nPath('x').rename('y')"),
        (writing, "cli/bad.py", "from pathlib import Path\nPath('x').replace(Path('y'))"),
        (writing, "cli/bad.py", "import os\nos.replace('x', 'y')"),
        (writing, "cli/bad.py", "import os\nos.chmod('x', 0)"),
        (writing, "cli/bad.py", "import shutil\nshutil.copy('x', 'y')"),
        (writing, "export/bad.py", "import os\nos.fdopen(os.open('x', 1), 'w').write('y')"),
        (asking_the_date, "words/bad.py", "import datetime\ndatetime.datetime.now()"),
    ],
)
def test_each_rule_fails_when_broken(check: object, name: str, code: str) -> None:
    """Every rule of the rooms fails on a module that breaks it."""
    assert callable(check)
    assert check([Module(name, ast.parse(code))])


def test_making_another_value_is_no_writing() -> None:
    """Texts, dates, named tuples and mappings have methods of the same names."""
    code = "x.replace('a', 'b')\nx.replace(day=1)\nx._replace(a=1)\nx.copy()\nreplace(x)"
    assert writing([Module("cli/fine.py", ast.parse(code))]) == []
