"""Find what a quantity in a sentence counts: whose it is, its measure, its base, and whether it is a change."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kbrief.lint.quantities import Quantity
from kbrief.lint.text import alternation

#: The owners of figures, and their names; `ours` is the side of the draft.
_PLACES = {
    "korea": (
        "south korea, south korean, republic of korea, rok, korea, korean, koreans, seoul, 한국, 대한민국, 서울, 韓"
    ),
    "north korea": "north korea, north korean, dprk, pyongyang, 북한, 평양, 北",
    "nato": "nato, 나토",
    "europe": "europe, european, europeans, eu, 유럽",
    "japan": "japan, japanese, tokyo, 일본, 도쿄, 日",
    "china": "china, chinese, beijing, prc, 중국, 베이징, 中",
    "taiwan": "taiwan, taiwanese, taipei, 대만",
    "russia": "russia, russian, moscow, 러시아",
    "ukraine": "ukraine, ukrainian, kyiv, 우크라이나",
    "germany": "germany, german, berlin, 독일",
    "france": "france, french, paris, 프랑스",
    "britain": "uk, britain, british, london, united kingdom, 영국",
    "poland": "poland, polish, warsaw, 폴란드",
    "australia": "australia, australian, canberra, 호주",
    "israel": "israel, israeli, 이스라엘",
    "us": "us, u.s, america, american, united states, 미국, 美",
    "ours": "we, our, ours, 우리, 우리나라",
}

_GROUPS = {name: group for group, names in _PLACES.items() for name in names.split(", ")}
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<name>{alternation(re.escape(name) for name in _GROUPS)})(?![a-z])"
    r"(?:[의은는이가도만과와에측]|정부|국방비|방위비|(?![가-힣]))"
)
#: What follows the name of the United States if a figure is theirs, and not demanded of them.
_SPENDS = re.compile(r"\.?(?:'s|\s+(?:defen[cs]e|military|itself|spends?|spent)\b|[의은는이도]|\s+국방)")

#: Words for what other figures commonly count.
_MEASURES = (
    "inflation growth unemployment tariff tariffs duties duty interest deficit deficits debt surplus trade export "
    "exports import imports approval poll polls support vote votes r&d research welfare health education tax taxes "
    "revenue prices wages population market aid investment unemployed turnout stake profit profits 물가 성장률 성장 "
    "실업률 관세 관세율 금리 적자 재정적자 부채 채무 흑자 무역 교역 수출 수입 지지율 지지 찬성 반대 여론 득표 "
    "연구개발 복지 보건 의료 교육 세금 세수 임금 인구 점유율 투자 증가율 인상률 감소율 분담금 방위비분담금 지분 이자 "
    "원조"
)

_MEASURE = re.compile(rf"(?<![^\W_])(?:경제)?(?:{alternation(re.escape(word) for word in _MEASURES.split())})(?![a-z])")

_RISE = (
    r"(?:ris\w+|rose|gr[eo]w\w*|increas\w+|f[ae]ll\w*|declin\w+|jump\w*|expand\w*|hik\w+|rais\w+|climb\w*|shrank|cut"
    r"|up|down|another|further|by)"
)
_BY = r"(?:\s+(?:of|by|around|about|some|nearly|roughly|over|another|more than|less than|almost))*"
_LAST_YEAR = r"(?:전년|작년|지난해)\s*(?:대비|보다|比)\s*(?:약\s*)?\Z"
_CHANGE_BEFORE = re.compile(rf"(?<![^\W_]){_RISE}{_BY}\s+\Z|{_LAST_YEAR}")
_MORE = "increases?|rise|growth|jump|hike|cuts?|more|less|higher|lower|annual|a year|year-on-year"
_KOREAN_MORE = "증가|늘|인상|증액|상승|감소|삭감|줄어|줄었|확대|성장|오른|올랐|올려|감축|급증"
_CHANGE_AFTER = re.compile(rf"\s+(?:\w+\s+)?(?:{_MORE})(?![a-z])|(?:나|가|를|씩|의|만큼|쯤|가량)?\s*(?:{_KOREAN_MORE})")
_CHANGES = re.compile(r"increase|growth|rise|change|decline|cut|증가|감소|감축|인상|성장|변화")

_GDP = re.compile(r"g\.d\.p\b\.?|gross domestic product|(?:whole |national )?econom(?:y|ic output)|국내총생산|국가경제")
_BASE_AFTER = re.compile(r"\s+of\s+((?:[\w']+\s+){0,3}[\w']+)")
_BASE_BEFORE = re.compile(
    r"(\w+?)(?:\s?\([^()]*\))?(?:의|(?:\s*대비|\s+중|\s+가운데)(?:\s+[\w·]+){0,3}?)"
    r"\s*(?:약|대략|불과|무려|최소|거의)?\s*\Z"
)
_BASE_OF_FIGURE = re.compile(
    r"(?:share|part|percentage|proportion|ratio) (?:of|to) (?:the )?(\w+)|(\w+?)\s*대비|(\w+)에서 차지"
)
#: How many characters before and after a number are searched for its base.
_MAX_DISTANCE = 60


class FigureContext(NamedTuple):
    """What a figure counts: the words for it, its bases and owners, and whether it is a change."""

    words: frozenset[str]
    bases: frozenset[str]
    owners: frozenset[str]
    is_change: bool


def figure_context(description: str, words: frozenset[str]) -> FigureContext:
    """Return what a figure counts, from its folded description and the words in it."""
    bases = frozenset(
        base for match in _BASE_OF_FIGURE.finditer(_plain(description)) for base in match.groups() if base
    )
    owners = frozenset(_GROUPS[match["name"]] for match in _NAMED.finditer(description))
    return FigureContext(words, bases, owners, bool(_CHANGES.search(description)))


def find_base(sentence: str, quantity: Quantity) -> frozenset[str]:
    """Return the words for the base of a quantity in a sentence, as in `2.8 % of GDP`."""
    after = _BASE_AFTER.match(_plain(sentence[quantity.stop : quantity.stop + _MAX_DISTANCE]))
    before = _BASE_BEFORE.search(_plain(sentence[max(0, quantity.start - _MAX_DISTANCE) : quantity.start]))
    return frozenset((*(after[1].split() if after else ()), *((before[1],) if before else ())))


def _plain(text: str) -> str:
    """Return a text with all names of GDP replaced by `gdp`."""
    return _GDP.sub("gdp", text)


def is_other_figure(sentence: str, quantity: Quantity, context: FigureContext) -> bool:
    """Whether a quantity is a change, or of another owner or measure than a figure."""
    return (
        (not context.is_change and _is_change(sentence, quantity))
        or (bool(context.owners) and _is_of_others(sentence, quantity, context))
        or _is_of_another_measure(sentence, quantity, context)
    )


def _is_change(sentence: str, quantity: Quantity) -> bool:
    """Whether a quantity is the amount of a change."""
    before = _CHANGE_BEFORE.search(sentence, max(0, quantity.start - _MAX_DISTANCE), quantity.start)
    return bool(before or _CHANGE_AFTER.match(sentence, quantity.stop))


def _is_of_others(sentence: str, quantity: Quantity, context: FigureContext) -> bool:
    """Whether the last owner before a quantity, or else the first one after it, is another one than the figure's."""
    owners = [match for match in _NAMED.finditer(sentence) if _is_owner(sentence, match)]
    before = [match for match in owners if match.start() < quantity.start]
    nearest = next(chain(reversed(before), owners), None)
    return nearest is not None and _GROUPS[nearest["name"]] not in {*context.owners, "ours"}


def _is_owner(sentence: str, match: re.Match[str]) -> bool:
    return _GROUPS[match["name"]] != "us" or bool(_SPENDS.match(sentence, match.end("name")))


def _is_of_another_measure(sentence: str, quantity: Quantity, context: FigureContext) -> bool:
    """Whether the closest word for a measure is not one of the figure's."""
    other_spans = (match.span() for match in _MEASURE.finditer(sentence) if match[0] not in context.words)
    own_spans = (span for word in context.words - context.bases for span in _places(word, sentence))
    other_distance, own_distance = _nearest(other_spans, quantity), _nearest(own_spans, quantity)
    return other_distance is not None and (own_distance is None or other_distance < own_distance)


def _places(word: str, sentence: str) -> Iterator[tuple[int, int]]:
    start = sentence.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = sentence.find(word, start + 1)


def _nearest(spans: Iterator[tuple[int, int]], quantity: Quantity) -> int | None:
    """Return the distance of the closest span from a quantity, None if there is no span."""
    return min((max(start - quantity.stop, quantity.start - stop) for start, stop in spans), default=None)
