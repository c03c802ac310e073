"""Files that were written, in Korean."""

from kbrief.words.forms.files import FileWords

WORDS = FileWords(
    wrote="파일 저장: {path}",
    no_browser="브라우저를 열 수 없음: 파일을 직접 열 것",
)
