"""What the three lists have in common."""

from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.rank import Ranking
from kbrief.export.items import ranked_items
from kbrief.model import ListName
from kbrief.view.lists import ListPage, list_head


def list_answer(session: Session, name: ListName, ranking: Ranking) -> Answer:
    """Return one list of a ranking."""
    v = session.voice
    return Answer(
        name,
        ListPage(ranking, name, v).document,
        lambda: ranked_items(ranking, name),
        list_head(ranking, v),
        ranking.setting.administration,
        ranking.setting.given,
        v.brief,
    )
