"""What `diff` does with the briefs that are named."""

from kbrief.cli.output import Answer, emit
from kbrief.cli.session import Session
from kbrief.decide.diff import diff
from kbrief.errors import Message, WrongUsage
from kbrief.export.items.diff import diff_items
from kbrief.i18n import _
from kbrief.load.find import printable
from kbrief.model import Brief
from kbrief.view.diff import diff_page


def tell_difference(session: Session, briefs: tuple[str, ...], since: str | None) -> None:
    """Print what differs between two briefs, or between one at a revision and now. Raises WrongUsage."""
    match briefs, since:
        case ((old, new), None):
            before = session.naming(old).brief
            _tell(session.naming(new), before, (printable(old), printable(new)))
        case ((), str(revision)):
            from kbrief.load.history.git import brief_at

            v, then = session.voice, brief_at(session.place, revision)
            name = _("{id} at {revision}", id=v.brief.id, revision=printable(revision))
            notes = (_("What it extends is taken as it is now: {names}.", names=", ".join(then.as_now)),) if then.as_now else ()
            _tell(session, then.brief, (name, v.brief.id), notes)
        case _:
            message = Message("diff takes two briefs, or --since with a revision")
            raise WrongUsage(message, Message("kbrief diff OLD NEW, or kbrief diff --since HEAD~1"))


def _tell(session: Session, old: Brief, names: tuple[str, str], notes: tuple[str, ...] = ()) -> None:
    v, difference = session.voice, diff(old, session.brief)
    page = diff_page(difference, names, v)
    page = page._replace(head=(*page.head, *notes))
    emit(Answer("diff", lambda: page, lambda: diff_items(difference), page.head, brief=v.brief), session)
