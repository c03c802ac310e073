"""kbrief: policy briefs on the command line.

    data/ + seeds/ ── load ──► Brief ── decide ──► result ── pages ──► Document ── render ──► terminal, md, docx, …
                                                     └────── records ──► json, csv

Each package imports only those below it: cli, board and tables, render, pages and records, store, lint and verify, load
and text and decide, model, files, errors. import-linter holds that (pyproject.toml).

The public names are loaded when they are first used, so that `import kbrief` costs next to nothing.
"""

__version__ = "0.1.0"

#: As in `typing`, which `--version` need not load: type checkers take it for true.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from kbrief.decide.compare import compare
    from kbrief.decide.events import what_if
    from kbrief.decide.rank import rank
    from kbrief.decide.scenario import Scenario
    from kbrief.errors import KbriefError, Problem
    from kbrief.load.brief import load_brief
    from kbrief.load.check import check
    from kbrief.model import Brief
    from kbrief.pages.brief_text import BriefText
    from kbrief.pages.memo import memo
    from kbrief.pages.memo.options import MemoOptions
    from kbrief.render.markdown import to_markdown

PUBLIC_NAMES = {
    "Brief": "kbrief.model",
    "MemoOptions": "kbrief.pages.memo.options",
    "KbriefError": "kbrief.errors",
    "Problem": "kbrief.errors",
    "Scenario": "kbrief.decide.scenario",
    "BriefText": "kbrief.pages.brief_text",
    "check": "kbrief.load.check",
    "compare": "kbrief.decide.compare",
    "load_brief": "kbrief.load.brief",
    "memo": "kbrief.pages.memo",
    "rank": "kbrief.decide.rank",
    "to_markdown": "kbrief.render.markdown",
    "what_if": "kbrief.decide.events",
}

__all__ = [
    "Brief",
    "BriefText",
    "KbriefError",
    "MemoOptions",
    "Problem",
    "Scenario",
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
    if name not in PUBLIC_NAMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(PUBLIC_NAMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return __all__
