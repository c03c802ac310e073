"""The papers of a pack, each a document that every format renders."""

from kbrief.pages.pack.cards import cards
from kbrief.pages.pack.paper import Compose
from kbrief.pages.pack.questions import questions
from kbrief.pages.pack.read_ahead import read_ahead
from kbrief.pages.pack.run_of_show import run_of_show
from kbrief.pages.pack.talking_points import talking_points

#: The papers beside the memo, by product.
PAPERS: dict[str, Compose] = {
    "talking-points": talking_points,
    "q-and-a": questions,
    "read-ahead": read_ahead,
    "run-of-show": run_of_show,
    "cards": cards,
}
