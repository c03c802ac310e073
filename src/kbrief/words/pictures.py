"""The words of pictures by language."""

from kbrief.model import Lang
from kbrief.words.en_picture import PICTURE as EN
from kbrief.words.ko_picture import PICTURE as KO
from kbrief.words.picture import PictureWords

PICTURES: dict[Lang, PictureWords] = {"en": EN, "ko": KO}
