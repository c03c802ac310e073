"""The memo: composed once from a ranking, as a page without markup that every writer turns into its format."""

from collections.abc import Callable, Iterable

from kbrief import __version__
from kbrief.decide.rank import Ranking
from kbrief.export import memo_annex, memo_lists, memo_sections
from kbrief.export.memo_plan import Form, Plan
from kbrief.model import Lang
from kbrief.model.document import Block, Document, Heading, Paragraph, flowing
from kbrief.words.voice import Voice

Section = Callable[[Plan], Iterable[Block]]

_SECTIONS: dict[int, Section] = {
    0: memo_sections.header,
    1: memo_sections.bluf,
    2: memo_sections.steps,
    3: memo_lists.emphasize,
    4: memo_lists.hold,
    5: memo_lists.caution,
    6: memo_sections.change,
    7: memo_sections.other,
    8: memo_sections.limits,
    9: memo_sections.tensions,
}
_ORDER: dict[Lang, tuple[int, ...]] = {
    "en": (0, 1, 2, 3, 5, 4, 6, 7, 8, 9),
    "ko": (0, 1, 3, 5, 4, 6, 7, 9, 8, 2),
}
"""The US layout puts the steps early, the Korean one puts them last."""

_ONE_PAGE = (0, 1, 3, 5, 6)
_ANNEXES: tuple[Section, ...] = (memo_annex.ratings, memo_annex.sources, memo_annex.method)


def memo(ranking: Ranking, v: Voice, form: Form, digest: str) -> Document:
    """Return the memo on a ranking in the layout of its language; `digest` identifies the data that it rests on."""
    plan = Plan(ranking, v, form, digest)
    return _points(plan) if form.is_points else _whole(plan)


def _whole(plan: Plan) -> Document:
    words, brief = plan.words, plan.v.brief
    order = _ONE_PAGE if plan.form.is_one_page else _ORDER[plan.v.lang]
    short = (memo_sections.in_short,) if plan.form.is_one_page else ()
    sections = (*(_SECTIONS[n] for n in order), *short)
    version = words.version.format(version=__version__, brief=brief.id, as_of=brief.as_of, digest=plan.digest)
    return Document(
        title=words.title.format(whom=plan.whom),
        head=(plan.form.marking or words.marking,),
        blocks=flowing(
            *(section(plan) for section in sections),
            Paragraph(words.annex_list) if words.annex_list else None,
            Heading(words.annexes, 1),
            *(annex(plan) for annex in _ANNEXES),
        ),
        foot=(version,),
    )


def _points(plan: Plan) -> Document:
    """Return the lines to take alone: no tallies, no lists, no administration, no default marking."""
    return Document(
        title=plan.form.subject or plan.words.points_title,
        head=(plan.form.marking,) if plan.form.marking else (),
        blocks=flowing(memo_lists.points_alone(plan)),
    )
