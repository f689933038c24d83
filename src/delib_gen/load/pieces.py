"""The files that an act names: the rapport's body, the annexes, what these name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from delib_gen.findings import Diagnostic, Span, YamlPath
from delib_gen.findings.structure import STR06, STR07
from delib_gen.load.contents import check_tables, read_content
from delib_gen.load.files import decode_text
from delib_gen.load.kinds import KINDS, WRITTEN, PieceKind
from delib_gen.load.limits import MAX_IMAGES
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence, find_node
from delib_gen.prose.images import ImageLue, list_images
from delib_gen.schema.fiche import CORPS, NOMME, Fiche, iter_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.load.files import NamedFile
    from delib_gen.load.sources import Sources
    from delib_gen.tableaux.feuille import Feuille

_MARKDOWN = ".md"
_IMAGES = "images"
"""The step of a path under which the pictures of a Markdown text stand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that an act names, read.

    Attributes:
        kind: what it is.
        file: its name and bytes.
        named: its name as it was typed.
        text: its text, for one in Markdown.
        span: where it was named.
        fiche: what a fiche holds.
        tree: where a fiche holds it.
        image: the picture that it is, safe to print.
        feuille: the rows of a table of data.
    """

    kind: PieceKind
    file: NamedFile
    named: str
    span: Span
    text: str = ""
    fiche: Fiche | None = None
    tree: Node | None = None
    image: ImageLue | None = None
    feuille: Feuille | None = None


@dataclass(slots=True)
class Pieces:
    """The files of an act, by the paths of the values that name them.

    What a fiche names is below the place of the fiche; the pictures of a text in
    Markdown are below the text, under `images` and their names as typed.
    """

    read: dict[YamlPath, Piece] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def find_images(pieces: dict[YamlPath, Piece], path: YamlPath) -> dict[str, ImageLue]:
    """The pictures of a text in Markdown, by their names as typed."""
    place = (*path, _IMAGES)
    return {
        str(where[-1]): piece.image
        for where, piece in pieces.items()
        if where[:-1] == place and piece.image is not None
    }


def read_pieces(
    acte: Node,
    folder: Path,
    root: Path,
    path: YamlPath,
    context: dict[str, Any],
    sources: Sources,
) -> Pieces:
    """Read the files that an act names; the body's text takes its path's place.

    Args:
        acte: the act's tree, in which `corps` is replaced by the text read.
        folder: the folder of the file that holds the act.
        root: the session's folder, which nothing may leave.
        path: the act's place in the session.
        context: what validators may ask for (`langues`).
        sources: where files are read.
    """
    reader = _Reader(root, context, sources)
    for where, holder, key in _iter_corps(acte):
        reader.read_corps(holder, key, folder, (*path, *where))
    for where, scalar in _iter_annexes(acte):
        reader.read(scalar, folder, (*path, *where))
    reader.pieces.findings += check_tables(reader.pieces.read)
    return reader.pieces


def graft_fiches(acte: Node, pieces: dict[YamlPath, Piece], path: YamlPath) -> None:
    """Put the trees of fiches in the place of their names, for findings to be placed.

    Args:
        acte: the act's tree, already decoded.
        pieces: the files that it names.
        path: the act's place in the session.
    """
    for where, piece in pieces.items():
        if piece.tree is not None:
            holder, exact = find_node(acte, where[len(path) : -1])
            if exact and isinstance(holder, Mapping):
                holder.values[str(where[-1])] = piece.tree


def _iter_corps(acte: Node) -> Iterator[tuple[YamlPath, Mapping, str]]:
    """The bodies of the rapport: their place, the block they stand in, the key."""
    rapport = acte.values.get("rapport") if isinstance(acte, Mapping) else None
    if isinstance(rapport, Mapping):
        yield from _iter_versions(rapport, ("rapport", "corps"))


def _iter_versions(
    holder: Mapping, path: YamlPath
) -> Iterator[tuple[YamlPath, Mapping, str]]:
    """Where a text stands, or each of its versions: with the path of the text."""
    key = str(path[-1])
    value = holder.values.get(key)
    if isinstance(value, Scalar):
        yield path, holder, key
    elif isinstance(value, Mapping):
        for langue in value.values:
            yield path, value, langue


def _iter_annexes(acte: Node) -> Iterator[tuple[YamlPath, Scalar]]:
    annexes = acte.values.get("annexes") if isinstance(acte, Mapping) else None
    if isinstance(annexes, Sequence):
        for index, annexe in enumerate(annexes.items):
            if isinstance(annexe, Mapping):
                fichier = annexe.values.get("fichier")
                if isinstance(fichier, Scalar):
                    yield ("annexes", index, "fichier"), fichier


def _is_path(scalar: Scalar) -> bool:
    """Whether a body is the path of a Markdown file, or the text itself."""
    text = scalar.text.strip()
    return "\n" not in text and text.lower().endswith(_MARKDOWN)


class _Reader:
    """Reads named files, those that they name in turn among them."""

    def __init__(self, root: Path, context: dict[str, Any], sources: Sources) -> None:
        self.pieces = Pieces()
        self._root = root
        self._sources = sources
        self._context = context
        self._fiches: list[str] = []
        """The fiches being read, each named by the one before."""

    def read(
        self, scalar: Scalar, folder: Path, path: YamlPath, feuille: str = ""
    ) -> Piece | None:
        """Read a file, by the value that names it.

        Args:
            scalar: the name as typed.
            folder: the folder that it starts from.
            path: the place of the value in the session.
            feuille: the sheet that is meant, of a workbook.
        """
        if scalar.empty:
            return None
        kind = KINDS.get(PurePath(scalar.text).suffix.lower())
        if kind is None:
            self._refuse(scalar)
            return None
        named = scalar.text
        if folder != self._root:
            # A path is relative to the file that names it, yet may not leave the
            # session's folder: it is checked against that folder.
            named = str(PurePath(folder.relative_to(self._root)) / named)
        file, findings = self._sources.read(self._root, named, scalar.span)
        self.pieces.findings += findings
        if file is None:
            return None
        piece = Piece(kind, file, scalar.text, scalar.span)
        below = (self._root / named).parent
        if kind is PieceKind.MARKDOWN:
            return self._read_markdown(piece, below, path)
        if kind is PieceKind.FICHE:
            return self._read_fiche(piece, below, path)
        full, findings = read_content(piece, feuille)
        self.pieces.findings += findings
        if full is not None:
            self.pieces.read[path] = full
        return full

    def read_corps(
        self, holder: Mapping, key: str, folder: Path, path: YamlPath
    ) -> None:
        """Put the text of a Markdown file in the place of its path.

        Args:
            holder: the block that has the text, or its versions.
            key: the text's key, or a language.
            folder: the folder that paths start from.
            path: the place of the text in the session.
        """
        scalar = holder.values[key]
        if not isinstance(scalar, Scalar) or scalar.empty:
            return
        if not _is_path(scalar):
            self._read_images(scalar.text, folder, path, scalar.span, lines=False)
            return
        where = path if key == path[-1] else (*path, key)
        piece = self.read(scalar, folder, where)
        if piece is not None:
            place = Span(piece.file.name, 1, 1, 1, 1)
            holder.values[key] = Scalar(piece.text, place, plain=False)

    def _read_markdown(
        self, piece: Piece, folder: Path, path: YamlPath
    ) -> Piece | None:
        text, findings = decode_text(piece.file, None)
        self.pieces.findings += findings
        if findings:
            return None
        self.pieces.read[path] = piece = replace(piece, text=text)
        span = Span(piece.file.name, 1, 1, 1, 1)
        self._read_images(text, folder, path, span, lines=True)
        return piece

    def _read_images(
        self, text: str, folder: Path, path: YamlPath, span: Span, *, lines: bool
    ) -> None:
        for rank, (target, line) in enumerate(list_images(text)):
            place = Span(span.file, line, 1, line, 1) if lines else span
            if rank == MAX_IMAGES:
                message = f"plus de {MAX_IMAGES} images dans un texte"
                hint = "partagez-le en plusieurs annexes"
                self.pieces.findings.append(STR07.at((), message, hint, span=place))
                return
            where = (*path, _IMAGES, target)
            if where not in self.pieces.read:
                self.read(Scalar(target, place, plain=False), folder, where)

    def _read_fiche(self, piece: Piece, folder: Path, path: YamlPath) -> Piece | None:
        from delib_gen.load.fiches import decode_fiche, find_chain_fault, parse_fiche

        fault = find_chain_fault(self._fiches, piece.file.relative, piece.span)
        if fault is not None:
            self.pieces.findings.append(fault)
            return None
        tree, findings = parse_fiche(piece.file)
        self.pieces.findings += findings
        if tree is None:
            return None
        fiche, findings = decode_fiche(tree, piece.file, path, self._context)
        known = len(self._sources.files)
        for where, _ in iter_marked(fiche, CORPS) if fiche is not None else ():
            holder, _ = find_node(tree, where[:-1])
            if isinstance(holder, Mapping):
                for _, block, key in _iter_versions(holder, where):
                    self.read_corps(block, key, folder, (*path, *where))
        if len(self._sources.files) > known:  # texts now stand where their names did
            fiche, findings = decode_fiche(tree, piece.file, path, self._context)
        self.pieces.findings += findings
        if fiche is None:
            return None
        self.pieces.read[path] = piece = replace(piece, fiche=fiche, tree=tree)
        self._fiches.append(piece.file.relative)
        for where, _ in iter_marked(fiche, NOMME):
            node, exact = find_node(tree, where)
            if exact and isinstance(node, Scalar):
                self.read(node, folder, (*path, *where), getattr(fiche, "feuille", ""))
        self._fiches.pop()
        return piece

    def _refuse(self, scalar: Scalar) -> None:
        self.pieces.findings.append(
            STR06.at(
                (),
                f"« {scalar.text} » : un fichier {WRITTEN} est attendu",
                "convertissez la pièce en PDF, ou récrivez-la en Markdown",
                span=scalar.span,
            )
        )
