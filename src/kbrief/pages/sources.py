"""The pages of sources: those just added, the list of all, and one with its paragraphs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kbrief.i18n import _, pgettext, translate
from kbrief.i18n.labels import paragraph_kind_label
from kbrief.model import Paragraph, Source, Text
from kbrief.model.claims import all_claims
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Bullets, Column, Document, Fields, Heading, Row, Table
from kbrief.store.sources import AddedSource


def digest_page(cite: str, before: Text | None, texts: BriefText, brief: str | None) -> Document:
    """Return that a digest was written, and the one that the paragraph had before."""
    return Document(
        title=_("Digest written: {cite}", cite=texts.cite(cite)),
        blocks=(Fields.of((_("it said"), texts.text(before))),) if before else (),
        next_steps=((f"kbrief check{f' {brief}' if brief else ''}", _("the problems, and what is still to do")),),
    )


def added_page(added: Sequence[AddedSource], files: Sequence[str], brief: str | None) -> Document:
    """Return the facts of each added source, for the user to confirm, and what to type next."""
    option = f" --brief {brief}" if brief else ""
    new = [source for source in added if not source.is_known]
    files_by_id = {source.id: file for source, file in zip(added, files, strict=True)}
    names = ", ".join(source.id for source in new) or _("nothing")
    first = (new or added)[0].id
    return Document(
        title=_("Added: {names}", names=names),
        blocks=(
            *(block for source in new for block in _fact_blocks(source, files_by_id[source.id])),
            Bullets(tuple(_added_remarks(added))),
        ),
        next_steps=(
            (f"kbrief source show {first} --text FILE{option}", _("its paragraphs, numbered")),
            (f"kbrief check{option.replace(' --brief', '')}", _("the problems, and what is still to do")),
        ),
    )


def _added_remarks(added: Sequence[AddedSource]) -> Iterator[str]:
    """Yield that the facts are to be confirmed, and which sources the brief had already."""
    known = [source.id for source in added if source.is_known]
    if len(known) < len(added):
        yield _("This is what the texts say of themselves: correct it in the record if need be.")
    if known:
        yield _("Left as they are, for the brief has them already: {names}.", names=", ".join(known))


def proposed_page(proposed: Sequence[AddedSource]) -> Document:
    """Return the facts of sources before they are added."""
    new = [source for source in proposed if not source.is_known]
    return Document(
        title=_("To be added: {names}", names=", ".join(source.id for source in new) or _("nothing")),
        blocks=tuple(block for source in new for block in _fact_blocks(source, "")),
    )


def _fact_blocks(source: AddedSource, file: str) -> Iterator[Heading | Fields]:
    """Yield the facts of an added source, and the file that has them if there is one."""
    facts, missing = source.facts, _("not given")
    yield Heading(source.id)
    count = _("{count}, {body} of them body", count=len(source.kinds), body=source.kinds.count("body"))
    yield Fields.of(
        (_("title"), facts.title or missing),
        (_("author"), facts.author or missing),
        (_("publisher"), facts.publisher or missing),
        (_("published"), facts.published or missing),
        (_("address"), facts.url or missing),
        (_("grade"), _("not yet graded ({grade})", grade="F6") if facts.grade in {None, "F6"} else facts.grade),
        (_("paragraphs"), translate(source.note) or count),
        (_("the text"), _("give it with: kbrief source refresh {id} FILE", id=source.id) if source.note else ""),
        (_("written to"), file),
    )


def cited_counts(texts: BriefText) -> Counter[str]:
    """Return how many claims cite each paragraph."""
    return Counter(cite for located in all_claims(texts.brief) for cite in set(located.claim.cites))


def source_list_page(texts: BriefText) -> Document:
    """Return a table of the sources."""
    counts = cited_counts(texts)
    columns = (
        Column(_("name"), can_wrap=True), Column(pgettext("column", "id")), Column(_("published")),
        Column(_("grade"), drop_priority=3), Column(_("paragraphs"), "right", drop_priority=4),
        Column(_("digests"), "right", drop_priority=2), Column(_("citations"), "right", drop_priority=1),
    )  # fmt: skip
    sources = texts.brief.sources
    first = next((source.id for source in sources), None)
    return Document(
        title=_("Sources: {count}", count=len(sources)),
        caveats=texts.caveats("sources"),
        blocks=(
            Table(
                columns,
                tuple(_row(source, counts, texts) for source in sources),
                empty=_("This brief has no source record."),
            ),
        ),
        next_steps=((f"kbrief source show {first}", _("its paragraphs, numbered")),)
        if first
        else (("kbrief source add FILE", _("take a paper in")),),
    )


def _row(source: Source, counts: Mapping[str, int], texts: BriefText) -> Row:
    """Return a source with its grade, and its paragraphs, digests and citations counted."""
    bodies = [paragraph for paragraph in source.paragraphs if paragraph.kind == "body"]
    digests = sum(paragraph.digest is not None for paragraph in bodies)
    citations = sum(counts.get(f"{source.id}#P{paragraph.n}", 0) for paragraph in source.paragraphs)
    return Row((
        source.name, source.id, texts.published(source), str(source.grade), str(len(source.paragraphs)),
        f"{digests}/{len(bodies)}", str(citations),
    ))  # fmt: skip


def source_page(source: Source, words: Mapping[str, str] | None, texts: BriefText) -> Document:
    """Return the numbered paragraphs of a source; `words` are those of a copy, by fingerprint."""
    counts = cited_counts(texts)
    columns = (
        Column(_("paragraph")), Column(_("kind"), drop_priority=4), Column(_("digest"), can_wrap=True),
        *((Column(_("words of the copy"), can_wrap=True),) if words is not None else ()),
        Column(_("citations"), "right", drop_priority=3), Column(_("words"), "right", drop_priority=5),
    )  # fmt: skip
    rows = tuple(_paragraph_row(source, paragraph, words, counts, texts) for paragraph in source.paragraphs)
    return Document(
        title=_("{id}: {title}", id=source.id, title=source.title),
        caveats=texts.caveats("sources"),
        blocks=(Table(columns, rows),),
        next_steps=tuple(
            (f"kbrief trace {source.id}#P{paragraph.n}", _("what a paragraph says, and what cites it"))
            for paragraph in source.paragraphs[:1]
        ),
    )


def _paragraph_row(
    source: Source, paragraph: Paragraph, words: Mapping[str, str] | None, counts: Mapping[str, int], texts: BriefText
) -> Row:
    copy = () if words is None else (words.get(paragraph.sha256) or _("not in the copy"),)
    count = str(counts.get(f"{source.id}#P{paragraph.n}", 0))
    kind = paragraph_kind_label(paragraph.kind)
    return Row((f"P{paragraph.n}", kind, texts.digest(paragraph), *copy, count, str(paragraph.words)))
