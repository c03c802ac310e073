"""The words of `lint` by language."""

from kbrief.model import Lang
from kbrief.words.en_lint import LINT as EN
from kbrief.words.ko_lint import LINT as KO
from kbrief.words.lint import LintWords

LINTS: dict[Lang, LintWords] = {"en": EN, "ko": KO}
