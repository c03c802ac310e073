"""`python -m kbrief`, and the console script."""

import gc
import os
import sys

from kbrief import __version__


def main() -> None:
    """Run kbrief on the command line's arguments; ^C and a closed pipe end it quietly, wherever it stands."""
    try:
        _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _run() -> None:
    """Answer --version before anything is loaded, all else by the app."""
    if sys.argv[1:] == ["--version"]:
        print(f"kbrief {__version__}")  # noqa: T201 - loads nothing, as every start counts
        return
    # A run is short and leaves hardly any cycles: looking for them on the way and at the exit only costs time.
    gc.disable()
    # Pydantic would look through every installed distribution for plugins; kbrief uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from kbrief.cli.main import app

    app(prog_name="kbrief")


if __name__ == "__main__":
    main()
