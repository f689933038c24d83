"""What would be made now, compared with what was made last: documents, then lines."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import TYPE_CHECKING

from delib_gen.bundle.manifest import MANIFEST, Manifest, ManifestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from delib_gen.bundle.manifest import Fichier

_MOST = 60
"""How many lines of a document are shown."""
_READ_FIRST = ("docx", "html", "pdf")
"""By whole paragraphs first: in a PDF, a word more moves the lines below it."""


def compare_sets(before: Path, after: Path) -> list[dict[str, object]]:
    """The documents of two sets that differ, each with the lines that do.

    Args:
        before: the folder of what was made last.
        after: that of what would be made.
    """
    old, new = _read(before), _read(after)
    pieces: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted({*old, *new}):
        if _digest(old.get(name)) != _digest(new.get(name)):
            file = new.get(name) or old[name]
            pieces[file.acte, name.removesuffix(f".{file.format}")].append(name)
    return [
        {
            "acte": acte,
            "nom": place,
            "sort": _tell_fate(names, old, new),
            "formats": [PurePath(name).suffix[1:] for name in names],
            "lignes": _compare_lines(names, before, after),
        }
        for (acte, place), names in pieces.items()
    ]


def _read(folder: Path) -> Mapping[str, Fichier]:
    try:
        manifest = Manifest.from_bytes((folder / MANIFEST).read_bytes())
    except (OSError, ManifestError):
        return {}
    return {file.chemin: file for file in manifest.fichiers}


def _digest(file: Fichier | None) -> str:
    """Of a file as it was produced, before somebody signed it."""
    return (file.produit or file.sha256) if file else ""


def _tell_fate(
    names: Iterable[str], old: Mapping[str, Fichier], new: Mapping[str, Fichier]
) -> str:
    if not any(name in old for name in names):
        return "nouveau"
    return "différent" if any(name in new for name in names) else "n'y serait plus"


def _compare_lines(
    names: Iterable[str], before: Path, after: Path
) -> list[tuple[str, str]]:
    """The lines that leave and come, of the format that is best read."""
    found = {PurePath(name).suffix[1:]: name for name in names}
    for kind in _READ_FIRST:
        if kind in found:
            paths = before / found[kind], after / found[kind]
            if all(path.is_file() for path in paths):
                return list(_diff(*(list(read_lines(path)) for path in paths)))[:_MOST]
    return []


def _diff(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, stop, begin, end in matcher.get_opcodes():
        if what != "equal":
            yield from (("-", line) for line in old[start:stop])
            yield from (("+", line) for line in new[begin:end])


def read_lines(path: Path) -> Iterator[str]:
    """What a document says, line by line, as the audit reads it."""
    read: dict[str, Callable[[bytes], Iterable[str]]] = {
        ".docx": _read_docx,
        ".html": _read_html,
        ".pdf": _read_pdf,
    }
    for text in read[path.suffix](path.read_bytes()):
        for line in text.split("\n"):
            words = " ".join(line.split())
            if words:
                yield words


def _read_pdf(content: bytes) -> Iterator[str]:
    from delib_gen.audit.heard import read_heard

    heard = read_heard(content, own=False)
    return (piece.text for part in heard.parts for piece in part.pieces)


def _read_docx(content: bytes) -> list[str]:
    from delib_gen.formats.docx.reading import read_streams

    streams = read_streams(content, own=False).streams
    return ["".join(piece.text for piece in stream.pieces) for stream in streams]


def _read_html(content: bytes) -> list[str]:
    from delib_gen.audit.html import read_page

    streams = read_page(content, own=False).streams
    return ["".join(piece.text for piece in stream.pieces) for stream in streams]
