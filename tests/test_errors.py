"""Messages keep their form and what fills it; errors carry them."""

import copy
import errno
import os
import pickle
from pathlib import Path

import pytest

from kbrief.errors import BriefError, Message, describe_os_error, join_or


def test_a_message_is_its_english_and_keeps_what_it_is_made_of() -> None:
    """It reads, compares and prints as the sentence; its form and facts are there for another language."""
    said = Message("unknown {what} {name!r}", what=Message("point"), name="x\n")
    assert said == "unknown point 'x\\n'"
    assert f"{said}".endswith("'x\\n'")
    assert (said.msgid, said.values["name"], type(said.values["what"])) == ("unknown {what} {name!r}", "x\n", Message)
    assert Message("write {{en: …}}") == "write {en: …}"


def test_braces_in_facts_are_text() -> None:
    """What fills a message is never taken for a form, and a fact may be called `form`."""
    assert Message("no {form}", form="{name} {0}") == "no {name} {0}"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_a_message_is_copied_whole(again: object) -> None:
    """A copy, and what comes back from another process, can be said in Korean as well; so can an error's message."""
    assert callable(again)
    said = Message("no {what}: {{{n}}}", what=Message("point"), n=2)
    copied = again(said)
    assert (copied, copied.msgid, dict(copied.values)) == (said, said.msgid, {"what": "point", "n": 2})
    assert again(BriefError(said, Message("write it"))).message.msgid == said.msgid


@pytest.mark.parametrize(("names", "said"), [(("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a or b or c")])
def test_names_are_joined_as_a_choice(names: tuple[str, ...], said: str) -> None:
    """One name stands alone, several are joined by `or`."""
    assert join_or(*names) == said


@pytest.mark.parametrize(
    ("error", "said", "is_ours"),
    [
        (PermissionError(errno.EACCES, "whatever the system says"), "Permission denied", True),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link", False),
        (OSError(errno.EISDIR, Message("{name} is a folder", name="a.csv")), "a.csv is a folder", True),
        (OSError("it failed"), "it failed", False),
    ],
)
def test_why_the_system_refused_is_said(error: OSError, said: str, is_ours: bool) -> None:  # noqa: FBT001 - a parameter
    """What is common is said in words of ours, what is not in the system's."""
    assert (describe_os_error(error), isinstance(describe_os_error(error), Message)) == (said, is_ours)


def test_our_words_for_what_the_system_refuses_are_the_systems_own(tmp_path: Path) -> None:
    """In English, a refusal reads as it does everywhere else."""
    with pytest.raises(FileNotFoundError) as refused:
        (tmp_path / "nowhere").read_text()
    assert describe_os_error(refused.value) == refused.value.strerror == os.strerror(errno.ENOENT)
