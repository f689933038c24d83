"""Every text of an act, with its place: what the rules about words read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.findings import Span, YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.load.places import Typed
    from delib_gen.model.textes import TexteDit
    from delib_gen.schema.acte import Destination

_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Passage:
    """A text in one language.

    Attributes:
        text: the text, as it was typed.
        langue: its language.
        path: its place in the session.
        piece: the piece that it is part of.
        typed: the text where it stands in its file.
        part: what it is, by its key (`visas`).
        is_ref: whether it comes from the authority's library.
        markdown: whether it is in Markdown.
        cellule: of a workbook's, how a finding names it.
    """

    text: str
    langue: str
    path: YamlPath
    piece: Destination
    typed: Typed
    part: str
    is_ref: bool = False
    markdown: bool = False
    cellule: str = ""

    @cached_property
    def flat(self) -> str:
        """The text with every blank as a plain space, of the same length."""
        return _SPACE.sub(" ", self.text)

    def place(self, start: int, end: int) -> Span:
        """The place of a stretch of the text."""
        return self.typed.place(start, end)


def list_passages(textes: Iterable[TexteDit], lue: LoadedSeance) -> Iterator[Passage]:
    """Texts of a session in each of their languages, in the order of their fields."""
    for said in textes:
        part, usual = said.key if said.dit else "annexes", bool(said.ref)
        for langue, text in said.texte.versions.items():
            typed, piece = said.find(lue, langue), said.piece
            yield Passage(
                *(text, langue, said.source, piece, typed, part, usual), said.markdown
            )
