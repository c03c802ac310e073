"""A claim is written into a file and nothing else in it changes."""

from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbrief.load.yaml import read_value
from kbrief.store.rate import insert_claim

CLAIM = {"value": -1, "basis": "inferred", "cites": ["a-b#P2"], "why": 'He said "no": twice # so'}
PATH = ("ratings", "ncg", "president", "trump")
BLOCK = """\
ratings:
  ncg:
    president:
      trump:
        value: -1
        basis: inferred
        cites: [a-b#P2]
        why: "He said \\"no\\": twice # so"
"""
FLOW = '{value: -1, basis: inferred, cites: [a-b#P2], why: "He said \\"no\\": twice # so"}'
INNER = BLOCK.removeprefix("ratings:\n")
DEEPER = INNER.removeprefix("  ncg:\n")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", BLOCK),
        ("# mine", "# mine\n" + BLOCK),
        ("id: a\n# end\n", "id: a\n" + BLOCK + "# end\n"),
        ("id: a", "id: a\n" + BLOCK.rstrip("\n")),
        ("ratings: {} # mine\nid: a\n", "ratings: # mine\n" + INNER + "id: a\n"),
        ("ratings:\nid: a\n", BLOCK + "id: a\n"),
        ("ratings: ~ # mine\n", "ratings: # mine\n" + INNER),
        ("ratings:\n  a:\n    b: {}\n  # after\nid: a\n", "ratings:\n  a:\n    b: {}\n" + INNER + "  # after\nid: a\n"),
        ("ratings:\n    ncg:\n        team: {x: 1} # c\n\nid: a\n",
         "ratings:\n    ncg:\n        team: {x: 1} # c\n" + indent(DEEPER, "    ") + "\nid: a\n"),
        ("ratings:\n  ncg:\n    president:\n      trump: {basis: unknown} # his\n      harris: {}\n",
         BLOCK.replace("trump:", "trump: # his") + "      harris: {}\n"),
        ("ratings:\n  ncg:\n    president:\n      trump: # his\n        why: >-\n          so\n          it\n\n# end\n",
         BLOCK.replace("trump:", "trump: # his").rstrip("\n") + "\n\n# end\n"),
        ("{id: a, ratings: {x: {}}}\n", "{id: a, ratings: {x: {}, ncg: {president: {trump: " + FLOW + "}}}}\n"),
        ("{id: a}", "{id: a, ratings: {ncg: {president: {trump: " + FLOW + "}}}}"),
        ("ratings: {ncg: {president: {trump: {basis: unknown}, harris: {}}}}\n",
         "ratings: {ncg: {president: {trump: " + FLOW + ", harris: {}}}}\n"),
        ("ratings: {ncg: {president: }}\n", "ratings: {ncg: {president: {trump: " + FLOW + "}}}\n"),
        ("ratings: {ncg: [1, 2]}\n", "ratings: {ncg: {president: {trump: " + FLOW + "}}}\n"),
        ("id: a\r\nratings:\r\n", "id: a\r\n" + BLOCK.replace("\n", "\r\n")),
    ],
)  # fmt: skip
def test_where_a_claim_goes(text: str, result: str) -> None:
    """A claim is put beside its likes, in the style that stands there; remarks stay where they are."""
    assert insert_claim(text, PATH, CLAIM) == result
    again = insert_claim(result, PATH, {"basis": "unknown"})
    assert insert_claim(again, PATH, CLAIM).split() == result.split()


def test_the_text_of_a_remark_is_no_claim() -> None:
    """A remark that looks like an entry is left alone."""
    assert (
        insert_claim("# ratings: {}\n", ("ratings",), {"basis": "unknown"})
        == "# ratings: {}\nratings:\n  basis: unknown\n"
    )


keys = st.sampled_from(["ratings", "ncg", "president", "trump", "x"])
plain = st.sampled_from([None, 1, "text", "a: b", "#", "[", "two\nlines\n", "'", "한국어"])
data = st.dictionaries(
    keys,
    st.recursive(plain | st.lists(plain, max_size=3), lambda inner: st.dictionaries(keys, inner, max_size=3)),
    max_size=3,
)


def put(value: Any, path: tuple[str, ...]) -> Any:
    """Return data with the claim at a path."""
    if not path:
        return CLAIM
    below = value if isinstance(value, dict) else {}
    return {**below, path[0]: put(below.get(path[0]), path[1:])}


@given(whole=data, flow=st.booleans(), path=st.sampled_from([PATH, PATH[:3], PATH[:1]]))
def test_whatever_stands_in_a_file_only_the_claim_changes(
    *, whole: dict[str, Any], flow: bool, path: tuple[str, ...]
) -> None:
    """After the edit the file says the same but for the claim, in whichever style it is written."""
    text = yaml.safe_dump(whole, allow_unicode=True, default_flow_style=flow, width=40)
    assert read_value(insert_claim(text, path, CLAIM).encode(), "a.yaml") == put(whole, path)


@pytest.mark.parametrize(
    "old",
    [
        "trump:\n        # heard\n        value: 1 # now\n        basis: stated\n        # ask\n        why: 'a # b'\n",
        "trump: # heard\n        why: | # now\n          a # b\n        # ask\n        basis: unknown\n",
        'trump: { # heard\n        value: 1, # now\n        # ask\n        why: "a # b"}\n',
        "trump:\n        # heard\n        # now\n        {value: 1, # ask\n        why: a#b}\n",
    ],
    ids=["block", "literal", "flow", "flow below"],
)
def test_no_remark_is_lost(old: str) -> None:
    """Remarks within the claim that is replaced stand above the new one; a # within a text is none."""
    text = insert_claim(f"ratings:\n  ncg:\n    president:\n      {old}      harris: {{}} # his\n# end\n", PATH, CLAIM)
    read = yaml.safe_load(text)
    assert (read["ratings"]["ncg"]["president"]["trump"], read["ratings"]["ncg"]["president"]["harris"]) == (CLAIM, {})
    for remark in ("# heard", "# now", "# ask", "# his", "# end"):
        assert text.count(remark) == 1
    assert "# b" not in text


def test_no_remark_is_lost_between_braces() -> None:
    """Where the claim stands in a mapping in braces, its remarks go in beside the new one."""
    text = insert_claim(
        "ratings: {ncg: {president: {trump: {value: 1, # now\n  basis: unknown}}}} # end\n", PATH, CLAIM
    )
    assert yaml.safe_load(text)["ratings"]["ncg"]["president"]["trump"] == CLAIM
    assert (text.count("# now"), text.count("# end")) == (1, 1)
