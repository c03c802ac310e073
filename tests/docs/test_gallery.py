"""The gallery: every picture is told of, every picture told of is there, and all of them are small."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GALLERY = ROOT / "docs" / "gallery"
PICTURES = sorted(path.name for path in GALLERY.glob("*.png"))
#: How many bytes all pictures may have together.
MOST = 1_500_000


def test_every_picture_is_told_of_with_how_it_is_made() -> None:
    """The gallery's page names each one, or its family, and none that is not there."""
    named = re.findall(r"`([\w*-]+\.png)`", (GALLERY / "README.md").read_text(encoding="utf-8"))
    assert {name for name in PICTURES if not any(Path(name).match(pattern) for pattern in named)} == set()
    assert [pattern for pattern in named if not list(GALLERY.glob(pattern))] == []


def test_pictures_of_the_readme_are_there_and_say_what_they_show() -> None:
    """Each is a file of the gallery and has a text that stands for it."""
    shown = re.findall(r"<(?:img|source)\b[^>]*>", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) > 4
    for tag in shown:
        (path,) = re.findall(r'src(?:set)?="([^"]+)"', tag)
        assert (ROOT / path).is_file()
        assert tag.startswith("<source") or len(re.findall(r'alt="([^"]{20,})"', tag)) == 1


def test_pictures_are_small() -> None:
    """All together are small enough for a repository."""
    assert sum((GALLERY / name).stat().st_size for name in PICTURES) < MOST
