"""The words of pictures in English."""

from kbrief.words.forms.picture import PictureWords

WORDS = PictureWords(
    ranking="Where the points stand {whom}",
    matrix="Points by administration",
    tally="tally",
    score="score",
    stays="stays",
    stays_legend="stays: in what share of cases the list holds if each inferred rating is off by up to one step, each "
    "unknown one by up to two. It is not the chance that we are right.",
    ranked="{point} {value} (stays {share})",
    ranked_alone="{point} {value}",
    join="; ",
    listed="{list}: {points}.",
    none="no point",
    cell="{list} {value}",
    row="{point}: {cells}.",
)
