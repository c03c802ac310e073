"""The files of a brief, and of those that it extends, read and laid together."""

from kbrief.errors import BriefError
from kbrief.load.find import Part
from kbrief.load.layers import Layer, layer_below
from kbrief.load.merge import EXTENDS, Draft, Merged, merge
from kbrief.load.overlay import laid, rated
from kbrief.load.telling import shown
from kbrief.load.yamlread import read_yaml


def gathered(own: Layer) -> tuple[Merged, tuple[Layer, ...], tuple[str, ...]]:
    """Return the sections of a layer laid on what it extends; all layers, base first; what each names, own first."""
    layers, wanted = [own], []
    says = [read(own)]
    while EXTENDS in says[-1].data:
        named = says[-1].data.pop(EXTENDS)
        try:
            layers.append(layer_below(_name(named), layers))
        except BriefError as error:
            says[-1].drafts.append(Draft(says[-1], (EXTENDS,), EXTENDS, f"extends: {error.message}", error.hint))
            says[-1].is_partial = says[-1].has_lost_base = True
            break
        wanted.append(named)
        says.append(read(layers[-1]))
    merged = rated(says.pop())
    while says:
        merged = rated(laid(merged, says.pop()))
    return merged, tuple(reversed(layers)), tuple(wanted)


def read(layer: Layer) -> Merged:
    """Return the sections of one layer's files, with the problems of reading them."""
    problems = list(layer.problems)
    contents = []
    for part in layer.parts:
        try:
            contents.append((part, read_yaml(part.data, part.name)))
        except BriefError as error:
            problems += error.problems
    merged = merge(contents, first_of(layer))
    merged.problems += problems
    merged.is_partial = bool(merged.problems)
    return merged


def first_of(layer: Layer) -> Part:
    """Return the file in which a reader looks for what no file says: the one that marks a brief, else the first."""
    marked = (part for part in layer.parts if part.name.replace("\\", "/").endswith("data/brief.yaml"))
    return next(marked, next(iter(layer.parts), Part(layer.place.name, b"", is_record=False)))


def _name(named: object) -> str:
    if isinstance(named, str) and named.strip():
        return named
    message = f"{shown(named)} names no brief"
    raise BriefError(message, "write a path from this brief, or kbrief:rok-us-2024")
