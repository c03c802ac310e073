"""Write the digest of a paragraph into the record of its source."""

from kbrief.errors import BriefError, Message
from kbrief.load.find import Place
from kbrief.model import Brief
from kbrief.store.changes import write_changes
from kbrief.store.edit import Change


def write_digest(place: Place, brief: Brief, cite: str, text: str, lang: str) -> None:
    """Write the digest of a paragraph, in one language if it has several, else for all languages.

    Raises BriefError if the brief would be invalid or the record is that of an extended brief, OutputError.
    """
    loc, paragraph = next(
        (("sources", source_index, "paragraphs", index), paragraph)
        for source_index, source in enumerate(brief.sources)
        for index, paragraph in enumerate(source.paragraphs)
        if f"{source.id}#P{paragraph.n}" == cite
    )
    has_several = paragraph.digest is not None and len(paragraph.digest.by_language) > 1
    path = (*loc, "digest", lang) if has_several else (*loc, "digest")
    prepared = write_changes(place, [Change(path, text)])
    if prepared.refused:
        message = Message("the digest of {cite} cannot be written automatically", cite=cite)
        problems = tuple(refused.problem for refused in prepared.refused)
        raise BriefError(message, Message("write it in the record by hand"), problems)
