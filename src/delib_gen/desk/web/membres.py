"""Membres: the members of an authority's file, and one of them opened for change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from delib_gen.desk.gestures.members import (
    add_member,
    end_mandates,
    list_tableau,
    put_in_tableau,
    remove_member,
    take_members,
)
from delib_gen.desk.web.changing import find_data
from delib_gen.desk.web.desk import find_desk, find_sitting, locate, show_sitting
from delib_gen.desk.web.formulaire import draw_autorite, read_data
from delib_gen.desk.web.office import is_shipped
from delib_gen.desk.web.receiving import read_text, receive
from delib_gen.desk.web.saisie import answer, change, is_done
from delib_gen.desk.web.words import load_mots
from delib_gen.edits.changes import Refused
from delib_gen.load.nodes import to_data
from delib_gen.rules.words import agree, join, name_fonction, write_day
from delib_gen.schema.autorite import Civilite
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.gestures.members import Fiche
    from delib_gen.edits.changes import Change
    from delib_gen.schema.autorite import Autorite, Elu

_MEMBRES = "membres"
_WORDS = ("civilite", "prenom", "nom", "organes", "fonction", "depuis", "jour")


@dataclass(frozen=True, slots=True)
class Ligne:
    """A member of the list.

    Attributes:
        rang: the rank in the file, from 1.
        nom: the whole name.
        place: the rank in the tableau; empty where none is given.
        titre: the title, or the offices.
        groupe: the group, and what else tells members apart.
        etat: `siege`, `suppleant`, `entendu`, `fini`, or empty where it is not known.
        mots: what that is, in words.
        constats: how many findings it has.
    """

    rang: int
    nom: str
    place: str
    titre: str
    groupe: str
    etat: str
    mots: str
    constats: int


def show_membres(request: Request) -> Response:
    """The list, and the form of the member that the address names.

    Raises:
        HTTPException: if the file has no such member.
    """
    seen = find_sitting(request)
    checked, today = seen.checked, find_desk(request).office.today
    fiches, own = list_fiches(checked)
    rank = request.path_params.get("rang")
    if rank is not None and not (own and 1 <= rank <= len(fiches)):
        raise HTTPException(404)
    order = list_tableau(fiches)
    autorite = checked.reference.autorite if checked.reference else None
    rows = [_describe(checked, fiches, n, today) for n in order]
    values: dict[str, object] = {
        "membres": rows,
        "au_tableau": sum(bool(row.place) for row in rows),
        "siegent": sum(row.etat == "siege" for row in rows),
        "propres": own,
        "livree": seen.sitting.name if is_shipped(seen.sitting) else "",
        "lu": checked.lue.root is not None,
        "rang": rank,
        "organes": list_organes(checked),
        "fonctions": _list_offices(autorite),
        "civilites": [civilite.value for civilite in Civilite],
        "jour": today,
    }
    if rank is not None:
        place = order.index(rank - 1)
        around = [
            order[n] + 1 if 0 <= n < len(order) else 0 for n in (place - 1, place + 1)
        ]
        values |= {
            "ici": rows[place],
            "place_ici": place,
            "autour": around,
            **draw_autorite(
                checked, load_mots().groupes_membre, "Elu", (_MEMBRES, rank - 1)
            ),
        }
    return show_sitting(request, _MEMBRES, seen, values)


def list_fiches(checked: Checked) -> tuple[list[Fiche], bool]:
    """The members, and whether they are this file's own, and not those of its base."""
    found = read_data(checked).get(_MEMBRES)
    own = found is not None
    if not own and checked.reference and checked.reference.tree:
        found = find_data(to_data(checked.reference.tree), (_MEMBRES,))
    fiches = found if isinstance(found, list) else []
    return [
        fiche if isinstance(fiche, dict) else {} for fiche in fiches
    ], own or not fiches


def list_organes(checked: Checked) -> list[tuple[str, str]]:
    """The organs, each with what it is called."""
    autorite = checked.reference.autorite if checked.reference else None
    organes = autorite.organes.items() if autorite else ()
    named = ((code, organe.noms.get(LANGUE_DE_REFERENCE)) for code, organe in organes)
    return [(code, noms.sujet if noms else code) for code, noms in named]


def _list_offices(autorite: Autorite | None) -> list[tuple[str, str]]:
    """The offices, those that chair first, each with what it is called."""
    if autorite is None:
        return []
    chairs = [
        code for organe in autorite.organes.values() for code in organe.presidence
    ]
    codes = dict.fromkeys((*chairs, *autorite.fonctions))
    return [(code, name_fonction(autorite, code)) for code in codes]


def _describe(
    checked: Checked, fiches: list[Fiche], rank: int, today: dt.date
) -> Ligne:
    fiche = fiches[rank]
    autorite = checked.reference.autorite if checked.reference else None
    titre, etat, mots = str(fiche.get("titre") or ""), "", ""
    if autorite is not None:
        elu = autorite.membres[rank]
        offices = elu.fonctions_le(today)
        titre = titre or ", ".join(name_fonction(autorite, c, elu) for c in offices)
        etat, mots = _find_state(elu, list_organes(checked), today)
    said = (str(fiche.get(key) or "") for key in ("groupe", "commune", "college"))
    return Ligne(
        rank + 1,
        _name(fiche) or f"membre {rank + 1}, sans nom",
        str(fiche.get("rang") or ""),
        titre,
        ", ".join(filter(None, said)),
        etat,
        mots,
        sum(f.path[:2] == (_MEMBRES, rank) for f in checked.findings),
    )


def _name(fiche: Fiche) -> str:
    names = (str(fiche.get(key) or "") for key in ("prenom", "nom"))
    return " ".join(filter(None, names))


def _find_state(
    elu: Elu, organes: list[tuple[str, str]], today: dt.date
) -> tuple[str, str]:
    """Where a member sits on a day, in a code and in words."""
    held = {c: m for c, _ in organes if (m := elu.mandat(c, today)) is not None}
    seats = [words for code, words in organes if elu.siege(code, today)]
    if seats:
        several = len(organes) > 1
        return "siege", join(seats) if several else "en exercice"
    if any(mandat.suppleant_de for mandat in held.values()):
        return "suppleant", agree(elu, "suppléant", "suppléante")
    if held:
        return "entendu", "voix consultative"
    coming = [m.depuis for m in elu.mandats if m.depuis and m.depuis > today]
    if coming:
        return "fini", f"à partir du {write_day(min(coming))}"
    ended = [mandat.jusque for mandat in elu.mandats if mandat.jusque]
    if ended:
        return "fini", f"a cessé le {write_day(max(ended))}"
    return "fini", "sans mandat"


def act(request: Request, sent: Mapping[str, Any]) -> Response:
    """Do what a button of the screen says.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, place = locate(request)
    with office.lock:
        opened = office.open(place)
        if isinstance(opened, Refused):
            return answer(office, place, opened)
        fiches, own = list_fiches(opened.checked)
        try:
            made = _do(sent, fiches, own=own)
        except (ValueError, KeyError, IndexError) as error:
            raise HTTPException(400) from error
        if isinstance(made, Refused):
            return answer(office, place, made)
        base = read_text(sent, "base") or None
        done = change(office, place, made, read_text(sent, "ecran"), base)
    gone = is_done(done) and sent["geste"] == "retirer"
    return JSONResponse({"adresse": f"/c/{place.slug}"}) if gone else done


def _do(
    sent: Mapping[str, Any], fiches: list[Fiche], *, own: bool
) -> list[Change] | Refused:
    gesture, words = sent["geste"], {k: read_text(sent, k).strip() for k in _WORDS}
    if gesture == "reprendre":
        return take_members(fiches)
    if not own:
        return Refused("ces membres sont ceux du fichier dont celui-ci part")
    if gesture == "ajouter":
        who = {key: words[key] for key in ("civilite", "prenom", "nom")}
        organes = [code for code in words["organes"].split() if code]
        return add_member(fiches, who, organes, words["fonction"], words["depuis"])
    rank = int(sent["membre"]) - 1
    if not 0 <= rank < len(fiches):
        raise IndexError(rank)
    if gesture == "cesser":
        return end_mandates(fiches, rank, words["jour"])
    if gesture == "retirer":
        return remove_member(fiches, rank)
    if gesture == "ranger":
        return put_in_tableau(fiches, rank, int(sent["vers"]))
    raise ValueError(gesture)


ROUTES = (
    ("/c/{collectivite}", show_membres, ("GET",)),
    ("/c/{collectivite}/membres/{rang:int}", show_membres, ("GET",)),
    ("/c/{collectivite}/gestes", receive(act), ("POST",)),
)
