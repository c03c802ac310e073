"""Files that were written, in English."""

from kbrief.words.forms.files import FileWords

WORDS = FileWords(
    wrote="wrote {path}",
    no_browser="no browser could be opened: open the file yourself",
)
