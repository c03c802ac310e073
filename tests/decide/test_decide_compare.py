from fractions import Fraction

from decide_builders import brief, briefs, event, point
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.compare import compare
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief, ListName, Point

LISTS: tuple[ListName, ...] = ("hold", "emphasize", "minimize")


def split(name: str, trump: str, harris: str, source: str = "+1s") -> Point:
    return point(name, {"source": source, "president": {"trump": trump, "harris": harris}})


def gain(treatment: ListName, score: Fraction, line: Fraction) -> Fraction:
    return {"hold": Fraction(0), "emphasize": score - line, "minimize": -score - line}[treatment]


@given(briefs())
def test_regret_is_the_worst_loss_against_the_best_choice(drawn: Brief) -> None:
    """For each treatment, over the administrations, the most that choosing otherwise would have gained."""
    found = compare(drawn)
    for item in found.items:
        line = found.rankings["trump"].weighting.threshold
        for name in LISTS:
            losses = [max(gain(t, s, line) for t in LISTS) - gain(name, s, line) for s in item.scores.values()]
            assert item.regret[name] == max(losses) >= 0
        best = [name for name in LISTS if item.regret[name] == min(item.regret.values())]
        assert item.recommended == best[0]


@given(briefs())
def test_no_regret_means_the_same_list_or_a_boundary(drawn: Brief) -> None:
    """Nothing is to be regretted exactly where one list is right under all, a score on the line being on two."""
    found = compare(drawn)
    line = next(iter(found.rankings.values())).weighting.threshold

    def right(score: Fraction) -> set[ListName]:
        lists: dict[ListName, bool] = {
            "emphasize": score >= line,
            "hold": abs(score) <= line,
            "minimize": -score >= line,
        }
        return {name for name, holds in lists.items() if holds}

    for item in found.items:
        shared = set.intersection(*(right(score) for score in item.scores.values()))
        assert item.no_regret == bool(shared)
        assert item.no_regret or len(set(item.lists.values())) > 1
        assert not item.no_regret or item.recommended in shared


@given(briefs(), st.data())
def test_each_side_is_its_own_ranking(drawn: Brief, data: st.DataObject) -> None:
    """Each administration's lists and scores are those that `emphasize` shows under it."""
    order = data.draw(st.permutations([a.id for a in drawn.administrations]))
    found = compare(drawn, order)
    assert found.administrations == tuple(order)
    for name in order:
        placements = rank(drawn, Scenario(name)).placements
        assert [item.lists[name] for item in found.items] == [p.list for p in placements]
        assert [item.scores[name] for item in found.items] == [p.score for p in placements]


def test_difference_is_the_first_minus_the_second_and_for_two_alone() -> None:
    """One or three administrations have no single difference; all of the brief's are taken where none is named."""
    drawn = brief([split("p", "+1i", "-1i")], administrations=("trump", "harris", "third"))
    assert compare(drawn, ("trump", "harris")).items[0].difference == 25
    assert compare(drawn, ("harris", "trump", "harris")).items[0].difference == -25
    assert compare(drawn, ("trump",)).items[0].difference is None
    assert compare(drawn).items[0].difference is None


def test_a_split_point_is_recommended_where_it_is_least_regretted() -> None:
    """Worth 31.25 under one and nothing under the other, leading with it costs at most 6.25."""
    (item,) = compare(brief([split("p", "+2i", "-1i", "+2s")])).items
    assert item.lists == {"trump": "emphasize", "harris": "hold"}
    assert item.regret == {"hold": Fraction(125, 4), "emphasize": Fraction(25, 4), "minimize": 100}
    assert (item.recommended, item.no_regret) == ("emphasize", False)
    assert item.point.id == "p"


def test_equal_regret_prefers_hold() -> None:
    """Between emphasizing and minimizing with equal regret, and at a score on the line, HOLD is recommended."""
    (torn,) = compare(brief([split("p", "+2i", "-2i", "0s")])).items
    (on_line,) = compare(brief([split("p", "+1i", "+1i")], threshold=25)).items
    assert torn.recommended == "hold"
    assert (on_line.recommended, on_line.no_regret, on_line.lists["trump"]) == ("hold", True, "emphasize")


def test_one_administration_has_no_regret() -> None:
    """With one administration its own list is the recommendation."""
    (item,) = compare(brief([split("p", "+2i", "-2i")]), ("trump",)).items
    assert (item.recommended, item.no_regret) == ("emphasize", True)


def test_nothing_to_compare() -> None:
    """No points, or no administrations, leave no rows and no false notice."""
    assert compare(brief()).items == ()
    assert compare(brief([split("p", "?", "?")], administrations=())).items == ()
    assert compare(brief()).differs_by_inference_alone


def test_whether_differences_are_inference_is_read_from_the_bases() -> None:
    """A stated rating of one side alone is no inference, even where it cancels out in the score."""
    cancelling = point("p", {"president": {"trump": "+1s", "harris": "?"}, "team": {"trump": "-1s", "harris": "?"}})
    assert compare(brief([split("p", "+1i", "-1i")])).differs_by_inference_alone
    assert not compare(brief([split("p", "+1i", "-1i"), split("q", "+1s", "+1i")])).differs_by_inference_alone
    assert not compare(brief([cancelling])).differs_by_inference_alone


def test_setting_and_weights_reach_every_side() -> None:
    """Given events, stated evidence alone and weights count under each administration."""
    shifts = {"p": {"president": {"trump": 1, "harris": 2}}}
    drawn = brief([split("p", "0i", "0i")], events=[event("e", shifts)])
    assert compare(drawn, scenario=Scenario(given=("e",))).items[0].difference == Fraction(-25, 2)
    assert compare(drawn, weights={"president": 0}).items[0].scores["trump"] == Fraction(50, 3)
    assert compare(brief([split("p", "+2i", "?")]), scenario=Scenario(stated_only=True)).items[0].difference == 0


def test_a_point_differs_where_lists_do_and_two_silences_are_no_agreement() -> None:
    """Yes, no, or not known where some administration's perceptions are all unknown."""
    points = [split("yes", "+2i", "-2i"), split("no", "+1i", "+1i"), split("dark", "+1i", "?"), split("mute", "?", "?")]
    found = {item.point.id: item.differs for item in compare(brief(points)).items}
    assert found == {"yes": "yes", "no": "no", "dark": "yes", "mute": "not known"}


@given(briefs())
def test_together_all_have_to_agree(drawn: Brief) -> None:
    """EMPHASIZE under every one, MINIMIZE where any one has it, who is named, else HOLD; the smallest score."""
    for item in compare(drawn.model_copy(update={"mode": "together"})).items:
        lists = list(item.lists.values())
        if item.blocked_by:
            assert item.joint_list == "minimize"
            assert {item.lists[name] for name in item.blocked_by} == {"minimize"}
        assert ("minimize" in lists) == bool(item.blocked_by)
        assert (item.joint_list == "emphasize") == (set(lists) == {"emphasize"})
        assert item.joint_score == min(item.scores.values())
