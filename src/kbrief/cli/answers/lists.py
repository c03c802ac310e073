"""What the three lists have in common."""

from collections.abc import Mapping
from typing import Any

from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.rank import Ranking
from kbrief.export.items.brief import ranked_items
from kbrief.model import ListName
from kbrief.view.lists import ListPage, list_head


def list_answer(session: Session, name: ListName, ranking: Ranking) -> Answer:
    """Return one list of a ranking."""
    v = session.voice
    return Answer(
        name,
        lambda: ListPage(ranking, name, v, session.marks).document(),
        lambda: ranked_items(ranking, name),
        list_head(ranking, v),
        ranking.setting.administration,
        ranking.setting.given,
        v.brief,
        besides(ranking.weights, stated_only=ranking.setting.stated_only),
    )


def besides(weights: Mapping[str, float] | None, *, stated_only: bool = False) -> dict[str, Any]:
    """Return what else an envelope says of the setting of a ranking: weights and --stated-only, where they are set."""
    return ({"stated_only": True} if stated_only else {}) | ({"weights": dict(weights)} if weights else {})
