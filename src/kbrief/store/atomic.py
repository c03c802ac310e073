"""The only module that writes: files and folders whole or not at all, and by one writer at a time.

Links are followed: what is written is what a path leads to. All but `locked` raise OSError as it comes.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import (
    EACCES,
    EAGAIN,
    EBADF,
    EEXIST,
    EINVAL,
    EISDIR,
    ELOOP,
    ENOLCK,
    ENOSYS,
    ENOTSUP,
    EOPNOTSUPP,
    EWOULDBLOCK,
)
from pathlib import Path
from time import sleep

from kbrief.errors import Message, OutputError, describe_os_error

#: Seconds to wait, asleep, for another writer while none gets its turn; every turn begins them anew.
LOCK_TIMEOUT = 60.0

#: Seconds asleep between two tries for a lock.
POLL = 0.05

_HELD_ERRORS = {EACCES, EAGAIN, EWOULDBLOCK}
_UNSUPPORTED_ERRORS = {EBADF, EINVAL, ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP}

#: What tells whether a file may be written to, as `os.access` does.
AccessCheck = Callable[[Path, int], bool]


def resolve_target(path: Path, is_allowed: AccessCheck = os.access) -> Path:
    """Return the file that a path leads to, be it there or not. Raises OSError, of that path, where it may not be."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(path))
    if target.is_dir():
        raise OSError(EISDIR, os.strerror(EISDIR), str(path))
    if target.exists() and not is_allowed(target, os.W_OK):
        raise OSError(EACCES, os.strerror(EACCES), str(path))
    return target


def is_stream(path: Path) -> bool:
    """Whether a path is a device or a pipe, which is written to but never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; what stood there keeps its permissions. A stream is written to as it is."""
    if is_stream(path):
        path.write_bytes(data)
    else:
        write_files({path: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all, and none of them where one cannot be made.

    All are made in full, each beside its target, before the first takes its place: no space, no permission, a folder
    in the way, two names of one file and ^C until then change nothing and leave nothing. Then they are renamed one by
    one. Where that fails half-way, as when a folder is taken away meanwhile, or a ^C comes then, the first ones are
    new and the rest old. A run that is killed leaves what it has made under names that begin with a dot.
    """
    targets: dict[Path, Path] = {}
    for path in files:
        target = resolve_target(path)
        if target in targets:
            why = Message("it is another name of {path}", path=targets[target])
            raise FileExistsError(EEXIST, why, str(path))
        targets[target] = path
    temporary = {target: _temporary_path(target) for target in targets}
    try:
        for (target, new), data in zip(temporary.items(), files.values(), strict=True):
            _create(new, data, target)
        for target, new in temporary.items():
            new.replace(target)
    except BaseException:
        remove(temporary.values())
        raise


def make_folder(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], object] | None = None) -> None:
    """Make a folder of files, all of it or nothing; `check`, called before it takes its place, may refuse by raising.

    The folder that it is to stand in has to be there.
    """
    import shutil

    temporary = _temporary_path(folder)
    try:
        temporary.mkdir()
        for name, data in files.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, data, path)
        if check:
            check(temporary)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def ensure_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those that it stands in, where it is not there."""
    folder.mkdir(mode, parents=True, exist_ok=True)


def temporary_folder(within: Path | None = None) -> Path:
    """Return a new folder, for the user alone, where temporary files go."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="kbrief-", dir=within))


def remove(paths: Iterable[Path]) -> None:
    """Remove files; those that are not there, or cannot be removed, are passed over."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


@contextmanager
def file_lock(
    file: Path, patience: float = LOCK_TIMEOUT, shown: Path | None = None, nap: Callable[[float], object] = sleep
) -> Iterator[None]:
    """Hold the lock of a file: one lock, whatever links lead there, beside it, in a folder made for it if need be.

    Waits for others as long as they get their turns, and `patience` seconds where none does. The system lets go of the
    lock of a process that has died. Raises OutputError, which names `shown`, for an OSError of the body too.
    """
    target = Path(os.path.realpath(file))
    try:
        ensure_folder(target.parent)
        with _wait_for_lock(target, patience, nap) as has_it:
            if not has_it:
                message = Message("{file} is being written by someone else", file=shown or file)
                raise OutputError(message, Message("try again when that has ended"))
            yield
    except OSError as error:
        raise write_error(shown or file, error) from error


@contextmanager
def _wait_for_lock(target: Path, patience: float, nap: Callable[[float], object]) -> Iterator[bool]:
    """Wait for the lock of a file, and give whether it was got; only time asleep counts, for a busy machine is slow."""
    lock = target.with_name(f"{target.name}.lock")
    naps, last = 0, None
    while (handle := _lock(lock)) is None and naps * POLL < patience:
        nap(POLL)
        now = _lock_state(lock, target)
        naps, last = naps + 1 if now == last else 0, now
    if handle is None:
        yield False
        return
    try:
        with suppress(OSError):
            os.utime(lock)
        yield True
    finally:
        os.close(handle)


def _lock_state(*paths: Path) -> list[tuple[int, int]]:
    """Return what differs after each turn of a writer: when the lock was last taken, and the file that was written."""
    states = (path.stat() if path.exists() else None for path in paths)
    return [(status.st_ino, status.st_mtime_ns) if status else (0, 0) for status in states]


def _lock(path: Path) -> int | None:
    """Return an open file that holds the lock; None where another has it."""
    handle = _open_lock(path)
    try:
        if lock_open_file(handle) and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except FileNotFoundError:  # removed by hand while we waited: the next try makes a new one
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _open_lock(path: Path) -> int:
    """Open the file of a lock, made where it is not there; a link is not followed, and a pipe not waited for."""
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, os.O_RDWR | flags, 0o666)
    except PermissionError:  # made by another user of the folder
        return os.open(path, os.O_RDONLY | flags)


def lock_open_file(handle: int, ways: Sequence[Callable[[int], object]] | None = None) -> bool:
    """Return whether the lock of an open file could be taken, which a file system without locks never refuses."""
    for take in ways or _lock_functions():
        try:
            take(handle)
        except OSError as error:
            if error.errno in _HELD_ERRORS:
                return False
            if error.errno not in _UNSUPPORTED_ERRORS:
                raise
        else:
            return True
    return True


def _lock_functions() -> tuple[Callable[[int], object], ...]:
    """Return the system's ways to lock an open file, the best first, none of which waits."""
    if sys.platform == "win32":  # pragma: no cover
        import msvcrt

        return (lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1),)
    import fcntl

    flags = fcntl.LOCK_EX | fcntl.LOCK_NB
    return (lambda handle: fcntl.flock(handle, flags), lambda handle: fcntl.lockf(handle, flags))


def write_error(path: Path, error: OSError) -> OutputError:
    """Return what to tell where a file or folder could not be written."""
    message = Message("{path} cannot be written: {why}", path=path, why=describe_os_error(error))
    return OutputError(message, Message("what stood there is unchanged"))


def _temporary_path(target: Path) -> Path:
    """Return a path in the same folder that nothing has; of a long name only the beginning fits."""
    return target.with_name(f".{target.name[:40]}-{os.urandom(6).hex()}")


def _create(new: Path, data: bytes, target: Path) -> None:
    """Make a new file, on the disk in full, with the permissions and the group of its target where that is there."""
    old = target.stat() if target.exists() else None
    mode = stat.S_IMODE(old.st_mode) & 0o777 if old else 0o666
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(handle)
    if old:
        with suppress(OSError, AttributeError):
            os.chown(new, -1, old.st_gid)
        new.chmod(mode)
