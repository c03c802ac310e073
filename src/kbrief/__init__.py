"""kbrief: policy briefs on the command line.

    seeds/ + data/ ─ load ─► model ─ decide ─► results ─┬─ view ──► terminal
                                                        └─ export ► files, programs        joined by cli

Rooms import leftward only: errors ◄ model ◄ words ◄ load ◄ decide ◄ export ◄ view ◄ cli; decide knows errors and model
alone, export and view do not know each other. `tests/test_rooms.py` holds this.

The public names are loaded when they are first used, so that `import kbrief` costs next to nothing.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
"""As in `typing`, which `--version` need not load: type checkers take it for true."""

if TYPE_CHECKING:
    from kbrief.decide.compare import compare
    from kbrief.decide.events import what_if
    from kbrief.decide.rank import rank
    from kbrief.decide.ratings import Setting
    from kbrief.errors import KbriefError, Problem
    from kbrief.export.markdown import to_markdown
    from kbrief.export.memo.compose import memo
    from kbrief.export.memo.plan import Form
    from kbrief.load.brief import load_brief
    from kbrief.load.check import check
    from kbrief.model import Brief
    from kbrief.words.voice import Voice

_HOMES = {
    "Brief": "kbrief.model",
    "Form": "kbrief.export.memo.plan",
    "KbriefError": "kbrief.errors",
    "Problem": "kbrief.errors",
    "Setting": "kbrief.decide.ratings",
    "Voice": "kbrief.words.voice",
    "check": "kbrief.load.check",
    "compare": "kbrief.decide.compare",
    "load_brief": "kbrief.load.brief",
    "memo": "kbrief.export.memo.compose",
    "rank": "kbrief.decide.rank",
    "to_markdown": "kbrief.export.markdown",
    "what_if": "kbrief.decide.events",
}

__all__ = [
    "Brief",
    "Form",
    "KbriefError",
    "Problem",
    "Setting",
    "Voice",
    "__version__",
    "check",
    "compare",
    "load_brief",
    "memo",
    "rank",
    "to_markdown",
    "what_if",
]


def __getattr__(name: str) -> object:
    """Return a public name from the room that it lives in."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return __all__
