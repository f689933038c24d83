"""What became of each act of a sitting, as the manifest lists it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.schema.base import shorten
from delib_gen.schema.seance import Stade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.model.situation import ActeEnSeance

_BREAK = re.compile(r"[ \t\r\n]+")


def name_acte(acte: ActeEnSeance) -> str:
    """What an act is called; without a word for it, its rank and its title."""
    titre = shorten(flatten(acte.acte.titre.reference))
    return acte.repere or f"acte {acte.lu.index + 1} (« {titre} »)"


def name_issue(acte: ActeEnSeance) -> str:
    """What became of an act, in one word.

    `retire`, `reporte`, `renvoye` where it was not put to the sitting; `projet`
    before the sitting; `adopte` or `rejete` where a vote decided; else `acte`,
    since the sitting took note of it.
    """
    if acte.acte.statut is not None:
        return acte.acte.statut.value
    if acte.situation.seance.stade is Stade.PROJET:
        return "projet"
    if acte.resultat is None:
        return "acte"
    return "adopte" if acte.resultat.adopte else "rejete"


def enacts(acte: ActeEnSeance) -> bool:
    """Whether the articles are printed: a rejected act enacts nothing."""
    return acte.resultat is None or acte.resultat.adopte


def list_rejected(acte: ActeEnSeance) -> set[int]:
    """The ranks, from 1, of the articles whose part was rejected."""
    return {
        number
        for partie in acte.parties
        if partie.partie is not None and not partie.resultat.adopte
        for number in partie.partie.articles
    }


def list_rows(actes: Iterable[ActeEnSeance]) -> list[dict[str, str]]:
    """A row for each act: what it is called, day, titles, nature, what became of it."""
    return [
        {
            "id": acte.acte.id or "",
            "numero": acte.numero,
            "date": acte.jour.isoformat(),
            "titre": flatten(acte.acte.titre.reference),
            "objet": flatten((acte.acte.objet or acte.acte.titre).reference),
            "nature": acte.acte.nature.value,
            "issue": name_issue(acte),
        }
        for acte in actes
    ]


def flatten(text: str) -> str:
    """A text on one line; no-break spaces stay what they are."""
    return _BREAK.sub(" ", text).strip()
