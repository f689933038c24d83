"""Who was there for an act and how each voted, as data for other software.

The words of the manifest and of the register; a secret ballot has figures and no name,
and any other one has the names that the organ's acts print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter

TAKEN = ("adopte", "rejete", "acte")
"""What becomes of an act that the sitting took: it exists, with number and day."""


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
        groupes: of all these, those who are in a group, by its name.
    """

    presents: tuple[str, ...]
    pouvoirs: tuple[Pouvoir, ...]
    absents: tuple[str, ...]
    excuses: tuple[str, ...]
    retires: tuple[str, ...]
    quorum: int
    comptes: int
    groupes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def tous(self) -> tuple[str, ...]:
        """Everybody of whom it says where he is."""
        givers = (pouvoir.donneur for pouvoir in self.pouvoirs)
        return (*self.presents, *givers, *self.absents, *self.excuses)


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
        nominatif: whether the act names all who voted, and not only some.
    """

    objet: str
    scrutin: str
    chiffres: dict[str, int]
    noms: dict[str, tuple[str, ...]]
    issue: str
    nominatif: bool = False


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
        mode: how the whole was decided (`unanimite`, `majorite`, `voix-preponderante`…,
            see `model.resultat.Mode`); empty where nothing was put to a vote.
    """

    preside: str
    presence: PresenceTenue
    scrutins: tuple[ScrutinInscrit, ...]
    elections: tuple[ElectionInscrite, ...]
    mode: str = ""


@dataclass(frozen=True, slots=True)
class MandatTenu:
    """A mandate in the organ: from a day to another, excluded; empty where open."""

    depuis: str = ""
    jusque: str = ""


@dataclass(frozen=True, slots=True)
class MembreTenu:
    """A member who had a seat at an act of the sitting, or represented who had.

    Attributes:
        tri: what the name is sorted by, where it is not the surname.
        rang: the rank in the order of precedence; 0 where there is none.
        homonyme: of several people of one full name, which, in the order of the
            authority's file, from 0.
        mandats: the mandates in the organ.
    """

    prenom: str
    nom: str
    tri: str = ""
    rang: int = 0
    homonyme: int = 0
    mandats: tuple[MandatTenu, ...] = ()

    @property
    def nom_complet(self) -> str:
        """Given name and surname, as lists name the member."""
        return f"{self.prenom} {self.nom}"

    def sits(self, jour: str) -> bool:
        """Whether a mandate holds on a day (`AAAA-MM-JJ`)."""
        return any(
            mandat.depuis <= jour and (jour < mandat.jusque or not mandat.jusque)
            for mandat in self.mandats
        )


@dataclass(frozen=True, slots=True)
class ActeTenu:
    """What became of an act, on which day; how it was held, were it put to a vote."""

    issue: str
    date: str
    tenue: Tenue | None = None


@dataclass(frozen=True, slots=True)
class Releve:
    """What a sitting comes to.

    Attributes:
        membres: those whom the sheet names as it does, then the others by name.
        actes: its acts, in their order.
    """

    membres: tuple[MembreTenu, ...]
    actes: tuple[ActeTenu, ...]


@dataclass(frozen=True, slots=True)
class ActeListe:
    """An act of a sitting in the register.

    Attributes:
        repere: what its versions are found under there.
        issue: what became of it; for what was put to the sitting, its last version
            says it.
    """

    repere: str
    numero: str
    date: str
    issue: str


@dataclass(frozen=True, slots=True)
class SeanceListee:
    """A sitting in the register, once all its acts were made.

    Attributes:
        collectivite: the code of a shipped authority, else the path of its file from
            the register's folder.
        organe: the organ's code.
        jours: its days (`AAAA-MM-JJ`).
        suffixe: what tells it from another one of those days.
        variete: the variety of each language that it chose.
        tenue: whether it was held, and not only prepared.
    """

    collectivite: str
    organe: str
    jours: tuple[str, ...]
    suffixe: str
    variete: dict[str, str]
    tenue: bool
    membres: tuple[MembreTenu, ...]
    actes: tuple[ActeListe, ...]


R = TypeVar("R")


def read_as(sort: type[R], data: object) -> R:
    """One of these, of plain data that were read.

    Raises:
        ValueError: if they are none.
    """
    if sort not in _READERS:  # to make one takes longer than to read sixty acts
        _READERS[sort] = TypeAdapter(sort)
    made: R = _READERS[sort].validate_python(data)
    return made


_READERS: dict[type, TypeAdapter[Any]] = {}
