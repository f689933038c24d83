"""The fonts of the house style, found on this machine by their files.

The file is named to the layout engine rather than the family: two versions of
one family may be installed, and the same bytes must come out on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.sorties import SOR02, SOR03
from delib_gen.lang.phrasebook import read_language_data
from delib_gen.machine.components import find_font_file
from delib_gen.resources import data_dir

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte

_IGNORED = frozenset(" \u00a0\n\t")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family, its variant (`normal`, `gras`…), its path."""

    famille: str
    variante: str
    path: Path

    def digest(self) -> str:
        """The SHA-256 of the file, for the manifest."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a house style: those found, and the families that are not.

    Attributes:
        found: the font files, in the house style's order of families.
        missing: the families with no file on this machine.
    """

    found: tuple[Face, ...]
    missing: tuple[str, ...] = ()
    _cache: dict[str, frozenset[int]] = field(default_factory=dict, compare=False)

    def coverage(self, famille: str) -> frozenset[int]:
        """The characters that every file of a family has."""
        if famille not in self._cache:
            maps = [_read_cmap(f.path) for f in self.found if f.famille == famille]
            self._cache[famille] = (
                frozenset.intersection(*maps) if maps else frozenset()
            )
        return self._cache[famille]

    def find_uncovered(self, text: str) -> list[str]:
        """The characters of a text that no family has, each once, in order."""
        rest = set(text) - _IGNORED
        for famille in dict.fromkeys(face.famille for face in self.found):
            if not rest:
                return []
            covered = self.coverage(famille)
            rest = {char for char in rest if ord(char) not in covered}
        return sorted(rest, key=text.index)


def find_faces(charte: Charte) -> Faces:
    """Look for the files of a house style's families in the font folders."""
    catalogue = read_catalogue()
    found: list[Face] = []
    missing: list[str] = []
    for famille in charte.polices.familles:
        faces = [
            Face(famille, variante, path)
            for variante, name in catalogue.get(famille, {}).get("fichiers", {}).items()
            if (path := find_font_file(name)) is not None
        ]
        if not any(face.variante == "normal" for face in faces):
            missing.append(famille)
        else:
            found += faces
    return Faces(tuple(found), tuple(missing))


def check_faces(faces: Faces, charte: Charte, command: str) -> list[Diagnostic]:
    """SOR03: the main face is not on this machine.

    Args:
        faces: what was found.
        charte: the house style.
        command: the command that installs what is missing.
    """
    principale = charte.polices.principale
    if principale not in faces.missing:
        return []
    return [
        SOR03.at(
            (),
            f"la police de la charte, « {principale} », n'est pas sur ce poste : les "
            "lignes se couperont ailleurs",
            f"installez-la : {command}",
        )
    ]


def check_characters(
    faces: Faces,
    texts: Iterable[str],
    acte: str,
    find_sign: Callable[[str], tuple[Span | None, str]] = lambda _: (None, ""),
) -> list[Diagnostic]:
    """SOR02: a character of the document that no face has, told once.

    Args:
        faces: what was found.
        texts: the texts of the document.
        acte: the act's number.
        find_sign: gives the place where a character was typed, and what names a cell
            there.
    """
    seen: dict[str, str] = {}
    texts = list(texts)
    if not faces.find_uncovered("".join(texts)):
        return []
    for text in texts:
        for char in faces.find_uncovered(text):
            seen.setdefault(char, text)
    return [
        SOR02.at(
            (),
            f"{cell}{' : ' if cell else ''}le caractère « {char} » "
            f"(U+{ord(char):04X}) n'existe dans aucune police "
            f"de la charte{'' if span else f' : « {_excerpt(text, char)} »'}",
            "remplacez-le, ou ajoutez à la charte une police qui le possède",
            acte=acte,
            span=span,
        )
        for char, text in seen.items()
        for span, cell in [find_sign(char)]
    ]


@cache
def read_catalogue() -> dict[str, Any]:
    """The families that house styles may name: files, and what Word is told of each."""
    return read_language_data(data_dir() / "polices.yaml")


def _excerpt(text: str, char: str, width: int = 24) -> str:
    place = text.index(char)
    start, end = max(0, place - width), place + width
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _read_cmap(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def describe_faces(faces: Faces) -> dict[str, dict[str, str]]:
    """The faces of the house style by file name, for the manifest."""
    return {
        face.path.name: {"famille": face.famille, "sha256": face.digest()}
        for face in faces.found
    }
