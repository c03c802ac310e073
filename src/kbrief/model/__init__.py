"""NOUNS: frozen, strict models of what a brief says; no disk, no screen, no clock."""

from kbrief.model.agenda import Action, Alignment, AlignmentKind, Consideration, Issue, Step
from kbrief.model.background import Context, Gap, Precedent, Tension
from kbrief.model.base import Cite, Lang, Noun, Slug, Text
from kbrief.model.brief import Brief, Criterion, Scale, Screen, Term
from kbrief.model.claim import OUTSIDE, Basis, Claim, Rating, Shift, Statement
from kbrief.model.point import LISTS, Group, Listed, ListName, Point, Terms
from kbrief.model.setting import Administration, Event, EventKind, Likelihood, Yardstick
from kbrief.model.source import Figure, Grade, Paragraph, Source

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
    "Noun",
    "Paragraph",
    "Point",
    "Precedent",
    "Rating",
    "Scale",
    "Screen",
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
