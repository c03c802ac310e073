"""Who writes files, who opens them, and who asks for the date; import-linter holds who imports whom."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "kbrief"
WRITERS = {"store/atomic.py", "store/cache.py"}
READERS = (
    "files.py", "load/", "text/", "store/", "tables/read.py", "i18n/__init__.py", "lint/data.py", "pack/rules.py",
    "verify/",
)  # fmt: skip
CLOCKS = ("cli/", "load/rules/context.py")  # a rule holds the dates of sources against today
FILE_CALLS = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
WRITE_CALLS = {
    "write_text", "write_bytes", "mkstemp", "mkdtemp", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "rename",
    "renames", "chmod", "chown", "symlink_to", "hardlink_to", "fdopen", "touch", "copy", "copyfile", "copytree", "move",
}  # fmt: skip
#: Names that write only as a function of a module: a value's own method of that name returns another value.
COPIES = {"copy"}
CLOCK_CALLS = {("datetime", "now"), ("date", "today"), ("datetime", "today"), ("time", "time")}


@dataclass(frozen=True)
class Module:
    """One module of the package, parsed."""

    name: str
    tree: ast.Module


def modules() -> list[Module]:
    """Return all modules of the package."""
    return [Module(p.relative_to(PACKAGE).as_posix(), ast.parse(p.read_text())) for p in sorted(PACKAGE.rglob("*.py"))]


def calls(module: Module) -> set[str]:
    """Return `open` and the methods that a module calls; `os.open` and `webbrowser.open` open no file of the user's."""
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    methods = [f for f in called if isinstance(f, ast.Attribute)]
    return {f.id for f in called if isinstance(f, ast.Name) and f.id == "open"} | {
        f.attr for f in methods if getattr(f.value, "id", "") not in {"os", "webbrowser"}
    }


def write_calls(module: Module) -> Iterator[str]:
    """Yield the names of calls that change files; `replace` does with one argument, or as a function of `os`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, getattr(node.func.value, "id", "")
            if name in WRITE_CALLS and (name not in COPIES or owner == "shutil"):
                yield name
            if name == "replace" and (owner == "os" or (len(node.args) == 1 and not node.keywords)):
                yield name


def writing(found: list[Module]) -> list[str]:
    """Return the modules that write and may not."""
    return [m.name for m in found if any(write_calls(m)) and m.name not in WRITERS]


def reading(found: list[Module]) -> list[str]:
    """Return the modules that open files and may not."""
    return [m.name for m in found if calls(m) & FILE_CALLS and not m.name.startswith(READERS)]


def asking_the_date(found: list[Module]) -> list[str]:
    """Return the modules that ask the clock and may not."""
    return [
        m.name
        for m in found
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not m.name.startswith(CLOCKS)
        if (getattr(node.func.value, "id", getattr(node.func.value, "attr", "")), node.func.attr) in CLOCK_CALLS
    ]


@pytest.mark.parametrize("check", [writing, reading, asking_the_date])
def test_only_those_who_may_do(check: object) -> None:
    """Files are written in one module and opened in four places; the date comes from `cli`."""
    assert callable(check)
    assert check(modules()) == []


@pytest.mark.parametrize(
    ("check", "name", "code"),
    [
        (reading, "pages/bad.py", "from pathlib import Path\nPath('x').read_text()"),
        (writing, "load/bad.py", "from pathlib import Path\nPath('x').write_text('y')"),
        (writing, "load/bad.py", "from pathlib import Path\nPath('x').rename('y')"),
        (writing, "cli/bad.py", "from pathlib import Path\nPath('x').replace(Path('y'))"),
        (writing, "cli/bad.py", "import os\nos.replace('x', 'y')"),
        (writing, "cli/bad.py", "import os\nos.chmod('x', 0)"),
        (writing, "cli/bad.py", "import shutil\nshutil.copy('x', 'y')"),
        (writing, "render/bad.py", "import os\nos.fdopen(os.open('x', 1), 'w').write('y')"),
        (asking_the_date, "pages/bad.py", "import datetime\ndatetime.datetime.now()"),
    ],
)
def test_each_rule_fails_when_broken(check: object, name: str, code: str) -> None:
    """Each rule fails on a module that breaks it."""
    assert callable(check)
    assert check([Module(name, ast.parse(code))])


def test_making_another_value_is_not_writing() -> None:
    """Texts, dates, named tuples and mappings have methods of the same names."""
    code = "x.replace('a', 'b')\nx.replace(day=1)\nx._replace(a=1)\nx.copy()\nreplace(x)"
    assert writing([Module("cli/fine.py", ast.parse(code))]) == []
