"""What the nouns take, refuse and answer."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kbrief import model
from kbrief.errors import UnknownName
from kbrief.load.brief import load
from kbrief.load.find import bundled
from kbrief.model import (
    Brief,
    Criterion,
    Event,
    Grade,
    Lang,
    Model,
    Paragraph,
    Point,
    Rating,
    Scale,
    Source,
    Statement,
    Text,
)
from kbrief.model.claims import all_claims, all_items
from kbrief.model.likelihood import WORD_ROWS, row_of_word, yardstick_words
from kbrief.model.lookup import format_names, resolve, resolve_optional, suggest
from kbrief.model.marks import Mark, Marks, text_hash
from kbrief.pages.document import Bullets, Fields, Heading, Table, flatten
from kbrief.pages.document import Paragraph as Prose

NOUNS = sorted(
    (noun for noun in vars(model).values() if isinstance(noun, type) and issubclass(noun, Model)),
    key=lambda n: n.__name__,
)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_says_what_it_holds(noun: type[Model]) -> None:
    """Each field of each noun has a description, a sentence with its stop."""
    lacking = [name for name, field in noun.model_fields.items() if not (field.description or "").endswith(".")]
    assert lacking == []


def test_nouns_are_frozen_strict_and_closed() -> None:
    """A noun cannot be changed, takes no value of another kind, and no key that it does not know."""
    with pytest.raises(ValidationError):
        Text(en="a").en = "b"  # type: ignore[misc]
    for wrong in ({"n": "1"}, {"words": 1.5}, {"more": 1}):
        whole = {"n": 1, "kind": "body", "digest": "d", "words": 1, "sha256": "0" * 64}
        with pytest.raises(ValidationError):
            Paragraph.model_validate_json(json.dumps(whole | wrong))


@pytest.mark.parametrize(
    ("value", "en", "ko"),
    [("a", "a", "a"), ({"en": "a"}, "a", "a"), ({"ko": "나"}, "나", "나"), ({"en": "a", "ko": "나"}, "a", "나")],
)
def test_a_text_is_told_in_the_language_it_has(value: Any, en: str, ko: str) -> None:
    """A plain string is the text in every language; a missing language falls back on the other."""
    text = Text.model_validate(value)
    assert (text.in_language("en"), text.in_language("ko")) == (en, ko)


@pytest.mark.parametrize("value", [{}, {"ko_of": "abc"}, "", " ", {"en": "\n"}, 5, None])
def test_a_text_says_something(value: Any) -> None:
    """A text without words is none."""
    with pytest.raises(ValidationError):
        Text.model_validate(value)


@pytest.mark.parametrize(
    ("name", "holds"),
    [("a", True), ("a-b-2", True), ("2024", True), ("a" * 64, True), ("a" * 65, False), ("A", False), ("a--b", False),
     ("-a", False), ("a-", False), ("a_b", False), ("../../x", False), ("a\n", False), ("é", False), ("", False)],
)  # fmt: skip
def test_an_id_is_what_people_can_type(*, name: str, holds: bool) -> None:
    """Ids are lower-case letters, digits and single hyphens: no path, no space, no end of line."""
    data = json.dumps({"id": name, "name": "N"})
    if holds:
        assert Criterion.model_validate_json(data).id == name
    else:
        with pytest.raises(ValidationError):
            Criterion.model_validate_json(data)


def test_a_rating_is_found_by_administration_where_it_is_a_perception() -> None:
    """A perception has a rating for each administration and none without; a fact has one for all."""
    said = Statement(basis="unknown", text=Text(en="x"))
    one, other = Rating(basis="inferred", value=1), Rating(basis="stated", value=2)
    point = Point(id="p", label=Text(en="p"), reason=said, say=said, if_raised=said, handling=said, case_against=said,
                  ratings={"view": {"a": one}, "fact": other})  # fmt: skip
    assert point.readings("view", "a") == (one,)
    assert point.readings("view", "b") == ()
    assert point.readings("view", None) == ()
    assert point.readings("fact", None) == point.readings("fact", "a") == (other,)
    assert point.readings("gone", "a") == ()


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"fact": {"value": 1, "basis": "inferred"}}, 1),
        (
            {
                "fact": [
                    {"value": 1, "basis": "inferred"},
                    {"value": -1, "basis": "stated", "by": "kim", "on": "2025-06-13"},
                ]
            },
            2,
        ),
    ],
)
def test_a_rating_holds_one_claim_or_several_readings(value: Any, read: int) -> None:
    """A list of claims is read as it is written, each with who made it and when."""
    said = {"basis": "unknown", "text": "x"}
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
    point = Point.model_validate_json(json.dumps({"id": "p", "label": "p", **texts, "ratings": value}))
    assert len(point.readings("fact", None)) == read
    assert point.readings("fact", None)[-1].by == ("kim" if read > 1 else None)


def test_a_text_may_differ_by_audience() -> None:
    """What is said otherwise to one audience is said so to that one alone."""
    said = {"basis": "unknown", "text": "to all"}
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
    own = {"for": {"council": {"say": {"basis": "unknown", "text": "to neighbors"}}}}
    point = Point.model_validate_json(json.dumps({"id": "p", "label": "p", **texts, **own}))
    lines = {who: point.spoken("say", who) for who in (None, "council", "union")}
    spoken = {who: line.text.in_language("en") for who, line in lines.items() if line}
    assert spoken == {None: "to all", "council": "to neighbors", "union": "to all"}
    handling = point.spoken("handling", "council")
    assert handling is not None
    assert handling.text.in_language("en") == "to all"


def test_a_text_is_another_once_its_event_has_happened() -> None:
    """Unless an event has happened the text holds; then the other one does."""
    said = Statement(basis="unknown", text=Text(en="before"), unless=("vote",), instead=Text(en="after"))
    assert [said.text_after(events).en for events in ((), ("test",), ("test", "vote"))] == ["before", "before", "after"]


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [({"de": "ja"}, "en", "ja"), ({"de": "ja", "en": "yes"}, "de-AT", "ja"), ({"de": "ja", "en": "yes"}, "fr", "yes"),
     ({"ko": "예"}, "de", "예"), ({"pt-BR": "sim", "en": "yes"}, "pt-BR", "sim")],
)  # fmt: skip
def test_a_text_may_be_in_any_language(text: dict[str, str], lang: str, told: str) -> None:
    """It is told in the language asked for or one that it is a form of, else in the first that it has."""
    assert Text.model_validate_json(json.dumps(text)).in_language(lang) == told


@pytest.mark.parametrize(
    ("value", "holds"),
    [("2025-06-13", True), ("2025-06", True), ("2025", True), (2025, True), ("2025-02-30", False), ("soon", False),
     ("2025-13", False), ("13.6.2025", False)],
)  # fmt: skip
def test_a_source_is_dated_by_day_month_or_year(*, value: object, holds: bool) -> None:
    """A date is one that the calendar has."""
    record = {"id": "s", "name": "S", "title": "S", "author": "A", "publisher": "P", "kind": "note", "paragraphs": [],
              "grade": {"reliability": "F", "credibility": 6}, "published": value}  # fmt: skip
    if holds:
        assert Source.model_validate_json(json.dumps(record)).published == str(value)
    else:
        with pytest.raises(ValidationError):
            Source.model_validate_json(json.dumps(record))


@pytest.mark.parametrize(
    ("value", "holds"),
    [("2025-06-01/2025-07-15", True), ("2025-06/2025", True), ("2025-07/2025-06", False), ("2025-06-01/", False)],
)
def test_an_event_has_a_date_or_a_window(*, value: str, holds: bool) -> None:
    """A window ends no earlier than it begins."""
    event = {"id": "e", "name": "E", "kind": "pending", "what": {"text": "x", "basis": "unknown"}, "date": value}
    if holds:
        assert Event.model_validate_json(json.dumps(event)).date == value
    else:
        with pytest.raises(ValidationError):
            Event.model_validate_json(json.dumps(event))


@pytest.mark.parametrize("value", [5, "text"])
def test_a_rating_of_no_known_shape_is_held_against_a_single_one(value: Any) -> None:
    """What is no mapping is told to be no rating, not to be no mapping of ratings."""
    with pytest.raises(ValidationError) as caught:
        Point.model_validate({"ratings": {"view": value}})
    assert ("ratings", "view", "claim") in {error["loc"] for error in caught.value.errors()}


def test_a_scale_has_words_for_each_step() -> None:
    """Each of the five steps finds its own words, or none."""
    scale = Scale(minus_2=Text(en="-2"), minus_1=Text(en="-1"), zero=Text(en="0"), plus_1=Text(en="1"))
    assert [scale.of(value) for value in range(-2, 3)] == [scale.minus_2, scale.minus_1, scale.zero, scale.plus_1, None]


def test_only_an_inference_from_outside_is_outside() -> None:
    """The mark of outside knowledge needs an inference whose English reason says so."""
    outside = "From outside the source: it is known."
    cases = [("inferred", outside, True), ("inferred", "known", False), ("stated", outside, False)]
    for basis, why, is_outside in cases:
        assert Statement.model_validate({"basis": basis, "text": "x", "why": why}).is_outside is is_outside
    assert not Statement(basis="inferred", text=Text(en="x")).is_outside
    assert not Statement(basis="inferred", text=Text(en="x"), why=Text(ko="이유")).is_outside


@pytest.fixture(scope="module")
def shipped() -> Brief:
    """The brief that comes with the program."""
    return load(bundled()).brief


def test_claims_are_reached_by_paths_that_are_their_own(shipped: Brief) -> None:
    """Every claim has one path, that leads from the id of its item, and a place in the data where it stands."""
    claims = list(all_claims(shipped))
    paths = [placed.path for placed in claims]
    assert len(set(paths)) == len(paths) > 400
    assert {
        "ncg.president.trump",
        "ukraine-war.actions.1",
        "interests.actions.interests-1",
        "posture-review.opcon.president.trump",
    } <= set(paths)
    for placed in claims:
        found: Any = shipped
        for step in placed.at:
            found = getattr(found, str(step)) if isinstance(found, Model) else found[step]
        assert found is placed.claim


def test_items_are_found_with_their_places(shipped: Brief) -> None:
    """Whatever has an id is listed once, the actions of the steps too."""
    items = {name: at for name, at, _ in all_items(shipped)}
    assert items["interests-2"] == ("steps", 0, "actions", 1)
    assert items["pacnet-77"] == ("sources", 0)
    assert set(shipped.point_by_id) | set(shipped.event_by_id) <= set(items)


def test_a_grade_is_told_in_two_signs() -> None:
    """An Admiralty grade is a letter and a number."""
    assert str(Grade(reliability="B", credibility=2)) == "B2"


def test_a_mark_knows_the_wording_that_it_was_made_on() -> None:
    """A mark is stale once the English (the Korean, where there is only that) has changed."""
    text, other = Text(en="collect", ko="취합"), Text(en="collect them")
    mark = Mark(who="me", when="2026-11-22", of=text_hash(text))
    assert text_hash(text) == hashlib.sha256(b"collect").hexdigest()[:12]
    assert not mark.is_stale(text)
    assert mark.is_stale(other)
    assert text_hash(Text(ko="취합")) == hashlib.sha256("취합".encode()).hexdigest()[:12]


def test_an_event_is_open_until_someone_marks_it() -> None:
    """The status of an event is what people have marked it as."""
    marks = Marks(events={"a": Mark(who="me", when="2026-11-22", of="0", status="observed"),
                          "b": Mark(who="me", when="2026-11-22", of="0")})  # fmt: skip
    assert [marks.status_of(event) for event in "abc"] == ["observed", "open", "open"]


@pytest.mark.parametrize("who", ["", " ", "a\x1b[31m", "a\nb", "x" * 2001])
def test_a_mark_takes_one_line_without_control_characters(who: str) -> None:
    """What would steer a terminal never gets into the marks."""
    with pytest.raises(ValidationError):
        Mark(who=who, when="2026-11-22", of="0")


def test_names_are_taken_in_any_case_and_by_a_unique_beginning() -> None:
    """An exact match beats a beginning, a beginning that two share is ambiguous."""
    known = ["trump", "Trump-2", "harris", "harris-walz"]
    assert resolve(" trump ", known, "name") == "trump"
    assert resolve("HARRIS", known, "name") == "harris"
    assert resolve("harris-", known, "name") == "harris-walz"
    assert resolve_optional(None, known, "name") is None
    assert resolve_optional("trump-", known, "name") == "Trump-2"
    with pytest.raises(UnknownName, match="ambiguous") as caught:
        resolve("t", known, "name")
    assert caught.value.hint == "names that begin with it: trump, Trump-2"
    for name in ("", "x", "trumpet"):
        with pytest.raises(UnknownName, match="unknown name"):
            resolve(name, known, "name")


def test_what_to_type_instead() -> None:
    """Near names are offered, else the known ones, a dozen of them; names that nobody can mean cost nothing."""
    assert suggest("trmp", ["trump", "harris"], "name") == "did you mean trump?"
    assert suggest("zzz", ["trump", "harris"], "name") == "known: trump, harris"
    assert suggest("zzz", [], "name") == "this brief has no name"
    many = [f"event-{n}" for n in range(2000)]
    assert suggest("event-77x", many, "event").startswith("did you mean event-77")
    assert suggest("z" * 100_000, many, "event") == f"known: {format_names(many)}"
    assert format_names(many).endswith("event-11, … (1988 more)")
    assert suggest("x", ["y" * 101], "name") == "this brief has no name"


@given(st.sampled_from(["icd203", "phia"]))
def test_each_word_of_a_yardstick_stands_in_one_row(yardstick: Any) -> None:
    """The words of a yardstick are told row by row, and each is found where it stands; others in none."""
    assert yardstick_words(yardstick) == tuple(word for row in WORD_ROWS[yardstick] for word in row)
    assert all(word in WORD_ROWS[yardstick][row_of_word(word, yardstick) or 0] for word in yardstick_words(yardstick))
    assert row_of_word("perhaps", yardstick) is None


def test_blocks_flow_in_order() -> None:
    """Groups of blocks are opened, absent ones left out, and pairs without a value too."""
    one, two, three = Prose("a"), Heading("b"), Bullets(("c",))
    assert flatten(one, None, [two, three], Fields(())) == (one, two, three, Fields(()))
    assert Fields.of(("a", "1"), ("b", ""), ("c", None)) == Fields((("a", "1"),))
    assert flatten(Table((), ())) == (Table((), ()),)


def test_paragraphs_are_found_by_citation(shipped: Brief) -> None:
    """A citation leads to the paragraph of the source's record."""
    assert shipped.paragraph_by_cite["pacnet-77#P14"].n == 14
    languages: tuple[Lang, ...] = ("en", "ko")
    assert all(shipped.title.in_language(lang) for lang in languages)
