"""Messages said in a language, with the particles that fit."""

import pytest

from kbrief.errors import Message, Problem, join_or
from kbrief.i18n import translate, translate_problem
from kbrief.i18n.particles import fill, final_sound
from kbrief.model.lookup import format_names, suggest

UNKNOWN = Message("unknown {what} {name!r}", what=Message("point"), name="ncg")


def test_english_is_what_a_message_is() -> None:
    """In English nothing has to be looked up."""
    assert translate(UNKNOWN, "en") is UNKNOWN


def test_a_message_is_said_in_korean_with_the_messages_in_it() -> None:
    """Nouns and clauses that fill a message are said in the same language, as deep as they stand."""
    assert translate(UNKNOWN, "ko") == "알 수 없는 의제: 'ncg'"
    assert translate(Message("error: {message}", message=UNKNOWN), "ko") == "오류: 알 수 없는 의제: 'ncg'"


def test_data_stays_as_it_is() -> None:
    """A plain string is data, even one that looks like a form or like a message of ours."""
    assert translate("{name} point", "ko") == "{name} point"
    assert translate(Message("add {names}", names="add {names}"), "ko") == "add {names} 추가"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (["event-7", "event-8"], "유사한 이름: event-8 또는 event-7"),
        (["zzz"], "사용 가능: zzz"),
        ([f"{letter}z" for letter in "abcdefghijklmno"], "az, bz, cz, dz, ez, fz, gz, hz, iz, jz, kz, lz 외 3건"),
        ([], "이 자료집에 사건 없음"),
    ],
)
def test_lists_of_names_are_joined_in_korean(known: list[str], said: str) -> None:
    """What is meant, what is known and how many more there are reads right in Korean."""
    assert said in translate(suggest("event-9", known, Message("event")), "ko")


def test_one_name_and_few_names_are_no_sentence() -> None:
    """A name alone, and names in a row, are data."""
    assert translate(join_or("trump"), "ko") == "trump"
    assert translate(format_names(["a", "b"]), "ko") == "a, b"


def test_a_problem_is_told_with_its_hint_and_keeps_its_place() -> None:
    """Message and hint are said in the language; file, line, column, rule and level are names."""
    problem = Problem("b.yaml", 3, 7, "unknown-reference", "error", UNKNOWN, Message("put it back"))
    assert translate_problem(problem, "ko") == (
        "b.yaml",
        3,
        7,
        "unknown-reference",
        "error",
        "알 수 없는 의제: 'ncg'",
        "한정어 복원",
    )
    assert translate_problem(problem._replace(hint=None), "ko").hint is None
    assert translate_problem(problem, "en") == problem


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("의제", "의제를 의제가 의제는 의제와 의제로"),
        ("기준", "기준을 기준이 기준은 기준과 기준으로"),
        ("파일", "파일을 파일이 파일은 파일과 파일로"),
        ("1", "1을 1이 1은 1과 1로"),
        ("2", "2를 2가 2는 2와 2로"),
        ("3", "3을 3이 3은 3과 3으로"),
        ("P17", "P17을 P17이 P17은 P17과 P17로"),
        ("1,000", "1,000을 1,000이 1,000은 1,000과 1,000으로"),
        ("0.5", "0.5를 0.5가 0.5는 0.5와 0.5로"),
        ("trump", "trump를 trump가 trump는 trump와 trump로"),
        ("trilateral", "trilateral을 trilateral이 trilateral은 trilateral과 trilateral로"),
        ("opcon", "opcon을 opcon이 opcon은 opcon과 opcon으로"),
        ("shipbuilding", "shipbuilding을 shipbuilding이 shipbuilding은 shipbuilding과 shipbuilding으로"),
        ("name", "name을 name이 name은 name과 name으로"),
        ("NCG", "NCG를 NCG가 NCG는 NCG와 NCG로"),
        ("HTML", "HTML을 HTML이 HTML은 HTML과 HTML로"),
        ("FILM", "FILM을 FILM이 FILM은 FILM과 FILM으로"),
        ("Gmail", "Gmail을 Gmail이 Gmail은 Gmail과 Gmail로"),
        ("2.7 %", "2.7 %를 2.7 %가 2.7 %는 2.7 %와 2.7 %로"),
        ("'ncg'", "'ncg'를 'ncg'가 'ncg'는 'ncg'와 'ncg'로"),
        ("“동맹”", "“동맹”을 “동맹”이 “동맹”은 “동맹”과 “동맹”으로"),
        ("data/", "data/를 data/가 data/는 data/와 data/로"),
        ("국방비(GDP)", "국방비(GDP)를 국방비(GDP)가 국방비(GDP)는 국방비(GDP)와 국방비(GDP)로"),
        ("my_brief_", "my_brief_를 my_brief_가 my_brief_는 my_brief_와 my_brief_로"),
    ],
)  # fmt: skip
def test_a_particle_fits_what_it_stands_behind(word: str, said: str) -> None:
    """Each particle follows the last sound that is read aloud: of Hangul, digits, Latin words, letters' names."""
    form = "{x}을(를) {x}이(가) {x}은(는) {x}과(와) {x}(으)로"
    assert fill(form, {"x": word}) == said


@pytest.mark.parametrize("word", ["美", "…", "", "🙂", "Ω", "ㄱ", "()"])
def test_where_a_sound_is_not_known_both_particles_stay(word: str) -> None:
    """Behind what nobody can tell how to read, the form's two particles are both shown."""
    assert final_sound(word) is None
    assert fill("{x}을(를)", {"x": word}) == f"{word}을(를)"


def test_a_particle_within_data_stays_as_it_is() -> None:
    """Only the form's own particles are fitted; literals, braces and specs are filled as ever."""
    assert fill("{a}을(를) {{}} {n:,}", {"a": "이(가) 값", "n": 1000}) == "이(가) 값을 {} 1,000"
    assert fill("값은 파일이(가) 아님: {a!r}", {"a": "b"}) == "값은 파일이 아님: 'b'"


@pytest.mark.parametrize(
    ("number", "said"),
    [("5,000,000,000,000", "를"), ("10000000000000", "를"), ("100,000,000", "을"), ("10,000,000,000,000,000", "을")],
)
def test_large_round_numbers_end_in_the_name_of_their_unit(number: str, said: str) -> None:
    """Behind 조 stands 를, behind 십, 백, 천, 만, 억 and 경 을."""
    assert fill("{x}을(를)", {"x": number}) == number + said


@pytest.mark.parametrize(("letter", "said"), [("(", "을(를)"), ("'", "을(를)"), ("0", "을"), ("a", "를"), ("A", "를")])
def test_of_what_is_long_only_the_end_is_looked_at(letter: str, said: str) -> None:
    """A hundred thousand characters, which anyone can type, take no longer than a hundred."""
    assert fill("{x}을(를)", {"x": letter * 100_000}) == letter * 100_000 + said
