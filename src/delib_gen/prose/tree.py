"""The blocks and inline pieces of a text in prose, as Markdown has them.

Whatever is printed stands in runs (`Brin`); a plain string says how a block looks
or what it is, and is never printed. The ways through a prose (`walk`) rest on that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brin:
    """A run of text with one look; a link where `cible` is not empty."""

    texte: str
    gras: bool = False
    italique: bool = False
    cible: str = ""
    saut: bool = False
    """A line break asked for by the writer; the text is then empty."""
    note: tuple[Brin, ...] = ()
    """The text of a footnote called here; the run's own text is then empty."""
    blanc: bool = False
    """A place to fill in by hand; the text, which may be empty, says with what."""
    langue: str = ""
    """The language of the text, where it has no version in that of its document."""
    version: bool = False
    """Whether it is the version in that language of what stands before it."""
    insecable: bool = False
    """Whether its words are not broken at their hyphens."""
    style: str = ""
    """A look that a layout names; Word's character styles have it."""
    bulle: str = ""
    """What is said of a link within the dossier before it is followed."""
    appel: str = ""
    """The anchor of a footnote called here: the piece, its language, a number."""
    suivant: str = ""
    """What the next heading says, where this one is of a sequence that goes on."""
    suite: int = 0
    """Which part of a long footnote it is, where that goes on over pages."""


Brins = tuple[Brin, ...]


@dataclass(frozen=True, slots=True)
class Bloc:
    """What every block of prose is."""


Prose = tuple[Bloc, ...]


@dataclass(frozen=True, slots=True)
class Titre(Bloc):
    """A heading; level 1 is the highest of the text."""

    niveau: int
    brins: Brins


@dataclass(frozen=True, slots=True)
class Paragraphe(Bloc):
    """A paragraph."""

    brins: Brins


@dataclass(frozen=True, slots=True)
class Etiquette:
    """How the items of a list are labelled.

    Attributes:
        style: `puce` for a fixed sign, else the numbering: `1`, `a`, `A`, `i`, `I`.
        avant: what is printed before the number, or the sign itself.
        apres: what is printed after the number.
    """

    style: str
    avant: str = ""
    apres: str = ""


@dataclass(frozen=True, slots=True)
class Liste(Bloc):
    """A list, with its documented look.

    Attributes:
        etiquette: how its items are labelled.
        retrait: how far its text stands in, in centimetres; None for the
            house style's own measure.
        debut: the first number of a numbered list.
        serree: whether its items stand close together.
        points: its items, each a sequence of blocks.
        suite: where it is one item of a list that is written in several, the
            number of that list in its document, from 1.
    """

    etiquette: Etiquette
    retrait: float | None
    debut: int
    serree: bool
    points: tuple[Prose, ...]
    suite: int = 0


@dataclass(frozen=True, slots=True)
class Citation(Bloc):
    """A quotation."""

    blocs: Prose


@dataclass(frozen=True, slots=True)
class Tableau(Bloc):
    """A table: as many cells in each row as there are columns.

    Attributes:
        legende: its caption; no run where it has none.
        alignements: for each column, `gauche`, `centre` or `droite`.
        entetes: the heads of the columns, repeated on each page.
        lignes: the rows.
        totaux: the rows that close it, which add up those above.
        parts: the share of each column, in hundredths of the whole width; none where
            contents alone make columns wide.
    """

    legende: Brins
    alignements: tuple[str, ...]
    entetes: tuple[Brins, ...]
    lignes: tuple[tuple[Brins, ...], ...]
    totaux: tuple[tuple[Brins, ...], ...] = ()
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Image(Bloc):
    """A picture on its own.

    Attributes:
        contenu: its bytes, already found harmless.
        sorte: `png`, `jpeg` or `svg`.
        alternative: what it shows, for who does not see it.
        legende: its caption; no run where it has none.
        largeur: its width in centimetres; None for its own, within the page.
    """

    contenu: bytes
    sorte: str
    alternative: str
    legende: Brins = ()
    largeur: float | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms, and what they mean."""

    termes: tuple[Brins, ...]
    blocs: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Definitions(Bloc):
    """A list of definitions."""

    entrees: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class SautDePage(Bloc):
    """The writer wants a new page here."""
