"""Record what the program says, and compare two records: the proof that a change of code changes no output.

    python tools/referee.py record FOLDER            every case, one text file each
    python tools/referee.py compare FOLDER FOLDER    print what differs; exit 1 where something does
    python tools/referee.py compare --against REV    record REV and this checkout with the same cases, and compare
    python tools/referee.py core                     renew tests/record, which the tests hold

A case is a command on a brief or draft of the tests, or on the shipped brief, with its exit code, both streams and the
files that it writes; of documents the contents are recorded. All cases run in this process, with a fixed day.
"""

import argparse
import contextlib
import difflib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CORE = ROOT / "tests" / "record"
SHIPPED = "rok-us-2024"
GOOD, BAD, DRAFTS = Path("tests/briefs/good"), Path("tests/briefs/bad"), Path("tests/drafts")
LANGUAGES = ("en", "ko")
WIDTHS = ("40", "60", "80", "100")
FORMATS = ("json", "csv", "md")

#: Stands in arguments and records for the folder that a case may write to.
OUT = "{out}"

#: One run of every command that reads the shipped brief; an empty one stands for the program without a command.
READING: tuple[tuple[str, ...], ...] = (
    (), ("issues",), ("issues", "-a", "trump", "--sort", "priority"), ("issue", "extended-deterrence", "-a", "harris"),
    ("strategy",), ("checklist",), ("emphasize",), ("emphasize", "-a", "trump"), ("emphasize", "--stated-only"),
    ("minimize", "-a", "harris"), ("hold",), ("hold", "-a", "harris", "--weights", "president=2"),
    ("explain", "ncg", "-a", "trump", "-g", "nk-nuclear-test"), ("compare",), ("disputes",),
    ("what-if", "posture-review", "-a", "harris"), ("events",), ("events", "-a", "trump"), ("background",),
    ("background", "--kind", "gap"), ("sources",), ("trace", "ncg"), ("trace", "P8"), ("check",),
)  # fmt: skip

#: Commands that every brief answers without a name of its own.
ANY_BRIEF: tuple[tuple[str, ...], ...] = (
    (), ("issues",), ("strategy",), ("checklist",), ("emphasize",), ("minimize",), ("hold",), ("compare",),
    ("disputes",), ("events",), ("background",), ("sources",), ("check",),
)  # fmt: skip

#: Wrong usage and names that are not there.
ERRORS: tuple[tuple[str, ...], ...] = (
    ("nothing",), ("emphasise",), ("help",), ("help", "issues"), ("issues", "--wrong"), ("issues", "--width", "wide"),
    ("issues", "--format", "xml"), ("issues", "--bom"), ("emphasize", "-a", "trmp"), ("emphasize", "trump"),
    ("emphasize", "--issue", "none"), ("emphasize", "--top", "0"), ("emphasize", "--weights", "president"),
    ("emphasize", "--weights", "speed=2"), ("explain",), ("explain", "nothing"), ("trace", "P99"), ("what-if", "rain"),
    ("issue", "none"), ("events", "--status", "never"), ("background", "--kind", "rumor"), ("lint", "absent.md"),
    ("lint", "tests/drafts"), ("memo", "-o", "{out}/memo.rtf"), ("memo", "-o", "{out}/absent/memo.md"),
    ("memo", "--date", "tomorrow"), ("chart", "pie"), ("chart", "ranking", "-o", "{out}/a.gif"), ("diff", SHIPPED),
    ("diff", "absent", SHIPPED), ("--brief", "absent", "issues"), ("--brief", "absent", "check"), ("--lang", "xx"),
    ("rate", "ncg"), ("export",), ("new", "tests/briefs"), ("schema", "--format", "json"), ("checklist", "done", "x"),
    ("events", "set", "rain", "observed"), ("emphasize", "--tag", "none", "--search", "nothing"),
)  # fmt: skip

#: Commands that write, the files they leave being part of the record.
WRITING: tuple[tuple[str, ...], ...] = (
    *(("memo", "-a", "trump", "-o", "{out}/memo." + form) for form in ("md", "html", "docx", "pdf", "hwpx", "json")),
    ("memo", "--one-page", "-o", "{out}/memo.docx"), ("memo", "--kind", "action", "-o", "{out}/memo.md"),
    ("memo", "--points", "-a", "trump", "-o", "{out}/memo.md"), ("memo", "--stated-only", "-o", "{out}/memo.md"),
    ("board", "-o", "{out}/board.html"), ("chart", "matrix", "-o", "{out}/matrix.svg"),
    ("chart", "ranking", "-a", "trump", "-o", "{out}/ranking.svg"), ("schema",), ("schema", "--overlay"),
    *(("export", "{out}/tables", "--as", form) for form in ("csv", "json", "jsonl", "xlsx")),
    ("new", "{out}/mine"), ("new", "{out}/mine", "--empty"), ("new", "{out}/mine", "--extends", SHIPPED),
    ("checklist", "done", "1.1"), ("events", "set", "nk-nuclear-test", "observed"),
)  # fmt: skip


class Case(NamedTuple):
    """Arguments of the program, and the brief that they are about."""

    arguments: tuple[str, ...]
    brief: str = SHIPPED

    @property
    def name(self) -> str:
        """Return the name of the case's file, without its ending."""
        brief = "" if self.brief == SHIPPED else self.brief.removeprefix("tests/briefs/")
        words = " ".join((brief, *self.arguments)).replace(OUT, "").replace("tests/drafts/", "")
        return re.sub(r"[^\w.+-]+", "_", words).strip("_") or "start"


def every_case() -> Iterator[Case]:
    """Yield every case, those of the core first."""
    yield from dict.fromkeys((*core_cases(), *_screens(), *_briefs(), *_drafts(), *_helps(), *_errors(), *_documents()))


def core_cases() -> Iterator[Case]:
    """Yield the few cases that the tests hold: each command once as a screen, the kinds of page, problem and error."""
    for command in READING:
        yield Case((*command, "--width", "80"))
    for command in ((), ("emphasize", "-a", "trump"), ("explain", "ncg"), ("compare",), ("events",), ("checklist",)):
        yield Case((*command, "--lang", "ko", "--width", "60"))
        yield Case((*command, "--lang", "ko"))
    yield Case(("memo", "-a", "trump"))
    yield Case(("memo", "-a", "trump", "--points", "--lang", "ko"))
    for brief in ("contested", "remote-sites", "overlay"):
        path = _brief_path(GOOD, brief)
        yield from (Case((command, "--width", "80"), path) for command in ("emphasize", "compare"))
    for brief in ("several", "yaml-syntax", "wrong-value", "cycle", "unknown-key"):
        path = _brief_path(BAD, brief)
        yield from (Case(("check", *form), path) for form in ((), ("-f", "json"), ("--lang", "ko")))
    for draft in ("off-message.md", "figures.md", "ko-address.md"):
        yield from (Case(("lint", f"{DRAFTS}/{draft}", "-a", "trump", *form)) for form in ((), ("--lang", "ko")))
    yield from (Case(command) for command in ERRORS[:16])
    yield from (Case((*command, "--help")) for command in ((), ("emphasize",), ("lint",), ("new",)))
    yield from (
        Case(("diff", _brief_path(GOOD, "base"), _brief_path(GOOD, "overlay"), *form)) for form in ((), ("-f", "md"))
    )


def _brief_path(folder: Path, name: str) -> str:
    return (folder / name if (ROOT / folder / name).is_dir() else folder / f"{name}.yaml").as_posix()


def _screens() -> Iterator[Case]:
    ways = [(), *(("--width", width) for width in WIDTHS), *(("--format", form) for form in FORMATS)]
    for command, lang, way in product(READING, LANGUAGES, ways):
        yield Case((*command, "--lang", lang, *way))


def _briefs() -> Iterator[Case]:
    for path in sorted((ROOT / GOOD).iterdir()):
        brief = path.relative_to(ROOT).as_posix()
        for command in ANY_BRIEF:
            ways: tuple[tuple[str, ...], ...] = (("--width", "60"), ("--format", "json"), ("--lang", "ko"))
            yield from (Case((*command, *way), brief) for way in ways)
        yield from (Case(("memo", "--lang", lang), brief) for lang in LANGUAGES)
        yield Case(("diff", (GOOD / "base").as_posix(), brief))
    for path in sorted((ROOT / BAD).iterdir()):
        brief = path.relative_to(ROOT).as_posix()
        for lang, form in product(LANGUAGES, ("table", "json", "github", "sarif")):
            yield Case(("check", "--lang", lang, "--format", form), brief)
        yield from (Case(("emphasize", "--lang", lang), brief) for lang in LANGUAGES)


def _drafts() -> Iterator[Case]:
    for path in sorted((ROOT / DRAFTS).iterdir()):
        if path.suffix != ".expect":
            draft = path.relative_to(ROOT).as_posix()
            for lang, form in product(LANGUAGES, ("table", "json", "github", "sarif")):
                yield Case(("lint", draft, "--lang", lang, "--format", form))
            yield Case(("lint", draft, "-a", "trump", "--width", "80", "--lang", "en"))


def _helps() -> Iterator[Case]:
    from kbrief.cli.app import COMMANDS

    groups = (("checklist", "done"), ("checklist", "set"), ("checklist", "undo"), ("events", "set"), ("source", "add"))
    for command, lang in product(((), *((name,) for name in COMMANDS), *groups), LANGUAGES):
        yield Case(("--lang", lang, *command, "--help"))
        yield Case((*command, "--help", "--width", "40", "--lang", lang))


def _errors() -> Iterator[Case]:
    yield from (Case(("--lang", lang, *command)) for command, lang in product(ERRORS, LANGUAGES))


def _documents() -> Iterator[Case]:
    yield from (Case((*command, "--lang", lang)) for command, lang in product(WRITING, LANGUAGES))


def run(case: Case) -> str:
    """Run a case in this process, in folders of its own, and return its record."""
    from typer.testing import CliRunner

    from kbrief.cli.app import app

    with tempfile.TemporaryDirectory(prefix="referee-") as out:
        arguments = [argument.replace(OUT, out) for argument in case.arguments]
        environment = {"XDG_DATA_HOME": f"{out}/.data", "KBRIEF_BRIEF": case.brief}
        result = CliRunner().invoke(app, arguments, env=environment, prog_name="kbrief")
        sections = {"stdout": result.stdout, "stderr": result.stderr, **dict(written(Path(out)))}
        text = _title(case) + f"exit {result.exit_code}\n"
        text += "".join(f"--- {name}\n{content.rstrip()}\n" for name, content in sections.items() if content)
        return clean(text.replace(out, OUT))


def _title(case: Case) -> str:
    brief = "" if case.brief == SHIPPED else f"  # on {case.brief}"
    return f"$ {' '.join(('kbrief', *case.arguments))}{brief}\n"


def clean(text: str) -> str:
    """Return a record without what another machine or version would say otherwise."""
    from kbrief import __version__

    return text.replace(str(ROOT), "{root}").replace(__version__, "{version}").replace("\r\n", "\n")


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file in a folder, of documents what is in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            reader = CONTENTS.get(path.suffix, _text)
            yield f"file {path.relative_to(folder).as_posix()}", reader(path.read_bytes())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _zipped(data: bytes) -> str:
    """Return the parts of a Word, HWPX or Excel file, an element of XML a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    return "".join(f"-- {name}\n{text.replace('><', '>' + chr(10) + '<')}\n" for name, text in parts.items())


def _pdf(data: bytes) -> str:
    """Return the text of a PDF, page by page."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    return "".join(f"-- page {number}\n{page.extract_text()}\n" for number, page in enumerate(pages, 1))


CONTENTS: dict[str, Callable[[bytes], str]] = {".docx": _zipped, ".hwpx": _zipped, ".xlsx": _zipped, ".pdf": _pdf}


def record(folder: Path, cases: Iterator[Case]) -> int:
    """Write the record of each case into a folder, in place of those that were there, and return their number."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    number = 0
    with settled():
        for number, case in enumerate(cases, 1):  # noqa: B007 - the number is returned
            (folder / f"{case.name}.txt").write_text(run(case), encoding="utf-8")
    return number


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """Run with a fixed day, no settings of the user, a cache of its own, and the root as the folder."""
    before, here = dict(os.environ), Path.cwd()
    unset = ("KBRIEF_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERMINAL_WIDTH", "GITHUB_ACTIONS")
    with tempfile.TemporaryDirectory(prefix="referee-cache-") as cache:
        for name in unset:
            os.environ.pop(name, None)
        os.environ |= {"SOURCE_DATE_EPOCH": "1795348800", "XDG_CACHE_HOME": cache, "KBRIEF_LANG": "en", "LC_ALL": "C"}
        os.chdir(ROOT)
        try:
            yield
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield the lines of a readable difference of two records, case by case."""
    for name in sorted({path.name for folder in (old, new) for path in folder.glob("*.txt")}):
        before, after = _lines(old / name), _lines(new / name)
        if before != after:
            title = (after or before)[0]
            yield from (f"== {name}: {title}", *difflib.unified_diff(before, after, "old", "new", lineterm="", n=2))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n") if path.is_file() else []


def compare(old: Path, new: Path) -> int:
    """Print what differs between two records, and return the exit code: 1 where something does."""
    lines = list(differences(old, new))
    cases = sum(line.startswith("== ") for line in lines)
    print("\n".join((*lines, f"{cases} cases differ")))  # noqa: T201 - a script prints its result
    return int(bool(cases))


def compare_with(revision: str) -> int:
    """Record a revision, in a worktree of its own, and this checkout with the same cases; compare, return the code."""
    git = ("git", "-C", str(ROOT), "worktree")
    with tempfile.TemporaryDirectory(prefix="referee-worktree-") as folder:
        tree, old, new = (Path(folder) / name for name in ("tree", "old", "new"))
        subprocess.run((*git, "add", "--quiet", "--detach", str(tree), revision), check=True)  # noqa: S603
        try:
            recorded(tree, old)
            recorded(ROOT, new)
            return compare(old, new)
        finally:
            subprocess.run((*git, "remove", "--force", str(tree)), check=True)  # noqa: S603


def recorded(tree: Path, folder: Path) -> None:
    """Record every case with the program of a checkout, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src")}
    subprocess.run((sys.executable, __file__, "record", str(folder)), env=environment, check=True)  # noqa: S603


def compile_catalogs() -> None:
    """Compile the catalogs of the program that is imported, as its checkout has no compiled ones."""
    import kbrief

    sys.path.insert(0, str(ROOT))
    from hatch_build import compile_catalog

    for source in Path(kbrief.__file__).parent.glob("locale/*/LC_MESSAGES/kbrief.po"):
        compile_catalog(source)


def main() -> int:
    """Do what the arguments say, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record").add_argument("folder", type=Path)
    commands.add_parser("core")
    comparing = commands.add_parser("compare")
    comparing.add_argument("folders", type=Path, nargs="*")
    comparing.add_argument("--against", metavar="REV")
    asked = parser.parse_args()
    if asked.command == "compare":
        if not asked.against and len(asked.folders) != 2:  # noqa: PLR2004 - an old and a new one
            parser.error("compare takes two folders, or --against REV")
        return compare_with(asked.against) if asked.against else compare(*asked.folders)
    compile_catalogs()
    folder, cases = (CORE, core_cases()) if asked.command == "core" else (asked.folder, every_case())
    print(f"{record(folder.absolute(), cases)} cases")  # noqa: T201 - a script prints its result
    return 0


if __name__ == "__main__":
    sys.exit(main())
