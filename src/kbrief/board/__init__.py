"""The board: one HTML file to look at and play with, which asks nothing of any server."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kbrief.board.data import board_data
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.render.html import page_header_css

#: The modules of the page's script, in the order in which they build on each other; those up to words.js are pure.
SOURCES = Path(__file__).parent
PAGE, STYLE = "page.html.j2", "page.css"
SCRIPTS = (
    "exact.js", "ratings.js", "rank.js", "stability.js", "state.js", "words.js", "data.js", "dom.js", "lists.js",
    "matrix.js", "claims.js", "cards.js", "copy.js", "page.js",
)  # fmt: skip

#: What joins the modules, and comments, which the page does not need.
MODULE_LINES = re.compile(r"^import .*;$\n?|^export (?=\w)|^ *//.*$\n?|^ */\*\*(?:(?!\*/)[\s\S])*\*/$\n?", re.MULTILINE)

#: What the template writes and the script never asks for.
ONLY_IN_HTML = frozenset({"watch", "issues", "legend", "remarks"})

#: What could end the data within a page, or a line within a script.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def board(texts: BriefText, marks: Marks, marking: str, digest: str) -> str:
    """Return the board of the brief in the language of `texts`; `digest` names the data, an empty `marking` is the memo's.

    Only what the page's own style and script say runs: the policy names their hashes and allows nothing else.
    """
    data = board_data(texts, marks, marking, digest)
    loader = FileSystemLoader((SOURCES, SOURCES / "js"))
    shipped = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    style, *parts = (loader.get_source(shipped, name)[0] for name in (STYLE, *SCRIPTS))
    style += page_header_css(data["marking"])
    script = "\n".join(("(() => {", '"use strict";', *(MODULE_LINES.sub("", part) for part in parts), "})();"))
    given = {
        "data": data,
        "say": data["say"],
        "json": as_json({name: value for name, value in data.items() if name not in ONLY_IN_HTML}),
        "style": style,
        "script": script,
        "policy": content_security_policy(style, script),
    }
    return shipped.get_template(PAGE).render(given) + "\n"


def as_json(data: Any) -> str:
    """Return data as JSON that can stand in a page: nothing in it can end the element that holds it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def content_security_policy(style: str, script: str) -> str:
    """Return the content security policy that lets this style and this script in, and nothing that is loaded."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    return (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
