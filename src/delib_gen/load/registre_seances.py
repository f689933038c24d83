"""The sittings that a register knows, as their last renderings left them there."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from delib_gen.load.registre_base import RESTORE, RegistreError
from delib_gen.tenue import TAKEN, ActeTenu, Releve, SeanceListee, Tenue, read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.load.registre_tenu import RegistreTenu

_LONGEST = dt.timedelta(days=92)
"""From the first to the last day of a sitting, at the most."""
_OF_DAYS = """\
SELECT seance, organe, rang, acte, contenu FROM versions AS one
WHERE seance >= ? AND seance < ? AND version = (
SELECT max(version) FROM versions AS same
WHERE same.seance = one.seance AND same.acte = one.acte)
ORDER BY seance, rang"""
_LATER = """\
SELECT organe, seance, max(rang), contenu FROM versions
WHERE acte = '' AND rang > ? GROUP BY organe, seance"""
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
        rang: when all of it was produced last, among all productions.
        suivante: a sitting produced since that has all its numbers: its day was
            mended, and it is that one; empty for none.
    """

    nom: str
    organe: str
    liste: SeanceListee | None = None
    releve: Releve | None = None
    manque: str = ""
    rang: int = 0
    suivante: str = ""


def read_sittings(tenu: RegistreTenu, du: dt.date, au: dt.date) -> list[SeanceConnue]:
    """The sittings that were held on some days, the first and the last among them.

    Args:
        tenu: the register; what it says that nobody can read is told as its fault.
        du: the first day.
        au: the last one.
    """
    first = max(du, dt.date.min + _LONGEST) - _LONGEST
    after = min(au, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
    groups: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for row in tenu.ask(_OF_DAYS, first.isoformat(), after.isoformat()):
        seance, organe, rang, acte, contenu = row
        groups.setdefault((seance, organe), []).append((int(rang), acte, contenu))
    try:
        return _follow(tenu, list(_read_all(groups, du.isoformat())))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"« {tenu.name} » dit d'une séance ce qui ne se comprend pas"
        tenu.fault = RegistreError(message, RESTORE)
        tenu.fault.__cause__ = error
        return []


def _read_all(
    groups: dict[tuple[str, str], list[tuple[int, str, str]]], du: str
) -> Iterator[SeanceConnue]:
    for (nom, organe), rows in groups.items():
        known = _read(nom, organe, [(acte, json.loads(row)) for _, acte, row in rows])
        if known is not None and du <= (known.liste.jours[-1] if known.liste else nom):
            whole = (rang for rang, acte, _ in rows if not acte)
            yield replace(known, rang=max(whole, default=rows[0][0]))


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


def _follow(tenu: RegistreTenu, known: list[SeanceConnue]) -> list[SeanceConnue]:
    """The same, each with what it became, were its day mended since."""
    first = min((one.rang for one in known), default=0)
    # What did not become of one of them says nothing of these days: it is no input.
    later = [
        (organe, nom, int(rang), _list_numbers(read_as(SeanceListee, json.loads(row))))
        for organe, nom, rang, row in tenu.ask(_LATER, str(first), told=False)
    ]
    return [replace(one, suivante=_find_later(one, later)) for one in known]


def _find_later(one: SeanceConnue, later: list[tuple[str, str, int, set[str]]]) -> str:
    ours = _list_numbers(one.liste) if one.liste else set()
    for organe, nom, rang, numbers in later:
        since = organe == one.organe and rang > one.rang and nom != one.nom
        if since and ours and ours <= numbers:
            return nom
    return ""


def _list_numbers(liste: SeanceListee) -> set[str]:
    return {acte.numero for acte in liste.actes if acte.numero}
