"""The calendar entries of a pack: the meeting, the day its papers are due, and the dates of the brief."""

import datetime as dt

from kbrief.i18n import _
from kbrief.pages.calendar import Entry, brief_entries
from kbrief.pages.pack.paper import length_text, objectives, people_text
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.read_ahead import due


def meeting_entries(plan: PackPlan) -> list[Entry]:
    """Return the calendar entries of a pack, none if nothing has a date."""
    brief = plan.texts.brief
    actions = [action for step in brief.steps for action in step.actions]
    return [*_meeting_and_deadline(plan), *brief_entries(brief.events, actions, plan.marks, plan.texts)]


def _meeting_and_deadline(plan: PackPlan) -> list[Entry]:
    """Return the entries of the meeting and of the deadline of its papers, none if its day is not set."""
    meeting, texts, brief = plan.meeting, plan.texts, plan.texts.brief
    deadline = due(meeting.start)
    if meeting.start is None or deadline is None:
        return []
    title = texts.text(meeting.title) if meeting.title else _("Meeting")
    description = (
        texts.text(meeting.place) if meeting.place else "",
        length_text(plan),
        people_text((*meeting.ours, *meeting.theirs), texts),
        *objectives(plan),
    )
    end = meeting.start + dt.timedelta(minutes=plan.minutes)
    uid = f"{meeting.start:%Y%m%dT%H%M}@{brief.id}.kbrief"
    return [
        Entry(f"due-{uid}", deadline, None, _("Papers due: {meeting}", meeting=title)),
        Entry(f"meeting-{uid}", meeting.start, end, title, "\n".join(filter(None, description))),
    ]
