"""DISK → NOUNS: the only room that reads, and (in `atomic` alone) keeps marks, ratings, new briefs and the cache.

`find` names the files; `yaml` makes plain data of them; `layering` lays a brief on what it extends; `validation` and
`rules` say what does not hold, `check` gathers it; `brief` loads what does. Beside that road: `copies` of a source's
text, `drafts` for the linter, and `history`, briefs as they were in git.
"""

from kbrief.load.brief import Loaded, load, load_brief
from kbrief.load.find import BUNDLED, Place, find_brief

__all__ = ["BUNDLED", "Loaded", "Place", "find_brief", "load", "load_brief"]
