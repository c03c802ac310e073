"""No place hands over a plain string where a message is wanted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "kbrief"
ERRORS = ("KbriefError", "UnknownName", "WrongUsage", "BriefError", "OutputError", "MissingExtra", "FoundProblems")
#: What is told to users, and at which places it takes a message, a hint or a noun; types hold what leads there.
SINKS = {
    **dict.fromkeys(ERRORS, (0, 1)),
    "ValueError": (0,),
    "Problem": (5, 6),
    "Finding": (1, 2),
    "UnlocatedProblem": (3, 4),
    "resolve": (2,),
    "resolve_optional": (2,),
    "suggest": (2,),
}

#: The names under which they take them.
SAID = {"message", "hint", "what"}

DATA = ("-", "docx")

#: What is filled in later stays as it is.
PLACEHOLDER = re.compile(r"\{\w+\}")
"""How words begin that stand for themselves in every language."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield the name and the tree of each module of the program."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the name that is called."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions of a module, those inside others too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def is_plain(value: ast.AST | None, local: dict[str, list[ast.AST]]) -> bool:
    """Whether an expression gives, or may give, a plain string; `local` tells what each name stands for."""
    match value:
        case ast.Constant(str()) | ast.JoinedStr() | ast.BinOp():
            return True
        case ast.IfExp(_, first, second) | ast.BoolOp(_, [first, second]):
            return is_plain(first, local) or is_plain(second, local)
        case ast.Name(name):
            return any(is_plain(one, {}) for one in local.get(name, ()))
        case ast.Call(ast.Attribute(_, "format" | "join")):
            return True
    return False


def names_in(function: ast.FunctionDef) -> dict[str, list[ast.AST]]:
    """Return what each name of a function stands for; a parameter that takes any string stands for a plain one."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) in {"str", "str | None"}:
            found.setdefault(node.arg, []).append(ast.Constant(""))
    return found


def told(call: ast.Call) -> Iterator[ast.AST]:
    """Yield what a call hands over to be told; a place, handed over with a star, is two arguments."""
    given: list[ast.AST] = []
    for argument in call.args:
        given += [argument, argument] if isinstance(argument, ast.Starred) else [argument]
    yield from (given[n] for n in SINKS.get(called(call), ()) if n < len(given))
    if called(call) in SINKS:
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SAID)


def plain(tree: ast.Module) -> list[int]:
    """Return the lines on which a plain string is handed over to be told."""
    found = []
    for function in functions(tree):
        local = {} if function.name in SINKS else names_in(function)
        found += [call.lineno for call in calls(function) for value in told(call) if is_plain(value, local)]
    return found


def english_facts(tree: ast.Module) -> list[str]:
    """Return the English words that fill messages and are none themselves."""
    values = [keyword.value for call in calls(tree) if called(call) == "Message" for keyword in call.keywords]
    said = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return [word for word in said if not word.startswith(DATA) and not PLACEHOLDER.fullmatch(word)]


def test_no_place_hands_over_a_plain_string() -> None:
    """What an error, a problem or a rule says is a Message, and so are the nouns by which names are asked for."""
    assert [f"{name}:{line}" for name, tree in modules() for line in plain(tree)] == []


def test_no_message_is_filled_with_english() -> None:
    """A noun or clause that fills a message is a message itself."""
    assert [(name, word) for name, tree in modules() for word in english_facts(tree)] == []


@pytest.mark.parametrize(
    "body",
    [
        "raise WrongUsage('it is wrong', None)",
        "raise errors.BriefError(Message('x'), f'known: {known}')",
        "message = f'unknown {x}'\n raise UnknownName(message)",
        "raise OutputError(hint='try again', message=Message('x'))",
        "raise ValueError('a text needs a language')",
        "yield Finding(at, 'no text', at_key=True)",
        "yield Problem(file, *place, rule, 'error', Message('x'), 'split it' if large else None)",
        "return resolve(name, known, 'point')",
        "return resolve_optional(name, known, what='point')",
        "raise WrongUsage(text)",
        "raise WrongUsage(form.format(name=text))",
        "raise WrongUsage('known: ' + text)",
        "raise WrongUsage(said or 'nothing')",
    ],
)
def test_the_gate_of_strings_fails_when_broken(body: str) -> None:
    """Each way of handing over a plain string is found."""
    assert plain(ast.parse(f"def f(text: str):\n {body}"))


def test_what_is_no_plain_string_passes() -> None:
    """Messages and what others said are let through; who asks for names may pass on the noun that it was given."""
    fine = "def f(hint: Message):\n what = Message('x {n}', n=1)\n raise BriefError(what, hint or None, error.problems)"
    assert plain(ast.parse(fine)) == []
    assert plain(ast.parse("def resolve(name: str, what: str):\n return suggest(name, (), what)")) == []


def test_the_gate_of_facts_fails_when_broken() -> None:
    """An English noun is found, an option that stands for itself is not."""
    assert english_facts(ast.parse("Message('unknown {what}', what='point')")) == ["point"]
    assert english_facts(ast.parse("Message('{option} {n}', option='--due', n=1)")) == []
