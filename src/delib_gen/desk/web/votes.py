"""Votes: a board by the kind of ballot, with the count and the outcome as they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.desk.gestures.ballots import find_scrutin, read_parties, read_vote
from delib_gen.desk.gestures.elections import read_elections
from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.elections import describe_elections, list_regimes
from delib_gen.desk.web.findings import list_findings, select_below
from delib_gen.desk.web.outcome import describe_outcome, quote_act
from delib_gen.desk.web.tenue import (
    choose_acte,
    list_places,
    measure_quorum,
    name_group,
    name_mention,
    note_shown,
)
from delib_gen.desk.web.words import load_mots
from delib_gen.model.decompte import BULLETINS
from delib_gen.model.issue import flatten
from delib_gen.rules.words import MODES
from delib_gen.schema.acte import MotifDeport
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.schema.vote import SENS, Scrutin

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu

_KEYS = ((), ("vote",), ("deports",), ("election",), ("elections",), ("regime",))
"""What the findings are about that are told beside a vote."""


@dataclass(frozen=True, slots=True)
class Voix:
    """A member who votes.

    Attributes:
        nom: the whole name.
        sens: how; empty where the vote is not noted.
        par: by whom, where it is by a power.
    """

    nom: str
    sens: str
    par: str


def show_votes(request: Request) -> Response:
    """The board of an act, or of a part of it."""
    seen = find_sitting(request)
    checked = seen.checked
    acte = choose_acte(request, checked)
    note_shown(request, seen, acte)
    values: dict[str, Any] = {
        "places": list_places(checked),
        "rang": acte.lu.index + 1 if acte else 0,
        "tenue": checked.lue.tenue,
        "comprise": checked.situation is not None,
        "acte": None,
    }
    if acte is not None:
        values["acte"] = _describe(acte, _choose_part(request, acte))
        values["jauge"] = measure_quorum(acte)
        found = [f for f in select_below(checked, acte.path) if f.path[2:3] in _KEYS]
        values["constats"] = list_findings(found)
    return show_sitting(request, "votes", seen, values)


def _choose_part(request: Request, acte: ActeEnSeance) -> int | None:
    wanted = request.query_params.get("partie", "")
    known = len(read_parties(acte))
    return int(wanted) if wanted.isdecimal() and int(wanted) < known else None


def _describe(acte: ActeEnSeance, part: int | None) -> dict[str, Any]:
    ballot = find_scrutin(acte, part)
    words, chosen = load_mots().libelles, _find_kind(acte, ballot, part)
    return {
        "numero": acte.numero,
        "titre": flatten(acte.acte.titre.reference),
        "delibere": acte.delibere,
        "prend_acte": acte.acte.prend_acte,
        "elections": describe_elections(acte),
        "regimes": list_regimes(acte),
        "regime": acte.acte.regime,
        "membres": [e.nom_complet for e in acte.situation.annuaire.membres],
        "issue": describe_outcome(acte),
        "dira": quote_act(acte),
        "partie": part,
        "parties": _list_parts(acte),
        "note": ballot is not None,
        "scrutin": chosen.value,
        "scrutins": [kind.value for kind in Scrutin],
        "secret": ballot.secret if ballot else chosen is Scrutin.SECRET,
        "nominatif": ballot is None or ballot.decompte.nominatif,
        "compte": _count(ballot) or _count_voters(acte),
        "resultat": _tell_result(ballot),
        "groupes": _list_groups(acte, ballot),
        "sens": [(sens, words[sens]) for sens in SENS],
        "mots": words,
        "bulletins": [(key, words[key]) for key in BULLETINS],
        "chiffres": _read_figures(ballot),
        "votants": [e.nom_complet for e in acte.presence.votants],
        "sans_part": _list_out(acte, part),
        "deports": [
            (name_mention(d.membre), d.motif.value, d.sort) for d in acte.deports
        ],
        "motifs": [motif.value for motif in MotifDeport],
        "la": [
            e.nom_complet for e in acte.presence.tous if e not in acte.presence.ecartes
        ],
    }


def _list_out(acte: ActeEnSeance, part: int | None) -> list[str]:
    """Who takes no part, by whole names."""
    typed = read_vote(acte, part).get(SENS[-1]) or []
    names = [typed] if isinstance(typed, str) else typed
    find = acte.situation.names.annuaire(acte.jour).find
    elus = [find(str(name)).elu for name in names if isinstance(names, list)]
    return [elu.nom_complet for elu in elus if elu is not None]


def _find_kind(
    acte: ActeEnSeance, ballot: ScrutinTenu | None, part: int | None
) -> Scrutin:
    """The kind of ballot; as it is typed, where its figures are not known yet."""
    if ballot is not None:
        return ballot.vote.scrutin
    typed = read_vote(acte, part).get("scrutin")
    return next((kind for kind in Scrutin if kind.value == typed), Scrutin.ORDINAIRE)


def _list_parts(acte: ActeEnSeance) -> list[dict[str, str]]:
    """What is voted on by itself, and what became of it."""
    held = [find_scrutin(acte, rank) for rank in range(len(read_parties(acte)))]
    return [
        {
            "objet": flatten(_read_object(typed.get("objet"))),
            "issue": _tell_part(ballot) if ballot else "à voter",
        }
        for typed, ballot in zip(read_parties(acte), held, strict=True)
    ]


def _read_object(typed: object) -> str:
    versions = typed if isinstance(typed, dict) else {LANGUE_DE_REFERENCE: typed}
    return str(versions.get(LANGUE_DE_REFERENCE) or "")


def _tell_part(part: ScrutinTenu) -> str:
    return "adopté" if part.resultat.adopte else "rejeté"


def _count(ballot: ScrutinTenu | None) -> list[tuple[str, str, int]]:
    """The figures, each with its key and its name."""
    if ballot is None:
        return []
    words, figures = load_mots().libelles, ballot.decompte.chiffres
    keys = (*SENS, *(k for k in BULLETINS if ballot.secret or getattr(figures, k)))
    return [(key, words[key], getattr(figures, key)) for key in keys]


def _count_voters(acte: ActeEnSeance) -> list[tuple[str, str, int]]:
    """Of an election, how many vote: its rounds are told below."""
    voters = len(acte.presence.votants)
    return [("", "votants", voters)] if read_elections(acte) else []


def _tell_result(ballot: ScrutinTenu | None) -> tuple[bool, str] | None:
    if ballot is None:
        return None
    return ballot.resultat.adopte, MODES.get(ballot.resultat.mode, "")


def _read_figures(ballot: ScrutinTenu | None) -> dict[str, str]:
    stated = ballot.vote.decompte if ballot else None
    values = {key: getattr(stated, key, None) for key in (*SENS, *BULLETINS)}
    return {key: "" if value is None else str(value) for key, value in values.items()}


def _list_groups(
    acte: ActeEnSeance, ballot: ScrutinTenu | None
) -> list[tuple[str, list[Voix]]]:
    """Who votes, by group, in printed order."""
    groups: dict[str, list[Voix]] = {}
    for elu in acte.presence.votants:
        holder = acte.presence.representes.get(elu)
        voice = Voix(
            elu.nom_complet,
            _find_sens(ballot, elu),
            holder.nom_complet if holder else "",
        )
        groups.setdefault(name_group(acte, elu), []).append(voice)
    return sorted(groups.items(), key=lambda item: item[0] == "")


def _find_sens(ballot: ScrutinTenu | None, elu: Elu) -> str:
    if ballot is None or not ballot.decompte.nominatif:
        return ""
    return next((s for s in SENS if elu in getattr(ballot.decompte, s)), "")


ROUTES = (("/s/{slug}/votes", show_votes, ("GET",)),)
