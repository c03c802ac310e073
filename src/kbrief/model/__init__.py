"""NOUNS: frozen, strict models of what a brief says; no disk, no screen, no clock."""

from kbrief.model.agenda import (
    Action,
    Alignment,
    AlignmentKind,
    Consideration,
    Context,
    Gap,
    Issue,
    Precedent,
    Step,
    Tension,
)
from kbrief.model.brief import Brief, Criterion, Scale, ScreenName, Term
from kbrief.model.claims import OUTSIDE, Basis, Cite, Claim, Lang, Model, Rating, Shift, Slug, Statement, Text
from kbrief.model.events import Administration, Event, EventKind, Likelihood, Yardstick
from kbrief.model.points import LISTS, Group, Listed, ListName, Point, Question, Terms
from kbrief.model.sources import Figure, Grade, Paragraph, Source

__all__ = [
    "LISTS",
    "OUTSIDE",
    "Action",
    "Administration",
    "Alignment",
    "AlignmentKind",
    "Basis",
    "Brief",
    "Cite",
    "Claim",
    "Consideration",
    "Context",
    "Criterion",
    "Event",
    "EventKind",
    "Figure",
    "Gap",
    "Grade",
    "Group",
    "Issue",
    "Lang",
    "Likelihood",
    "ListName",
    "Listed",
    "Model",
    "Paragraph",
    "Point",
    "Precedent",
    "Question",
    "Rating",
    "Scale",
    "ScreenName",
    "Shift",
    "Slug",
    "Source",
    "Statement",
    "Step",
    "Tension",
    "Term",
    "Terms",
    "Text",
    "Yardstick",
]
