"""Every text of an act, with its place: what the rules about words read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.findings import Span

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.acte import Destination

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
    """

    text: str
    langue: str
    path: YamlPath
    piece: Destination
    span: Span
    lines: bool
    part: str
    is_ref: bool = False

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


def list_passages(acte: ActeEnSeance) -> Iterator[Passage]:
    """The texts of an act in each of their languages, in the order of its fields."""
    for said in acte.textes:
        part, usual = said.key if said.dit else "annexes", bool(said.ref)
        for langue, text in said.texte.versions.items():
            span, lines = said.find(acte.situation.lue, langue)
            piece = said.piece
            yield Passage(text, langue, said.source, piece, span, lines, part, usual)
