"""The sittings that a register knows, as their last renderings left them there."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.load.registre_base import RESTORE, RegistreError
from delib_gen.tenue import TAKEN, ActeTenu, Releve, SeanceListee, Tenue, read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.load.registre_tenu import RegistreTenu

_LONGEST = dt.timedelta(days=92)
"""From the first to the last day of a sitting, at the most."""
_OF_DAYS = """\
SELECT seance, organe, acte, contenu FROM versions AS one
WHERE seance >= ? AND seance < ? AND version = (
SELECT max(version) FROM versions AS same
WHERE same.seance = one.seance AND same.acte = one.acte)
ORDER BY seance, rang"""
_PROJET = "projet"


@dataclass(frozen=True, slots=True)
class SeanceConnue:
    """A sitting that a register knows.

    Attributes:
        nom: what tells it from others.
        organe: the organ's code.
        liste: its head, members and acts; None where the register lacks some of it.
        releve: what it comes to; likewise.
        manque: what the register lacks of it, in French; empty for nothing.
    """

    nom: str
    organe: str
    liste: SeanceListee | None = None
    releve: Releve | None = None
    manque: str = ""


def read_sittings(tenu: RegistreTenu, du: dt.date, au: dt.date) -> list[SeanceConnue]:
    """The sittings that were held on some days, the first and the last among them.

    Args:
        tenu: the register; what it says that nobody can read is told as its fault.
        du: the first day.
        au: the last one.
    """
    first = max(du, dt.date.min + _LONGEST) - _LONGEST
    after = min(au, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for seance, *row in tenu.ask(_OF_DAYS, first.isoformat(), after.isoformat()):
        organe, acte, contenu = row
        groups.setdefault(seance, []).append((organe, acte, contenu))
    try:
        return list(_read_all(groups, du.isoformat()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"« {tenu.name} » dit d'une séance ce qui ne se comprend pas"
        tenu.fault = RegistreError(message, RESTORE)
        tenu.fault.__cause__ = error
        return []


def _read_all(
    groups: dict[str, list[tuple[str, str, str]]], du: str
) -> Iterator[SeanceConnue]:
    for nom, rows in groups.items():
        told = [(acte, json.loads(contenu)) for _, acte, contenu in rows]
        known = _read(nom, rows[0][0], told)
        if known is not None and du <= (known.liste.jours[-1] if known.liste else nom):
            yield known


def _read(
    nom: str, organe: str, rows: list[tuple[str, dict[str, Any]]]
) -> SeanceConnue | None:
    """A sitting; None where it was only prepared.

    Args:
        nom: what tells it from others.
        organe: the organ's code.
        rows: the sitting and its acts, each as it was told last, in that order.
    """
    place = next((n for n, (acte, _) in enumerate(rows) if not acte), None)
    later = dict(rows[place + 1 :] if place is not None else rows)
    liste = read_as(SeanceListee, rows[place][1]) if place is not None else None
    if liste is None or not liste.tenue:
        if all(row["issue"] == _PROJET for row in later.values()):
            return None
        return SeanceConnue(nom, organe, manque="la liste de ses actes")
    made, actes = dict(rows), list[ActeTenu]()
    lacking = [acte for acte in later if acte not in {a.repere for a in liste.actes}]
    for acte in liste.actes:
        if acte.issue not in TAKEN:
            actes.append(ActeTenu(acte.issue, acte.date))
            continue
        row = made.get(acte.repere, {})
        # What an older version wrote lacks how the act was decided, and the groups.
        if "mode" not in row.get("tenue", {}):
            lacking.append(acte.repere)
            continue
        tenue = read_as(Tenue, row["tenue"])
        actes.append(ActeTenu(row["issue"], row["date"], tenue))
    manque = f"ce qu'est devenu l'acte « {lacking[0]} »" if lacking else ""
    return SeanceConnue(nom, organe, liste, Releve(liste.membres, tuple(actes)), manque)
