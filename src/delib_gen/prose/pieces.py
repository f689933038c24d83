"""The blocks that annexes have and plain prose has not: questions, slides, figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from delib_gen.prose.tree import Bloc, Brins, Image, Prose, Tableau

_ABREAST = 3


@dataclass(frozen=True, slots=True)
class Choix:
    """An answer to be ticked.

    Attributes:
        texte: the answer.
        valeur: what ticking it puts into the field.
        aide: what is said of its box to who does not see it.
    """

    texte: Brins
    valeur: str
    aide: str


@dataclass(frozen=True, slots=True)
class Question(Bloc):
    """A question of a form.

    Attributes:
        numero: its number, with the sign that follows; no run where it has none.
        texte: the question.
        reponse: the answer; no block where it is left to be filled in.
        lignes: how many blank lines it leaves for the answer.
        nom: the name of its field in a form to be filled in; each edition has its own,
            so that it does not tell one question from another.
        sorte: what the field takes: `texte`, `date`, `case` (several answers may be
            ticked) or `option` (one alone).
        aide: what is said of the field to who does not see it.
        choix: the answers to be ticked; none where one is given.
    """

    numero: Brins
    texte: Brins
    reponse: Prose
    lignes: int
    nom: str = field(compare=False)
    sorte: str = "texte"
    aide: str = ""
    choix: tuple[Choix, ...] = ()


@dataclass(frozen=True, slots=True)
class Signataire:
    """Who signs, a line each: name, quality, what is written by hand above."""

    lignes: tuple[Brins, ...]


@dataclass(frozen=True, slots=True)
class Signatures(Bloc):
    """The places where several parties sign, side by side.

    Attributes:
        fait: where and when it is signed; no run where that is not said.
        places: who signs.
        sous: whether names stand below the room to sign, and not above it.
    """

    fait: Brins
    places: tuple[Signataire, ...]
    sous: bool = False

    @property
    def de_front(self) -> int:
        """How many sign abreast: three at the most; four stand better by two."""
        count = len(self.places)
        return count if count <= _ABREAST else 2 if count % 2 == 0 else _ABREAST


@dataclass(frozen=True, slots=True)
class Embleme:
    """What an authority is known by.

    Attributes:
        image: the picture; None where it has none.
        lignes: what stands below it.
    """

    image: Image | None
    lignes: tuple[Brins, ...] = ()


@dataclass(frozen=True, slots=True)
class Emblemes(Bloc):
    """What an authority is known by, side by side at the head of a cover.

    Attributes:
        emblemes: the pictures and their lines.
        filet: the colour of the line that closes them, as six digits; empty for none.
    """

    emblemes: tuple[Embleme, ...]
    filet: str = ""


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure to be seen from afar, and what it counts."""

    valeur: Brins
    libelle: Brins


@dataclass(frozen=True, slots=True)
class Chiffres(Bloc):
    """Figures side by side.

    Attributes:
        chiffres: the figures.
        entier: where they are written one by one, the whole list: each is as wide
            as it would be in it.
        suite: the number of that list in its document, from 1.
    """

    chiffres: tuple[Chiffre, ...]
    entier: Chiffres | None = None
    suite: int = 0


@dataclass(frozen=True, slots=True)
class Graphique(Bloc):
    """A chart: a picture drawn from numbers, and the numbers beside it.

    Attributes:
        image: the picture.
        tableau: the numbers.
        hauteur: how high the picture may be on its slide, in centimetres.
    """

    image: Image
    tableau: Tableau
    hauteur: float = 9.0


@dataclass(frozen=True, slots=True)
class Diapositive(Bloc):
    """A slide: one page, with its title.

    Attributes:
        titre: its title.
        blocs: what it shows.
        pied: what stands at its foot; no run where nothing does.
        ouverture: whether it opens the set: its text is then in the middle.
        suite: what heads a page on which it goes on, its text being long; like a
            page's number, it is none of the words of the document.
        echelle: how large its text is set, for it to hold, against the style's own.
    """

    titre: Brins
    blocs: Prose
    pied: Brins = ()
    ouverture: bool = False
    suite: str = ""
    echelle: float = 1.0
