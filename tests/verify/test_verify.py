"""Paragraphs sought in copies of a text."""

import random
import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_builders import BRIEF, LOG, TEXT, citing, record, words

from kbrief.verify.verify import ParagraphMatch, find_fingerprints, fingerprint_of, verify
from kbrief.verify.words import split_words

PAGE = "\n".join(TEXT)
SPACES = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " \r\n ", "\n\n", "\u2003", "\f"])
QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "--"})
SOFT = "\u00ad"


def matches_in(text: str) -> tuple[ParagraphMatch, ...]:
    return verify(BRIEF, [(line, n) for n, line in enumerate(text.split("\n"), 1)])


def fates(text: str) -> list[str]:
    return [match.status for match in matches_in(text)]


def neighbors(match: ParagraphMatch) -> list[int | None]:
    return [p.n if p else None for p in match.between]


def broken(text: str, mark: str) -> str:
    """Return a text with every long word cut in two at the end of a line."""
    return " ".join(f"{w[:3]}{mark}\n{w[3:]}" if w.isalpha() and len(w) > 6 else w for w in text.split(" "))


def test_the_text_itself_holds_with_its_lines() -> None:
    """Each paragraph is found on its own line, and every citation holds."""
    found = matches_in(PAGE)
    assert [(match.cite, match.status, match.line) for match in found] == [
        (f"log#P{n}", "found", n) for n in range(1, len(TEXT) + 1)
    ]
    assert all(match.holds for match in found)
    assert [len(match.claims) for match in found] == [1, 0, 0, 1, 0, 0, 1]


@given(st.data())
def test_other_spaces_line_ends_quotes_and_case_change_nothing(data: st.DataObject) -> None:
    """Any other white space between words, any quotes and any case keep every paragraph found."""
    text = "".join(f"{word}{data.draw(SPACES)}" for word in PAGE.split())
    text = text.translate(QUOTES) if data.draw(st.booleans()) else text
    text = text.upper() if data.draw(st.booleans()) else text
    assert set(fates(text)) == {"found"}


@given(st.integers(20, 90))
def test_any_wrapping_keeps_all_found(width: int) -> None:
    """Lines as wide as anyone likes, broken at the hyphens of compounds too, keep every paragraph found."""
    wrapped = "\n".join(textwrap.fill(paragraph, width, break_on_hyphens=True) for paragraph in TEXT)
    assert set(fates(wrapped)) == {"found"}


@pytest.mark.parametrize("mark", ["-", "\u2010", SOFT, f"{SOFT}\u200b"])
def test_words_broken_at_line_ends_are_mended(mark: str) -> None:
    """Words cut by a hyphen at the end of a line are put together; soft hyphens inside words are passed over."""
    assert set(fates("\n".join(broken(paragraph, mark) for paragraph in TEXT))) == {"found"}
    assert set(fates(PAGE.replace("harbor", f"har{SOFT}bor").replace("dredged", "dred\u200bged"))) == {"found"}


def test_a_compound_and_a_broken_word_in_one_paragraph() -> None:
    """Where some words go on over a line's end and others keep their hyphen, every choice is tried."""
    text = PAGE.replace("co-operation", "co-\noperation").replace("channel", "chan-\nnel")
    text = text.replace("dredger, rent", "dred-\nger, rent")
    assert set(fates(text)) == {"found"}


def test_a_compound_known_from_elsewhere_in_the_copy_keeps_its_hyphen() -> None:
    """A hyphen that the copy has within a line is no sign of a broken word; nor is one after capitals or digits."""
    lines = ["a well-known bay", "a well-", "known ROK-", "led part-7-", "fold go-", "ing", "", "an Alder-", "Bay"]
    found = split_words((text, n) for n, text in enumerate(lines, 1))
    assert [word.text for word in found if word.is_hyphen_continuation] == ["ing"]


def test_too_many_broken_words_are_given_up() -> None:
    """With more than six doubtful hyphens in one paragraph it counts as changed, not as a search without end."""
    compounds = "re-do co-op un-do by-law go-by in-law no-go"
    source = record("log", [f"{compounds} and nothing", "A close"])
    text = compounds.replace("-", "-\n") + " and noth-\ning\nA close"
    found = verify(citing(source), [(line, n) for n, line in enumerate(text.split("\n"), 1)])
    assert [match.status for match in found] == ["changed", "found"]


def test_running_heads_and_page_numbers_are_passed_over() -> None:
    """Lines that recur at the edges of pages, and page numbers, do not break a paragraph that runs on."""
    half = len(TEXT[2]) // 2
    first = f"The Log 77\n{TEXT[0]}\n{TEXT[1]}\n{TEXT[2][:half].rsplit(' ', 1)[0]}\nisland press\n1 of 2\n"
    second = f"\fThe Log 78\n{TEXT[2][:half].rsplit(' ', 1)[1]}{TEXT[2][half:]}\n" + "\n".join(TEXT[3:])
    assert set(fates(f"{first}{second}\nisland press\n2 of 2\n")) == {"found"}
    assert fates(f"{first.replace('The Log 77', '')}{second}".replace("\f", "")).count("changed") == 1


def test_running_heads_that_no_page_tells_apart() -> None:
    """Copied out of a viewer, pages have no sign between them: short lines that recur within paragraphs are dropped."""
    lines = [line for paragraph in TEXT for line in textwrap.wrap(paragraph, 24)]
    paged = "\n".join(f"{line}\nThe Log {n}\n{n}" if n % 8 == 7 else line for n, line in enumerate(lines))
    assert set(fates(paged)) == {"found"}
    crowded = "\n".join(f"{line}\nThe Log" for line in lines)
    assert "changed" in fates(crowded)


def test_the_whole_text_twice() -> None:
    """A paragraph holds where one of two copies has it, and is placed where the first stands; else it is changed."""
    once = PAGE.replace("gravel", "sand")
    assert [match.line for match in matches_in(f"{PAGE}\n{once}")] == [*range(1, len(TEXT) + 1)]
    assert set(fates(f"{once}\n{PAGE}")) == {"found"}
    assert fates(f"{once}\n{once}").count("changed") == 1


def test_a_changed_paragraph_is_told_from_a_missing_one() -> None:
    """Other words between the neighbors: changed, with their line; none: missing, with no line."""
    lines = [TEXT[0], TEXT[1], TEXT[2], TEXT[3].replace("sand", "silt"), TEXT[4], TEXT[6]]
    found = matches_in("\n".join(lines))
    assert [match.status for match in found] == ["found", "found", "found", "changed", "found", "missing", "found"]
    assert (found[3].line, neighbors(found[3]), found[3].holds) == (4, [3, 5], False)
    assert (found[5].line, neighbors(found[5]), found[5].holds) == (None, [5, 7], True)


def test_neighbors_at_the_ends_are_none() -> None:
    """What is not found before the first or after the last that is has a neighbor on one side alone."""
    found = matches_in("\n".join(TEXT[1:6]))
    assert (found[0].status, neighbors(found[0])) == ("missing", [None, 2])
    assert (found[6].status, neighbors(found[6])) == ("missing", [6, None])
    nothing = matches_in("")
    assert {(match.status, *match.between) for match in nothing} == {("absent", None, None)}


def test_a_text_that_shares_a_heading_is_no_copy() -> None:
    """Three words may stand anywhere; what is no copy is told as such, not as changed, and has no neighbors."""
    found = matches_in("A paper on ferries\nWhat to do\nNothing at all is to be done about them.")
    assert [match.status for match in found] == ["absent"] * 4 + ["found"] + ["absent"] * 2
    assert {(neighbors(match)[0], neighbors(match)[1], match.line) for match in found if match.status == "absent"} == {
        (None, None, None)
    }
    assert fates(f"Elsewhere\n{TEXT[3]}").count("absent") == 0


def test_paragraphs_in_another_order_are_still_found() -> None:
    """A citation holds wherever the paragraph stands; what is out of order places no other one."""
    found = matches_in("\n".join([TEXT[6], *TEXT[:3], *TEXT[4:6]]))
    assert [match.status for match in found] == ["found", "found", "found", "missing", "found", "found", "found"]
    assert neighbors(found[3]) == [3, 5]
    assert found[6].line == 1


def test_a_short_heading_that_recurs_is_placed_between_its_neighbors() -> None:
    """Words that stand in the text by chance too count where the order of the paragraphs asks for them."""
    found = matches_in(f"What to do\n{PAGE}\nWhat to do")
    assert found[4].line == 6


def test_a_short_heading_elsewhere_does_not_displace_long_paragraphs() -> None:
    """The longest are placed first: a heading that stands only at the end, by chance, leaves the order to them."""
    found = matches_in("\n".join([TEXT[0], *TEXT[2:4], *TEXT[5:], TEXT[1]]))
    assert (found[1].status, found[1].line) == ("found", 6)
    assert (found[4].status, neighbors(found[4])) == ("missing", [4, 6])


def test_two_equal_paragraphs_are_two_places() -> None:
    """Paragraphs with the same words each have their own place, in order."""
    source = record("log", ["Stop", "One more word", "Stop"])
    found = verify(citing(source), [("Stop", 1), ("One more word", 2), ("Stop", 3)])
    assert [match.line for match in found] == [1, 2, 3]


def test_a_paragraph_without_words_is_always_found() -> None:
    """A line of stars has no words to be sought."""
    found = verify(citing(record("log", ["* * *", "Go"])), [("Go", 1)])
    assert [(match.status, match.line) for match in found] == [("found", None), ("found", 1)]


def test_a_copy_of_one_of_several_sources() -> None:
    """Of several sources only those are told of which a cited paragraph is found; all if there is none."""
    brief = citing(LOG, record("diary", ["Dear diary, it rained.", "Alder Bay"]), cites=("log#P1", "diary#P1"))
    diary = verify(brief, [("Dear diary, it rained.", 1)])
    assert [(match.cite, match.status) for match in diary] == [("diary#P1", "found"), ("diary#P2", "missing")]
    assert len(verify(brief, [("something else", 1)])) == len(TEXT) + 2


@given(st.lists(st.sampled_from(["ab", "c-", "d\xad", "e\x0c", "7"]), max_size=40), st.integers(1, 6))
def test_what_is_found_is_what_stands_there(pieces: Sequence[str], length: int) -> None:
    """In any text, every run of words that begins anywhere is found, and only runs that are there."""
    lines = [(piece, n) for n, piece in enumerate(pieces, 1)]
    stands = [word.text for word in split_words(lines)]
    runs = {tuple(stands[n : n + length]) for n in range(len(stands) - length + 1)}
    for run in runs:
        print_ = fingerprint_of(record("x", [" ".join(run)]).paragraphs[0])
        for start, stop in find_fingerprints(split_words(lines), [print_])[print_]:
            assert tuple(stands[start:stop]) == run
    absent = fingerprint_of(record("x", ["zebra " * length]).paragraphs[0])
    assert absent not in find_fingerprints(split_words(lines), [absent])


def test_the_words_are_those_of_the_fingerprints() -> None:
    """As it stands, a text has the very words that its fingerprint was taken of."""
    text = "Straße ½ … ﬁne \uff21\uff22 \uff11 가나 don’t_x"
    assert [word.text for word in split_words([(text, 1)])] == words(text)


def test_a_long_text_is_sought_through() -> None:
    """A paragraph in the middle of a line of 20,000 words is found, and its line told."""
    drawn = random.Random(7).choices(words(PAGE), k=10_000)  # noqa: S311 - any words will do
    noise = " ".join(drawn)
    found = matches_in(f"{noise}\n{noise} {TEXT[2]} {noise}")
    assert (found[2].status, found[2].line) == ("found", 2)
