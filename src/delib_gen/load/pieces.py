"""The files that an act names: the rapport's body, the annexes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Span, YamlPath, has_errors
from delib_gen.findings.structure import STR06, STR09
from delib_gen.load.files import NamedFile, decode_text, read_file
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKDOWN = ".md"
_IMAGES = (".png", ".jpg", ".jpeg", ".svg")


class PieceKind(StrEnum):
    """What a named file is."""

    MARKDOWN = "markdown"
    PDF = "pdf"


_KINDS = {_MARKDOWN: PieceKind.MARKDOWN, ".pdf": PieceKind.PDF}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that an act names, read.

    Attributes:
        kind: what it is.
        file: its name and bytes.
        text: its text, empty for a PDF.
        span: where it was named.
    """

    kind: PieceKind
    file: NamedFile
    text: str
    span: Span


def read_pieces(
    acte: Node, folder: Path, root: Path, path: YamlPath
) -> tuple[dict[YamlPath, Piece], list[NamedFile], list[Diagnostic]]:
    """Read the files that an act names; the body's text takes its path's place.

    Args:
        acte: the act's tree, in which `corps` is replaced by the text read.
        folder: the folder of the file that holds the act.
        root: the session's folder, which nothing may leave.
        path: the act's place in the session.

    Returns:
        The pieces by their paths, the files read, and what was wrong.
    """
    pieces: dict[YamlPath, Piece] = {}
    files: list[NamedFile] = []
    findings: list[Diagnostic] = []
    for where, holder, key in _iter_named(acte):
        scalar = holder.values[key]
        if not isinstance(scalar, Scalar) or scalar.empty:
            continue
        piece, found = _read_piece(scalar, folder, root)
        findings += found
        if piece is None:
            continue
        files.append(piece.file)
        pieces[path + where] = piece
        if where[-1] != "fichier":
            place = Span(piece.file.name, 1, 1, 1, 1)
            holder.values[key] = Scalar(piece.text, place, plain=False)
    return pieces, files, findings


def _iter_named(acte: Node) -> Iterator[tuple[YamlPath, Mapping, str]]:
    """Where an act names files: each place, the block it stands in, its key."""
    if not isinstance(acte, Mapping):
        return
    rapport = acte.values.get("rapport")
    if isinstance(rapport, Mapping):
        corps = rapport.values.get("corps")
        if isinstance(corps, Scalar) and _is_path(corps):
            yield ("rapport", "corps"), rapport, "corps"
        elif isinstance(corps, Mapping):
            for langue, value in corps.values.items():
                if isinstance(value, Scalar) and _is_path(value):
                    yield ("rapport", "corps", langue), corps, langue
    annexes = acte.values.get("annexes")
    if isinstance(annexes, Sequence):
        for index, annexe in enumerate(annexes.items):
            if isinstance(annexe, Mapping) and "fichier" in annexe.values:
                yield ("annexes", index, "fichier"), annexe, "fichier"


def _is_path(scalar: Scalar) -> bool:
    """Whether a body is the path of a Markdown file, or the text itself."""
    text = scalar.text.strip()
    return "\n" not in text and text.lower().endswith(_MARKDOWN)


def _read_piece(
    scalar: Scalar, folder: Path, root: Path
) -> tuple[Piece | None, list[Diagnostic]]:
    suffix = PurePath(scalar.text).suffix.lower()
    kind = _KINDS.get(suffix)
    if kind is None and suffix in _IMAGES:
        return None, [
            STR09.at(
                (),
                f"« {scalar.text} » : une image seule ne se joint pas encore",
                "joignez-la en PDF",
                span=scalar.span,
            )
        ]
    if kind is None:
        return None, [
            STR06.at(
                (),
                f"« {scalar.text} » : un fichier `.md` ou `.pdf` est attendu",
                "convertissez la pièce en PDF, ou récrivez-la en Markdown",
                span=scalar.span,
            )
        ]
    named = scalar.text
    if folder != root:
        # A path is relative to the file that names it, yet may not leave the
        # session's folder: it is checked against that folder.
        named = str(PurePath(folder.relative_to(root)) / named)
    file, findings = read_file(root, named, scalar.span)
    if file is None:
        return None, findings
    text = ""
    if kind is PieceKind.MARKDOWN:
        text, findings = decode_text(file, None)
    if kind is PieceKind.PDF:
        from delib_gen.load.joined import inspect_joined

        findings = inspect_joined(file, scalar.span)
    if has_errors(findings):
        return None, findings
    return Piece(kind, file, text, scalar.span), findings
