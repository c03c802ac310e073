"""Recognize drafts in languages that the linter does not know."""

import re
from collections import Counter

from kbrief.lint.data import word_lists

#: How many characters of a draft are searched.
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_OTHER_SCRIPT = re.compile("[\u0370-\u052f\u0590-\u0e7f\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")

#: The least share of common words of a language in a draft.
_MIN_SHARE = 0.08


def is_foreign(text: str) -> bool:
    """Whether a draft is in neither English nor Korean, by its script and its most common words."""
    sample = text[:_SAMPLE]
    hangul = len(_HANGUL.findall(sample))
    other = len(_OTHER_SCRIPT.findall(sample)) + len(_HAN.findall(sample))
    words = [word.casefold() for word in _WORD.findall(sample)]
    if not words or (hangul > other and hangul * 10 > len(sample)):
        return False
    if other * 3 > sum(map(len, words)):
        return True
    counts = Counter(words)
    share = {
        name: sum(counts[word] for word in common_words) for name, common_words in word_lists("languages.txt").items()
    }
    english = share.pop("English")
    return max(share.values()) > english and max(share.values()) >= _MIN_SHARE * (len(words) - hangul)
