"""Who was there for an act and how each voted, as data for other software.

The words of the manifest; a secret ballot has figures and no name, and any other one
has the names that the organ's acts print.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Pouvoir:
    """A power that counts: who gave it, and who votes by it."""

    donneur: str
    mandataire: str


@dataclass(frozen=True, slots=True)
class PresenceTenue:
    """The attendance at an act; given name and surname of each.

    Attributes:
        presents: those in the room who hold a seat, those who step aside too.
        pouvoirs: those who are represented, and by whom.
        absents: those whom nobody represents, those who are excused apart.
        excuses: those who are.
        retires: those, there or represented, who step aside for the act.
        quorum: how many the law asked to be there; 0 where it asked for none.
        comptes: how many were, as the law counts them.
    """

    presents: tuple[str, ...]
    pouvoirs: tuple[Pouvoir, ...]
    absents: tuple[str, ...]
    excuses: tuple[str, ...]
    retires: tuple[str, ...]
    quorum: int
    comptes: int


@dataclass(frozen=True, slots=True)
class ScrutinInscrit:
    """A ballot.

    Attributes:
        objet: the part that it was held on; empty where it was the whole act.
        scrutin: `ordinaire`, `public`, `secret`.
        chiffres: how many under each heading (`pour`, `contre`, `abstention`,
            `non_participation`, `blancs`, `nuls`).
        noms: the members under a heading, where the organ's acts print them.
        issue: `adopte` or `rejete`.
    """

    objet: str
    scrutin: str
    chiffres: dict[str, int]
    noms: dict[str, tuple[str, ...]]
    issue: str


@dataclass(frozen=True, slots=True)
class Voix:
    """The votes of a candidate, or of a list."""

    candidat: str
    voix: int


@dataclass(frozen=True, slots=True)
class TourInscrit:
    """A round: the papers found, and the votes of each who stood."""

    exprimes: int
    blancs: int
    nuls: int
    voix: tuple[Voix, ...]


@dataclass(frozen=True, slots=True)
class ElectionInscrite:
    """An election: to what, in which rounds, and who is elected."""

    poste: str
    secret: bool
    tours: tuple[TourInscrit, ...]
    elus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenue:
    """An act as the sitting held it.

    Attributes:
        preside: who chaired.
        presence: who was there.
        scrutins: the ballots, in the order in which they are printed: the parts, then
            the whole.
        elections: those that replace the vote.
    """

    preside: str
    presence: PresenceTenue
    scrutins: tuple[ScrutinInscrit, ...]
    elections: tuple[ElectionInscrite, ...]


def read_tenue(data: object) -> Tenue:
    """The same, of a manifest that was read.

    Raises:
        ValueError: if it is none of ours.
    """
    return _find_reader().validate_python(data)


@cache
def _find_reader() -> TypeAdapter[Tenue]:
    """What reads it: to make that takes longer than to read sixty acts."""
    return TypeAdapter(Tenue)
