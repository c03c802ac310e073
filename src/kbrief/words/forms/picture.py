"""The words of pictures: a class of their own, as only pictures load them."""

from typing import NamedTuple


class PictureWords(NamedTuple):
    """The titles in a picture, and the sentences that stand for it where it cannot be seen."""

    ranking: str
    matrix: str
    tally: str
    score: str
    stays: str
    stays_legend: str
    ranked: str
    ranked_alone: str
    join: str
    listed: str
    none: str
    cell: str
    row: str
