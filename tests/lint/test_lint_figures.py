"""Quantities in drafts against those of the record."""

import pytest
from lint_builders import known, told

from kbrief.lint.figures import source_quantities
from kbrief.lint.quantities import quantities
from kbrief.model import Figure, Text


def test_what_of_a_record_can_be_compared() -> None:
    """Figures with a number, the words of what they count in each language, and the points that name them."""
    share, troops, launch = source_quantities(known())
    assert (share.cite, set(share.points)) == ("s#P8", {"budget"})
    assert [sorted(words) for words in share.words] == [
        ["budget", "defense", "gdp", "korea", "share", "south"], ["gdp", "국방비", "대비", "비율", "한국"],
    ]  # fmt: skip
    assert [sorted(words) for words in troops.words] == [["cut", "force", "korea", "nixon"]]
    assert (launch.quantity.unit, set(launch.points)) == ("year", set())


@pytest.mark.parametrize(
    "text",
    [
        "We spend 2.8 % of GDP.",
        "We spend 2.8 percent of our GDP.",
        "Our defense budget stands at 3 %.",
        "국방비는 2.8%이다.",
        "한국은 GDP의 2.8%를 씀",
        "GDP 대비 약 2.8% 수준",
        "South Korea's share for the budget is 2.8 %.",
        "Nixon had cut US forces in Korea to 30,000.",
        "China launched an ICBM, the last one 44 years ago.",
    ],
)
def test_a_figure_at_odds_with_the_record_is_told(text: str) -> None:
    """It has the unit of a figure, and a term of its point, its base or most of its words in the sentence."""
    assert [rule for rule, _ in told(text)] == ["figure-differs"]


@pytest.mark.parametrize(
    "text",
    [
        "Inflation is 2.8 %.",
        "South Korea grew by 3 % last year.",
        "We are 3 % of the market.",
        "There are 28,500 US forces in Korea.",
        "The defense budget was passed in 2023. It grew by 5 % of something.",
        "For 44 years nothing happened.",
        "The defense budget has 12 parts.",
    ],
)
def test_other_figures_are_let_be(text: str) -> None:
    """Numbers on other things, or in other sentences, are nobody's business."""
    assert told(text) == []


def test_the_record_s_own_figure_is_to_be_cleared() -> None:
    """With a caution it is told once a sentence, and other numbers are let be; without a caution it may stand."""
    assert told("From 2.7 % of GDP our defense budget goes to 3.5 %.") == [("figure-uncleared", "2.7 %")]
    assert told("Nixon cut US forces in Korea to 40,000.") == []
    assert told("그 비율은 GDP의 2.70%") == [("figure-uncleared", "2.70%")]


@pytest.mark.parametrize(
    "text",
    [
        "Japan's defense budget is 1.6 % of GDP.",
        "2 % of GDP is NATO's guideline.",
        "Our defense budget exceeds NATO's 2 percent.",
        "The United States spends 3.4 percent of GDP on defense.",
        "Our defense budget rose by 4.5 percent.",
        "A 5 % increase in the defense budget.",
        "We spend 30 percent of our defense budget on arms.",
        "Public debt is 50 % of GDP.",
        "Tariffs of 25 percent hurt, and the defense budget suffers.",
        "국방비가 전년 대비 4.5% 증가했다.",
        "GDP 대비 재정적자는 3.9%이다.",
        "일본은 국방비로 GDP의 2%를 쓴다.",
        "국방비 중 무기 구입은 30%이다.",
        "Our defense budget is more than 2.5 % of GDP.",
        "Our defense budget is nearly 3 % of GDP.",
        "After Nixon's cut there were 43,000 US forces in Korea.",
    ],
)
def test_another_figure_is_no_finding(text: str) -> None:
    """A share of something else, a change, another side's or measure, and what the record allows."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Unlike Germany, South Korea spends 3.1 % of GDP.",
        "We told the United States that we spend 3.1 % of GDP.",
        "Despite growth, our defence budget is 3.1 %.",
        "The defense budget grew to 3.1 percent.",
        "Of gross domestic product, our defense budget takes 3.1 %.",
        "We spend three percent of the whole economy.",
        "Our defense budget is more than 3 % of GDP.",
        "국방비가 GDP의 2.8%로 증가했다.",
        "국내총생산(GDP) 대비 국방비는 2.5%",
        "After Nixon's cut there were 61,000 US forces in Korea.",
    ],
)
def test_the_same_figure_in_company_is_told(text: str) -> None:
    """Others named before our own side, a level after a change, and bounds that the record does not meet."""
    assert [rule for rule, _ in told(text)] == ["figure-differs"]


def test_a_figure_of_change_and_one_without_an_owner() -> None:
    """Where the record itself gives a change, a draft's change is compared; a figure of nobody may be anybody's."""
    growth = Figure(value="4 %", what=Text(en="yearly increase of the tea harvest"))
    brief = known(figures=(growth,))
    (figure,) = source_quantities(brief)
    for sentence in (
        "the tea harvest rose by 5 percent, a yearly increase",
        "in japan the tea harvest had an increase of 5 %",
    ):
        said = list(quantities(sentence))
        assert [rule for rule, _ in figure.check_sentence(sentence, said, ())] == ["figure-differs"]


@pytest.mark.parametrize(
    "text",
    [
        "South Korea plans a defense budget of 3.5 % of GDP.",
        "Others ask Seoul for a defense budget of 5 % of GDP.",
        "If defense spending came to 4 % of GDP, other posts would shrink.",
        "Our defense budget is not 4 % of GDP.",
        "Our defense budget was 2.3 % of GDP in 2012.",
        "Our defense budget lies between 2.5 and 3 % of GDP.",
        "국방비를 GDP 대비 3.5%로 늘릴 계획임",
        "국방비를 GDP의 3%까지 높이기로 했다.",
        "국방비가 GDP의 4%라면 다른 예산이 줄어든다.",
        "상대측은 국방비를 GDP의 5%로 하라고 요구함",
    ],
)
def test_what_is_not_said_to_be_so_is_no_finding(text: str) -> None:
    """A target, a demand, a supposition, a denial, another year, and a range that holds the record's value."""
    assert [rule for rule, _ in told(text) if rule == "figure-differs"] == []


def test_any_figure_of_the_paragraph_will_do() -> None:
    """A paragraph that gives an amount twice, in two currencies, is met by either; currencies are told apart."""
    twice = (Figure(value="EUR 800 million", what=Text(en="paid for ferries")),
             Figure(value="USD 900 million", what=Text(en="the same in dollars")))  # fmt: skip
    known_figures = source_quantities(known(figures=twice))
    assert [figure.quantity.unit for figure in known_figures] == ["euro", "dollar"]
    for text, rules in (
        ("we paid usd 900 million for ferries", []),
        ("we paid eur 900 million for ferries", ["figure-differs"]),
        ("we paid \u20ac800 million for ferries", []),
    ):
        found = [rule for figure in known_figures for rule, _ in figure.check_sentence(text, [*quantities(text)], ())]
        assert found == rules


def test_a_year_is_not_a_figure_and_a_mark_of_a_note_no_digit() -> None:
    """`2.7\u00b9 %` is 2.7 %."""
    assert told("Our defense budget of 2.7\u00b9 % of GDP is high.") == [("figure-uncleared", "2.7\u00b9 %")]
