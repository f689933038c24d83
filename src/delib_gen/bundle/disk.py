"""The few things that are done to the disk, each in one place."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
_NO_EXCHANGE = {errno.EPERM, errno.EXDEV, *_NO_SYNC}
_HERE, _EXCHANGE = -100, 2
"""What Linux calls the folder that one works in, and an exchange of names."""
_NO_LINK = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EACCES, *_NO_SYNC}


def make_folder(path: Path) -> None:
    """Make a folder that must not be there yet."""
    path.mkdir()


def make_folders(place: Path, names: Iterable[str]) -> None:
    """Make the folders below a place that are not there, in the order given.

    Where capitals do not count, one folder may go by two names.
    """
    for name in names:
        if not (place / name).is_dir():
            make_folder(place / name)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def carry_file(source: Path, path: Path) -> None:
    """Give a file a second name, or make a copy where the disk cannot.

    A second name keeps everything: owner, dates, and what a program that has
    the file open may still write to it.
    """
    try:
        os.link(source, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copy2(source, path, follow_symlinks=False)
        sync_path(path)


def sync_path(path: Path) -> None:
    """Have the disk hold what was written; some disks cannot for a folder."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(number)


def rename(source: Path, path: Path) -> None:
    """Give a folder another name, which must be free."""
    source.rename(path)


def exchange(first: Path, second: Path) -> bool:
    """Have two folders take each other's name at once; tell whether that can be.

    Linux has it, and most of its disks; there is no moment at which a name is free.
    """
    rename = _find_exchange()
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(second))


@cache
def _find_exchange() -> Callable[..., int] | None:
    library = ctypes.CDLL(None, use_errno=True)
    try:
        rename: Callable[..., int] = library.renameat2
    except AttributeError:
        return None
    return rename


def remove_tree(path: Path) -> None:
    """Remove a folder of ours, were some folders in it write-protected."""
    for folder, names, _ in os.walk(path, topdown=True):
        for name in names:
            inner = Path(folder, name)
            if not inner.is_symlink():
                inner.chmod(0o700)
    shutil.rmtree(path)
