"""Reads what acts and fiches name, each file once: texts, pictures, tables, fiches."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from delib_gen.findings import Span
from delib_gen.load.contents import (
    Contents,
    FicheFile,
    MarkdownFile,
    PdfFile,
    PictureFile,
    ProseLue,
    TableFile,
)
from delib_gen.load.decode import decode_node
from delib_gen.load.files import decode_text
from delib_gen.load.images import read_image
from delib_gen.load.joined import clean_joined
from delib_gen.load.marked import list_slots, walk_fields
from delib_gen.load.nodes import (
    Mapping,
    Scalar,
    find_node,
    find_typed,
    make_scalar,
)
from delib_gen.load.opening import Opener
from delib_gen.load.places import Typed, type_file
from delib_gen.load.proses import read_prose
from delib_gen.load.sheets import make_table, read_sheet
from delib_gen.load.swallowed import find_swallowed, is_markdown, look_at
from delib_gen.load.tally import Tally
from delib_gen.schema.base import Schema
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.marques import EnGraphique, EnMarkdown, Nomme, iter_marked

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.load.contents import ReadFile
    from delib_gen.load.decode import Decoded
    from delib_gen.load.files import NamedFile
    from delib_gen.load.marked import Slot
    from delib_gen.load.nodes import Node
    from delib_gen.load.opening import OpenedFile
    from delib_gen.load.sources import Sources
    from delib_gen.prose.images import ImageLue
    from delib_gen.prose.tree import Prose
    from delib_gen.schema.fiches.diapositives import GraphiqueSaisi

S = TypeVar("S", bound=Schema)

_IMAGES = "images"
"""The step of a path under which the pictures of a Markdown text stand."""


class ContentReader:
    """Reads what the acts of a session name, and what those files name in turn.

    Attributes:
        findings: what is wrong with them.
    """

    def __init__(self, sources: Sources, root: Path, context: dict[str, Any]) -> None:
        """Read below a folder.

        Args:
            sources: where files are read.
            root: the session's folder, which nothing may leave.
            context: what validators may ask for (`langues`).
        """
        self.findings: list[Diagnostic] = []
        self._context = context
        self._chain: list[str] = []
        """The fiches being read, each named by the one before."""
        self._known: dict[
            tuple[str, YamlPath, int],
            tuple[ReadFile | None, YamlPath, list[Diagnostic], int],
        ] = {}
        """What was read, with the place that named it, what was wrong with it, and for
        how many files it counts."""
        self._tally = Tally()
        self._typed: dict[int, Scalar] = {}
        """Names by the texts that took their place: an alias leads there again."""
        self._grafts: list[tuple[Mapping, str, Node]] = []
        self._sources = sources
        self._opener = Opener(sources, root)
        self._read_sheet = cache(read_sheet)

    def read_block(
        self, schema: type[S], tree: Node, folder: Path, path: YamlPath
    ) -> tuple[Decoded[S], Contents]:
        """Decode an act or a fiche, and read what it names.

        A text takes the place of the path that named it before anything is decoded.

        Args:
            schema: what the block should be.
            tree: its tree.
            folder: the folder of the file that holds it.
            path: its place in the session.
        """
        contents = Contents()
        self.findings += find_swallowed(schema, tree, folder, path, self._sources)
        for where, holder, champ in walk_fields(schema, tree, EnMarkdown):
            whole = next(m.entier for m in champ.marques if isinstance(m, EnMarkdown))
            for slot in list_slots(holder, champ, where):
                text = self._read_text(slot, folder, path, whole=whole)
                if text is not None:
                    contents.proses.setdefault(slot.place, {})[slot.langue] = text
        decoded = decode_node(schema, tree, path, self._context)
        for where, holder, champ in walk_fields(schema, tree, Nomme):
            node, place = holder.values[champ.nom], (*path, *where)
            sorte = next(m.sorte for m in champ.marques if isinstance(m, Nomme))
            if not isinstance(node, Scalar):
                continue
            content = self._read(node, folder, place, sorte, decoded.value)
            if content is not None:
                contents.files[where] = content
            if isinstance(content, FicheFile):
                self._grafts.append((holder, champ.nom, content.tree))
        if decoded.value is not None:
            for where, graphique, _ in iter_marked(decoded.value, EnGraphique):
                node, _ = find_node(tree, (*where, "fichier"))
                self._read_chart(contents, graphique, node, folder, (path, where))
        return decoded, contents

    def graft(self) -> None:
        """Put the trees of fiches in the place of their names, for findings' sake.

        Once all is decoded: an alias may lead twice to a name.
        """
        for holder, key, tree in self._grafts:
            holder.values[key] = tree

    def _read_text(
        self, slot: Slot, folder: Path, path: YamlPath, *, whole: bool
    ) -> ProseLue | None:
        """A text in Markdown, or the file that holds it."""
        where = (*path, *slot.place)
        scalar = self._typed.get(id(slot.node), slot.node)
        if not isinstance(scalar, Scalar) or scalar.empty:
            return None
        if not is_markdown(scalar):
            return ProseLue(self._parse(find_typed(scalar), folder, where, whole=whole))
        content = self._read(scalar, folder, where, FileKind.MARKDOWN)
        if not isinstance(content, MarkdownFile):
            return None
        text = make_scalar(type_file(content.file.name, content.text))
        slot.put(text)
        self._typed[id(text)] = scalar
        return ProseLue(content.prose, content.file.relative)

    def _read(
        self,
        scalar: Scalar,
        folder: Path,
        path: YamlPath,
        sorte: FileKind | None,
        holder: Schema | None = None,
    ) -> ReadFile | None:
        """Read a file, or find what was read of it for somebody else who named it.

        Args:
            scalar: the name as typed.
            folder: the folder that it starts from.
            path: the place of the name in the session.
            sorte: what it has to be; None where any sort will do.
            holder: the block that names it.
        """
        opened, faults = self._opener.open(scalar, folder, sorte)
        self.findings += faults
        if opened is None:
            return None
        file, kind = opened.file, opened.kind
        if kind is FileKind.FICHE:
            from delib_gen.load.fiches import find_chain_fault

            fault = find_chain_fault(self._chain, file.relative, scalar.span)
            if fault is not None:
                self.findings.append(fault)
                return None
        # A table is made as the fiche that names it says; how deep a fiche may name
        # others depends on those that named it.
        around = path if kind is FileKind.DONNEES else ()
        key = (file.relative, around, len(self._chain) * (kind is FileKind.FICHE))
        if key not in self._known:
            outer, self.findings, before = self.findings, [], self._tally.count
            with opened.reading():
                content = self._read_content(opened, path, holder)
            self._known[key] = content, path, self.findings, self._tally.weigh(before)
            self.findings = outer
        content, first, findings, weight = self._known[key]
        self.findings += self._tally.add(weight, file.relative, scalar.span)
        if self._tally.full:
            return None
        self._tell(findings, path, scalar.span, first)
        return content and replace(content, named=scalar.text)

    def _tell(
        self, found: list[Diagnostic], path: YamlPath, span: Span, first: YamlPath = ()
    ) -> None:
        """What is wrong with a file, where it is named: `first` had named it before."""
        for f in found:
            place = (*path, *f.path[len(first) :])
            self.findings.append(replace(f, path=place, span=f.span or span))

    def _read_content(
        self, opened: OpenedFile, path: YamlPath, holder: Schema | None
    ) -> ReadFile | None:
        """What a file holds; what is wrong that says no place is about all of it."""
        file, kind = opened.file, opened.kind
        if kind is FileKind.MARKDOWN:
            text, findings = decode_text(file, None)
            self.findings += findings
            if findings:
                return None
            typed = type_file(file.name, text)
            self.findings += look_at(typed)
            prose = self._parse(typed, opened.folder, path)
            return MarkdownFile(file, "", text, prose)
        if kind is FileKind.IMAGE:
            image, findings = read_image(file)
            self.findings += findings
            return PictureFile(file, "", image) if image else None
        if kind is FileKind.PDF:
            content, findings = clean_joined(file)
            self.findings += findings
            return PdfFile(replace(file, content=content), "") if content else None
        if kind is FileKind.DONNEES:
            table, findings = make_table(file, holder, self._read_sheet)
            self.findings += findings
            return TableFile(file, "", table) if table else None
        return self._read_fiche(file, opened.folder, path)

    def _read_fiche(
        self, file: NamedFile, below: Path, path: YamlPath
    ) -> ReadFile | None:
        from delib_gen.load.fiches import find_schema, parse_fiche, place_finding

        tree, findings = parse_fiche(file)
        self.findings += findings
        if tree is None:
            return None
        schema, findings = find_schema(tree, file, path)
        self.findings += findings
        if schema is None:
            return None
        self._chain.append(file.relative)
        decoded, contents = self.read_block(schema, tree, below, path)
        self._chain.pop()
        found = [*self.findings, *decoded.findings]
        self.findings = [place_finding(f, tree, path) for f in found]
        fiche = decoded.value
        return FicheFile(file, "", fiche, tree, contents) if fiche else None

    def _read_chart(
        self,
        contents: Contents,
        graphique: GraphiqueSaisi,
        node: Node,
        folder: Path,
        place: tuple[YamlPath, YamlPath],
    ) -> None:
        """The numbers of a chart, of its file or its own."""
        from delib_gen.load.graphiques import read_graphique

        path, where = (*place[0], *place[1]), place[1]
        sheet = None
        if graphique.fichier is not None and isinstance(node, Scalar):
            opened, faults = self._opener.open(node, folder, FileKind.DONNEES)
            self.findings += faults
            if opened is None:
                return
            with opened.reading():
                sheet, findings = self._read_sheet(opened.file, "")
            self._tell(findings, (*path, "fichier"), node.span)
            if sheet is None:
                return
        donnees, findings = read_graphique(graphique, sheet, path)
        self.findings += findings
        if donnees is not None:
            contents.graphiques[where] = donnees

    def _parse(
        self, typed: Typed, folder: Path, path: YamlPath, *, whole: bool = True
    ) -> Prose:
        def read_picture(scalar: Scalar) -> ImageLue | None:
            place = (*path, _IMAGES, scalar.text)
            read = self._read(scalar, folder, place, FileKind.IMAGE)
            return read.image if isinstance(read, PictureFile) else None

        prose, findings = read_prose(typed, read_picture, whole=whole)
        self._tell([*findings], path, typed.span)
        return prose
