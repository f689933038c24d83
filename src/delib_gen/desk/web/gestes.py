"""The gestures that pages send: who comes and goes, who votes what, what is dealt with.

A page names the gesture and the people; the changes of the files are worked out from
the sitting as it stands at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from delib_gen.aide.starter import find_chair, list_usual
from delib_gen.desk.gestures import agenda, aside, presence, roll_calls, votes
from delib_gen.desk.gestures.ballots import find_scrutin, read_parties
from delib_gen.desk.gestures.naming import name_actes, name_elu
from delib_gen.desk.web import elections
from delib_gen.desk.web.demande import Asked
from delib_gen.desk.web.desk import locate
from delib_gen.desk.web.receiving import receive, refuse
from delib_gen.desk.web.saisie import answer, change
from delib_gen.desk.web.visitors import explain, may
from delib_gen.edits.changes import Delete, Insert, Refused, Set
from delib_gen.model.decompte import BULLETINS
from delib_gen.schema.acte import MotifDeport, Statut
from delib_gen.schema.vote import SENS, Scrutin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change

_UNREAD = "la séance ne se comprend pas encore ; corrigez d'abord ses constats"


def _open(asked: Asked) -> Gesture:
    """The sitting opens: what was prepared is now held, its sheet begun."""
    situation = asked.situation
    changes: list[Change] = []
    if not situation.lue.tenue:
        changes += [Delete(("stade",)), *name_actes(situation)]
    if situation.seance.president is None:
        members = situation.annuaire.membres
        chair = find_chair(situation.organe, members, situation.jour)
        if chair is not None:
            changes.append(Set(("president",), name_elu(situation, chair)))
    if not situation.feuille.presents:
        changes.append(Set(("presents",), []))
    return changes


def _call_all(asked: Asked) -> Gesture:
    return roll_calls.call_all(asked.situation, asked.appel)


def _call(asked: Asked) -> Gesture:
    place = asked.text("lieu")
    where = asked.mandataire or roll_calls.Lieu(place)
    return roll_calls.call(asked.situation, asked.elu, where, asked.appel)


def _recall(asked: Asked) -> Gesture:
    return roll_calls.recall(asked.acte)


def _withdraw_call(asked: Asked) -> Gesture:
    if not asked.appel:
        raise ValueError("appel")
    return roll_calls.withdraw_call(asked.situation, asked.appel)


def _come(asked: Asked) -> Gesture:
    return presence.arrive(asked.acte, asked.elu, asked.text("heure"))


def _go(asked: Asked) -> Gesture:
    hour, holder = asked.text("heure"), asked.mandataire
    return presence.leave(asked.acte, asked.elu, hour, holder)


def _empower(asked: Asked) -> Gesture:
    return presence.give_power(
        asked.acte, asked.elu, asked.mandataire, asked.text("heure")
    )


def _mark(asked: Asked) -> Gesture:
    acte, elu, sens = asked.acte, asked.elu, asked.text("sens")
    if sens not in SENS:
        raise ValueError(sens)
    part = asked.number("partie")
    ballot = find_scrutin(acte, part)
    if ballot is not None and elu in getattr(ballot.decompte, sens):
        return []  # another screen did it already
    return votes.mark(acte, [elu], sens, part)


def _mark_group(asked: Asked) -> Gesture:
    sens = asked.text("sens")
    if sens not in SENS:
        raise ValueError(sens)
    part = asked.number("partie")
    return votes.mark_group(asked.acte, asked.text("groupe"), sens, part)


def _vote_all(asked: Asked) -> Gesture:
    return votes.vote_all(asked.acte, asked.number("partie"))


def _vote_as(asked: Asked) -> Gesture:
    """The same vote as the part before, or as the act before that has one."""
    acte, part = asked.acte, asked.number("partie")
    before = [a.scrutin for a in asked.situation.actes if a.lu.index < acte.lu.index]
    if part is not None:
        before = [*acte.parties[:part]]
    known = [ballot for ballot in before if ballot is not None]
    return votes.vote_as(acte, known[-1] if known else None, part)


def _state(asked: Asked) -> Gesture:
    figures = asked.figures((*SENS, *BULLETINS))
    if isinstance(figures, Refused):
        return figures
    return votes.state_figures(asked.acte, figures, asked.number("partie"))


def _stay_out(asked: Asked) -> Gesture:
    return aside.stay_out(asked.acte, asked.elu, asked.number("partie"))


def _choose(asked: Asked) -> Gesture:
    kind = Scrutin(asked.text("scrutin"))
    return votes.choose_scrutin(asked.acte, kind, (), asked.number("partie"))


def _add_part(asked: Asked) -> Gesture:
    if not asked.text("objet"):
        return Refused("dites d'abord sur quoi porte cette partie")
    articles = asked.text("articles").replace(",", " ").split()
    if not all(text.isascii() and text.isdecimal() for text in articles):
        return Refused("donnez les numéros des articles de la partie : « 1, 2 »")
    return votes.add_partie(asked.acte, asked.text("objet"), [*map(int, articles)])


def _remove_part(asked: Asked) -> Gesture:
    part = asked.number("partie")
    if part is None or not 0 <= part < len(read_parties(asked.acte)):
        raise ValueError("partie")
    return votes.remove_partie(asked.acte, part)


def _step_aside(asked: Asked) -> Gesture:
    motif = MotifDeport(asked.text("motif") or MotifDeport.INTERET_PERSONNEL)
    goes = asked.text("sort") == "oui"
    return aside.step_aside(asked.acte, asked.elu, motif, sort=goes)


def _take_note(asked: Asked) -> Gesture:
    acte = asked.acte
    if acte.acte.prend_acte:
        return [Delete((*acte.path, "prend_acte"))]
    gone: list[Change] = [Delete((*acte.path, "vote"))] if acte.acte.vote else []
    return [*gone, Set((*acte.path, "prend_acte"), "oui")]


def _set_aside(asked: Asked) -> Gesture:
    return agenda.set_aside(asked.acte, Statut(asked.text("statut")))


def _add_acte(asked: Asked) -> Gesture:
    if not asked.text("titre"):
        return Refused("donnez d'abord le titre de l'acte")
    situation = asked.situation
    autorite, day = situation.autorite, situation.jour
    usual = {"visas": autorite.visas, "articles": autorite.articles}
    texts = {
        key: [{"ref": name} for name in names]
        for key, known in usual.items()
        if (names := list_usual(known, day))
    }
    return [
        replace(change, value={**change.value, **texts})
        for change in agenda.add_acte(situation, asked.text("titre"))
        if isinstance(change, Insert)
    ]


def _move_acte(asked: Asked) -> Gesture:
    to = asked.number("vers")
    return [] if to is None else agenda.move_acte(asked.acte, to - 1)


def _remove_acte(asked: Asked) -> Gesture:
    return agenda.remove_acte(asked.acte)


GESTES: dict[str, Callable[[Asked], Gesture]] = {
    "ouvrir": _open,
    "appel": _call,
    "appel-tous": _call_all,
    "nouvel-appel": _recall,
    "appel-retirer": _withdraw_call,
    "arrive": _come,
    "part": _go,
    "pouvoir": _empower,
    "vote": _mark,
    "vote-groupe": _mark_group,
    "vote-tous": _vote_all,
    "vote-comme": _vote_as,
    "chiffres": _state,
    "sans-part": _stay_out,
    "scrutin": _choose,
    "partie": _add_part,
    "partie-retirer": _remove_part,
    "deport": _step_aside,
    "prend-acte": _take_note,
    "statut": _set_aside,
    "acte-ajouter": _add_acte,
    "acte-deplacer": _move_acte,
    "acte-retirer": _remove_acte,
    **elections.GESTES,
}


def take(request: Request, sent: Mapping[str, Any]) -> Response:
    """A gesture, done.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, sitting = locate(request)
    name = str(sent.get("geste"))
    act = GESTES.get(name)
    if act is None:
        raise HTTPException(400)
    if not may(name):
        return refuse(explain(name), 403)
    with office.lock:
        opened = office.open(sitting)
        if isinstance(opened, Refused):
            return answer(office, sitting, opened)
        situation = opened.checked.situation
        if situation is None:
            return answer(office, sitting, Refused(_UNREAD))
        asked = Asked(situation, sent)
        try:
            done = act(asked)
        except (ValueError, TypeError) as error:
            raise HTTPException(400) from error
        if isinstance(done, Refused):
            return answer(office, sitting, done)
        return change(office, sitting, done, asked.text("ecran"), opened.version)


ROUTES = (("/s/{slug}/gestes", receive(take), ("POST",)),)
