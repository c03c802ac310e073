"""Collect the texts of the page, by the names that its script uses."""

from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import basis_label
from kbrief.pages.brief_text import BriefText

Words = dict[str, str]


def board_words(texts: BriefText) -> Words:
    """Return the texts of the page by name; the page fills in their braces."""
    return {
        **_page_words(texts),
        **_panel_words(texts),
        **_list_words(),
        **_weight_words(),
        **_matrix_words(texts),
        **_card_words(),
        **_stability_words(),
    }


def audience_word(texts: BriefText) -> str:
    """Return the brief's word for an audience."""
    return texts.text(texts.brief.wording.audience.one) or _("audience")


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page_words(texts: BriefText) -> Words:
    return {
        "intro": _("What to lead with, what to hold, and what to keep low."),
        "skip": _("Skip to the lists"),
        "trust": _("How far to trust this page"),
        "how_to_read": _("How to read this page"),
        "no_script": _(
            "JavaScript is off, and this page needs it. The same lists, as a document: {command}",
            command="kbrief memo"
            + "".join(f" -a {administration.id}" for administration in texts.brief.administrations[:1])
            + " -o memo.html",
        ),
        "scroll": _("{title}: a wide table that scrolls"),
        "copy_lists": _("Copy the lists"),
        "copied": _("Copied: the lists, and the kbrief memo line for them."),
        "copy_by_hand": _("The browser does not let this page copy: select the text and copy it."),
        "print": _("Print"),
        "issues": _("issues"),
        "watch": _("watch list"),
    }


def _panel_words(texts: BriefText) -> Words:
    return {
        "who": _capitalize(audience_word(texts)),
        "nobody": _("None assumed"),
        "nobody_note": _("What differs by audience does not count here."),
        "stated_only": _("Stated evidence alone"),
        "happens": _("What if it happens"),
        "events_off": _("Off: events move how an audience sees things. Choose one, with inference counted."),
        "together": _("Given together, these count once:"),
        "observed": _("observed: counts"),
        "ruled_out": _("ruled out"),
        "start_over": _("Start over"),
        "changes_here": _("Choose an audience or an event: what moves is said here."),
    }


def _list_words() -> Words:
    return {
        "lists": _("The lists {whom}"),
        "find": _("Find a point"),
        "how_many": _("{count} of {all}"),
        "parts": _("stated {stated}, inferred {inferred}"),
        "edge": _("exactly on the line"),
        "was": _("was {list}"),
        "changed": _("{point}: {old} → {new}"),
        "more": _("and {count} more"),
        "no_change": _("No point changes lists."),
        "only_shifts": _("No point changes lists. Shifted: {points}."),
        "moved_here": _("Moved here by inference: on stated evidence {list} ({tally})."),
        "listed_elsewhere": _("The source lists it here; now on {list}: inference {inferred}."),
        "asked": _("The source asks for it ({cites}); keeping it low is inference."),
        "empty": pgettext("screens", "No point is on this list."),
        "tally": _("tally"),
        "score": _("score"),
        "for": _("for: {names}"),
        "against": _("against: {names}"),
        "neutral": _("neutral: {names}"),
        "reading": _("{who} ({value})"),
        "our_judgment": _("our judgment"),
        "by_weights": _("The source lists it here; with your weights it stands on {list}."),
        "joint": _("Together: {list}, blocked by {names}."),
        "joint_free": _("Together: {list}."),
    }


def _weight_words() -> Words:
    return {
        "weights": _("Weights"),
        "weights_intro": _("How much each criterion counts. Everything on this page follows."),
        "weights_back": _("Back to the brief's weights"),
        "weights_on": _("With your weights: {weights}."),
        "weight_wrong": _("A weight is a number from 0 to 1,000,000."),
        "weights_zero": _("Every criterion has weight 0: give one of them a weight."),
        "weight_of": _("{criterion}, as a number"),
    }


def _matrix_words(texts: BriefText) -> Words:
    return {
        "matrix": _("Points by {audience}", audience=audience_word(texts)),
        "matrix_caption": _("Where each point stands with no audience assumed, and for each audience."),
        "no_audience": _("No audience"),
        "treat": _("treat as"),
        "no_regret": _("{list}, for all"),
        "joint_list": _("joint list"),
        "blocked_by": _("blocked by"),
        "point": _("point"),
    }


def _card_words() -> Words:
    return {
        "back": _("Back"),
        "close": _("Close"),
        "command": _("On the command line"),
        "says": _("says"),
        "why": _("why"),
        "behind": _("The paragraphs behind them"),
        "reason": _("reason"),
        "say": _("line to take"),
        "if_raised": _("if raised"),
        "handling": _("handling"),
        "case_against": _("case against"),
        "caution": _("note"),
        "listed": _("source's list"),
        "tension": _("tension"),
        "issue": _("issue"),
        "events": _("Events"),
        "signs": _("signs"),
        "moves": _("would move"),
        "nothing": pgettext("column", "nothing"),
        "i": basis_label("inferred"),
        "o": _("inferred, outside"),
        "u": basis_label("unknown"),
        "unknown_counts": _("unknown, counts 0"),
        "if_it_happens": _("{by} if it happens"),
    }


def _stability_words() -> Words:
    return {
        "stays": _("stays {share}"),
        "percent": _("{number} %"),
        "certain": _("> 99 %"),
        "cases": _("stays in {kept} of {cases} cases ({share}), each rating off by as much as its basis allows"),
        "weight_share": _("stays under {share} of all weightings of the criteria"),
        "flip": _("flips with {count}: {changes}; then {list}"),
        "no_flip": _("no change of what is not stated puts it on another list"),
        "change": _("{criterion} {old} to {new}"),
        "not_chance": _("The shares show how the list reacts to errors. They are not the chance that we are right."),
        "break_even": _("break-even"),
    }
