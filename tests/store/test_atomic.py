"""Writing: whole or not at all, through links, with the permissions that were there, and by one at a time."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from kbrief.errors import OutputError
from kbrief.store import atomic


class Meanwhile(dict[Path, bytes]):
    """Files to write; something happens before the second of them is made."""

    def __init__(self, files: Iterable[tuple[Path, bytes]], happens: Callable[[], object]) -> None:
        super().__init__(files)
        self.happens = happens

    def values(self) -> Iterator[bytes]:  # type: ignore[override]
        """Yield what is to be written."""
        for n, data in enumerate(super().values()):
            if n == 1:
                self.happens()
            yield data


def interrupt() -> None:
    raise KeyboardInterrupt


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    """The umask decides, as for any other program."""
    old = os.umask(0o027)
    try:
        atomic.write(tmp_path / "a", b"new")
    finally:
        os.umask(old)
    assert (mode(tmp_path / "a"), (tmp_path / "a").read_bytes(), names(tmp_path)) == (0o640, b"new", ["a"])


@pytest.mark.parametrize("kept", [0o600, 0o664, 0o666])
def test_an_old_file_keeps_its_permissions_and_its_group(kept: int, tmp_path: Path) -> None:
    """What others may do with a file does not change by its being written."""
    group = [os.getegid(), *os.getgroups()][-1]
    (tmp_path / "a").write_text("old")
    os.chown(tmp_path / "a", -1, group)
    (tmp_path / "a").chmod(kept)
    atomic.write(tmp_path / "a", b"new")
    assert (mode(tmp_path / "a"), (tmp_path / "a").stat().st_gid) == (kept, group)
    assert (tmp_path / "a").read_bytes() == b"new"


def test_links_are_followed(tmp_path: Path) -> None:
    """A link to a link stays one, and one that leads to a file that is not there makes it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("real/file")
    for data in (b"first", b"second"):
        atomic.write(tmp_path / "one", data)
        assert (tmp_path / "real" / "file").read_bytes() == data
    assert (tmp_path / "one").is_symlink()
    assert (tmp_path / "two").is_symlink()
    assert names(tmp_path / "real") == ["file"]


def test_what_may_not_be_replaced_is_left_alone(tmp_path: Path) -> None:
    """Links in a ring, a folder, and a file that the user may not write to are refused, by an error of their path."""
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "folder").mkdir()
    (tmp_path / "guarded").write_text("as it was")
    for name, why in (("ring", "symbolic links"), ("folder", "Is a directory")):
        with pytest.raises(OSError, match=why) as refused:
            atomic.write(tmp_path / name, b"x")
        assert refused.value.filename == str(tmp_path / name)
    with pytest.raises(PermissionError):
        atomic.resolve_target(tmp_path / "guarded", lambda path, wanted: (path.name, wanted) != ("guarded", os.W_OK))
    assert atomic.resolve_target(tmp_path / "new", lambda _path, _wanted: False) == tmp_path / "new"
    assert (tmp_path / "ring").is_symlink()
    assert names(tmp_path) == ["folder", "guarded", "ring"]


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """What is no file is not replaced."""
    (tmp_path / "nowhere").symlink_to(os.devnull)
    atomic.write(tmp_path / "nowhere", b"x")
    assert atomic.is_stream(tmp_path / "nowhere")
    assert not atomic.is_stream(tmp_path / "missing")
    assert not atomic.is_stream(tmp_path)


@pytest.mark.parametrize("second", ["b/c", "x" * 300, "same"], ids=["no-folder", "long", "same"])
def test_where_one_of_several_cannot_be_made_none_is(second: str, tmp_path: Path) -> None:
    """A missing folder, a name that is too long, a second name of the first file: all stays as it was."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "same").symlink_to("a")
    with pytest.raises(OSError, match=r"No such|too long|the same file as .*a"):
        atomic.write_files({tmp_path / "a": b"new", tmp_path / second: b"new"})
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a", "same"], b"old")


def test_an_interrupt_before_all_are_made_leaves_all_as_it_was(tmp_path: Path) -> None:
    """^C leaves no half-made file behind."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        atomic.write_files(Meanwhile([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")], interrupt))
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"old")


def test_what_is_in_its_place_stays_where_a_later_one_cannot_take_its_own(tmp_path: Path) -> None:
    """Where a folder comes in the way meanwhile, the first file is new, the second is not made, and none is half."""
    a, b = tmp_path / "a", tmp_path / "b"
    with pytest.raises(IsADirectoryError):
        atomic.write_files(Meanwhile([(a, b"new"), (b, b"new")], b.mkdir))
    assert (names(tmp_path), a.read_bytes(), list(b.iterdir())) == (["a", "b"], b"new", [])


def test_a_folder_is_made_with_all_that_it_holds(tmp_path: Path) -> None:
    """Folders within it are made too."""
    atomic.make_folder(tmp_path / "new", {"a.txt": b"a", "in/b.txt": b"b"})
    assert names(tmp_path) == ["new"]
    assert (tmp_path / "new" / "in" / "b.txt").read_bytes() == b"b"


@pytest.mark.parametrize("happens", [interrupt, lambda: os.stat("/nowhere")])  # noqa: PTH116 - any OSError will do
def test_a_folder_that_is_refused_leaves_nothing(happens: Callable[[], object], tmp_path: Path) -> None:
    """Where the check raises, or a file cannot be made, or something already exists, no folder stays."""
    with pytest.raises((KeyboardInterrupt, FileNotFoundError)):
        atomic.make_folder(tmp_path / "new", {"a": b"a"}, lambda _: happens())
    with pytest.raises(OSError, match="too long"):
        atomic.make_folder(tmp_path / "new", {"a": b"a", "x" * 300: b"b"})
    (tmp_path / "full" / "old").mkdir(parents=True)
    with pytest.raises(OSError, match="not empty"):
        atomic.make_folder(tmp_path / "full", {"a": b"a"})
    assert names(tmp_path) == ["full"]
    assert names(tmp_path / "full") == ["old"]


def test_a_file_has_one_lock_whatever_leads_to_it(tmp_path: Path) -> None:
    """Eight at once who add to a file, half of them through a link, lose nothing; the lock stands beside the file."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/count")
    (tmp_path / "real" / "count").write_text("0")

    def add(name: str) -> None:
        with atomic.file_lock(tmp_path / name):
            atomic.write(tmp_path / name, b"%d" % (int((tmp_path / name).read_text()) + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, ["link", "real/count"] * 20))
    assert (tmp_path / "real" / "count").read_text() == "40"
    assert {*names(tmp_path / "real")} <= {"count", "count.lock"}


def test_who_waits_is_patient_as_long_as_others_get_their_turns(tmp_path: Path) -> None:
    """However many turns others take, the wait ends in a turn; where nothing happens any more it ends by itself."""
    file = tmp_path / "a"
    naps = []
    with ExitStack() as other:
        other.enter_context(atomic.file_lock(file))

        def others_write(seconds: float) -> None:
            naps.append(seconds)
            file.unlink(missing_ok=True)
            file.write_text(str(len(naps)))
            os.utime(file, ns=(0, len(naps)))
            if len(naps) == 500:
                other.close()

        with atomic.file_lock(file, 2 * atomic.POLL_INTERVAL, sleep_for=others_write):
            assert len(naps) == 500
    idle: list[float] = []
    with atomic.file_lock(file), pytest.raises(OutputError):
        atomic.file_lock(file, 10 * atomic.POLL_INTERVAL, sleep_for=idle.append).__enter__()
    assert len(idle) == 11


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    """The file of the lock stays behind, and nobody waits for it."""
    program = (
        "import sys, pathlib; from kbrief.store import atomic\n"
        "with atomic.file_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError):
            atomic.file_lock(tmp_path / "a", 0, sleep_for=lambda _: None).__enter__()
        holder.kill()
        holder.wait()
    with atomic.file_lock(tmp_path / "a", 0):
        assert names(tmp_path) == ["a.lock"]


def test_a_lock_that_is_removed_while_one_waits_is_made_anew(tmp_path: Path) -> None:
    """Who waits for the lock of a file that is gone takes the new one, and holds it alone."""
    with atomic.file_lock(tmp_path / "a"):
        (tmp_path / "a.lock").unlink()
        with atomic.file_lock(tmp_path / "a", 0), pytest.raises(OutputError):
            atomic.file_lock(tmp_path / "a", 0).__enter__()


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    """Nothing is made where a link beside a file leads."""
    (tmp_path / "a.lock").symlink_to("elsewhere")
    with pytest.raises(OutputError):
        atomic.file_lock(tmp_path / "a").__enter__()
    assert names(tmp_path) == ["a.lock"]


def test_a_file_system_without_locks_is_no_reason_to_fail(tmp_path: Path) -> None:
    """The second way to lock is tried, then none; a lock that is held is held, and other errors are raised."""

    def fails(number: int) -> Callable[[int], object]:
        def take(_handle: int) -> None:
            raise OSError(number, os.strerror(number))

        return take

    taken: list[int] = []
    with (tmp_path / "a").open("w") as file:
        assert atomic.lock_open_file(file.fileno(), [fails(errno.ENOSYS), taken.append])
        assert taken == [file.fileno()]
        assert atomic.lock_open_file(file.fileno(), [fails(errno.ENOSYS), fails(errno.ENOLCK)])
        assert not atomic.lock_open_file(file.fileno(), [fails(errno.ENOSYS), fails(errno.EAGAIN)])
        with pytest.raises(OSError, match="Input/output"):
            atomic.lock_open_file(file.fileno(), [fails(errno.EIO)])


def test_what_goes_wrong_under_a_lock_is_told_once(tmp_path: Path) -> None:
    """Waiting in vain and an error of the system are one sort of error, which names what the user knows."""
    with atomic.file_lock(tmp_path / "a"), pytest.raises(OutputError) as waited:
        atomic.file_lock(tmp_path / "a", 0.01).__enter__()
    assert waited.value.message == f"{tmp_path / 'a'} is being written by another process"
    assert waited.value.hint == "try again when it has finished"
    with pytest.raises(OutputError) as failed, atomic.file_lock(tmp_path / "new" / "a", display_path=Path("mine")):
        raise OSError(28, "No space left on device")
    assert failed.value.message == "mine cannot be written: No space left on device"


def test_what_cannot_be_removed_is_passed_over(tmp_path: Path) -> None:
    """Files that are gone, and folders, are no reason to stop."""
    (tmp_path / "a").touch()
    atomic.remove([tmp_path / "gone", tmp_path, tmp_path / "a"])
    assert names(tmp_path) == []
