"""Formats and rules that installed packages add by entry points."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import run

from kbrief import entry_points
from kbrief.errors import OutputError
from kbrief.load.check import check
from kbrief.load.rules import rule_manual, rule_names
from kbrief.render import HWPX, find_format, known_endings

PACKAGE = '''
from kbrief.errors import Message
from kbrief.load.rules import Finding
from kbrief.render import Format

SHOUT = Format("more_kbrief:shout")


def shout(document, meta):
    return document.title.upper()


def title_too_short(context):
    """A title has twenty letters at the least."""
    if len(context.brief.title.in_language("en")) < 20:
        yield Finding(("title",), Message("the title is short"))
'''
ENTRY_POINTS = """
[kbrief.formats]
shout = more_kbrief:SHOUT
broken = more_kbrief_missing:X

[kbrief.rules]
title-too-short = more_kbrief:title_too_short
"""
EXAMPLE = Path(__file__).parent / "briefs" / "good" / "to-do.yaml"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package that adds a format and a rule."""
    (tmp_path / "more_kbrief.py").write_text(PACKAGE)
    folder = tmp_path / "more_kbrief-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: more-kbrief\nVersion: 1\n")
    (folder / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(tmp_path)
    entry_points.entry_points_of.cache_clear()
    yield
    entry_points.entry_points_of.cache_clear()
    sys.modules.pop("more_kbrief", None)


@pytest.mark.usefixtures("package")
def test_a_package_adds_a_format(tmp_path: Path) -> None:
    """`-o memo.shout` is written by the package, and its ending is among those that are known."""
    assert ".shout" in known_endings()
    page = run("memo", "-a", "trump", "-o", str(tmp_path / "memo.shout"))
    assert (page.code, (tmp_path / "memo.shout").read_text()) == (0, (tmp_path / "memo.shout").read_text().upper())


@pytest.mark.usefixtures("package")
def test_a_package_adds_a_rule() -> None:
    """`check` runs it as a warning, and `check --explain` has its manual."""
    assert [problem.rule for problem in check(EXAMPLE) if problem.level == "warning"] == ["title-too-short"]
    assert "title-too-short" in rule_names()
    assert rule_manual("title-too-short") == ("warning", "A title has twenty letters at the least.")


@pytest.mark.usefixtures("package")
def test_a_package_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    """Its error ends in 4, without a traceback."""
    page = run("memo", "-a", "trump", "-o", str(tmp_path / "memo.broken"))
    assert page.code == OutputError.code
    assert "entry point broken of kbrief.formats" in page.err
    assert not (tmp_path / "memo.broken").exists()


def test_hwpx_comes_in_by_the_door_that_packages_use() -> None:
    """The entry point of kbrief itself leads to HWPX; formats that come built in need no look at packages."""
    assert find_format(".HWPX") == HWPX
    assert ".hwpx" in known_endings()
