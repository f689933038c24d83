"""What stands in a sitting's folder before it is written anew."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle.errors import BundleError

State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is there.

    Attributes:
        name: below the sitting's folder, with `/`.
        path: where it is.
        state: what changes when somebody writes to it.
    """

    name: str
    path: Path
    state: State

    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files and folders below a sitting's folder, by their names."""

    files: dict[str, FoundFile]
    folders: frozenset[str]

    def list_states(self) -> dict[str, State]:
        """What to compare to know whether somebody wrote in the meantime."""
        return {name: file.state for name, file in self.files.items()}

    def list_empty_folders(self) -> list[str]:
        """The folders in which there is nothing."""
        full = {parent for name in (*self.files, *self.folders)
                for parent in (name.rpartition("/")[0],)}  # fmt: skip
        return sorted(self.folders - full)


def take_inventory(target: Path) -> Inventory:
    """All that stands in a folder; nothing where there is no folder.

    Raises:
        BundleError: if the folder is a file or a link, or holds one: a rename
            would break the link, and what it points at is not ours to judge.
        OSError: if it cannot be read.
    """
    files: dict[str, FoundFile] = {}
    folders: set[str] = set()
    if not os.path.lexists(target):
        return Inventory(files, frozenset())
    if target.is_symlink():
        raise _refuse(target, "est un lien symbolique")
    if not target.is_dir():
        raise _refuse(target, "est un fichier, un dossier est attendu")
    waiting = [("", target)]
    while waiting:
        prefix, folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name, path = prefix + entry.name, Path(entry.path)
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    folders.add(name)
                    waiting.append((f"{name}/", path))
                elif stat.S_ISREG(status.st_mode):
                    files[name] = FoundFile(name, path, find_state(status))
                elif stat.S_ISLNK(status.st_mode):
                    raise _refuse(path, "est un lien symbolique")
                else:
                    raise _refuse(path, "n'est pas un fichier ordinaire")
    return Inventory(dict(sorted(files.items())), frozenset(folders))


def find_state(status: os.stat_result) -> State:
    """What changes of a file when somebody writes to it."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def fold_name(name: str) -> str:
    """A name as systems that do not tell capitals or accents' forms see it."""
    return unicodedata.normalize("NFC", name).casefold()


def _refuse(path: Path, what: str) -> BundleError:
    return BundleError(
        f"« {path} » {what} : rien n'a été remplacé",
        "déplacez-le, ou indiquez un autre dossier de sortie (`-o`)",
    )
