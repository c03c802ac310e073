"""Make the board: one interactive HTML file that needs no server."""

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

FOLDER = Path(__file__).parent
PAGE, STYLE = "page.html.j2", "page.css"

#: The modules of the script, in the order in which they depend on each other; those up to words.js do not use the DOM.
SCRIPTS = (
    "exact.js", "ratings.js", "rank.js", "stability.js", "state.js", "words.js", "data.js", "dom.js", "lists.js",
    "matrix.js", "claims.js", "cards.js", "copy.js", "page.js",
)  # fmt: skip

#: Imports, exports and comments, which the page does not need once its modules are joined.
_UNUSED_LINES = re.compile(
    r"^import .*;$\n?|^export (?=\w)|^ *//.*$\n?|^ */\*\*(?:(?!\*/)[\s\S])*\*/$\n?", re.MULTILINE
)

#: The data that only the template uses, and the script does not.
ONLY_IN_HTML = frozenset({"watch", "issues", "legend", "remarks"})

#: The characters that could end the element of the data, or a line of a script.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def board(texts: BriefText, marks: Marks, marking: str, digest: str) -> str:
    """Return the board as HTML, in the language of `texts`.

    `digest` identifies the data; an empty `marking` means that of the memo. The content security policy of the page
    allows its own style and script, by their hashes, and nothing else.
    """
    data = board_data(texts, marks, marking, digest)
    loader = FileSystemLoader((FOLDER, FOLDER / "js"))
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    style, *modules = (loader.get_source(environment, name)[0] for name in (STYLE, *SCRIPTS))
    style += page_header_css(data["marking"])
    script = "\n".join(("(() => {", '"use strict";', *(_UNUSED_LINES.sub("", module) for module in modules), "})();"))
    values = {
        "data": data,
        "say": data["say"],
        "json": as_json({name: value for name, value in data.items() if name not in ONLY_IN_HTML}),
        "style": style,
        "script": script,
        "policy": content_security_policy(style, script),
    }
    return environment.get_template(PAGE).render(values) + "\n"


def as_json(data: Any) -> str:
    """Return data as JSON that is safe within a page: nothing in it can end the element around it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def content_security_policy(style: str, script: str) -> str:
    """Return the content security policy that allows this style and this script, and no loading of anything."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    return (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
