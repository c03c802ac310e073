"""TAB in bash, zsh and fish, in a pseudo-terminal, beside folders whose names are commands: nothing of them is run."""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

NAMES = (
    "aa$(touch PWNED)", "bb`touch PWNED`", "cc;touch PWNED;", "dd\ntouch PWNED\n", "ee&touch PWNED&", "ff|touch PWNED",
    "\\`touch PWNED\\`", "'$(touch PWNED)'", 'gg"$(touch PWNED)"', "hh\\$(touch PWNED)", "*", "(touch PWNED)",
)  # fmt: skip
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source ../script\n"),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit; compinit -u -D; source ../script\n"),
    "fish": (["fish", "--no-config", "--private"], "source ../script\n"),
}
READY, MOST = "ready-now", 60.0


class Terminal:
    """A shell in a pseudo-terminal."""

    def __init__(self, words: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment)  # noqa: S606 - the shell is what is tested
        self.seen = ""

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self.screen, keys.encode())

    def settle(self, until: str = "", quiet: float = 1.5) -> str:
        """Read until a text has come, or where none is named until nothing more comes for a while; return it all."""
        start, last, began = len(self.seen), time.monotonic(), time.monotonic()
        while time.monotonic() - began < MOST:
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.screen, 65536).decode(errors="replace")
                except OSError:
                    break
                last = time.monotonic()
            if until and until in self.seen[start:]:
                break
            if not until and time.monotonic() - last > quiet:
                break
        return self.seen[start:]

    def end(self) -> None:
        """End the shell."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.screen)


def program(folder: Path) -> dict[str, str]:
    """Write a `kbrief` that runs this checkout, and return an environment that finds it first."""
    path = folder / "bin" / "kbrief"
    path.parent.mkdir()
    path.write_text(f"#!{sys.executable}\nfrom kbrief.__main__ import main\nmain()\n")
    path.chmod(0o755)
    own = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    return {**os.environ, **own, "PATH": f"{path.parent}:{os.environ['PATH']}", "TERM": "xterm", "PS1": "> "}


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_runs_no_name(shell: str, tmp_path: Path) -> None:
    """TAB after --brief, with and without letters, and then Enter, runs nothing; a plain folder is completed."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    inside = tmp_path / "in"
    inside.mkdir()
    for name in (*NAMES, "plain-folder"):
        (inside / name).mkdir()
    environment = program(tmp_path)
    asked = {**environment, "_KBRIEF_COMPLETE": f"source_{shell}"}
    script = subprocess.run(["kbrief"], env=asked, capture_output=True, text=True, check=True).stdout
    (tmp_path / "script").write_text(script)
    words, begin = SHELLS[shell]
    terminal = Terminal(words, inside, environment)
    try:
        terminal.settle()
        terminal.type(f"{begin}echo ready-n''ow\n")
        assert READY in terminal.settle(READY)
        for letters in ("", "a", "b", "d", "\\"):
            terminal.type(f"kbrief --brief {letters}\t\t")
            terminal.settle()
            terminal.type("\n")
            terminal.settle(quiet=1.0)
            terminal.type("\x03")
            terminal.settle(quiet=0.3)
            assert not (inside / "PWNED").exists(), letters
        terminal.type("kbrief --brief plain\t")
        shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal.settle())
        assert "plain-folder" in shown
        terminal.type(" --version\n")
        terminal.settle()
    finally:
        terminal.end()
    assert not (inside / "PWNED").exists()
