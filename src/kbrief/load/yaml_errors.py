"""Turn the errors of a YAML parser into helpful messages, by their position and what the parser expected there."""

import re
from typing import NamedTuple

from yaml import MarkedYAMLError

from kbrief.errors import Message
from kbrief.files import Position, line_column


class _Sentence(NamedTuple):
    """A message for errors that match `pattern`; with `at_start`, about the start of the enclosing element."""

    pattern: str
    message: Message
    hint: Message | None = None
    rule: str = "syntax"
    at_start: bool = False


#: The sentences without values; they are tried first.
_SENTENCES = (
    _Sentence(
        r"directive|incompatible",
        Message("of the lines that begin with %, only %YAML 1.2 is supported"),
        Message("remove the line"),
        "directive",
    ),
    _Sentence(r" tag\b", Message("tags are not supported"), Message("put text that begins with ! in quotes"), "tag"),
    _Sentence(
        r"document start",
        Message("text after the end of the document"),
        Message("remove the line '...'"),
        "documents",
    ),
    _Sentence(
        r"a tab\b.* character|found a tab",
        Message("a tab where YAML needs spaces"),
        Message("indent with spaces"),
    ),
    _Sentence(r"unexpected (end|document)", Message("the quoted text that begins here is not closed"), at_start=True),
    _Sentence(
        r"expected ':'",
        Message("the key that begins here has no ':' after it"),
        Message("a key ends with ':', an item begins with '- '"),
        at_start=True,
    ),
    _Sentence(
        r"escape|hexdecimal",
        Message("this escape is not valid"),
        Message(r"write \\ for a backslash, or use single quotes"),
    ),
    _Sentence(
        r"values are not allowed",
        Message("unexpected ':'"),
        Message("put text that contains ': ' in quotes"),
    ),
    _Sentence(
        r"sequence entries",
        Message("a list cannot begin here"),
        Message("begin it on the next line, or put the text in quotes"),
    ),
    _Sentence(
        r"numeric character",
        Message("the & or * has no name after it"),
        Message("put text that begins with & or * in quotes"),
    ),
    _Sentence(
        r"block scalar",
        Message("only +, - or a digit can follow | or >"),
        Message("begin the text on the next line"),
    ),
    _Sentence(r"the end\b.* flow", Message("the file ends before a bracket is closed")),
)


def _sentences_with_values(character: str, line: int, problem: str | None) -> tuple[_Sentence, ...]:
    """Return the other sentences, for the character of the error and the first line of the enclosing element."""
    quote = Message("put text that contains this character in quotes")
    align = Message("check the indentation; put quotes around the whole of a text, or none")
    in_list = Message("a ',' or ']' is missing in the list that begins on line {line}", line=line)
    in_mapping = Message("a ',' or '}}' is missing in the mapping that begins on line {line}", line=line)
    of_list = Message("this does not continue the list that begins on line {line}", line=line)
    of_mapping = Message("this does not continue the mapping that begins on line {line}", line=line)
    return (
        _Sentence(
            r"start any token",
            Message("unquoted text cannot begin with {here}", here=character),
            Message("put it in quotes"),
        ),
        _Sentence(r"flow sequence", in_list, quote),
        _Sentence(r"flow mapping", in_mapping, quote),
        _Sentence(r"node content", Message("a value cannot begin with {here}", here=character), quote),
        _Sentence(r"block collection", of_list, align),
        _Sentence(r"block mapping", of_mapping, align),
        _Sentence(r"", Message("not valid YAML: {problem}", problem=problem)),
    )


_SIGNS = {
    "": Message("the end"),
    "\t": Message("a tab"),
    "\n": Message("the end of the line"),
    "\r": Message("the end of the line"),
}


def syntax_message(error: MarkedYAMLError, text: str) -> tuple[str, Position, Message, Message | None]:
    """Return rule, place, message and hint for a parser's error, in libyaml's words or in the pure parser's."""
    index = error.problem_mark.index if error.problem_mark else 0
    start = error.context_mark.index if error.context_mark else index
    next_character = text[index : index + 1]
    character = _SIGNS.get(next_character, f"'{next_character}'")
    description = f"{character}: {error.context}: {error.problem}"
    sentences = (*_SENTENCES, *_sentences_with_values(character, line_column(text, start)[0], error.problem))
    sentence = next(candidate for candidate in sentences if re.search(candidate.pattern, description))
    return sentence.rule, line_column(text, start if sentence.at_start else index), sentence.message, sentence.hint
