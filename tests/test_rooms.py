"""The rooms of src/kbrief: who may import whom, read, write, and ask the date."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "kbrief"
ROOMS = ("errors", "model", "words", "load", "text", "decide", "lint", "export", "view", "cli")
WRITERS = {"load/atomic.py"}
TERMINAL = {"rich", "typer"}
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


def modules(package: Path = PACKAGE) -> list[Module]:
    return [Module(str(p.relative_to(package)), ast.parse(p.read_text())) for p in sorted(package.rglob("*.py"))]


def run_time_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but those that only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from run_time_nodes(child)


def imports(module: Module) -> set[str]:
    found = set()
    for node in run_time_nodes(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


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


def upward(found: list[Module]) -> list[str]:
    """Return the imports that go from a room into one further right."""
    rank = {room: n for n, room in enumerate(ROOMS)}
    return [
        f"{m.name} -> {name}"
        for m in found
        for name in sorted(imports(m))
        if m.room in rank and name.startswith("kbrief.") and rank.get(name.split(".")[1], -1) > rank[m.room]
    ]


def foreign(found: list[Module]) -> list[str]:
    """Return imports that the room's own rule forbids."""
    allowed = {"decide": {"errors", "model", "decide"}, "view": set(ROOMS) - {"export"}}
    own = [
        f"{m.name} -> {name}"
        for m in found
        for name in sorted(imports(m))
        if name.startswith("kbrief.") and name.split(".")[1] in ROOMS
        if name.split(".")[1] not in allowed.get(m.room, set(ROOMS))
    ]
    screens = [
        f"{m.name} -> {name}"
        for m in found
        for name in sorted(imports(m))
        if name.split(".")[0] in TERMINAL and m.room not in {"view", "cli"} and m.name != "__main__.py"
    ]
    return own + screens


def reading(found: list[Module]) -> list[str]:
    """Return the modules that read files; `kbrief.text.read_text` reads a draft through `load`."""
    return [
        m.name
        for m in found
        if calls(m) & (FILE_CALLS - {name.removeprefix("kbrief.text.") for name in imports(m)})
        and m.room not in {"load", "text", "lint"}
    ]


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


def test_imports_go_leftward_only() -> None:
    """A room imports only rooms to its left."""
    assert upward(modules()) == []


def test_decide_view_and_screens_keep_to_themselves() -> None:
    """`decide` knows errors and model alone, `view` does not know `export`, Rich and Typer stay in view and cli."""
    assert foreign(modules()) == []


def test_only_load_reads() -> None:
    """Files are opened in `load` alone; `lint` reads its own data."""
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
        (upward, "model/bad.py", "from kbrief.view.lists import x"),
        (upward, "load/bad.py", "def f():\n    import kbrief.decide.rank"),
        (foreign, "decide/bad.py", "from kbrief.words.voice import Voice"),
        (foreign, "view/bad.py", "from kbrief.export.items.brief import x"),
        (foreign, "export/bad.py", "import rich.table"),
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


def test_type_checking_imports_do_not_count() -> None:
    """An import that only type checkers see is no import at run time."""
    code = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from kbrief.view.lists import x"
    assert upward([Module("model/fine.py", ast.parse(code))]) == []
