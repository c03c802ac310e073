"""PDF through typst: always tagged (PDF/UA-1), the same bytes for the same day, the body on its pages."""

import datetime as dt
import json

from kbrief.export.documents.fitting import PAGE, fitting_size, measured
from kbrief.export.documents.meta import Meta
from kbrief.export.documents.typesetting import TAGGED, typeset
from kbrief.model.document import Document


def to_pdf(document: Document, meta: Meta) -> bytes:
    """Return a document as PDF. Raises OutputError for a character that no font here can show."""
    data = json.dumps(measured(document, meta), ensure_ascii=False)
    midnight = dt.datetime.combine(meta.date, dt.time(), tzinfo=dt.UTC)
    given = {"document": data, "size": f"{fitting_size(document, meta)}"}
    return typeset(PAGE, given, {**TAGGED, "timestamp": midnight})
