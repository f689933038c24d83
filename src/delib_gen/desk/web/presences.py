"""Présences: who is there, act by act: arrivals, departures and powers, by gestures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.desk.web.desk import find_desk, find_sitting, show_sitting
from delib_gen.desk.web.findings import list_findings
from delib_gen.desk.web.tenue import (
    choose_acte,
    list_members,
    list_places,
    measure_quorum,
    name_group,
    name_mention,
    note_shown,
)
from delib_gen.rules.words import agree, write_elu

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.model.deroule import Etape
    from delib_gen.model.mentions import Feuille
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu

_ATTENDANCE = {"presents", "absents", "excuses", "pouvoirs", "mouvements", "appels"}
_WORDS = {
    "present": ("présent", "présente"),
    "excuse": ("excusé", "excusée"),
    "absent": ("absent", "absente"),
}
"""Where one is, of a man and of a woman."""


@dataclass(frozen=True, slots=True)
class Tuile:
    """A member on the screen.

    Attributes:
        nom: the whole name.
        groupe: the group.
        etat: `present`, `represente`, `suspendu`, `caduc`, `excuse`, `absent`, `hors`
            or empty where nothing is told.
        mots: what that is, in words.
        mandataire: who holds the power.
    """

    nom: str
    groupe: str
    etat: str
    mots: str
    mandataire: str = ""


def show_presences(request: Request) -> Response:
    """The roll-call at the opening, or who is there for an act."""
    seen = find_sitting(request)
    checked = seen.checked
    situation = checked.situation
    call = _choose_call(request, situation)
    acte = None if call is not None else choose_acte(request, checked)
    note_shown(request, seen, acte)
    at = acte or _find_first(situation, call or 0)
    tiles = _list_tiles(at, call) if at else []
    found = [f for f in checked.findings if f.path[:1] and f.path[0] in _ATTENDANCE]
    return show_sitting(
        request,
        "presences",
        seen,
        {
            "appel": call,
            "appels": _list_calls(situation),
            "rang": acte.lu.index + 1 if acte else 0,
            "places": list_places(checked),
            "jauge": measure_quorum(at) if at else None,
            "autorite": find_desk(request).office.find_autorite_of(seen.sitting),
            "tuiles": tiles,
            "la": [t.nom for t in tiles if t.etat == "present"],
            "tenue": checked.lue.tenue,
            "comprise": situation is not None,
            "passages": _list_events(acte) if acte else [],
            "constats": list_findings(found),
            "compte_etats": _count(tiles),
        },
    )


def _count(tiles: list[Tuile]) -> list[tuple[str, int]]:
    words = {
        "present": "présents",
        "represente": "représentés",
        "excuse": "excusés",
        "absent": "absents",
    }
    return [(w, sum(t.etat == etat for t in tiles)) for etat, w in words.items()]


def _choose_call(request: Request, situation: Situation | None) -> int | None:
    """The roll-call that is asked for; that of the opening where nobody was called."""
    if situation is None or not situation.actes:
        return None
    wanted = request.query_params.get("acte", "")
    if wanted == "appel" or not situation.feuille.presents:
        return 0
    rank = wanted.removeprefix("appel-")
    known = wanted != rank and rank.isdecimal() and int(rank) < len(situation.feuilles)
    return int(rank) if known else None


def _find_first(situation: Situation | None, call: int) -> ActeEnSeance | None:
    """The first act that a roll-call holds for."""
    if situation is None or not situation.actes:
        return None
    return situation.actes[situation.feuilles[call].rang or 0]


def _list_calls(situation: Situation | None) -> list[tuple[int, str]]:
    """The later roll-calls: the act of each, by its rank from 1."""
    sheets = situation.feuilles[1:] if situation else ()
    ranks = [(sheet.rang or 0) + 1 for sheet in sheets]
    return list(enumerate(map(str, ranks), start=1))


def _list_tiles(acte: ActeEnSeance, call: int | None) -> list[Tuile]:
    members = list_members(acte)
    if call is None:
        return [_tell_there(acte, elu) for elu in members]
    sheet = acte.situation.feuilles[call]
    return [_tell_called(acte, elu, sheet) for elu in members]


def _tell_called(acte: ActeEnSeance, elu: Elu, sheet: Feuille) -> Tuile:
    """Where somebody is at a roll-call."""
    group = name_group(acte, elu)
    for power in sheet.pouvoirs:
        if power.donneur.elu is elu:
            name = name_mention(power.mandataire)
            words = f"pouvoir à {name}"
            return Tuile(elu.nom_complet, group, "represente", words, name)
    lists = (
        ("present", sheet.presents),
        ("excuse", sheet.excuses),
        ("absent", sheet.absents),
    )
    for state, mentions in lists:
        if any(m.elu is elu for m in mentions):
            return Tuile(elu.nom_complet, group, state, agree(elu, *_WORDS[state]))
    return Tuile(elu.nom_complet, group, "", "à appeler")


def _tell_there(acte: ActeEnSeance, elu: Elu) -> Tuile:
    """Where somebody is when an act opens."""
    there, group = acte.presence, name_group(acte, elu)
    state, words, holder = "absent", "", ""
    if elu in acte.etat.hors:
        state, words = "hors", "hors mandat à cet acte"
    elif elu in there.presents:
        state = "present"
    elif elu in there.representes:
        holder = there.representes[elu].nom_complet
        state, words = "represente", f"pouvoir à {holder}"
    elif elu in there.suspendus:
        holder = there.suspendus[elu].nom_complet
        state, words = "suspendu", f"pouvoir suspendu : {holder} se déporte"
    elif elu in there.caducs:
        holder = there.caducs[elu].nom_complet
        state, words = "caduc", f"pouvoir sans effet : {holder} n'est pas là"
    elif elu in there.excuses:
        state = "excuse"
    words = words or agree(elu, *_WORDS[state])
    if elu in there.ecartes:
        words += ", se déporte"
    return Tuile(elu.nom_complet, group, state, words, holder)


def _list_events(acte: ActeEnSeance) -> list[str]:
    """What changed just before an act, in words."""
    etapes = acte.situation.etapes
    return [_tell(etape) for etape in etapes if etape.rang == acte.lu.index]


def _tell(etape: Etape) -> str:
    movement = etape.mouvement
    if movement is None:
        return "nouvel appel"
    elu = movement.membre.elu
    name = write_elu(elu) if elu else movement.membre.texte
    words = {
        "arrive": "arrive",
        "quitte": "part",
        "des": "donne pouvoir",
        "cesse": "n'est plus en fonction",
        "installe": "entre en fonction",
    }
    told = f"{name} {words[etape.evenement.value]}"
    if movement.mandataire is not None and etape.evenement.value != "arrive":
        holder = movement.mandataire.elu
        whom = write_elu(holder) if holder else movement.mandataire.texte
        told += (
            f" à {whom}" if etape.evenement.value == "des" else f", pouvoir à {whom}"
        )
    return f"{told} ({movement.heure})" if movement.heure else told


ROUTES = (("/s/{slug}/presences", show_presences, ("GET",)),)
