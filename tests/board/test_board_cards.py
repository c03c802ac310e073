"""The board's cards and traces: every claim that a card shows has a trace."""

from board_briefs import SAID, SHIPPED, event, made, point, rating, side, voice

from kbrief.board.cards import SHOWN, basis_letter, cards, claim_summary, claims, paragraphs
from kbrief.model import Claim
from kbrief.model.claims import LocatedClaim, all_claims


def test_every_claim_on_a_card_has_a_trace_and_every_link_leads_to_a_card() -> None:
    """Paths under the fields of all cards are claims; links name cards that are there; a card has a command."""
    page_cards, traced = cards(voice()), claims(voice())
    for kind in ("point", "issue", "event", "administration"):
        for card in page_cards[kind].values():
            assert all(path in traced for _, paths in card["fields"] for path in paths)
            targets = [target.split(":") for _, found in card["links"] for target in found]
            assert all(name in page_cards[kind_of] for kind_of, name in targets)
            assert card["command"].startswith("kbrief ")
            assert all(found for _, found in (*card["fields"], *card["links"]))


def test_all_claims_of_the_sections_shown_are_traced_with_their_paragraphs() -> None:
    """No claim of a point, issue, event, side or tension is missing; each paragraph that one cites has its digest."""
    expected = {placed.path for placed in all_claims(SHIPPED) if placed.at[0] in SHOWN}
    traced, behind = claims(voice()), paragraphs(voice())
    assert set(traced) == expected
    assert {cite for _, _, _, _, cites in traced.values() for cite in cites} == set(behind)
    assert behind["pacnet-77#P8"][0] == "P8"
    assert behind["pacnet-77#P8"][2][0].startswith("2.7 %: ")
    assert "clear it before use" in behind["pacnet-77#P8"][2][0]
    assert all("(" not in figure for figure in behind["pacnet-77#P3"][2])


def test_a_citation_without_a_record_has_no_digest() -> None:
    """Where a brief has no source record, a claim's citation leads to no paragraph."""
    assert paragraphs(voice(made(points=[point("a", ratings={"source": rating(1)})]))) == {}


def test_claims_are_said_with_what_and_whom_they_are_about() -> None:
    """Ratings and shifts name criterion and side; lists, likelihoods and alignments are said in words."""
    traced = claims(voice())
    assert traced["ncg.president.trump"][:3] == ("President, Trump: −1", "o", "inferred, outside")
    assert traced["ncg.president.trump"][3].startswith("From outside the source:")
    assert traced["ncg.source"][:3] == ("Source: +1", "s", "P17")
    assert traced["ncg.team.trump"][:3] == ("Transition team, Trump: unknown, counts 0", "u", "unknown")
    shift = traced["nk-nuclear-test.ncg.president.trump"]
    assert shift[0] == "Making the NCG's results lasting, President, Trump: +2 if it happens"
    assert traced["shipbuilding.listed"][0] == "Emphasize: lead with"
    assert traced["defense-technology.alignment"][0].startswith("bipartisan (friendshoring")
    assert traced["extended-deterrence.alignment"][0].startswith("unmarked. ")
    likely = {"word": "unlikely", "basis": "inferred", "why": "because"}
    odds = [event("gale", likelihood=likely), event("calm", likelihood={**likely, "word": "remote"})]
    told = claims(voice(made(events=odds)))
    assert [told[f"{name}.likelihood"][0] for name in ("gale", "calm")] == ["unlikely", "remote"]


def test_a_bare_claim_is_said_by_its_basis() -> None:
    """A claim that asserts nothing but its basis is said by that."""
    bare = Claim(basis="unknown")
    assert (claim_summary(LocatedClaim("x", ("points", 0), bare), voice(), {}), basis_letter(bare)) == ("unknown", "u")


def test_a_card_leaves_out_what_is_not_there() -> None:
    """A point without list, caution, issue, group or events has the five texts that each point has."""
    brief = made(points=[point("bare")], administrations=[side("solo")], events=[event("gale", signs=[SAID])])
    page_cards = cards(voice(brief))
    assert [label for label, _ in page_cards["point"]["bare"]["fields"]] == [
        "reason", "line to take", "if raised", "handling", "case against",
    ]  # fmt: skip
    assert page_cards["point"]["bare"]["links"] == []
    assert page_cards["point"]["bare"]["word"] == ""
    assert page_cards["event"]["gale"]["fields"] == [("says", ["gale.what"]), ("signs", ["gale.signs.1"])]
    assert page_cards["administration"]["solo"]["title"] == "What the source says of Solo"


def test_a_card_has_all_that_belongs_to_a_point() -> None:
    """Caution, the source's list and word, tensions, the issue and the events that shift it."""
    page_cards = cards(voice())["point"]
    labels = [label for label, _ in page_cards["defense-budget"]["fields"]]
    assert {"note", "source's list"} <= set(labels)
    assert page_cards["fighter-jets"]["word"].startswith("The source's own word: ")
    fields = dict(page_cards["multilateral-systems"]["fields"])
    assert "tension" in fields
    (_, issue), (_, events) = page_cards["ncg"]["links"]
    assert issue == ["issue:extended-deterrence"]
    assert "event:russia-nuclear-threats" in events
