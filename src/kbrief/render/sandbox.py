"""Fill in a user's text template, in a process of its own that may take only so much time and memory.

The parent calls `fill`; the child runs `main`, which reads a task as JSON and prints what came of it as JSON. A loop
without end, a text of ten gigabytes or a crash of the interpreter ends the child alone.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
"""The tags by which a template asks for another file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a template may take: seconds of computing and of waiting, bytes of memory, and characters of text."""

    cpu_seconds: int = 5
    wall_seconds: int = 60
    memory: int = 1_000_000_000
    characters: int = 20_000_000


LIMITS = Limits()

MAX_BASE, MAX_EXPONENT = 1_000_000, 100
"""The largest numbers that a template may raise to a power."""

_NUMBERS = re.compile("[0-9]{7,18}")
"""Numbers in a text by which other texts may be filled up."""


class Filled(NamedTuple):
    """A text; or else what went wrong (`tag`: a tag that reads other files; `said`; `limit`), and on which line."""

    text: str = ""
    kind: str = ""
    said: str = ""
    line: int = 1


def fill(name: str, source: str, given: dict[str, Any], *, autoescape: bool, limits: Limits = LIMITS) -> Filled:
    """Return a template filled in with plain data, or what keeps it from being."""
    limited = [limits.cpu_seconds, limits.memory, limits.characters]
    task = json.dumps({"name": name, "source": source, "given": given, "autoescape": autoescape, "limits": limited})
    program = f"import sys; sys.path[:] = {sys.path!r}; from kbrief.render.sandbox import main; main()"
    try:
        done = subprocess.run(  # noqa: S603 - this Python, isolated, on a program of ours
            [sys.executable or "python", "-I", "-c", program], input=task.encode(), capture_output=True, check=False,
            timeout=wall_seconds(limits),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Filled(kind="limit")
    except OSError as error:
        return Filled(kind="said", said=str(error))
    try:
        return Filled(**json.loads(done.stdout))
    except (ValueError, TypeError):
        return Filled(kind="limit")


def wall_seconds(limits: Limits) -> int:
    """Return how long to wait: where computing is limited, a busy machine may take its time."""
    return limits.wall_seconds if limit_process else 2 * limits.cpu_seconds


def _limiter() -> Callable[[int, int], None] | None:
    """Return what limits the seconds and the memory of this process; None on a system that cannot."""
    try:
        import resource
    except ImportError:
        return None

    def limit(seconds: int, memory: int) -> None:
        for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))

    return limit


limit_process = _limiter()


def main() -> None:
    """Fill in the template of the task on standard input, and print the result as JSON."""
    task = json.loads(sys.stdin.buffer.read())
    seconds, memory, characters = task["limits"]
    if limit_process:
        limit_process(seconds, memory)
    result = filled(task["name"], task["source"], task["given"], autoescape=task["autoescape"], most=characters)
    sys.stdout.write(json.dumps(result._asdict()))


def filled(name: str, source: str, given: dict[str, Any], *, autoescape: bool, most: int) -> Filled:
    """Return a template filled in, in this process."""
    sandbox = _Sandbox(most, autoescape=autoescape)
    try:
        for node in sandbox.parse(source, name).find_all(OTHER_FILES):
            return Filled(kind="tag", said=type(node).__name__.casefold(), line=node.lineno)
        code = sandbox.compile(source, name, name)
        template = sandbox.template_class.from_code(sandbox, code, sandbox.make_globals(None))
        return Filled("".join(_up_to(most, template.generate(given))))
    except TemplateSyntaxError as error:
        return Filled(kind="said", said=error.message or "", line=error.lineno)
    except (_TooLarge, MemoryError):
        return Filled(kind="limit")
    except Exception as error:  # noqa: BLE001 - a template can raise anything
        lines = [line for file, line in _frames(error.__traceback__) if file == name]
        return Filled(kind="said", said=str(error) or type(error).__name__, line=[1, *lines][-1])


class _TooLarge(SecurityError):
    """A template makes more text than it may."""


def _up_to(most: int, pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces of text. Raises _TooLarge where they are more than `most` characters."""
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise _TooLarge
        yield piece


class _Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can neither change what it is given nor make a text or list of any size."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, most: int, *, autoescape: bool) -> None:
        super().__init__(
            autoescape=autoescape, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._most = most
        self.filters["center"] = self._bounded(self.filters["center"])
        self.filters["indent"] = self._bounded(self.filters["indent"])
        lipsum: Any = self.globals["lipsum"]
        self.globals["lipsum"] = self._bounded(lipsum)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two values. Raises _TooLarge for a text, list or number out of bounds."""
        if operator == "*" and _size(left) * _size(right) > self._most:
            raise _TooLarge
        if operator == "**" and not (abs(left) <= MAX_BASE and abs(right) <= MAX_EXPONENT):
            raise _TooLarge
        if operator == "%" and isinstance(left, str) and any(int(n) > self._most for n in _NUMBERS.findall(left)):
            raise _TooLarge
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, function: Any, *arguments: Any, **named: Any) -> Any:
        """Call what a template calls. Raises _TooLarge for a method of a text that is to make it larger than it may be."""
        if isinstance(getattr(function, "__self__", None), (str, bytes, int)):
            self._check((*arguments, *named.values()))
        return super().call(context, function, *arguments, **named)

    def _bounded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that takes no number out of bounds."""

        @wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self._check((*arguments, *named.values()))
            return function(*arguments, **named)

        return call

    def _check(self, values: Iterable[Any]) -> None:
        if any(isinstance(value, (int, float)) and abs(value) > self._most for value in values):
            raise _TooLarge


def _size(value: Any) -> float:
    """Return how many times a value makes another one larger: its length, or the number that it is."""
    if isinstance(value, (str, bytes, list, tuple)):
        return max(len(value), 1)
    return abs(value) if isinstance(value, (int, float)) else 1


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield (file, line) of each frame; Jinja2 has set the template's own lines."""
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
