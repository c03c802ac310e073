"""The screens of what stands behind the points: background, sources, and the trace of a claim."""

from collections import Counter
from collections.abc import Iterator

from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import paragraph_kind_label
from kbrief.model import Paragraph, Source
from kbrief.model.claims import all_claims
from kbrief.model.document import Block, Column, Document, Fields, Heading, Row, Table, flowing
from kbrief.model.document import Paragraph as Prose
from kbrief.words.voice import Voice


def background_page(v: Voice) -> Document:
    """Return precedents, context, tensions and gaps."""
    brief = v.brief
    columns = (Column(pgettext("column", "id")), Column(_("kind"), drop=4), Column(pgettext("column", "text"), can_wrap=True),
               Column(_("from"), drop=3, can_wrap=True))  # fmt: skip
    rows = [
        *(
            Row((p.id, _("precedent"), f"{v.text(p.who)}: {v.text(p.text)}", v.basis_of(p)))
            for p in brief.precedents
        ),
        *(Row((c.id, _("context"), v.text(c.text), v.basis_of(c))) for c in brief.context),
        *(Row((t.id, _("tension"), v.text(t.text), v.cites(t.cites))) for t in brief.tensions),
        *(Row((g.id, _("gap"), v.text(g.text), v.cites(g.cites))) for g in brief.gaps),
    ]
    return Document(
        title=_("Background: {precedents} precedents, {context} context items, {tensions} tensions, {gaps} gaps",
                precedents=len(brief.precedents), context=len(brief.context), tensions=len(brief.tensions),
                gaps=len(brief.gaps)),
        head=v.head("background"),
        blocks=(Table(columns, tuple(rows), empty=_("This brief has no background.")),),
        following=tuple((f"kbrief trace {t.id}", _("the claim and the paragraphs behind it")) for t in brief.tensions[:1]),
    )


def sources_page(v: Voice) -> Document:
    """Return each source with its grade, age and paragraphs."""
    cited = Counter(cite for placed in all_claims(v.brief) for cite in set(placed.claim.cites))
    return Document(
        title=_("Sources: {count}", count=len(v.brief.sources)),
        head=v.head("sources"),
        blocks=flowing(*(_source(source, cited, v) for source in v.brief.sources)) or (Prose(_("This brief has no source record.")),),
        following=tuple((f"kbrief trace {s.id}#P{s.paragraphs[-1].n}", _("what a paragraph says, and what cites it"))
                        for s in v.brief.sources[:1] if s.paragraphs),
    )  # fmt: skip


def _source(source: Source, cited: Counter[str], v: Voice) -> Iterator[Block]:
    yield Heading(f"{source.id}: {source.name}")
    yield Fields.of(
        (_("title"), source.title),
        (_("author"), f"{source.author}, {v.text(source.role)}" if source.role else source.author),
        (_("published"), f"{source.publisher}, {v.month(source.published)}"),
        (_("age"), _("{age} months", age=v.age(source))),
        (_("kind"), v.text(source.kind)),
        (_("series"), v.text(source.place)),
        (_("grade"), f"{source.grade}. {v.text(source.grade.note)}".strip()),
        (_("views"), v.text(source.views)),
        (_("looked up"), v.text(source.looked_up)),
        (_("address"), source.url),
    )
    columns = (
        Column(_("paragraph")), Column(_("kind"), drop=5), Column(_("digest"), can_wrap=True),
        Column(_("cited"), "right", drop=3), Column(_("words"), "right", drop=4),
    )  # fmt: skip
    yield Table(columns, tuple(_paragraph(source, p, cited, v) for p in source.paragraphs))


def _paragraph(source: Source, paragraph: Paragraph, cited: Counter[str], v: Voice) -> Row:
    name = f"P{paragraph.n}"
    kind = paragraph_kind_label(paragraph.kind)
    return Row((name, kind, v.text(paragraph.digest), str(cited[f"{source.id}#{name}"]), str(paragraph.words)))
