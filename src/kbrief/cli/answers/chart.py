"""What `chart` draws."""

from collections.abc import Callable
from pathlib import Path

from kbrief.cli.output import write
from kbrief.cli.session import Session
from kbrief.cli.stream import put, talk
from kbrief.decide.compare import compare
from kbrief.errors import Message, WrongUsage
from kbrief.export.pictures.charts import drawn, matrix_figure, ranking_figure
from kbrief.i18n import _
from kbrief.model.document import Figure
from kbrief.model.names import pick


def write_chart(session: Session, kind: str, output: Path, administration: str | None) -> None:
    """Write a picture to a file, or as SVG to standard output for `-`."""
    draw = KINDS[pick(kind, KINDS, Message("picture"))]
    if str(output) == "-":
        put(draw(session, administration).svg, errors="xmlcharrefreplace")
        return
    made = drawn(draw(session, administration), output.suffix)
    write(output, made)
    talk([_("wrote {path}", path=output)])


def _ranking(session: Session, administration: str | None) -> Figure:
    return ranking_figure(session.ranking(administration), session.voice, alone=True)


def _matrix(session: Session, administration: str | None) -> Figure:
    brief = session.brief
    if not brief.administrations:
        message = Message("this brief has no {what}", what=Message("administration"))
        raise WrongUsage(message, Message("kbrief chart ranking"))
    return matrix_figure(compare(brief, [administration] if administration else ()), session.voice, alone=True)


KINDS: dict[str, Callable[[Session, str | None], Figure]] = {"ranking": _ranking, "matrix": _matrix}
"""The pictures by name."""
