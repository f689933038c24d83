"""One run at a time on a folder: two together would undo each other's work."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from delib_gen.bundle.errors import BundleError

_HELD = {errno.EAGAIN, errno.EACCES}
_UNSUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK}
_TRIES = 100
_held: set[int] = set()


def _let_go() -> None:
    """Keep no lock in a child: it may outlive for a while the run that holds it.

    Whoever comes after a killed run, to take away what it had begun, would find the
    folder held by a worker that the system has not ended yet.
    """
    for number in _held:
        os.close(number)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a folder.

    The system itself lets go of the lock when a run ends, however it ends: a
    file that an interrupted run left behind is nobody's, and is taken.

    Args:
        path: the lock's file, beside the folder.

    Raises:
        BundleError: if another run holds it.
        OSError: if the file cannot be made.
    """
    _held.add(number := _take(path))
    try:
        with contextlib.suppress(OSError):  # the number only serves the message
            os.truncate(number, 0)
            os.write(number, f"{os.getpid()}\n".encode())
        yield
    finally:
        # Removed before it is let go: who waits for it sees that it is gone.
        path.unlink(missing_ok=True)
        _held.remove(number)
        os.close(number)


def _take(path: Path) -> int:
    for _ in range(_TRIES):
        number = _open(path)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(number, 20, 0).decode("ascii", "replace").strip()
            os.close(number)
            if error.errno in _HELD:
                raise _explain_held(path, holder) from None
            if error.errno not in _UNSUPPORTED:
                raise
            # A shared disk without locks: better to go on than to be of no use.
            return _open(path)
        if _is_same(number, path):
            return number
        os.close(number)
    raise _explain_held(path, "")


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        # Somebody else's file, in a folder that is shared: reading is enough.
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW)


def _is_same(number: int, path: Path) -> bool:
    """Whether the file that was locked is still the one of that name."""
    try:
        named = path.lstat()
    except FileNotFoundError:
        return False
    held = os.fstat(number)
    return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)


def _explain_held(path: Path, holder: str) -> BundleError:
    who = f" (processus {holder})" if holder else ""
    folder = path.name.removeprefix(".").removesuffix(path.suffix)
    return BundleError(
        f"une autre production écrit en ce moment dans « {folder} »{who}",
        "attendez qu'elle soit finie, puis relancez",
    )
