"""The pictures of a brief."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest

from kbrief.decide.compare import compare
from kbrief.decide.rank import Ranking, rank
from kbrief.decide.scenario import Scenario
from kbrief.errors import WrongUsage
from kbrief.load.brief import load_brief
from kbrief.model import LISTS, Brief, Lang
from kbrief.pages.brief_text import BriefText
from kbrief.pages.charts import matrix_figure, ranking_figure
from kbrief.render.charts import draw, to_svg
from speaking import texts_in

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The bundled brief."""
    return load_brief("rok-us-2024")


def brief_texts(brief: Brief, lang: Lang = "en") -> BriefText:
    return texts_in(lang, brief, dt.date(2026, 11, 22))


def words_of(svg: str) -> str:
    found = ET.fromstring(svg).iter(f"{SPACE}text")  # noqa: S314 - our own picture
    return " ".join(node.text or "" for node in found)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_ranking_shows_every_point_with_number_and_share(brief: Brief, lang: Lang) -> None:
    """All points are in the picture and in its text, list by list in the order of the screens."""
    ranking, texts = rank(brief, Scenario("trump")), brief_texts(brief, lang)
    made = ranking_figure(ranking, texts)
    labels = [texts.text(placement.point.label) for name in LISTS for placement in ranking.points_on(name)]
    places = [made.alt.index(label) for label in labels]
    assert len(labels) == 19
    assert places == sorted(places)
    assert "83" in words_of(to_svg(made))


def test_uneven_weights_show_scores(brief: Brief) -> None:
    """Where the weights differ there is no tally: the picture shows scores on their own scale."""
    ranking: Ranking = rank(brief, Scenario("trump"), {"source": 3})
    assert "score" in words_of(to_svg(ranking_figure(ranking, brief_texts(brief))))
    assert "tally" in words_of(to_svg(ranking_figure(rank(brief), brief_texts(brief))))


def test_a_picture_alone_says_its_source_and_that_differences_are_inferred(brief: Brief) -> None:
    """What leaves the building without a page around it carries the head lines, and what stays means."""
    given = ranking_figure(rank(brief, Scenario("trump", ("nk-nuclear-test",))), brief_texts(brief), alone=True)
    assert "Source: one commentary" in words_of(to_svg(given))
    assert "what differs from the other is our inference" in words_of(to_svg(given))
    assert "Assumes it has happened" in words_of(to_svg(given))
    assert "not the chance that we are right" in words_of(to_svg(given))
    stated = words_of(to_svg(ranking_figure(rank(brief), brief_texts(brief), alone=True)))
    assert "No president assumed" in stated
    both = words_of(to_svg(matrix_figure(compare(brief), brief_texts(brief), alone=True)))
    assert "All differences are our inference" in both


def test_matrix_shows_each_administration(brief: Brief) -> None:
    """A column each, in Korean with the Korean names of the lists."""
    made = matrix_figure(compare(brief), brief_texts(brief, "ko"))
    assert words_of(to_svg(made)).startswith("트럼프 해리스 GDP 대비 국방비 비율")
    assert made.alt.count("상황별 대응") > 3


def test_pictures_are_drawn_by_the_ending(brief: Brief) -> None:
    """SVG as it is, PNG through typst, nothing else."""
    made = matrix_figure(compare(brief), brief_texts(brief))
    assert draw(made, ".SVG") == to_svg(made).encode()
    assert draw(made, ".png").startswith(b"\x89PNG")
    with pytest.raises(WrongUsage, match="is not a supported picture format") as caught:
        draw(made, "")
    assert caught.value.hint == "known: .svg, .png"
