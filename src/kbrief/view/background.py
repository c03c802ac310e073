"""The screens of what stands behind the points: background, sources, and the trace of a claim."""

from collections import Counter
from collections.abc import Iterator

from kbrief.model import Paragraph, Source
from kbrief.model.claims import all_claims
from kbrief.model.document import Block, Column, Document, Fields, Heading, Row, Table, flowing
from kbrief.model.document import Paragraph as Prose
from kbrief.words.voice import Voice


def background_page(v: Voice) -> Document:
    """Return precedents, context, tensions and gaps."""
    col, brief = v.w.col, v.brief
    columns = (Column(col.id), Column(col.kind, drop=4), Column(col.text, can_wrap=True),
               Column(col.origin, drop=3, can_wrap=True))  # fmt: skip
    rows = [
        *(
            Row((p.id, v.w.say.precedent, f"{v.text(p.who)}: {v.text(p.text)}", v.basis_of(p)))
            for p in brief.precedents
        ),
        *(Row((c.id, v.w.say.context, v.text(c.text), v.basis_of(c))) for c in brief.context),
        *(Row((t.id, v.w.say.tension, v.text(t.text), v.cites(t.cites))) for t in brief.tensions),
        *(Row((g.id, v.w.say.gap, v.text(g.text), v.cites(g.cites))) for g in brief.gaps),
    ]
    counts = (len(brief.precedents), len(brief.context), len(brief.tensions), len(brief.gaps))
    return Document(
        title=v.w.say.background_title.format(*counts),
        head=v.head("background"),
        blocks=(Table(columns, tuple(rows), empty=v.w.say.no_background),),
        following=tuple((f"kbrief trace {t.id}", v.w.say.trace_tension) for t in brief.tensions[:1]),
    )


def sources_page(v: Voice) -> Document:
    """Return each source with its grade, age and paragraphs."""
    cited = Counter(cite for placed in all_claims(v.brief) for cite in set(placed.claim.cites))
    return Document(
        title=v.w.say.sources_title.format(count=len(v.brief.sources)),
        head=v.head("sources"),
        blocks=flowing(*(_source(source, cited, v) for source in v.brief.sources)) or (Prose(v.w.say.no_sources),),
        following=tuple((f"kbrief trace {s.id}#P{s.paragraphs[-1].n}", v.w.say.trace_paragraph)
                        for s in v.brief.sources[:1] if s.paragraphs),
    )  # fmt: skip


def _source(source: Source, cited: Counter[str], v: Voice) -> Iterator[Block]:
    label, col = v.w.label, v.w.col
    yield Heading(f"{source.id}: {source.name}")
    yield Fields.of(
        (label.title, source.title),
        (label.author, f"{source.author}, {v.text(source.role)}" if source.role else source.author),
        (label.published, f"{source.publisher}, {v.month(source.published)}"),
        (label.age, v.w.say.months_old.format(age=v.age(source))),
        (label.kind, v.text(source.kind)),
        (label.place, v.text(source.place)),
        (label.grade, f"{source.grade}. {v.text(source.grade.note)}".strip()),
        (label.views, v.text(source.views)),
        (label.looked_up, v.text(source.looked_up)),
        (label.url, source.url),
    )
    columns = (
        Column(col.paragraph), Column(col.kind, drop=5), Column(col.digest, can_wrap=True),
        Column(col.cited, "right", drop=3), Column(col.words, "right", drop=4),
    )  # fmt: skip
    yield Table(columns, tuple(_paragraph(source, p, cited, v) for p in source.paragraphs))


def _paragraph(source: Source, paragraph: Paragraph, cited: Counter[str], v: Voice) -> Row:
    name = f"P{paragraph.n}"
    kind = v.w.paragraph_kind[paragraph.kind]
    return Row((name, kind, v.text(paragraph.digest), str(cited[f"{source.id}#{name}"]), str(paragraph.words)))
