"""The board's first state as rows for its template: what a page without JavaScript shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kbrief.board.data import Data
from kbrief.i18n.formats import format_signed
from kbrief.model import LISTS


def first_state(data: Data) -> Data:
    """Return the lists of the first administration (else on stated evidence alone) and the matrix, as rows."""
    alone, *sides = data["lookup"]
    administration = data["whom"]["with"].format(name=data["administrations"][0][1]) if sides else data["whom"]["alone"]
    shown = Shown(data, sides[0][0] if sides else alone)
    columns = [Shown(data, ranking).standings for ranking in (alone, *(side[0] for side in sides))]
    return {
        "whom": administration,
        "trust": data["head"]["with" if sides else "alone"],
        "lists": [shown.rows(n) for n in range(len(LISTS))],
        "matrix": [[(cell["list"], _told(_whole(cell))) for cell in row] for row in zip(*columns, strict=True)],
        "treat": [_treatment(data, letter) for letter in data["treat"][0]] if data["treat"] else [],
    }


@dataclass(frozen=True)
class Shown:
    """One ranking of the board's data, shown as rows."""

    data: Data
    ranking: int

    @property
    def standings(self) -> list[Data]:
        """The standing of each point."""
        rows = (self.data["standings"][n] for n in self.data["rankings"][self.ranking][0])
        return [dict(zip(self.data["columns"], row, strict=True)) for row in rows]

    def rows(self, name: int) -> Data:
        """Return the rows of one list, ranked, and those that the source puts there and that stand elsewhere."""
        standings, ranks = self.standings, self.data["rankings"][self.ranking][1]
        here = sorted((n for n, standing in enumerate(standings) if standing["list"] == name), key=ranks.__getitem__)
        tied = Counter(ranks[n] for n in here)
        listed = (n for n, point in enumerate(self.data["points"]) if point[2] == name != standings[n]["list"])
        return {
            "here": [self._card(n, standings[n], f"{ranks[n]}{'=' * (tied[ranks[n]] > 1)}") for n in here],
            "elsewhere": [self._card(n, standings[n], "–") | self._elsewhere(standings[n]) for n in listed],
        }

    def _card(self, point: int, standing: Data, rank: str) -> Data:
        say, whole, stated = self.data["say"], _whole(standing), _stated(standing)
        unit = say["score"] if standing["tally"] is None else say["tally"]
        return {
            "point": self.data["points"][point],
            "rank": rank,
            "list": standing["list"],
            "whole": _told(whole),
            "unit": f"{unit}, {say['edge']}" if standing["edge"] else unit,
            "parts": say["parts"].format(stated=_told(stated), inferred=_told(whole - stated)),
            "share": say["stays"].format(share=standing["share"]),
            "fill": round(100 * standing["kept"] / standing["cases"], 1),
            "marks": self.data["marks"][standing["marks"]],
            "note": " ".join(self._notes(point, standing)),
        }

    def _notes(self, point: int, standing: Data) -> Iterator[str]:
        """Yield that inference moved the point, and that the source asks for what is kept low."""
        lists = self.data["lists"]
        if standing["list"] != standing["statedList"]:
            old = lists[standing["statedList"]][1]
            yield self.data["say"]["moved_here"].format(list=old, tally=_told(_stated(standing)))
        if lists[standing["list"]][0] == "minimize":
            yield self.data["points"][point][3]

    def _elsewhere(self, standing: Data) -> Data:
        inferred = _told(_whole(standing) - _stated(standing))
        now = self.data["lists"][standing["list"]][1]
        return {"note": self.data["say"]["listed_elsewhere"].format(list=now, inferred=inferred)}


def _whole(standing: Data) -> float:
    """Return the tally, or the score where the brief's weights differ."""
    number: float = standing["score"] if standing["tally"] is None else standing["tally"]
    return number


def _stated(standing: Data) -> float:
    """Return the stated part of the tally, or of the score where the brief's weights differ."""
    number: float = standing["statedScore"] if standing["tally"] is None else standing["statedTally"]
    return number


def _told(number: float) -> str:
    return format_signed(number, "0", "−")


def _treatment(data: Data, letter: str) -> str:
    """Return a treatment in words: a capital letter says that no regret can follow."""
    short: str = next(list_[1] for list_ in data["lists"] if list_[0][0] == letter.lower())
    told: str = data["say"]["no_regret"].format(list=short) if letter.isupper() else short
    return told
