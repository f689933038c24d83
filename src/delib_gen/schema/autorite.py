"""An authority: its organs, members, rules, numbering and usual texts, as data."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from delib_gen.schema.base import (
    Booleen,
    Entier,
    Jour,
    Ligne,
    Schema,
    one_of,
)
from delib_gen.schema.disposition import DispositionSaisie
from delib_gen.schema.droit import Regles
from delib_gen.schema.identite import Identite
from delib_gen.schema.marques import PARTIE
from delib_gen.schema.mentions import MentionSaisie
from delib_gen.schema.noms import (
    NomsAutorite,
    NomsFonction,
    NomsOrgane,
    NomsRapporteur,
    ParLangue,
)
from delib_gen.schema.numerotation import Numerotation
from delib_gen.schema.phrases import Phrases
from delib_gen.schema.presentation import FormeSignatures, Presentation
from delib_gen.schema.regle import Article
from delib_gen.schema.texte import Texte
from delib_gen.schema.vote import (
    NomsVotants,
    NomsVotantsSaisis,
    PlaceVote,
    PlaceVoteSaisie,
)


def _listify(value: object) -> object:
    return [value] if isinstance(value, str) else value


NomOuNoms = Annotated[list[Ligne], BeforeValidator(_listify)]
"""A name, or several."""


class Civilite(StrEnum):
    """How a member is addressed; the gender of the sentences follows."""

    MONSIEUR = "M."
    MADAME = "Mme"


CiviliteSaisie = Annotated[Civilite, one_of(Civilite)]


class Periode(Schema):
    """From a day (included) to a day (excluded); open where a day is absent."""

    depuis: Jour | None = None
    jusque: Jour | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the day is within."""
        return (self.depuis is None or self.depuis <= day) and (
            self.jusque is None or day < self.jusque
        )


class Voix(StrEnum):
    """Whether somebody who sits votes, or is only heard."""

    DELIBERATIVE = "deliberative"
    CONSULTATIVE = "consultative"


class Place(Schema):
    """How a member stands among the others; each part may be left unsaid."""

    rang: Entier | None = None
    """The rank in the order of precedence, from 1."""
    titre: Ligne | None = None
    """What follows the name: `1er adjoint`."""
    groupe: Ligne | None = None
    commune: Ligne | None = None
    college: Ligne | None = None
    voix: Annotated[Voix, one_of(Voix)] | None = None


class Mandat(Periode, Place):
    """A seat in an organ, or the right to sit there for those who have one."""

    organe: Ligne
    suppleant_de: NomOuNoms = []
    """The members in whose place a substitute may sit; none for a seat of one's own."""


class FonctionTenue(Periode):
    """An office held."""

    fonction: Ligne


class Elu(Place):
    """A member, as the register of members knows him or her.

    How he or she stands among the others holds for every organ that a mandate does
    not say something else of.
    """

    nom: Ligne
    prenom: Ligne
    civilite: CiviliteSaisie
    tri: Ligne | None = None
    """What to sort by, where it is not the surname."""
    invente: Booleen = False
    """Whether nobody is so called, and the place is kept until it is known who is."""
    mandats: list[Mandat]
    fonctions: list[FonctionTenue] = []

    @property
    def nom_complet(self) -> str:
        """Given name and surname, as they are printed."""
        return f"{self.prenom} {self.nom}"

    @property
    def feminin(self) -> bool:
        """Whether sentences about the member are in the feminine."""
        return self.civilite is Civilite.MADAME

    def mandat(self, organe: str, day: dt.date) -> Mandat | None:
        """The mandate in the organ that day, one's own seat before a substitute's."""
        held = (m for m in self.mandats if m.organe == organe and m.covers(day))
        return min(held, key=lambda m: bool(m.suppleant_de), default=None)

    def siege(self, organe: str, day: dt.date) -> bool:
        """Whether the member has a seat in the organ that day, and votes there."""
        mandat = self.mandat(organe, day)
        if mandat is None or mandat.suppleant_de:
            return False
        return self.place(organe, day).voix is not Voix.CONSULTATIVE

    def place(self, organe: str, day: dt.date) -> Place:
        """How the member stands in an organ on a day."""
        return _find_place(self, organe, day)

    def fonctions_le(self, day: dt.date) -> list[str]:
        """The codes of the offices held that day, in the order of the register."""
        return [f.fonction for f in self.fonctions if f.covers(day)]

    # A member is somebody, whom one register knows: two who bear one name are two.
    # To compare all that is known of both is also what would take longest in the check
    # of a long sitting, which looks members up a hundred thousand times.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


@lru_cache(maxsize=4096)
def _find_place(elu: Elu, organe: str, day: dt.date) -> Place:
    """The same, once: a long sitting asks it ten thousand times."""
    mandat = elu.mandat(organe, day)
    said = {
        key: getattr(source, key)
        for source in (elu, mandat)
        if source is not None
        for key in Place.model_fields
        if getattr(source, key) is not None
    }
    return Place.model_construct(**said)


class RapporteurSelon(Schema):
    """Who reports for an office, by whether a man or a woman holds it."""

    masculin: Ligne
    feminin: Ligne


class Organe(Schema):
    """A deliberating body of the authority."""

    lacking_hint: ClassVar[str] = (
        " ; ou, dans l'organe, `comme:` et l'organe dont il suit les règles"
    )

    noms: ParLangue[NomsOrgane]
    sigle: Ligne | None = None
    """Its initials, for the names of folders; else those of its code."""
    numeros: Numerotation
    presidence: list[Ligne]
    """The offices that may chair, first the one that does by right."""
    signataires: list[Ligne]
    membres_complets: Booleen = True
    """Whether the register lists all its members; else the legal number counts."""
    votes_nominatifs: NomsVotantsSaisis = NomsVotants.TOUS
    """Whom its acts name of those who voted; of the others they give figures."""
    renouvellements: list[Jour] = []
    """The days of the ballots of its general renewals, as far as they are known."""
    disposition: DispositionSaisie = []
    """The pieces that its acts say in an order of their own, before the decision."""
    place_vote: PlaceVoteSaisie = PlaceVote.AVANT
    """Where its acts say how they were voted."""
    votes_en_tableau: Booleen = False
    """Whether its acts set the ballots of a vote by parts in one table."""
    chiffres_nuls: Booleen = False
    """Whether its acts print the abstentions where there are none."""
    comptes_imprimes: Booleen = False
    """Whether its acts say how many are in office, present and voting."""
    presences: Presentation = Field(default_factory=Presentation)
    """How its acts set out people; what is left out is as in the house style."""
    signatures: FormeSignatures = Field(default_factory=FormeSignatures)
    """What stands where its acts are signed."""
    mentions: list[MentionSaisie] = []
    """What its acts say of themselves, in this order."""
    regles: Regles


class DebutSelonNature(Schema):
    """How a usual text begins, by what the act is; as it is where nothing is said."""

    deliberation: Ligne
    motion: Ligne | None = None
    voeu: Ligne | None = None
    resolution: Ligne | None = None

    def begin(self, text: str, nature: str) -> str:
        """The same text in an act of a nature."""
        said = getattr(self, nature)
        if said is None or not text.startswith(self.deliberation):
            return text
        return str(said) + text.removeprefix(self.deliberation)


class TexteHabituel(Periode):
    """A visa or an article of everyday use."""

    texte: Annotated[Texte, PARTIE]
    habituel: Booleen = False
    """Whether every act carries it."""


class Autorite(Schema):
    """An authority, whole."""

    code: Ligne
    noms: ParLangue[NomsAutorite]
    charte: Ligne
    nomenclature: Ligne | None = None
    organes: dict[str, Organe]
    fonctions: dict[str, ParLangue[NomsFonction]]
    population: Entier | None = None
    """Its inhabitants, where the law counts its members by them."""
    ordonnateur: Ligne | None = None
    """The office that keeps the accounts, where a member may hold it."""
    rapporteurs: dict[str, ParLangue[NomsRapporteur]] = {}
    rapporteurs_selon: dict[str, RapporteurSelon] = {}
    """By office, the two of them that agree with who holds it."""
    visas: dict[str, TexteHabituel] = {}
    articles: dict[str, TexteHabituel] = {}
    debuts: list[DebutSelonNature] = []
    """How the usual articles begin in an act that is no deliberation."""
    membres: list[Elu]
    droit: dict[str, Article] = {}
    phrases: Phrases = {}
    """What its documents say otherwise than its house style and the language do."""
    variete: dict[str, Ligne] = {}
    """The variety of each language that its documents are written in."""
    identite: Identite | None = None
    """What heads its covers."""
    registre: Ligne | None = None
    """The path of its register of known acts, from this file."""
    registre_tenu: Ligne | None = None
    """The path of the register that the software keeps, from this file."""

    def agree_rapporteur(self, code: str, day: dt.date) -> str:
        """Who reports, agreed with who holds the office that day; else as typed."""
        for fonction, selon in self.rapporteurs_selon.items():
            if code in (selon.masculin, selon.feminin):
                held = (e for e in self.membres if fonction in e.fonctions_le(day))
                genders = {elu.feminin for elu in held}
                if len(genders) == 1:
                    return selon.feminin if genders.pop() else selon.masculin
        return code

    @model_validator(mode="before")
    @classmethod
    def _drop_base(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if key != "base"}
        return data
