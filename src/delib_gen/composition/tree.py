"""The tree of a document: named parts, in reading order, made of blocks.

The blocks are those of prose, and the few that layouts add. Whatever is printed
stands in runs (`Brin`), whose language, links and notes go with them: formats
write the tree, and none of them looks for anything in what it wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.prose.tree import Bloc, Brins, Prose
from delib_gen.prose.walk import map_brins

if TYPE_CHECKING:
    from delib_gen.view.base import View


_PLACES = ("tenu", "fin")
"""The classes that say where a line stands among the others of its list."""


@dataclass(frozen=True, slots=True)
class Balise:
    """An element of HTML, as a layout's style names it: `ul.lignes.pouvoirs`.

    Attributes:
        nom: its name.
        classe: its classes, with spaces between them.
        signe: the label of an item of a list; in Word, its style has it.
    """

    nom: str
    classe: str = ""
    signe: str = ""


@dataclass(frozen=True, slots=True)
class Alinea(Bloc):
    """A paragraph in a style of the layout.

    Attributes:
        style: the style's name, which is that of Word.
        balises: the elements of HTML that it is, the outermost first.
        brins: its runs; what stands before a tab is its opening.
        langue: its language, where the layout says one.
        signet: the bookmark that leads to it, where it heads the piece.
    """

    style: str
    balises: tuple[Balise, ...]
    brins: Brins
    langue: str = ""
    signet: str = ""

    @property
    def allure(self) -> Hashable:
        """What it looks like, not where it stands: other texts may be left out."""
        classes = (
            [c for c in b.classe.split() if c not in _PLACES] for b in self.balises
        )
        named = zip(self.balises, classes, strict=True)
        return self.style, tuple((b.nom, b.signe, *own) for b, own in named)


@dataclass(frozen=True, slots=True)
class Ensemble(Bloc):
    """Blocks that belong together: a list, an article, a cover.

    Attributes:
        balise: the element of HTML that they stand in.
        blocs: the blocks.
        liste: where it is one row of a list that goes over several, the number of
            that list in its document, from 1.
        passe: whether it is there for the look of a row alone, and is none of the
            document's structure.
    """

    balise: Balise
    blocs: Prose
    liste: int = 0
    passe: bool = False


@dataclass(frozen=True, slots=True)
class Rang(Bloc):
    """Two versions of a block, side by side.

    Attributes:
        cellules: the blocks of either column; none where one version lacks them.
        langues: the languages of the columns.
        commun: whether the first goes across both columns.
        point: whether it is an item of a list, and not the last.
        bref: whether it is so short that no page ends within it.
    """

    cellules: tuple[Prose, Prose]
    langues: tuple[str, str]
    commun: bool = False
    point: bool = False
    bref: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, by the name that templates give it."""

    nom: str
    blocs: Prose


@dataclass(frozen=True, slots=True)
class Composition:
    """A document, composed.

    Attributes:
        view: what it says.
        parties: its parts, in reading order.
    """

    view: View
    parties: tuple[Part, ...]

    def change_texts(self, change: Callable[[Brins], Brins]) -> Composition:
        """The same document with each of its texts, footnotes among them, changed."""
        parts = (replace(p, blocs=map_brins(p.blocs, change)) for p in self.parties)
        return replace(self, parties=tuple(parts))
