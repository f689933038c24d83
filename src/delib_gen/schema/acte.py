"""An act of the sitting, as it is typed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from delib_gen.findings import YamlPath
from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import (
    Booleen,
    Identifiant,
    Jour,
    Ligne,
    Schema,
    one_of,
    parse_choice,
    saisie_error,
)
from delib_gen.schema.election import Election
from delib_gen.schema.huis_clos import HuisClos
from delib_gen.schema.marques import (
    CORPS,
    FEUILLES,
    ORDRE,
    PARTIE,
    PV,
    Dit,
    Fichier,
)
from delib_gen.schema.role import Cosignataires, Role, Signataire, split_signatories
from delib_gen.schema.suite import Suite
from delib_gen.schema.texte import Texte, TexteOuRef
from delib_gen.schema.vote import Vote


class Nature(StrEnum):
    """What the act is."""

    DELIBERATION = "deliberation"
    MOTION = "motion"
    VOEU = "voeu"
    RESOLUTION = "resolution"

    @property
    def souhaite(self) -> bool:
        """Whether it but wishes: it decides nothing, and is not appealed against."""
        return self in (self.MOTION, self.VOEU)


class Statut(StrEnum):
    """Why an act listed for the sitting was not put to the vote."""

    RETIRE = "retire"
    REPORTE = "reporte"
    RENVOYE = "renvoye"


class Destination(StrEnum):
    """What an annexe is annexed to."""

    DELIBERATION = "deliberation"
    RAPPORT = "rapport"


class MotifDeport(StrEnum):
    """Why a member steps aside; the ground decides the quorum's base."""

    L1111_6 = "L1111-6"
    L1524_5 = "L1524-5"
    INTERET_PERSONNEL = "interet-personnel"
    ORDONNATEUR = "ordonnateur"


class PlaceExpose(StrEnum):
    """Where the act sets things out."""

    AVANT_VISAS = "avant-visas"
    APRES_VISAS = "apres-visas"


PlaceSaisie = Annotated[PlaceExpose, one_of(PlaceExpose)]
NatureSaisie = Annotated[Nature, one_of(Nature)]
StatutSaisi = Annotated[Statut, one_of(Statut)]
DestinationSaisie = Annotated[Destination, one_of(Destination)]
MotifSaisi = Annotated[MotifDeport, one_of(MotifDeport)]


class Deport(Schema):
    """A member who steps aside for this act."""

    bare_key: ClassVar[str] = "membre"

    membre: Ligne
    motif: MotifSaisi
    sort: Booleen = False


class Expose(Schema):
    """What is set out before the decision, in the act itself."""

    bare_key: ClassVar[str] = "texte"

    par: Annotated[Texte | None, Dit("qui expose")] = None
    place: PlaceSaisie = PlaceExpose.AVANT_VISAS
    texte: Annotated[Texte, CORPS, Dit("exposé")]


class Rapport(Schema):
    """The rapport on which the act is taken."""

    bare_key: ClassVar[str] = "corps"

    numero: Ligne | None = None
    titre: Annotated[Texte | None, Dit("titre du rapport", rapport=True)] = None
    commissions: Annotated[
        list[Texte] | None, Dit("commission du rapport {rang}", rapport=True)
    ] = None
    """The competent commissions as the cover prints them; else those of `avis`."""
    conclusions: Annotated[
        list[Texte] | None, PARTIE, Dit("demande du rapport {rang}", rapport=True)
    ] = None
    corps: Annotated[Texte, CORPS, Dit("corps du rapport", rapport=True)]

    @model_validator(mode="before")
    @classmethod
    def _read_auto(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("conclusions"), str):
            parse_choice(data["conclusions"], ("auto",))
            return {key: value for key, value in data.items() if key != "conclusions"}
        return data


class RapportDepose(Rapport):
    """The rapport of a sitting that was held: it has a number."""

    numero: Ligne


class Annexe(Schema):
    """A piece annexed to the deliberation or to the rapport."""

    bare_key: ClassVar[str] = "fichier"

    titre: Annotated[Texte, Dit("titre de l'annexe {rang}")]
    fichier: Fichier
    de: DestinationSaisie = Destination.DELIBERATION


class Acte(Schema):
    """One act, in the order of voting."""

    place_words: ClassVar[str] = "dans l'acte"

    id: Identifiant | None = None
    numero: Ligne | None = None
    nature: NatureSaisie = Nature.DELIBERATION
    date: Jour | None = None
    titre: Annotated[Texte, Dit("titre", papiers=(*ORDRE, *FEUILLES, "liste", *PV))]
    objet: Annotated[Texte | None, Dit("objet", imprime=False)] = None
    theme: Annotated[
        Texte | None, Dit("thème", imprime=False, papiers=(*ORDRE, *PV))
    ] = None
    matiere: Ligne | None = None
    rapporteur: Ligne | None = None
    auteurs: list[Ligne] = []
    expose: Expose | None = None
    visas: Annotated[list[TexteOuRef], PARTIE, Dit("visa {rang}")] = []
    avis: Annotated[
        list[Texte], Dit("commission entendue {rang}", papiers=(*ORDRE, *PV))
    ] = []
    considerants: Annotated[list[TexteOuRef], PARTIE, Dit("considérant {rang}")] = []
    president: Annotated[Role | None, Dit("qualité de qui préside", tenue=True)] = None
    signataire: Annotated[
        Signataire | None, Dit("qualité de qui signe", tenue=True)
    ] = None
    cosignataires: Cosignataires = []
    signe_le: Jour | None = None
    recu_le: Jour | None = None
    publie_le: Jour | None = None
    deports: list[Deport] = []
    regime: Ligne = "ordinaire"
    vote: Vote | None = None
    election: Election | None = None
    elections: list[Election] = []
    """Several, one after the other: the members, then those who replace them."""
    prend_acte: Booleen = False
    statut: StatutSaisi | None = None
    dispense_secret: Booleen = False
    point_nouveau: Booleen = False
    articles: Annotated[
        list[TexteOuRef] | None, PARTIE, Dit("article {rang}", "article premier")
    ] = None
    dispositif: Annotated[Texte | None, PARTIE, Dit("dispositif")] = None
    amende: Booleen = False
    debats: Annotated[Texte | None, CORPS, Dit("débats", imprime=False, papiers=PV)] = (
        None
    )
    huis_clos: HuisClos | None = None
    noms_proteges: list[Ligne] = []
    suites: list[Suite] = []
    rectifie: Ligne | None = None
    retire: Ligne | None = None
    annule: Ligne | None = None
    rapport: Rapport | None = None
    annexes: list[Annexe] = Field(default=[])

    _read_signatories = model_validator(mode="before")(split_signatories)

    @model_validator(mode="after")
    def _refuse_two_results(self) -> Acte:
        if self.vote is not None and self.elects:
            raise saisie_error(
                STR03,
                "l'acte a un `vote` et une `election` ; une élection remplace le vote",
                "gardez l'un des deux ; s'il y a eu deux décisions, faites deux actes",
                key="election" if self.election else "elections",
            )
        if self.election is not None and self.elections:
            raise saisie_error(
                STR03,
                "l'acte a `election` et `elections`",
                "donnez-les toutes dans la liste `elections`, dans l'ordre",
                key="elections",
            )
        return self

    @property
    def repere(self) -> str:
        """What it is called: its number, its `id` until it has one; empty for none."""
        return self.numero or self.id or ""

    @property
    def reperes(self) -> tuple[str, ...]:
        """All that others may call it: its number and its `id`, where it has them."""
        return tuple(filter(None, (self.numero, self.id)))

    @property
    def elects(self) -> bool:
        """Whether somebody is elected, in place of a vote."""
        return self.election is not None or bool(self.elections)

    def iter_elections(self) -> list[tuple[YamlPath, Election]]:
        """Its elections, each with its place within the act."""
        if self.election is not None:
            return [(("election",), self.election)]
        return [(("elections", i), each) for i, each in enumerate(self.elections)]


class ActeTenu(Acte):
    """An act of a sitting that was held: it has a number, or will, and a result."""

    rapport: RapportDepose | None = None

    @model_validator(mode="after")
    def _require_result(self) -> ActeTenu:
        if self.statut is None and not self.reperes:
            raise saisie_error(
                STR02,
                "l'acte n'a ni `numero` ni `id`",
                "ajoutez `numero:`, tel qu'il s'imprime ; s'il n'est pas encore "
                "attribué, `id:` et un mot court, comme `budget` : `delib-gen "
                "numeroter` lui donnera le sien",
                key="numero",
                instead="id statut",
            )
        results = (self.vote, self.statut, self.elects or None, self.prend_acte or None)
        if all(result is None for result in results):
            raise saisie_error(
                STR02,
                "l'acte n'a pas de `vote`",
                "ajoutez `vote: unanimite`, les listes du vote, `election:` (même pour "
                "une candidature unique), `prend_acte: oui` ou `statut: retire`",
                key="vote",
                instead="election elections statut",
            )
        return self
