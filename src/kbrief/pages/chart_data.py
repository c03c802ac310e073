"""What charts show, as data: rows, labels and texts that `render` draws."""

from typing import NamedTuple

from kbrief.model import ListName


class RankedRow(NamedTuple):
    """A point of the ranking: its list, its tally or score, and its stability from 0 to 1, as numbers and as texts."""

    label: str
    list: ListName
    value: float
    value_text: str
    stability: float | None = None
    stability_text: str = ""


class MatrixRow(NamedTuple):
    """A point of the matrix: its list, and its tally or score as text, under each administration."""

    label: str
    cells: tuple[tuple[ListName, str], ...]


class StandaloneText(NamedTuple):
    """The title and the notes of a standalone picture; in a document the page has them."""

    title: str
    notes: tuple[str, ...] = ()


class ChartLabels(NamedTuple):
    """The names of the lists and of the number that a picture shows."""

    lists: tuple[tuple[ListName, str], ...]
    measure: str

    def list_name(self, key: ListName) -> str:
        """Return the name of a list."""
        return dict(self.lists)[key]


class RankingChart(NamedTuple):
    """The points of a ranking, list by list, with bars on an axis from −maximum to +maximum."""

    rows: tuple[RankedRow, ...]
    labels: ChartLabels
    maximum: float
    standalone: StandaloneText | None = None


class MatrixChart(NamedTuple):
    """Points by administrations."""

    rows: tuple[MatrixRow, ...]
    administrations: tuple[str, ...]
    labels: ChartLabels
    standalone: StandaloneText | None = None


Chart = RankingChart | MatrixChart
