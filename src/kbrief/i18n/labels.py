"""The words for lists, bases, alignments, kinds, statuses and likelihoods that pages and board share."""

from kbrief.i18n import _, pgettext


def list_title(name: str) -> str:
    """Return the name of a list in a title."""
    names = {
        "emphasize": pgettext("title", "EMPHASIZE"),
        "hold": pgettext("title", "HOLD"),
        "minimize": pgettext("title", "MINIMIZE"),
    }
    return names[name]


def list_name(name: str) -> str:
    """Return the name of a list in running text."""
    return {"emphasize": _("EMPHASIZE"), "hold": _("HOLD"), "minimize": _("MINIMIZE")}[name]


def list_heading(name: str) -> str:
    """Return the heading of a list, with what to do with its points."""
    headings = {
        "emphasize": pgettext("list", "Emphasize: lead with"),
        "hold": pgettext("list", "Hold: keep going, speak if raised"),
        "minimize": _("Minimize: handle with caution, do not lead with"),
    }
    return headings[name]


def basis_label(basis: str) -> str:
    """Return the word for a basis."""
    return {"stated": _("stated"), "inferred": _("inferred"), "unknown": _("unknown")}[basis]


def alignment_label(kind: str) -> str:
    """Return the word for an alignment."""
    labels = {
        "agreed": _("agreed by all sides"),
        "bipartisan": _("bipartisan"),
        "split": _("split"),
        "unmarked": _("unmarked"),
    }
    return labels[kind]


def event_kind_label(kind: str) -> str:
    """Return the word for a kind of event."""
    kinds = {
        "expected": pgettext("event", "expected"),
        "conditional": _("conditional"),
        "pending": _("pending"),
        "continuing": _("continuing"),
        "past": _("past"),
    }
    return kinds[kind]


def paragraph_kind_label(kind: str) -> str:
    """Return the word for a kind of paragraph."""
    kinds = {
        "body": _("body"),
        "heading": _("heading"),
        "note": pgettext("paragraph", "note"),
        "boilerplate": _("boilerplate"),
    }
    return kinds[kind]


def status_label(status: str) -> str:
    """Return the word for a status of an event."""
    return {"open": _("open"), "observed": _("observed"), "ruled-out": _("ruled out")}[status]


def likelihood_label(word: str) -> str:
    """Return a likelihood word in the current language; one of another yardstick is returned unchanged."""
    words = {
        "almost no chance": _("almost no chance"),
        "very unlikely": _("very unlikely"),
        "unlikely": _("unlikely"),
        "roughly even chance": _("roughly even chance"),
        "likely": _("likely"),
        "very likely": _("very likely"),
        "almost certain": _("almost certain"),
    }
    return words.get(word, word)


def with_mark(mark: str) -> str:
    """Return a mark in the brackets of the language, `[P8]`."""
    return pgettext("mark", "[{mark}]", mark=mark)


def mark_gap() -> str:
    """Return the separator of a text and its mark: a blank in English, nothing in Korean."""
    return pgettext("mark", "{text} {mark}", text="", mark="")


def stability_label() -> str:
    """Return the title of the column of stability."""
    return _("stays")
