"""An authority: its organs, members, rules, numbering and usual texts, as data."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import (
    Booleen,
    Jour,
    Ligne,
    Schema,
    one_of,
    saisie_error,
)
from delib_gen.schema.droit import Article, Regles
from delib_gen.schema.identite import Identite
from delib_gen.schema.marques import PARTIE
from delib_gen.schema.texte import LANGUE_DE_REFERENCE, Texte
from delib_gen.schema.vote import NomsVotants, NomsVotantsSaisis


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


class Mandat(Periode):
    """A seat in an organ."""

    organe: Ligne


class FonctionTenue(Periode):
    """An office held."""

    fonction: Ligne


class Elu(Schema):
    """A member, as the register of members knows him or her."""

    nom: Ligne
    prenom: Ligne
    civilite: CiviliteSaisie
    tri: Ligne | None = None
    """What to sort by, where it is not the surname."""
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

    def siege(self, organe: str, day: dt.date) -> bool:
        """Whether the member has a seat in the organ that day."""
        return any(m.organe == organe and m.covers(day) for m in self.mandats)

    def fonctions_le(self, day: dt.date) -> list[str]:
        """The codes of the offices held that day, in the order of the register."""
        return [f.fonction for f in self.fonctions if f.covers(day)]

    # A member is somebody, whom one register knows: two who bear one name are two.
    # To compare all that is known of both is also what would take longest in the check
    # of a long sitting, which looks members up a hundred thousand times.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


_REQUIS: Any = None
"""What a name has that a language does not give: that of reference must give it."""


class Noms(Schema):
    """What something is called in one language; only that of reference gives all."""

    _FACULTATIFS: ClassVar[tuple[str, ...]] = ()

    def list_lacking(self) -> list[str]:
        """The names that it does not give, those that nobody need give apart."""
        return [
            name
            for name in type(self).model_fields
            if name not in self._FACULTATIFS and getattr(self, name) is None
        ]


class NomsFonction(Noms):
    """An office in one language."""

    masculin: Ligne = _REQUIS
    feminin: Ligne = _REQUIS
    signature_masculin: Ligne = _REQUIS
    signature_feminin: Ligne = _REQUIS


class NomsOrgane(Noms):
    """An organ in one language: each form as it is printed, never computed."""

    _FACULTATIFS = ("en_nombre", "lieu_habituel")

    titre: Ligne = _REQUIS
    sujet: Ligne = _REQUIS
    capitales: Ligne = _REQUIS
    couverture: Ligne = _REQUIS
    reunion: Ligne = _REQUIS
    convoque: Ligne = _REQUIS
    reunie: Ligne = _REQUIS
    en_nombre: Ligne | None = None
    """Said where the quorum was there (`au nombre prescrit par la loi`)."""
    lieu_habituel: Ligne | None = None
    """Where it sits, unless the session names another place."""
    saisine: Ligne = _REQUIS


class NomsAutorite(Noms):
    """The authority in one language."""

    _FACULTATIFS = ("tribunal",)

    nom: Ligne = _REQUIS
    couverture: Ligne = _REQUIS
    lieu_signature: Ligne = _REQUIS
    tribunal: Ligne | None = None
    """Where its acts are appealed against (`le tribunal administratif de …`)."""


class NomsRapporteur(Noms):
    """Who reports, in one language."""

    du: Ligne = _REQUIS
    couverture: list[Ligne] = _REQUIS
    en_tete: Ligne = _REQUIS


N = TypeVar("N", bound=Noms)


def _require_names(versions: dict[str, N]) -> dict[str, N]:
    reference = versions.get(LANGUE_DE_REFERENCE)
    lacking = reference.list_lacking() if reference is not None else []
    if lacking:
        raise saisie_error(
            STR02,
            "il manque " + ", ".join(f"`{name}`" for name in lacking),
            f"ajoutez-le sous `{LANGUE_DE_REFERENCE}:`",
            key=lacking[0],
        )
    return versions


ParLangue = Annotated[dict[str, N], AfterValidator(_require_names)]
"""Names by language: those of the reference whole, the others as far as they go."""


class Numerotation(Schema):
    """The numbers of an organ's acts: a regular expression and an example."""

    motif: Ligne
    exemple: Ligne

    @model_validator(mode="after")
    def _check(self) -> Numerotation:
        try:
            match = re.fullmatch(self.motif, self.exemple)
        except re.error as error:
            raise saisie_error(
                STR03, f"le motif n'est pas une expression régulière : {error}"
            ) from None
        if match is None:
            raise saisie_error(STR03, "l'exemple ne suit pas le motif")
        return self


class MentionLegale(StrEnum):
    """What an act says of itself beside its text: certified, sent, put online."""

    EXTRAIT_CONFORME = "extrait-conforme"
    SIGNE_AU_REGISTRE = "signe-au-registre"
    RECU = "recu"
    PUBLIE = "publie"
    AFFICHE = "affiche"
    EXECUTOIRE = "executoire"
    RECOURS = "recours"

    @property
    def certifie(self) -> bool:
        """Whether it stands above the signatures, and not below."""
        return self in (self.EXTRAIT_CONFORME, self.SIGNE_AU_REGISTRE)


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
    comptes_imprimes: Booleen = False
    """Whether its acts say how many are in office, present and voting."""
    mentions: list[Annotated[MentionLegale, one_of(MentionLegale)]] = []
    """What its acts say of themselves, in this order."""
    regles: Regles


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
    ordonnateur: Ligne | None = None
    """The office that keeps the accounts, where a member may hold it."""
    rapporteurs: dict[str, ParLangue[NomsRapporteur]] = {}
    visas: dict[str, TexteHabituel] = {}
    articles: dict[str, TexteHabituel] = {}
    membres: list[Elu]
    droit: dict[str, Article] = {}
    variete: dict[str, Ligne] = {}
    """The variety of each language that its documents are written in."""
    identite: Identite | None = None
    """What heads its covers."""
    registre: Ligne | None = None
    """The path of its register of known acts, from this file."""

    @model_validator(mode="before")
    @classmethod
    def _drop_base(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if key != "base"}
        return data


class Nomenclature(Schema):
    """The subject codes that acts are filed under."""

    source: Ligne
    date: Jour
    matieres: dict[str, Ligne]


class CorpusDroit(Schema):
    """The texts of law that rules cite."""

    articles: dict[str, Article]
