"""Fill in a user's text template in a process of its own, with limited time and memory.

The parent calls `fill`; the child runs `main`, which reads a task as JSON and prints the result as JSON. An endless
loop, a text of ten gigabytes or a crash of the interpreter ends the child alone.
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

#: The tags that read another file.
FILE_TAGS = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a template: seconds of computing and of waiting, bytes of memory, and characters of text."""

    cpu_seconds: int = 5
    wall_seconds: int = 60
    memory: int = 1_000_000_000
    characters: int = 20_000_000


LIMITS = Limits()

#: The largest base and exponent of a power in a template.
MAX_BASE, MAX_EXPONENT = 1_000_000, 100

#: Widths in a format text that may be too large.
_LARGE_NUMBERS = re.compile("[0-9]{7,18}")


class FilledTemplate(NamedTuple):
    """The text made from a template; or else the kind of the fault (`tag`, `error` or `limit`), its message and line."""

    text: str = ""
    kind: str = ""
    message: str = ""
    line: int = 1


def fill(
    name: str, source: str, values: dict[str, Any], *, autoescape: bool, limits: Limits = LIMITS
) -> FilledTemplate:
    """Return a template filled in with plain data, or the fault in it."""
    limit_values = [limits.cpu_seconds, limits.memory, limits.characters]
    task = json.dumps(
        {"name": name, "source": source, "values": values, "autoescape": autoescape, "limits": limit_values}
    )
    program = f"import sys; sys.path[:] = {sys.path!r}; from kbrief.render.sandbox import main; main()"
    try:
        process = subprocess.run(  # noqa: S603 - this Python, isolated, on our own program
            [sys.executable or "python", "-I", "-c", program], input=task.encode(), capture_output=True, check=False,
            timeout=wall_seconds(limits),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return FilledTemplate(kind="limit")
    except OSError as error:
        return FilledTemplate(kind="error", message=str(error))
    try:
        return FilledTemplate(**json.loads(process.stdout))
    except (ValueError, TypeError):
        return FilledTemplate(kind="limit")


def wall_seconds(limits: Limits) -> int:
    """Return how long to wait; longer where the time of computing is limited anyway, as the machine may be busy."""
    return limits.wall_seconds if limit_process else 2 * limits.cpu_seconds


def _make_process_limiter() -> Callable[[int, int], None] | None:
    """Return a function that limits the time and the memory of this process, or None on systems without such limits."""
    try:
        import resource
    except ImportError:
        return None

    def limit(seconds: int, memory: int) -> None:
        for kind, value in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))

    return limit


limit_process = _make_process_limiter()


def main() -> None:
    """Fill in the template of the task on standard input, and print the result as JSON."""
    task = json.loads(sys.stdin.buffer.read())
    seconds, memory, characters = task["limits"]
    if limit_process:
        limit_process(seconds, memory)
    result = render_template(
        task["name"], task["source"], task["values"], autoescape=task["autoescape"], max_characters=characters
    )
    sys.stdout.write(json.dumps(result._asdict()))


def render_template(
    name: str, source: str, values: dict[str, Any], *, autoescape: bool, max_characters: int
) -> FilledTemplate:
    """Return a template filled in, or the fault in it; in this process."""
    sandbox = _Sandbox(max_characters, autoescape=autoescape)
    try:
        for node in sandbox.parse(source, name).find_all(FILE_TAGS):
            return FilledTemplate(kind="tag", message=type(node).__name__.casefold(), line=node.lineno)
        code = sandbox.compile(source, name, name)
        template = sandbox.template_class.from_code(sandbox, code, sandbox.make_globals(None))
        return FilledTemplate("".join(_limit_length(max_characters, template.generate(values))))
    except TemplateSyntaxError as error:
        return FilledTemplate(kind="error", message=error.message or "", line=error.lineno)
    except (_TooLarge, MemoryError):
        return FilledTemplate(kind="limit")
    except Exception as error:  # noqa: BLE001 - a template can raise anything
        lines = [line for file, line in _frames(error.__traceback__) if file == name]
        return FilledTemplate(kind="error", message=str(error) or type(error).__name__, line=[1, *lines][-1])


class _TooLarge(SecurityError):
    """A template makes more text than is allowed."""


def _limit_length(max_characters: int, pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces of text. Raises _TooLarge where they have more than `max_characters` in all."""
    for piece in pieces:
        max_characters -= len(piece)
        if max_characters < 0:
            raise _TooLarge
        yield piece


class _Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template cannot change its values, nor make a text or list of any size."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, max_characters: int, *, autoescape: bool) -> None:
        super().__init__(
            autoescape=autoescape, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._max_characters = max_characters
        self.filters["center"] = self._check_arguments_of(self.filters["center"])
        self.filters["indent"] = self._check_arguments_of(self.filters["indent"])
        lipsum: Any = self.globals["lipsum"]
        self.globals["lipsum"] = self._check_arguments_of(lipsum)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator. Raises _TooLarge where it would be a too large text, list or number."""
        if operator == "*" and _growth_factor(left) * _growth_factor(right) > self._max_characters:
            raise _TooLarge
        if operator == "**" and not (abs(left) <= MAX_BASE and abs(right) <= MAX_EXPONENT):
            raise _TooLarge
        if (
            operator == "%"
            and isinstance(left, str)
            and any(int(n) > self._max_characters for n in _LARGE_NUMBERS.findall(left))
        ):
            raise _TooLarge
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, function: Any, *arguments: Any, **named: Any) -> Any:
        """Call a function for a template. Raises _TooLarge for a method of a text with too large a number."""
        if isinstance(getattr(function, "__self__", None), (str, bytes, int)):
            self._check_numbers((*arguments, *named.values()))
        return super().call(context, function, *arguments, **named)

    def _check_arguments_of(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that raises _TooLarge for a too large number among its arguments."""

        @wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self._check_numbers((*arguments, *named.values()))
            return function(*arguments, **named)

        return call

    def _check_numbers(self, values: Iterable[Any]) -> None:
        if any(isinstance(value, (int, float)) and abs(value) > self._max_characters for value in values):
            raise _TooLarge


def _growth_factor(value: Any) -> float:
    """Return how many times larger a product with this value is: its length, or the number itself."""
    if isinstance(value, (str, bytes, list, tuple)):
        return max(len(value), 1)
    return abs(value) if isinstance(value, (int, float)) else 1


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield (file, line) of each frame; Jinja2 sets those of the template."""
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
