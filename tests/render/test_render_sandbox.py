"""Templates of users, bounded in time, in memory and in what they make."""

import subprocess
import sys
from typing import Any

import pytest

from kbrief.render import sandbox
from kbrief.render.sandbox import FilledTemplate, Limits, fill, render_template

GIVEN = {"document": {"title": "A title", "blocks": [1, 2, 3]}}
SHORT = Limits(cpu_seconds=1, wall_seconds=30, memory=400_000_000)


def made(source: str, max_characters: int = 100_000) -> FilledTemplate:
    """Return what a template makes in this process."""
    return render_template("a.txt", source, GIVEN, autoescape=False, max_characters=max_characters)


def bounded(source: str, limits: Limits = SHORT) -> FilledTemplate:
    """Return what a template makes in a process of its own."""
    return fill("a.txt", source, GIVEN, autoescape=False, limits=limits)


def test_a_template_is_filled_in() -> None:
    """Plain data arrives, filters and macros work, and what is made comes back as it is in any letters."""
    source = "{% macro m(x) %}<{{ x * 2 }}>{% endmacro %}{{ document.title|center(11) }}|"
    source += "{% for b in document.blocks %}{{ m(b) }}{% endfor %} 나 김"
    assert bounded(source) == FilledTemplate("  A title  |<2><4><6> 나 김")
    assert fill("a.html", "{{ '<' }}<", {}, autoescape=True) == FilledTemplate("&lt;<")


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}",
        "{% for a in range(90000) %}{% set x = range(90000)|list|sum %}{% endfor %}",
        "{% set ns = namespace(t='ab') %}{% for a in range(40) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}",
        "{% for a in range(99999) %}{{ ('a!' * 30000)|wordwrap(1, wrapstring='x' * 9999)|length }}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for a in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    ],
    ids=["loops", "sums", "doubled", "filters", "lists"],
)
def test_what_takes_too_long_or_too_much_is_ended(source: str) -> None:
    """Loops in loops, texts and lists that double: the process of its own ends, and says so."""
    assert bounded(source).kind == "limit"


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**10 }}",
        "{{ 10**10 * 'a' }}",
        "{{ [0] * 99999999999 }}",
        "{{ 9**9**9**9 }}",
        "{{ '%99999999999d' % 1 }}",
        "{{ 'a'|center(9999999999) }}",
        "{{ 'a\nb'|indent(9999999999) }}",
        "{{ lipsum(n=9999999999) }}",
        "{{ 'a'.ljust(9999999999) }}",
        "{{ 'a'.zfill(9999999999) }}",
        "{% for a in range(99999) %}a long line of text that is made again and again{% endfor %}",
    ],
)
def test_a_text_of_any_size_is_refused_before_it_is_made(source: str) -> None:
    """What asks for gigabytes in one step is refused at once, even where the memory of a process cannot be limited."""
    assert made(source).kind == "limit"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("one\n{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 2),
        ("\n{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", 1),
        ("{{ range(10**6) }}", 1),
        ("{{ 'x'.join(none) }}", 1),
        ("{{ 'a' ** 2 }}", 1),
        ("{% for", 1),
    ],
    ids=["recursion", "brackets", "range", "none", "power", "unfinished"],
)
def test_what_fails_is_said_with_its_line(source: str, line: int) -> None:
    """A template that calls itself without end, or does not parse, fails as a template and not as a program."""
    found = bounded(source)
    assert (found.kind, found.text) == ("error", "")
    assert found.message
    assert found.line >= 1
    assert found.line == line or "(((" in source


def test_a_process_that_ends_without_an_answer_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the interpreter dies, or answers in no way that is known, the template alone is refused."""

    def dead(*_arguments: Any, **_named: Any) -> Any:
        return subprocess.CompletedProcess([], -11, stdout=b"", stderr=b"")

    monkeypatch.setattr("subprocess.run", dead)
    assert bounded("a").kind == "limit"


def test_without_limits_of_the_system_the_clock_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that limits no process waits a shorter time for it."""
    monkeypatch.setitem(sys.modules, "resource", None)
    assert sandbox._make_process_limiter() is None  # noqa: SLF001 - what a system without `resource` has
    limits = Limits(cpu_seconds=5, wall_seconds=60)
    assert sandbox.wall_seconds(limits) == 60
    monkeypatch.setattr(sandbox, "limit_process", None)
    assert sandbox.wall_seconds(limits) == 10
    assert fill("a", "{% for a in range(9999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", {},
                autoescape=False, limits=Limits(cpu_seconds=1)).kind == "limit"  # fmt: skip
    assert fill("a", "{{ 1 }}", {}, autoescape=False).text == "1"


def test_a_template_sees_no_module_of_the_working_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of its own imports what the program imports, and nothing that lies where the user stands."""
    for name in ("json", "jinja2", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert bounded("{{ document.title }}").text == "A title"
