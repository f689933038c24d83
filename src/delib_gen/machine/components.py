"""What delib-gen needs of the system, and whether this machine has it.

Read by the set-up before any dependency is there: standard library only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from delib_gen.resources import data_dir

_LIBRARY_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


@dataclass(frozen=True, slots=True)
class Composant:
    """One entry of `data/systeme.toml`, which says what each key means."""

    nom: str
    role: str
    sorte: str
    pour: str
    essai: tuple[str, ...]
    paquets: dict[str, list[str | list[str]]]
    teste: tuple[str, ...]
    version_min: float = 0


def read_components() -> list[Composant]:
    """Everything that delib-gen needs of the system, in the order of the file."""
    text = (data_dir() / "systeme.toml").read_text(encoding="utf-8")
    return [
        Composant(**{**row, "essai": tuple(row["essai"]), "teste": tuple(row["teste"])})
        for row in tomllib.loads(text)["composant"]
    ]


def is_present(composant: Composant) -> bool:
    """Whether the machine has this component.

    Raises:
        ValueError: if the list gives it a kind that is not known.
    """
    match composant.sorte:
        case "bibliotheque":
            return any(load_library(name) is not None for name in composant.essai)
        case "police":
            files = index_font_files()
            return all(
                any(font_revision(path) >= composant.version_min for path in paths)
                for paths in (files.get(name, []) for name in composant.essai)
            )
        case "programme":
            return any(find_program(name) is not None for name in composant.essai)
        case sorte:
            raise ValueError(f"systeme.toml : sorte inconnue : {sorte}")


def find_missing(composants: Iterable[Composant]) -> list[Composant]:
    """Those components that the machine lacks now."""
    index_font_files.cache_clear()
    return [c for c in composants if not is_present(c)]


def load_library(name: str) -> ctypes.CDLL | None:
    """A shared library, or None where the loader does not find it."""
    for folder in _LIBRARY_FOLDERS:
        try:
            return ctypes.CDLL(folder + name)
        except OSError:
            continue
    return None


def find_program(name: str) -> str | None:
    """The path of a command; None for macOS's empty `java`."""
    path = shutil.which(name)
    if path == "/usr/bin/java" and sys.platform == "darwin":
        return None if run_command(["/usr/libexec/java_home"]).returncode else path
    return path


def run_command(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command whose output is kept, to be shown only if it fails."""
    return subprocess.run(  # noqa: S603  (fixed words and names of our own list)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


# --- Fonts --------------------------------------------------------------------


def iter_font_folders() -> Iterator[Path]:
    """The folders in which fonts are installed, the user's own first."""
    shared = os.environ.get("XDG_DATA_HOME")
    if shared:
        yield Path(shared) / "fonts"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (Path.home() may raise)
    if home.is_absolute():
        yield home / ".local/share/fonts"
        yield home / ".fonts"
        yield home / "Library/Fonts"
    yield Path("/usr/local/share/fonts")
    yield Path("/usr/share/fonts")
    yield Path("/Library/Fonts")
    yield Path("/opt/homebrew/share/fonts")


@cache
def index_font_files() -> dict[str, list[Path]]:
    """The files of the font folders by their names, always in the same order.

    Kept until `find_missing` looks again: a font may have come in between.
    """
    index: dict[str, list[Path]] = {}
    for root in dict.fromkeys(iter_font_folders()):
        for folder, subfolders, names in os.walk(root):
            subfolders.sort()
            for name in names:
                index.setdefault(name, []).append(Path(folder, name))
    return index


def find_font_file(name: str) -> Path | None:
    """A font file by its name: of several, the one of the highest revision.

    Debian has versions 1 and 2 of one family in two folders. Of equals, the
    first in the order of the folders is taken.
    """
    paths = index_font_files().get(name, [])
    if len(paths) < 2:
        return paths[0] if paths else None
    return max(paths, key=font_revision)


def font_revision(path: Path) -> float:
    """The revision that a font file gives of itself (0 if unreadable)."""
    try:
        with path.open("rb") as file:
            (tables,) = struct.unpack(">4xH6x", file.read(12))
            for tag, offset in struct.iter_unpack(">4s4xL4x", file.read(16 * tables)):
                if tag == b"head":
                    file.seek(offset + 4)
                    (revision,) = struct.unpack(">l", file.read(4))
                    return float(revision / 65536)
    except (OSError, struct.error):
        pass
    return 0.0
