"""`python -m kbrief`, and the console script."""

import gc
import os
import sys

from kbrief import __version__


def main() -> None:
    """Run kbrief on the command line's arguments; ^C and a closed pipe end it quietly, wherever it stands."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        from kbrief.cli.streams import redirect_to_devnull

        redirect_to_devnull(sys.stdout)
        sys.exit(141)


def _run() -> None:
    """Answer --version before anything is loaded, all else by the app."""
    if sys.argv[1:] == ["--version"] and sys.stdout and print_version():
        return
    # A run is short and leaves hardly any cycles: looking for them on the way and at the exit only costs time.
    gc.disable()
    # Pydantic would look through every installed distribution for plugins; kbrief uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from kbrief.cli.app import app

    try:
        app(prog_name="kbrief")
    finally:
        gc.freeze()  # Python looks for cycles once more as it ends


def print_version() -> bool:
    """Whether the version could be printed; where not, the app says why."""
    try:
        print(f"kbrief {__version__}", flush=True)  # noqa: T201 - loads nothing, as every start counts
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
