"""Tell quantities that a sentence states from targets, demands, suppositions, denials and past values."""

import re

from kbrief.lint.quantities import Quantity

#: How many characters before and after a quantity are searched, within its clause.
_BEFORE, _AFTER = 110, 60

_CLAUSE = re.compile(
    r"[;:!?]|[.,]\s+(?:but|while|yet|whereas|and)\s|\s(?:but|while|whereas)\s|(?:지만|으나|는데|반면)[,\s]|(?:다|라)는\s?(?:점|사실|것)"
)
_TARGET = (
    r"will|shall|would|could|might|may|should|must|target\w*|goals?|aim\w*|plan\w*|pledg\w+|commit\w*|intend\w*|propos\w+|"
    r"promis\w+|toward|towards|on track|agreed to|want\w*|wish\w*|hop(?:e|es|ed|ing)|expect\w*|forecast\w*|"
    r"project(?:s|ed|ions?)|"
    r"ask\w*|demand\w*|urg\w+|call(?:s|ed|ing)? (?:for|on|upon)|need\w*|requir\w+|request\w*|benchmark|guideline|floor|"
    r"threshold|standard|minimum|press\w* for|push\w* for|"
    r"if|unless|were to|suppos\w+|assum\w+|even at|imagin\w+|by 20\d\d|"
    r"used to|once|ago|until|not|never|isn't|aren't|wasn't|doesn't|don't|no longer|neither|nor|far from|rather than|"
    r"to (?:raise|increase|lift|bring|spend|reach|hit|meet|get|go|boost|grow)"
)
_TARGETED = re.compile(rf"(?<!\w)(?:{_TARGET})(?!\w)")
_TARGET_AFTER = re.compile(
    r"(?<!\w)(?:by 20\d\d|by the end of|in the (?:next|coming)|within|target|goal|benchmark|guideline|is (?:the|a|our) "
    r"(?:goal|target|aim)|would|is wrong|is false|is not true|ago|is what \w+ (?:asks?|wants?|demands?))(?!\w)"
)
_KOREAN = re.compile(
    r"(?:으?로|까지)\s?(?:[가-힣]+\s)?(?:높이|높인|늘리|늘린|올리|올린|끌어올|낮추|낮춘|(?:인상|증액|확대)(?!했|됐|되었|하였|돼))|"
    r"까지\s?(?:[가-힣]+\s)?(?:높|늘|올리|증액|확대|인상|끌어|달성)|목표|계획|방침|예정|요구|요청|촉구|희망|바라|바람|제안|공약|약속|추진|검토|전망|예상|"
    r"(?:높이|늘리|올리|증액하|확대하|인상하|끌어올리)(?:기로|겠|려|자|도록|어야|라고|라는)|(?:해|돼|되어|하여|려|여|라)야|겠|필요|권고|기준|지침|가이드라인|"
    r"다면|라면|이라도|더라도|만약|가정|경우|한다는\s?계획|할\s?것|될\s?것|게\s?될|하려|아니|않|못\s|그쳤던|였던|이었던|시절|당시|과거|전에는"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,%]|\.\d)")
_RANGE_BEFORE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s?(?:%|percent|per cent|퍼센트|프로)?\s?(?:-|~|to|and|or|내지|와|과)\s?\Z"
)
_FROM = re.compile(r"(?<!\w)from(?!\w)")
_RANGE_AFTER = re.compile(
    r"\s?(?:%|percent|per cent|퍼센트|프로)?\s?(?:-|~|to|and|or|내지|와|과)\s?(?P<high>\d+(?:\.\d+)?)"
    r"\s?(?:%|percent|per cent|퍼센트|프로)"
)


def is_hypothetical(sentence: str, quantity: Quantity, year: int | None = None) -> bool:
    """Whether a folded sentence does not state a quantity as true in a year, that of the source."""
    before = sentence[max(0, quantity.start - _BEFORE) : quantity.start]
    after = sentence[quantity.stop : quantity.stop + _AFTER]
    before = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
    if clause_end := _CLAUSE.search(after) or re.search(r"(?<=[가-힣]),\s", after):
        after = after[: clause_end.start()]
    return (
        bool(_TARGETED.search(before) or _TARGET_AFTER.search(after))
        or bool(_KOREAN.search(before) or _KOREAN.search(after))
        or (year is not None and _is_of_another_year(before + after, year))
    )


def _is_of_another_year(text: str, year: int) -> bool:
    """Whether a text has years that are all more than one year away."""
    years = [int(match[0]) for match in _YEAR.finditer(text)]
    return bool(years) and all(abs(other_year - year) > 1 for other_year in years)


def range_around(sentence: str, quantity: Quantity) -> tuple[float, float] | None:
    """Return both ends of a range of which a quantity is one, as in `2.5 to 3 %`, None if there is no range."""
    value = float(quantity.value)
    start = max(0, quantity.start - 24)
    if _FROM.search(sentence[start : quantity.start]):
        return None
    if low := _RANGE_BEFORE.search(sentence, start, quantity.start):
        return float(low["low"]), value
    if high := _RANGE_AFTER.match(sentence, quantity.stop):
        return value, float(high["high"])
    return None
