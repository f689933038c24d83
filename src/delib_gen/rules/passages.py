"""Every text of an act, with its place: what the rules about words read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.findings import Span
from delib_gen.load.kinds import PieceKind
from delib_gen.load.nodes import Mapping, Scalar, find_node
from delib_gen.schema.acte import Destination
from delib_gen.schema.fiche import CORPS, NOMME, iter_marked, iter_textes
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.acte import TexteOuRef
    from delib_gen.schema.autorite import TexteHabituel
    from delib_gen.schema.fiche import Fiche
    from delib_gen.schema.texte import Texte

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language.

    Attributes:
        text: the text, as it was typed.
        langue: its language.
        path: its place in the session.
        piece: the piece that it is part of.
        span: where it begins.
        lines: whether its lines are those of the file; a folded YAML text has
            lost them, and is placed whole.
        part: what it is, by its key (`visas`).
        is_ref: whether it comes from the authority's library.
        markdown: whether it is Markdown.
    """

    text: str
    langue: str
    path: YamlPath
    piece: Destination
    span: Span
    lines: bool
    part: str
    is_ref: bool = False
    markdown: bool = False

    @property
    def flat(self) -> str:
        """The text with every blank as a plain space, of the same length."""
        return _SPACE.sub(" ", self.text)

    def place(self, start: int, end: int) -> Span:
        """The place of a stretch of the text."""
        if not self.lines:
            return self.span
        before, found = self.text[:start], self.text[start:end]
        line = self.span.line + before.count("\n")
        if self.span.end_line > self.span.line:
            return Span(self.span.file, line, 1, line, 1)  # indented: no columns
        column = start - (before.rfind("\n") + 1) + 1
        width = len(found.split("\n", 1)[0])
        return Span(self.span.file, line, column, line, column + width)


def iter_passages(acte: ActeEnSeance) -> Sequence[Passage]:
    """The texts of an act, in the order of its documents.

    Many rules read them one after the other, of one act: those of the last act
    are kept.
    """
    if not _last or _last[0][0] is not acte:
        _last[:] = [(acte, tuple(_iter_passages(acte)))]
    return _last[0][1]


_last: list[tuple[ActeEnSeance, tuple[Passage, ...]]] = []


def _iter_passages(acte: ActeEnSeance) -> Iterator[Passage]:
    typed, base = acte.acte, acte.path
    deliberation, rapport = Destination.DELIBERATION, Destination.RAPPORT
    yield from _read(acte, typed.titre, (*base, "titre"), deliberation)
    yield from _read(acte, typed.objet, (*base, "objet"), deliberation)
    library = acte.situation.autorite
    yield from _read_items(acte, typed.visas, "visas", library.visas)
    for index, avis in enumerate(typed.avis):
        yield from _read(acte, avis, (*base, "avis", index), deliberation)
    yield from _read_items(acte, typed.considerants, "considerants", library.visas)
    yield from _read_items(acte, typed.articles or [], "articles", library.articles)
    yield from _read(acte, typed.dispositif, (*base, "dispositif"), deliberation)
    if typed.rapport is not None:
        path = (*base, "rapport")
        yield from _read(acte, typed.rapport.titre, (*path, "titre"), rapport)
        for part in ("commissions", "conclusions"):
            for index, texte in enumerate(getattr(typed.rapport, part) or ()):
                yield from _read(acte, texte, (*path, part, index), rapport)
        corps = (*path, "corps")
        yield from _read(acte, typed.rapport.corps, corps, rapport, markdown=True)
    yield from _read_annexes(acte)


def _read(
    acte: ActeEnSeance,
    texte: Texte | None,
    path: YamlPath,
    piece: Destination,
    *,
    markdown: bool = False,
) -> Iterator[Passage]:
    for langue, text in (texte.versions if texte else {}).items():
        span, lines = find_text(acte.situation.lue, path, langue)
        part = next(str(s) for s in reversed(path) if isinstance(s, str))
        yield Passage(text, langue, path, piece, span, lines, part, markdown=markdown)


def _read_items(
    acte: ActeEnSeance,
    items: list[TexteOuRef],
    part: str,
    library: dict[str, TexteHabituel],
) -> Iterator[Passage]:
    for index, item in enumerate(items):
        path = (*acte.path, part, index)
        if item.texte is not None:
            yield from _read(acte, item.texte, path, Destination.DELIBERATION)
        elif item.ref is not None and item.ref in library:
            span, _ = find_text(acte.situation.lue, (*path, "ref"))
            for langue, text in library[item.ref].texte.versions.items():
                yield Passage(
                    text,
                    langue,
                    (*path, "ref"),
                    Destination.DELIBERATION,
                    span,
                    lines=False,
                    part=part,
                    is_ref=True,
                )


def _read_annexes(acte: ActeEnSeance) -> Iterator[Passage]:
    for index, annexe in enumerate(acte.acte.annexes):
        path = (*acte.path, "annexes", index)
        yield from _read(acte, annexe.titre, (*path, "titre"), annexe.de)
        yield from _read_file(acte, (*path, "fichier"), annexe.de)


def _read_file(
    acte: ActeEnSeance, path: YamlPath, part_of: Destination
) -> Iterator[Passage]:
    """The texts of a file that an annexe is made of, and of those that it names."""
    piece = acte.lu.pieces.get(path)
    if piece is not None and piece.kind is PieceKind.MARKDOWN:
        yield Passage(
            piece.text,
            LANGUE_DE_REFERENCE,
            path,
            part_of,
            Span(piece.file.name, 1, 1, 1, 1),
            lines=True,
            part="annexes",
            markdown=True,
        )
    elif piece is not None and piece.fiche is not None:
        yield from _read_fiche(acte, piece.fiche, path, part_of)
        for where, _ in iter_marked(piece.fiche, NOMME):
            yield from _read_file(acte, (*path, *where), part_of)


def _read_fiche(
    acte: ActeEnSeance, fiche: Fiche, path: YamlPath, piece: Destination
) -> Iterator[Passage]:
    bodies = {where for where, _ in iter_marked(fiche, CORPS)}
    for where, texte in iter_textes(fiche):
        for passage in _read(
            acte, texte, (*path, *where), piece, markdown=where in bodies
        ):
            yield replace(passage, part="annexes")


def find_text(lue: LoadedSeance, path: YamlPath, langue: str = "") -> tuple[Span, bool]:
    """Where a text begins, and whether its lines are those of its file.

    Args:
        lue: the session.
        path: the text's place.
        langue: its language, where it may be given by languages.
    """
    if lue.root is None:
        return Span(lue.file, 1, 1, 1, 1), False
    node, _ = find_node(lue.root, path)
    if isinstance(node, Mapping) and langue in node.values:
        node = node.values[langue]
    span = node.span
    if not isinstance(node, Scalar):
        return span, False
    if span.file != lue.file and span.line == span.end_line == 1 and not node.plain:
        return span, True  # the whole of a Markdown file, read in its place
    if node.block:
        height = span.end_line - span.line - 1
        kept = node.text.count("\n") in (height, height - 1)
        first = span.line + 1
        return Span(span.file, first, 1, first + max(height, 1), 1), kept
    return span, False
