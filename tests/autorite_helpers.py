"""Made-up members for the shipped authorities, and sittings to try their rules on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from delib_gen.checking import Checked, check_session

# Trees: nobody's names.
NOMS = (
    *("ALISIER", "BOULEAU", "CORMIER", "DRAGONNIER", "ERABLE", "FRENE", "GENEVRIER"),
    *("HETRE", "IRIS", "JUJUBIER", "KAKI", "LAURIER", "MELEZE", "NOYER", "ORME"),
    *("PEUPLIER", "QUINQUINA", "ROBINIER", "SAULE", "TILLEUL"),
)


@dataclass(frozen=True)
class Genre:
    """What tells one organ of a shipped authority from the next."""

    base: str
    organe: str
    president: str
    numero: str
    secretaire: bool = False


REGION = Genre("region", "conseil-regional", "president-conseil-regional", "{}-CR-001")
REGION_CP = Genre(
    "region", "commission-permanente", "president-conseil-regional", "{}-CP-001"
)
DEPARTEMENT = Genre(
    "departement",
    "conseil-departemental",
    "president-conseil-departemental",
    "{}-CD-001",
)
DEPARTEMENT_CP = Genre(
    "departement",
    "commission-permanente",
    "president-conseil-departemental",
    "{}-CP-001",
)
COMMUNE = Genre("commune", "conseil-municipal", "maire", "{}-01-001", secretaire=True)
PETITE_COMMUNE = replace(COMMUNE, base="commune-moins-3500")
GENRES = (
    *(REGION, REGION_CP),
    *(DEPARTEMENT, DEPARTEMENT_CP),
    *(COMMUNE, PETITE_COMMUNE),
)


def make_autorite(genre: Genre, membres: int) -> dict[str, Any]:
    """A file of one's own, over a shipped authority: its members and their number."""
    effectif = [{"valeur": str(membres), "article": "INVENTE", "confiance": "100"}]
    return {
        "base": genre.base,
        "code": "essai",
        "organes": {genre.organe: {"regles": {"effectif": effectif}}},
        "membres": [
            {
                "civilite": "Mme" if rank % 2 else "M.",
                "prenom": "Dominique",
                "nom": nom,
                "mandats": [{"organe": genre.organe}],
                "fonctions": [{"fonction": genre.president}] if rank == 0 else [],
            }
            for rank, nom in enumerate(NOMS[:membres])
        ],
        "droit": {
            "INVENTE": {
                "intitule": "composition inventée",
                "objet": "le nombre des membres",
                "lu": "inventé avec eux",
            }
        },
    }


def try_sitting(
    folder: Path,
    genre: Genre,
    jour: dt.date,
    *,
    membres: int,
    presents: int,
    pouvoirs: int = 0,
    seance: dict[str, Any] | None = None,
    acte: dict[str, Any] | None = None,
) -> Checked:
    """Check a sitting of one act: the first so many are there, the next represented.

    Args:
        folder: where to write it.
        genre: the authority and its organ.
        jour: the day of the sitting.
        membres: how many members the organ has.
        presents: how many of them are there; the first one chairs.
        pouvoirs: how many of the others gave a power, each to another member.
        seance: keys of the sitting to add or to replace.
        acte: keys of the act to add or to replace.
    """
    there, represented = NOMS[:presents], NOMS[presents : presents + pouvoirs]
    session: dict[str, Any] = {
        "collectivite": "autorite.yaml",
        "organe": genre.organe,
        "date": jour.isoformat(),
        "president": NOMS[0],
        **({"secretaires": [NOMS[1]]} if genre.secretaire else {}),
        "presents": list(there),
        "pouvoirs": dict(zip(represented, there, strict=False)),
        "absents": list(NOMS[presents + pouvoirs : membres]),
        **(seance or {}),
        "actes": [
            {
                "numero": genre.numero.format(jour.year),
                "titre": "Essai",
                "visas": [{"ref": "cgct"}],
                "vote": "unanimite",
                "articles": [
                    "APPROUVE le projet.",
                    {"ref": "publication-electronique"},
                ],
                **(acte or {}),
            }
        ],
    }
    # JSON is YAML, and quotes whatever a reader could bend.
    for name, data in (
        ("autorite.yaml", make_autorite(genre, membres)),
        ("seance.yaml", session),
    ):
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return check_session(folder / "seance.yaml")


def list_codes(checked: Checked) -> list[str]:
    """The codes found, with the first letter of their severity: `PRE01 E`."""
    return [f"{f.code} {f.severity.value[0].upper()}" for f in checked.findings]


def keep(checked: Checked, codes: Iterable[str]) -> list[str]:
    """The codes found among some."""
    wanted = set(codes)
    return [told for told in list_codes(checked) if told.split()[0] in wanted]
