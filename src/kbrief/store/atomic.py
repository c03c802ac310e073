"""Write files and folders as a whole or not at all, by one writer at a time; no other module writes.

Links are followed: the target of a path is written. All functions but `file_lock` let OSError through.
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

#: Seconds to sleep while waiting for other writers; they start again whenever one has finished.
LOCK_TIMEOUT = 60.0

#: Seconds to sleep between two attempts to get a lock.
POLL_INTERVAL = 0.05

_HELD_ERRORS = {EACCES, EAGAIN, EWOULDBLOCK}
_UNSUPPORTED_ERRORS = {EBADF, EINVAL, ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP}

#: A function such as `os.access` that tells whether a file may be written.
AccessCheck = Callable[[Path, int], bool]


def resolve_target(path: Path, is_allowed: AccessCheck = os.access) -> Path:
    """Return the target of a path, whether it exists or not. Raises OSError if it may not be written."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(path))
    if target.is_dir():
        raise OSError(EISDIR, os.strerror(EISDIR), str(path))
    if target.exists() and not is_allowed(target, os.W_OK):
        raise OSError(EACCES, os.strerror(EACCES), str(path))
    return target


def is_stream(path: Path) -> bool:
    """Whether a path is a device or a pipe, which must not be replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, with the permissions of the old one, or write to a stream."""
    if is_stream(path):
        path.write_bytes(data)
    else:
        write_files({path: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each as a whole or not at all, and none of them if one cannot be created.

    All are created in full beside their targets before the first is renamed: until then lack of space or permission, a
    folder in the way, two names of one file, or ^C change and leave nothing. If renaming fails half-way, for example
    because a folder was removed meanwhile, the first files are new and the others old. A process that is killed leaves
    temporary files, whose names begin with a dot.
    """
    targets: dict[Path, Path] = {}
    for path in files:
        target = resolve_target(path)
        if target in targets:
            reason = Message("it is the same file as {path}", path=targets[target])
            raise FileExistsError(EEXIST, reason, str(path))
        targets[target] = path
    temporary = {target: _temporary_path(target) for target in targets}
    try:
        for (target, new_path), data in zip(temporary.items(), files.values(), strict=True):
            _create(new_path, data, target)
        for target, new_path in temporary.items():
            new_path.replace(target)
    except BaseException:
        remove(temporary.values())
        raise


def make_folder(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], object] | None = None) -> None:
    """Create a folder of files as a whole or not at all; its parent must exist.

    `check` is called with the temporary folder and may refuse it by raising.
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
    """Create a folder and its parents if they do not exist."""
    folder.mkdir(mode, parents=True, exist_ok=True)


def temporary_folder(within: Path | None = None) -> Path:
    """Return a new temporary folder that only the user can read."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="kbrief-", dir=within))


def remove(paths: Iterable[Path]) -> None:
    """Remove files, and ignore those that do not exist or cannot be removed."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


@contextmanager
def file_lock(
    file: Path,
    timeout: float = LOCK_TIMEOUT,
    display_path: Path | None = None,
    sleep_for: Callable[[float], object] = sleep,
) -> Iterator[None]:
    """Hold the lock of the target of a path, which is a file beside it; its folder is created if need be.

    It waits for other writers as long as they make progress, and `timeout` seconds if none does. The system releases
    the lock of a process that has died. Raises OutputError, also for an OSError of the body, with `display_path`.
    """
    target = Path(os.path.realpath(file))
    try:
        ensure_folder(target.parent)
        with _wait_for_lock(target, timeout, sleep_for) as is_locked:
            if not is_locked:
                message = Message("{file} is being written by another process", file=display_path or file)
                raise OutputError(message, Message("try again when it has finished"))
            yield
    except OSError as error:
        raise write_error(display_path or file, error) from error


@contextmanager
def _wait_for_lock(target: Path, timeout: float, sleep_for: Callable[[float], object]) -> Iterator[bool]:
    """Wait for the lock of a file and yield whether it is held; only sleep counts, as the machine may be busy."""
    lock = target.with_name(f"{target.name}.lock")
    sleeps, last_state = 0, None
    while (handle := _try_lock(lock)) is None and sleeps * POLL_INTERVAL < timeout:
        sleep_for(POLL_INTERVAL)
        state = _lock_state(lock, target)
        sleeps, last_state = sleeps + 1 if state == last_state else 0, state
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
    """Return a state that changes with every writer: inodes and times of the lock and of the written file."""
    states = (path.stat() if path.exists() else None for path in paths)
    return [(status.st_ino, status.st_mtime_ns) if status else (0, 0) for status in states]


def _try_lock(path: Path) -> int | None:
    """Return the handle of the locked file, or None if another process has the lock."""
    handle = _open_lock(path)
    try:
        if lock_open_file(handle) and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except FileNotFoundError:  # removed by hand meanwhile: the next attempt creates a new one
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _open_lock(path: Path) -> int:
    """Open the file of a lock, created if need be, without following a link or waiting for a pipe."""
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, os.O_RDWR | flags, 0o666)
    except PermissionError:  # created by another user
        return os.open(path, os.O_RDONLY | flags)


def lock_open_file(handle: int, functions: Sequence[Callable[[int], object]] | None = None) -> bool:
    """Lock an open file and return whether that succeeded, as it always does on file systems without locks."""
    for lock in functions or _lock_functions():
        try:
            lock(handle)
        except OSError as error:
            if error.errno in _HELD_ERRORS:
                return False
            if error.errno not in _UNSUPPORTED_ERRORS:
                raise
        else:
            return True
    return True


def _lock_functions() -> tuple[Callable[[int], object], ...]:
    """Return the functions of the system that lock an open file without waiting, the best first."""
    if sys.platform == "win32":  # pragma: no cover
        import msvcrt

        return (lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1),)
    import fcntl

    flags = fcntl.LOCK_EX | fcntl.LOCK_NB
    return (lambda handle: fcntl.flock(handle, flags), lambda handle: fcntl.lockf(handle, flags))


def write_error(path: Path, error: OSError) -> OutputError:
    """Return the error for a file or folder that could not be written."""
    message = Message("{path} cannot be written: {why}", path=path, why=describe_os_error(error))
    return OutputError(message, Message("what was there before is unchanged"))


def _temporary_path(target: Path) -> Path:
    """Return an unused path in the same folder, with the start of the name."""
    return target.with_name(f".{target.name[:40]}-{os.urandom(6).hex()}")


def _create(new_path: Path, data: bytes, target: Path) -> None:
    """Create a file, flushed to disk, with the permissions and the group of its target if that exists."""
    old = target.stat() if target.exists() else None
    mode = stat.S_IMODE(old.st_mode) & 0o777 if old else 0o666
    handle = os.open(new_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(handle)
    if old:
        with suppress(OSError, AttributeError):
            os.chown(new_path, -1, old.st_gid)
        new_path.chmod(mode)
