"""Suite: what becomes of the acts once they were taken, put into the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from delib_gen.desk.web.desk import find_desk, find_sitting, locate, show_sitting
from delib_gen.desk.web.findings import select_above, select_below
from delib_gen.desk.web.outcome import Outcome, describe_outcome
from delib_gen.desk.web.receiving import read_text, receive, refuse, refuse_told
from delib_gen.desk.web.registre_lu import last_faits, read_of, tell_due
from delib_gen.findings import has_errors
from delib_gen.findings.told import ToldError
from delib_gen.model.issue import flatten
from delib_gen.numeros.suivi import FAITS, follow
from delib_gen.rules.words import count, write_day
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.context import make_seance_context
from delib_gen.view.suites import list_fate, list_touching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.bundle.registre_copie import Inscriptions
    from delib_gen.bundle.registre_tenu import Fait
    from delib_gen.checking import Checked
    from delib_gen.model.situation import ActeEnSeance

COLONNES = {"signe": "Signé", "envoye": "Envoyé", "recu": "Reçu", "publie": "Publié"}
"""The columns; the whole words are those of `delib-gen suivi`."""
_PRINTED = {"signe": "signe_le", "recu": "recu_le", "publie": "publie_le"}
"""The keys of a session with which an act prints a fact."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """An act and what became of it.

    Attributes:
        rang: its rank, from 1.
        numero: its number.
        titre: its title.
        issue: what the sitting made of it.
        jours: the days of the facts, by their words; empty where there is none.
        notes: the remarks of those facts.
        reste: what is to come next, and since when it is waited for.
        ecarts: where the act prints another day.
        apres: what was done to it, and what it does to others.
        suivable: whether facts can be told of it.
    """

    rang: int
    numero: str
    titre: str
    issue: Outcome
    jours: Mapping[str, str]
    notes: Sequence[str]
    reste: str
    ecarts: Sequence[str]
    apres: Sequence[str]
    suivable: bool


def show_suite(request: Request) -> Response:
    """The acts of a sitting, with what became of each."""
    seen = find_sitting(request)
    situation = seen.checked.situation
    known = read_of(situation) if situation else None
    read = None if isinstance(known, str) else known
    rows = [_describe(acte, read) for acte in situation.actes] if situation else []
    return show_sitting(
        request,
        "suite",
        seen,
        {
            "comprise": situation is not None,
            "tenue": situation is not None and situation.lue.tenue,
            "lignes": rows,
            "colonnes": COLONNES,
            "faits": FAITS,
            "illisible": known if isinstance(known, str) else "",
            "aujourdhui": find_desk(request).office.today.isoformat(),
        },
    )


def _describe(acte: ActeEnSeance, known: Inscriptions | None) -> Ligne:
    last = last_faits(known, acte)
    return Ligne(
        acte.lu.index + 1,
        acte.numero,
        flatten(acte.acte.titre.reference),
        describe_outcome(acte),
        {name: write_day(fait.jour) for name, fait in last.items()},
        _list_notes(last),
        tell_due(acte, known),
        _tell_gaps(acte, {name: fait.jour for name, fait in last.items()}),
        _tell_after(acte),
        acte.delibere and bool(acte.numero),
    )


def _list_notes(last: Mapping[str, Fait]) -> list[str]:
    """The remarks, each once, with the facts that they are about."""
    notes: dict[str, list[str]] = {}
    for name, fait in last.items():
        if fait.note:
            notes.setdefault(fait.note, []).append(COLONNES[name].lower())
    return [f"{note} ({', '.join(names)})" for note, names in notes.items()]


def _tell_gaps(acte: ActeEnSeance, days: Mapping[str, dt.date]) -> list[str]:
    """The days that an act prints, where the register has others."""
    said = []
    for name, key in _PRINTED.items():
        typed = getattr(acte.acte, key) or getattr(acte.situation.seance, key)
        if typed is not None and days.get(name, typed) != typed:
            told = f"{COLONNES[name].lower()} le {write_day(typed)}"
            said.append(f"l'acte imprime « {told} »")
    return said


def _tell_after(acte: ActeEnSeance) -> list[str]:
    """What was done to an act once it was signed, and what it does to others."""
    charte = acte.situation.reference.charte
    if charte is None:
        return []
    context = make_seance_context(acte.situation, LANGUE_DE_REFERENCE, charte)
    turned = context.turn_to(acte)
    return [*map(str, list_fate(turned)), *map(str, list_touching(turned))]


def inscribe(request: Request, sent: Mapping[str, Any]) -> Response:
    """Facts about acts, put into the register.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, sitting = locate(request)
    days: dict[str, dt.date] = {}
    for name in FAITS:
        typed = read_text(sent, name).strip()
        if typed:
            try:
                days[name] = dt.date.fromisoformat(typed)
            except ValueError:
                return refuse(f"« {typed} » n'est pas un jour")
    if not days:
        return refuse("donnez au moins un jour : signé, envoyé, reçu ou publié")
    with office.lock:
        checked = office.read(sitting)
        actes = _choose(checked, sent.get("actes", []))
        if checked.situation is None or not actes:
            return refuse("cochez au moins un acte")
        found = [f for acte in actes for f in select_below(checked, acte.path)]
        if has_errors([*select_above(checked), *found]):
            return refuse("corrigez d'abord les erreurs de ces actes et de la séance")
        note = read_text(sent, "note").strip()
        try:
            made = follow(checked.situation, actes, days, note, today=office.today)
        except ToldError as error:
            return refuse_told(error, office.folder)
    words = count(made.inscrits, "fait inscrit", "faits inscrits")
    return JSONResponse({"mot": f"{words} au registre « {made.registre.name} »"})


def _choose(checked: Checked, ranks: object) -> list[ActeEnSeance]:
    if not isinstance(ranks, list) or not all(isinstance(r, str) for r in ranks):
        raise HTTPException(400)
    actes = checked.situation.actes if checked.situation else []
    return [acte for acte in actes if str(acte.lu.index + 1) in ranks]


ROUTES = (
    ("/s/{slug}/suite", show_suite, ("GET",)),
    ("/s/{slug}/suite", receive(inscribe), ("POST",)),
)
