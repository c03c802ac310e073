"""Points with terms, a record with figures, and drafts checked against them."""

from collections.abc import Sequence

from decide_builders import brief, point, said

from kbrief.decide.rank import Ranking, rank
from kbrief.decide.scenario import Scenario
from kbrief.lint.lint import LintReport, lint_text
from kbrief.model import Brief, Figure, Grade, Paragraph, Point, Source, Terms, Text

RATED = {"emphasize": "+2s", "hold": "0s", "minimize": "-2s"}


def named(name: str, where: str, en: Sequence[str] = (), ko: Sequence[str] = (), label: str = "") -> Point:
    """Return a point that stands on a list, with the terms that raise it."""
    bare = point(name, {"source": RATED[where], "common": RATED[where]})
    return bare.model_copy(update={"terms": Terms(en=tuple(en), ko=tuple(ko)), "label": Text(en=label or name)})


POINTS = (
    named(
        "budget", "emphasize", ("defense budget", "defense spending"), ("국방비", "국방 예산"), "Budget, 2.7 % of GDP"
    ),
    named("ncg", "hold", ("NCG", "Nuclear Consultative Group"), ("핵협의그룹", "NCG")),
    named("systems", "minimize", ("multilateral body", "multilateral bodies", "policy"), ("다자협의체", "화포·미사일")),
    named("bodies", "minimize", ("body",), ("협의체",)),
)


def source(*figures: Figure) -> Source:
    """Return a record whose one paragraph gives these figures."""
    return Source(
        id="s",
        name="s",
        title="s",
        author="a",
        publisher="p",
        published="2024-10",
        kind=Text(en="note"),
        grade=Grade(reliability="F", credibility=6),
        paragraphs=(Paragraph(n=8, kind="body", digest=Text(en="d"), figures=figures, words=1, sha256="0" * 64),),
    )


SHARE = Figure(
    value="2.7 %",
    what=Text(en="South Korea's defense budget as a share of GDP", ko="GDP 대비 한국 국방비 비율"),
    caution=Text(en="clear it first"),
)
TROOPS = Figure(value="just above 40,000", what=Text(en="US forces in Korea after Nixon's cut"))
LAUNCH = Figure(value="40 years", what=Text(en="since China last launched an ICBM, as the article has it"))
OTHERS = (Figure(value="7th", what=Text(en="test")), Figure(value="Hwasan-31", what=Text(en="warhead")))


def known(*points: Point, figures: Sequence[Figure] = (SHARE, TROOPS, LAUNCH, *OTHERS)) -> Brief:
    """Return a brief of these points with a record of figures."""
    return brief(points or POINTS).model_copy(update={"sources": (source(*figures),)})


def ranking(*points: Point) -> Ranking:
    """Return the lists on stated evidence."""
    return rank(known(*points), Scenario())


def linted(text: str, *points: Point) -> LintReport:
    """Return a draft checked against the lists."""
    return lint_text(ranking(*points), text)


def told(text: str, *points: Point) -> list[tuple[str, str]]:
    """Return (rule, words) of each finding but the points missed."""
    return [(one.rule, one.quote) for one in linted(text, *points).findings if one.rule != "emphasized-missed"]


__all__ = ["POINTS", "known", "linted", "named", "ranking", "said", "told"]
