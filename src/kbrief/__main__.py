"""`python -m kbrief`, and the console script."""

import gc
import os
import sys

from kbrief import __version__


def main() -> None:
    """Run kbrief on the command line's arguments; --version is answered before anything is loaded."""
    if sys.argv[1:] == ["--version"]:
        print(f"kbrief {__version__}")  # noqa: T201 - loads nothing, as every start counts
        return
    # A start makes many lasting objects and hardly any garbage: looking for it so early only costs time.
    gc.set_threshold(100_000)
    # Pydantic would look through every installed distribution for plugins; kbrief uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from kbrief.cli.main import app

    app(prog_name="kbrief")


if __name__ == "__main__":
    main()
