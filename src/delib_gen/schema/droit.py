"""The law as dated records, each with its article and our confidence in it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar, TypeVar

from pydantic import BeforeValidator, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.acte import MotifSaisi
from delib_gen.schema.base import (
    Booleen,
    Entier,
    Ligne,
    Schema,
    one_of,
    saisie_error,
)
from delib_gen.schema.electif import (
    Egalite,
    EgaliteSaisie,
    PariteSaisie,
    ProportionnelleSaisie,
)
from delib_gen.schema.regle import Regle
from delib_gen.schema.sessions import RegleSessions
from delib_gen.schema.vote import ScrutinSaisi


class Majorite(StrEnum):
    """What the votes in favour are more than half of."""

    SUFFRAGES_EXPRIMES = "suffrages-exprimes"
    MEMBRES_COMPOSANT = "membres-composant"


class Partage(StrEnum):
    """What a tie does."""

    VOIX_PREPONDERANTE = "voix-preponderante"
    REJET = "rejet"
    ADOPTION = "adoption"


class ObjetDelai(StrEnum):
    """What must be sent in time."""

    CONVOCATION = "convocation"
    RAPPORTS = "rapports"


def _parse_fraction(value: object) -> Fraction:
    numerator, _, denominator = str(value).partition("/")
    if numerator.isdigit() and denominator.isdigit() and int(denominator):
        return Fraction(int(numerator), int(denominator))
    raise saisie_error(STR03, f"une fraction est attendue (`1/2`), « {value} » donné")


FractionSaisie = Annotated[Fraction, BeforeValidator(_parse_fraction)]
MajoriteSaisie = Annotated[Majorite, one_of(Majorite)]
PartageSaisi = Annotated[Partage, one_of(Partage)]
ObjetDelaiSaisi = Annotated[ObjetDelai, one_of(ObjetDelai)]


class RegleEffectif(Regle):
    """How many members: those of the organ by law, or those who must ask."""

    valeur: Entier


class RegleQuorum(Regle):
    """More than a fraction of the members in office must be there, or at least one."""

    plus_de: FractionSaisie | None = None
    au_moins: FractionSaisie | None = None
    pouvoirs_comptes: Booleen

    @model_validator(mode="after")
    def _require_share(self) -> RegleQuorum:
        if self.plus_de is None and self.au_moins is None:
            raise saisie_error(
                STR02,
                "le quorum ne dit pas quelle part des membres doit être là",
                "ajoutez `plus_de: 1/2`, ou `au_moins: 2/3` si cette part suffit",
                key="plus_de",
                instead="au_moins",
            )
        if self.plus_de is not None and self.au_moins is not None:
            raise saisie_error(
                STR03,
                "`plus_de` et `au_moins` sont donnés ensemble ; un seul est attendu",
                "gardez `plus_de` s'il faut plus que cette part, `au_moins` si elle "
                "suffit",
                key="au_moins",
            )
        return self


class ReglePouvoirs(Regle):
    """How many powers one member may hold."""

    max_par_mandataire: Entier


class RegleMajorite(Regle):
    """What a majority is."""

    base: MajoriteSaisie


class ReglePartage(Regle):
    """What a tie does."""

    effet: PartageSaisi
    au_scrutin_secret: PartageSaisi | None = None
    """What it does in a secret ballot, where that differs."""


class RegleScrutin(Regle):
    """How many of the members present must ask for a ballot of a kind."""

    scrutin: ScrutinSaisi
    part: FractionSaisie


class RegleDelai(Regle):
    """How many days before the sitting something must have been sent."""

    jours: Entier
    francs: Booleen = False
    porte_sur: ObjetDelaiSaisi
    urgence: Entier | None = None
    """The days below which even urgency does not shorten it."""
    urgence_francs: Booleen = False
    premiere_seance: Ligne | None = None
    """The regime of the act that tells a first sitting, for which alone it holds."""
    jours_apres: Entier = 0
    """Within how many days of the renewal that sitting is held."""
    note_de_synthese: Booleen = False
    """Whether a note on each matter goes with it."""


class RegleNouvelleReunion(Regle):
    """When the sitting that replaces a failed one is held, without quorum."""

    jours: Entier
    francs: Booleen = False
    """Whether neither the day of the failed sitting nor that of the new one counts."""
    jour_fixe: Booleen
    """Whether the law gives the very day; if not, members are convened again for it."""


class RegleDeport(Regle):
    """On which grounds a member who steps aside leaves the quorum's base."""

    hors_quorum: list[MotifSaisi]


class RegleInteresses(Regle):
    """Whether those who step aside, and stay in the room, count as present."""

    comptes_presents: Booleen
    sans_quorum_si: FractionSaisie | None = None
    """The share of the members in office that, stepping aside, lifts the quorum."""


class RegleSecretaire(Regle):
    """At each sitting the organ names one secretary or several, among its members."""


class RegleRegime(Regle):
    """What a kind of act changes; a value left out is the ordinary one."""

    majorite: MajoriteSaisie | None = None
    partage: PartageSaisi | None = None
    quorum_plus_de: FractionSaisie | None = None
    quorum_au_moins: FractionSaisie | None = None
    ordonnateur_exclu: Booleen = False
    hors_competence: Booleen = False
    """Whether the organ may not take such an act at all: another one must."""
    scrutin_secret: Booleen = False
    """Whether the ballot is secret, save a unanimous waiver."""
    dispense_exclue: Booleen = False
    """Whether the law itself wants it secret: nobody can waive that."""
    tours_absolus: Entier | None = None
    """At how many rounds more than half is needed; at the next, most votes elect."""
    egalite: EgaliteSaisie | None = None
    proportionnelle: ProportionnelleSaisie | None = None
    """By which rule seats are shared out among lists, in one round."""
    sieges: Entier | None = None
    """How many seats there are, and as many substitutes."""
    sieges_selon: dict[Entier, Entier] = {}
    """The same, by the least population that has so many, where that one is known."""
    candidature_unique: Booleen = False
    """Whether a single candidate or a single list is elected without a vote."""
    candidats_membres: Booleen = False
    """Whether candidates can only be members of the organ."""
    uninominal: Booleen = False
    """Whether people are elected one by one, and lists are not admitted."""
    parite: PariteSaisie | None = None
    """How the women and the men of a list stand."""
    preside: Ligne | None = None
    """In which quality somebody presides over it (`doyen d'âge`)."""
    vacances_moins_de: FractionSaisie | None = None
    """Which share of its seats the organ must not have lost."""

    @property
    def par_listes(self) -> bool:
        """Whether lists are elected, not people one by one."""
        return self.proportionnelle is not None or self.egalite is Egalite.MOYENNE_AGE


class RegleSuppleants(Regle):
    """That a substitute votes in a member's place; where none says so, none sits."""


class RegleVisioconference(Regle):
    """Whether a sitting may be held in several places, and what it cannot do then."""

    exclue: Booleen = False
    scrutin_public: Booleen = False
    """Whether every vote is then a public ballot."""
    regimes_exclus: list[Ligne] = []
    """The kinds of acts that need one place."""


class RegleSignatures(Regle):
    """Who signs an act: whoever chairs it; with the secretaries, or without them."""

    secretaires: Booleen


class Regles(Schema):
    """All the rules of an organ."""

    lacking_hint: ClassVar[str] = (
        " ; ou, dans l'organe, `comme:` et l'organe dont il suit les règles"
    )

    effectif: list[RegleEffectif]
    quorum: list[RegleQuorum]
    pouvoirs: list[ReglePouvoirs]
    majorite: list[RegleMajorite]
    partage: list[ReglePartage]
    scrutins: list[RegleScrutin] = []
    delai: list[RegleDelai] = []
    nouvelle_reunion: list[RegleNouvelleReunion] = []
    deports: list[RegleDeport] = []
    interesses: list[RegleInteresses] = []
    secretaire: list[RegleSecretaire] = []
    suppleants: list[RegleSuppleants] = []
    huis_clos: list[RegleEffectif] = []
    visioconference: list[RegleVisioconference] = []
    sessions: list[RegleSessions] = []
    signatures: list[RegleSignatures] = []
    """None: whoever holds the first of the signing offices signs every act."""
    regimes: dict[str, list[RegleRegime]] = {}

    def find_delai(
        self, objet: ObjetDelai, day: dt.date, *, premiere: bool = False
    ) -> RegleDelai | None:
        """The delay for something; that of a first sitting, or of all the others."""
        return find_in_force(
            [
                delai
                for delai in self.delai
                if delai.porte_sur is objet
                and (delai.premiere_seance is not None) == premiere
            ],
            day,
        )

    def find_regime(self, code: str, day: dt.date) -> RegleRegime | None:
        """What a kind of act changes on a day; None where it changes nothing."""
        return find_in_force(self.regimes.get(code, []), day)


R = TypeVar("R", bound=Regle)


def find_in_force(values: list[R], day: dt.date) -> R | None:
    """The value in force on a day; where several are, the latest to begin."""
    in_force = [value for value in values if value.covers(day)]
    return max(in_force, key=lambda v: v.depuis or dt.date.min, default=None)
