"""The board's cards and traces: every claim that a card shows has a trace."""

from board_briefs import SAID, SHIPPED, brief_texts, data_of, event, made, point, rating, shipped, side

from kbrief.board.cards import SECTIONS, cards, claim_summary, claims
from kbrief.board.ratings import Bases, basis_letter
from kbrief.model import Claim, Rating, Shift
from kbrief.model.claims import all_claims


def test_every_claim_on_a_card_has_a_trace_and_every_link_leads_to_a_card() -> None:
    """Paths under the fields of all cards are claims; links name cards that are there; a card has a command."""
    page_cards, traced = cards(brief_texts()), claims(brief_texts(), Bases(brief_texts()))
    points = {point.id for point in SHIPPED.points}
    for kind in ("issue", "event", "administration"):
        for card in page_cards[kind].values():
            assert all(path in traced for _, paths in card["fields"] for path in paths)
            targets = [target.split(":") for _, found in card["links"] for target in found]
            assert all(name in (points if kind_of == "point" else page_cards[kind_of]) for kind_of, name in targets)
            assert card["command"].startswith("kbrief ")
            assert all(found for _, found in (*card["fields"], *card["links"]))


def test_all_claims_of_the_sections_shown_are_traced_with_their_paragraphs() -> None:
    """No text of a point, issue, event, side or tension is missing; ratings and shifts stand with points and events."""
    expected = {
        placed.path
        for placed in all_claims(SHIPPED)
        if placed.at[0] in SECTIONS and not isinstance(placed.claim, (Rating, Shift)) and "questions" not in placed.at
    }
    found = shipped()
    assert set(found["claims"]) == expected
    by_name = {short: (digest, figures) for short, digest, figures in found["paragraphs"]}
    assert by_name["P8"][1][0].startswith("2.7 %: ")
    assert "clear it before use" in by_name["P8"][1][0]
    assert all("(" not in figure for figure in by_name["P3"][1])
    assert all(cite < len(found["paragraphs"]) for _, _, cites in found["bases"] for cite in cites)


def test_a_citation_without_a_record_has_no_digest() -> None:
    """Where a brief has no source record, a claim's citation leads to no paragraph."""
    assert data_of(made(points=[point("a", ratings={"source": rating(1)})]))["paragraphs"] == [["s P1", "", []]]


def test_ratings_and_shifts_stand_with_points_and_events_by_number() -> None:
    """A rating that differs by audience has readings for each; a shift names point, criterion and audience."""
    found = shipped()
    ncg = next(point for point in found["points"] if point["id"] == "ncg")
    (stated,) = ncg["ratings"][0]
    assert (stated[0], found["bases"][stated[1]][0]) == (1, "s")
    ((value, basis),) = ncg["ratings"][2]["by"][0]
    assert (value, found["bases"][basis][0]) == (-1, "o")
    assert found["bases"][basis][1].startswith("From outside the source:")
    test = next(event for event in found["events"] if event["id"] == "nk-nuclear-test")
    assert [shift[3] for shift in test["shifts"] if found["points"][shift[0]]["id"] == "ncg"] == [2, 1]
    read = {**rating(1), "by": "desk"}
    ratings = data_of(made(points=[point("a", ratings={"source": [read, rating(-1)]})]))["points"][0]["ratings"]
    assert [[reading[0], *reading[2:]] for reading in ratings[0]] == [[1, "desk"], [-1]]
    assert ratings[1] == []


def test_claims_are_said_in_words() -> None:
    """Lists, likelihoods and alignments are said in words; a text that an event makes untrue has what is said then."""
    traced = shipped()["claims"]
    assert traced["shipbuilding.listed"][0] == "Emphasize: lead with"
    assert traced["defense-technology.alignment"][0].startswith("bipartisan (friendshoring")
    assert traced["extended-deterrence.alignment"][0].startswith("unmarked. ")
    likely = {"word": "unlikely", "basis": "inferred", "why": "because"}
    odds = [event("gale", likelihood=likely), event("calm", likelihood={**likely, "word": "remote"})]
    said = point("a", say={**SAID, "unless": ["calm"], "instead": "It is calm."})
    told = data_of(made(points=[said], events=odds))["claims"]
    assert [told[f"{name}.likelihood"][0] for name in ("gale", "calm")] == ["unlikely", "remote"]
    assert told["a.say"][2:] == [[1], "It is calm."]


def test_a_bare_claim_is_said_by_its_basis() -> None:
    """A claim that asserts nothing but its basis is said by that."""
    bare = Claim(basis="unknown")
    assert (claim_summary(bare, brief_texts()), basis_letter(bare)) == ("unknown", "u")


def test_a_card_leaves_out_what_is_not_there() -> None:
    """An event without effect, likelihood or issue has what it says and its signs."""
    brief = made(points=[point("bare")], administrations=[side("solo")], events=[event("gale", signs=[SAID])])
    page_cards = cards(brief_texts(brief))
    assert page_cards["event"]["gale"]["fields"] == [("says", ["gale.what"]), ("signs", ["gale.signs.1"])]
    assert page_cards["event"]["gale"]["links"] == []
    assert page_cards["administration"]["solo"]["title"] == "What the source says of Solo"


def test_a_point_has_all_that_its_card_needs() -> None:
    """Its issue, the source's list and word, and the tensions that it stands in."""
    by_id = {point["id"]: point for point in shipped()["points"]}
    assert by_id["fighter-jets"]["word"].startswith("The source's own word: ")
    assert by_id["ncg"]["issue"] == "extended-deterrence"
    assert by_id["multilateral-systems"]["tensions"]
    assert by_id["defense-budget"]["lists"] == [0]
