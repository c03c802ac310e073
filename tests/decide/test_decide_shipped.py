import pytest

from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.stability import stability
from kbrief.load.brief import load_brief

STAYS = {
    "defense-budget": 0.833333, "shipbuilding": 0.71, "values-alliance": 0.538, "ncg": 0.45, "joint-responses": 0.404,
    "consultation-bodies": 0.538, "prior-commitments": 0.666, "multilateral-systems": 0.9175,
}  # fmt: skip


@pytest.mark.parametrize(("name", "share"), STAYS.items())
def test_stays_of_the_shipped_brief(name: str, share: float) -> None:
    """Each equals an independent brute force to six decimals."""
    ranking = rank(load_brief("rok-us-2024"), Scenario("trump"))
    placement = next(p for p in ranking.placements if p.point.id == name)
    assert round(float(stability(placement, ranking.weighting).share), 6) == share
