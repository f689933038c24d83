"""A sitting, as it is typed; its acts are decoded one by one beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import Booleen, Jour, Ligne, Schema, one_of, saisie_error
from delib_gen.schema.envoi import Envoi
from delib_gen.schema.huis_clos import HuisClos
from delib_gen.schema.marques import AVANT, CORPS, PV, Dit
from delib_gen.schema.role import Cosignataires, Role, Signataire, split_signatories
from delib_gen.schema.texte import Texte


class Stade(StrEnum):
    """Whether the sitting has been held."""

    SEANCE = "seance"
    PROJET = "projet"


StadeSaisi = Annotated[Stade, one_of(Stade)]


class Mouvement(Schema):
    """What changes during the sitting, from an act on."""

    example_keys: ClassVar[tuple[str, ...]] = ("membre", "quitte")
    bare_key: ClassVar[str] = "membre"
    other_words: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("part", "depart", "sort", "sortie", "jusque"), "quitte"),
        **dict.fromkeys(("vient", "entre", "entree", "revient", "retour"), "arrive"),
        **dict.fromkeys(("demission", "demissionne", "deces", "fin"), "cesse"),
        **dict.fromkeys(("installation", "succede", "debut"), "installe"),
    }

    membre: Ligne
    quitte: Ligne | None = None
    arrive: Ligne | None = None
    cesse: Ligne | None = None
    installe: Ligne | None = None
    des: Ligne | None = None
    pouvoir: Ligne | None = None
    heure: Ligne | None = None

    @model_validator(mode="after")
    def _require_change(self) -> Mouvement:
        mandate = self.cesse or self.installe
        if not (mandate or self.quitte or self.arrive or self.des):
            raise saisie_error(
                STR02,
                "ce mouvement ne dit pas ce qui change, ni à quel acte",
                "ajoutez `quitte:` ou `arrive:` avec le numéro d'un acte ; pour un "
                "pouvoir donné en cours de séance, `pouvoir:` et `des:` ; pour un "
                "mandat qui cesse ou commence, `cesse:` ou `installe:`",
                key="quitte",
            )
        if self.des is not None and self.pouvoir is None:
            raise saisie_error(
                STR02,
                "`des` ne va qu'avec un pouvoir",
                "ajoutez `pouvoir:` et le nom du mandataire ; pour un départ ou une "
                "arrivée, écrivez `quitte:` ou `arrive:`",
                key="pouvoir",
            )
        if self.pouvoir and mandate:
            raise saisie_error(
                STR03,
                "un mandat qui cesse ou commence n'est pas un pouvoir donné",
                "retirez `pouvoir:`, ou faites-en un autre mouvement",
                key="pouvoir",
            )
        if self.pouvoir and self.quitte is None and self.des is None:
            raise saisie_error(
                STR03,
                "ce mouvement est une arrivée : qui arrive vote en personne, sans "
                "pouvoir",
                "retirez `pouvoir:` ; si le membre s'en va, écrivez `quitte:`",
                key="pouvoir",
            )
        return self


class Suspension(Schema):
    """The sitting suspended, and resumed on the same day."""

    other_words: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("debut", "depuis", "heure", "commence"), "de"),
        **dict.fromkeys(("fin", "jusque", "reprise", "reprend"), "a"),
    }

    de: Ligne
    a: Ligne
    motif: Annotated[
        Texte | None, Dit("motif de la suspension {rang}", imprime=False, papiers=PV)
    ] = None


class Appel(Schema):
    """Attendance called again, from an act on."""

    des: Ligne
    presents: list[Ligne]
    absents: list[Ligne] = []
    excuses: list[Ligne] = []
    pouvoirs: dict[str, Ligne] = {}


class Tolerance(Schema):
    """A finding that the user accepts, with the reason."""

    bare_key: ClassVar[str] = "regle"

    regle: Ligne
    motif: Ligne
    sur: Ligne | None = None


class Seance(Schema):
    """The sitting, its acts apart; before it is held, it may have few keys."""

    place_words: ClassVar[str] = "dans la séance, sans retrait"

    collectivite: Ligne
    organe: Ligne
    stade: StadeSaisi = Stade.SEANCE
    date: Jour | None = None
    dates: list[Jour] = []
    session: Annotated[Texte | None, Dit("session", rapport=True)] = None
    lieu: Annotated[
        Texte | None,
        Dit("lieu de la séance", tenue=True, papiers=(*AVANT, "liste", *PV)),
    ] = None
    visioconference: Booleen = False
    suffixe: Ligne | None = None
    heure: Ligne | None = None
    cloture: Ligne | None = None
    suspensions: list[Suspension] = []
    debats: Annotated[
        Texte | None, CORPS, Dit("débats de la séance", imprime=False, papiers=PV)
    ] = None
    huis_clos: HuisClos | None = None
    convocation: Jour | None = None
    envois: list[Envoi] = []
    envoi_rapports: Jour | None = None
    defaut_quorum: Jour | None = None
    president: Annotated[Role | None, Dit("qualité de qui préside", tenue=True)] = None
    secretaires: Annotated[
        list[Role], Dit("qualité du secrétaire {rang}", tenue=True)
    ] = []
    signataire: Annotated[
        Signataire | None, Dit("qualité de qui signe", tenue=True)
    ] = None
    cosignataires: Cosignataires = []
    signe_le: Jour | None = None
    recu_le: Jour | None = None
    publie_le: Jour | None = None
    arrete_le: Jour | None = None
    presents: list[Ligne] = []
    absents: list[Ligne] = []
    excuses: list[Ligne] = []
    pouvoirs: dict[str, Ligne] = {}
    suppleants: dict[str, Ligne] = {}
    assistent: Annotated[
        list[Role], Dit("qualité de qui assiste {rang}", tenue=True)
    ] = []
    mouvements: list[Mouvement] = []
    appels: list[Appel] = []
    tolerances: list[Tolerance] = []
    variete: dict[str, Ligne] = {}
    registre: Ligne | None = None

    _read_signatories = model_validator(mode="before")(split_signatories)

    @classmethod
    def keys_elsewhere(cls) -> Mapping[str, Iterable[str]]:
        """The keys of an act, which is read by itself."""
        return {"dans un acte, sous `actes:`": Acte.model_fields}

    @model_validator(mode="after")
    def _require_day(self) -> Seance:
        if self.date is None and not self.dates:
            raise saisie_error(
                STR02,
                "la séance n'a pas de `date`",
                "ajoutez-la, par exemple `date: 2023-12-19`",
                key="date",
                instead="dates",
            )
        if self.date is not None and self.dates:
            raise saisie_error(
                STR03,
                "la séance a `date` et `dates` ; une seule des deux est attendue",
                "gardez `date` pour une séance d'un jour, `dates` pour plusieurs",
                key="dates",
            )
        if len(set(self.dates)) < len(self.dates):
            raise saisie_error(
                STR03,
                "le même jour est deux fois dans `dates`",
                "gardez-le une fois",
                key="dates",
            )
        return self

    @property
    def jours(self) -> list[dt.date]:
        """The day or days of the sitting, each once, the first one first."""
        return [self.date] if self.date is not None else sorted(set(self.dates))


class SeanceTenue(Seance):
    """A sitting that was held: somebody chaired it, and members were there."""

    president: Annotated[Role, Dit("qualité de qui préside", tenue=True)]
    presents: list[Ligne]
