"""What is still to do in a brief, for the head of its memo: what is not entered is counted there, never made up."""

from collections.abc import Iterator

from kbrief.i18n import _, ngettext
from kbrief.model import Brief, Point
from kbrief.model.claims import all_claims
from kbrief.pages.brief_text import BriefText


def to_dos(texts: BriefText) -> Iterator[str]:
    """Yield what the sources and points lack, counted: who wrote a source and when, digests, texts of points."""
    brief = texts.brief
    nameless = [source.name for source in brief.sources if not (source.author or source.publisher)]
    if nameless:
        yield _("no author given of {names}", names=texts.names_in_row(nameless))
    undated = [source.name for source in brief.sources if not source.published]
    if undated:
        yield _("no date given of {names}", names=texts.names_in_row(undated))
    if any(paragraph.digest is None for paragraph in brief.paragraph_by_cite.values()):
        yield from _digests(brief)
    if unwritten := sum(map(_is_unwritten, brief.points)):
        yield ngettext("1 point is not written out", "{count} points are not written out", unwritten)


def _digests(brief: Brief) -> Iterator[str]:
    cited = {cite for placed in all_claims(brief) for cite in placed.claim.cites}
    wanted = [paragraph for cite, paragraph in brief.paragraph_by_cite.items() if cite in cited]
    undone = sum(paragraph.digest is None for paragraph in wanted)
    if undone:
        yield _("{count} of {all} paragraphs cited have no digest", count=undone, all=len(wanted))


def _is_unwritten(point: Point) -> bool:
    return None in (point.reason, point.say, point.if_raised, point.handling, point.case_against)
