"""What a shell may offer where a brief is to be named."""

from collections.abc import Iterator
from pathlib import Path

from kbrief.load.find import BUNDLED


def nearby(begun: str) -> Iterator[str]:
    """Yield what may be meant by the beginning of a brief's name: the bundled brief, folders and YAML files."""
    yield BUNDLED
    head, slash, name = begun.rpartition("/")
    for path in sorted(Path(head + slash or ".").expanduser().iterdir()):
        is_hidden = path.name.startswith(".") and not name.startswith(".")
        if not is_hidden and (path.suffix in {".yaml", ".yml"} or path.is_dir()):
            yield head + slash + path.name
