"""What becomes of an act once it was taken: signed, sent, received, published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.bundle.registre_tenu import Fait, hold_registre
from delib_gen.findings.told import ToldError
from delib_gen.lang.days import write_day
from delib_gen.numeros.entries import find_registre, list_seed, make_numero
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.model.situation import ActeEnSeance, Situation

_ETAT = "le représentant de l'État"
FAITS = {
    "signe": "signé",
    "envoye": "envoyé au représentant de l'État",
    "recu": f"reçu par {_ETAT}",
    "publie": "publié",
}
"""The facts, in the order in which they come."""
_BEFORE = (("signe", "envoye"), ("signe", "recu"), ("envoye", "recu"))
"""Facts of which the second is not of a day before the first."""


@dataclass(frozen=True, slots=True)
class Suivi:
    """What is known of some acts now.

    Attributes:
        registre: the register's file.
        inscrits: how many facts were added.
        faits: those of each act, by its number, in the order in which they were typed.
    """

    registre: Path
    inscrits: int
    faits: Mapping[str, Sequence[Fait]]


def follow(
    situation: Situation,
    actes: Sequence[ActeEnSeance],
    faits: Mapping[str, dt.date],
    note: str = "",
    *,
    today: dt.date,
) -> Suivi:
    """Put facts about acts into the register: all of them, or none.

    Args:
        situation: the sitting.
        actes: the acts.
        faits: the days, by the words of `FAITS`; none to read what is known.
        note: a word about them.
        today: the last day on which a fact can be.

    Raises:
        ToldError: if an act has no number, or a fact is of before it was taken or
            of a day to come.
        BundleError: if the register cannot be written.
    """
    taken = [acte for acte in actes if acte.delibere]
    _refuse_future(faits, today)
    for acte in taken:
        _refuse(acte, faits)
        _refuse_order(acte, faits)
    if faits and not taken:
        raise ToldError(
            "rien n'a été délibéré : un acte retiré ou reporté n'a pas de suites",
            "donnez le numéro d'un acte délibéré",
        )
    path = find_registre(situation)
    if not faits and not path.exists():
        raise ToldError(
            f"il n'y a pas de registre (« {path} »)",
            "donnez un fait (`--signe 2026-03-12`…) : il y sera inscrit",
        )
    code = situation.autorite.code
    with hold_registre(path, code, list_seed(situation.reference)) as plume:
        if faits:
            plume.take(make_numero(acte, acte.numero) for acte in taken)
        organe, added = situation.code_organe, 0
        for acte in taken:
            known = {f.fait: f for f in plume.list_faits(organe, acte.numero)}
            _refuse_order(acte, {**{n: f.jour for n, f in known.items()}, **faits})
            for fait, jour in faits.items():
                before = known.get(fait)
                if before is None or (before.jour, before.note) != (jour, note):
                    plume.add_fait(organe, acte.numero, Fait(fait, jour, note))
                    added += 1
        plume.done = bool(added)
        listed = {a.repere: plume.list_faits(organe, a.numero) for a in taken}
    return Suivi(path, added, listed)


def tell_suivi(suivi: Suivi) -> Iterator[str]:
    """What is known of each act, a line for each, in French."""
    for numero, faits in suivi.faits.items():
        last = {fait.fait: fait for fait in faits}  # one said again holds from then on
        said = [
            f"{FAITS[name]} le {write_day(last[name].jour, LANGUE_DE_REFERENCE)}"
            + (f" ({last[name].note})" if last[name].note else "")
            for name in FAITS
            if name in last
        ]
        if "envoye" in last:
            said = [text.replace(f"reçu par {_ETAT}", "reçu par lui") for text in said]
        yield f"{numero} : {', '.join(said) or 'rien encore'}"


def list_due(acte: ActeEnSeance, known: Collection[str]) -> list[str]:
    """The facts that an act that was taken still waits for, in their order.

    A wish decides nothing: it is signed and published. An act that was received was
    sent, were nobody to have said so.
    """
    asked = ("signe", "publie") if acte.acte.nature.souhaite else tuple(FAITS)
    return [
        name
        for name in asked
        if name not in known and not (name == "envoye" and "recu" in known)
    ]


def _refuse(acte: ActeEnSeance, faits: Mapping[str, dt.date]) -> None:
    if not acte.situation.lue.tenue:
        raise ToldError(
            "cette séance n'a pas encore été tenue (`stade: projet`) : ses actes "
            "n'ont pas de suites",
            "complétez-la, et ôtez `stade: projet`",
        )
    if faits and not acte.numero:
        raise ToldError(
            f"l'acte « {acte.repere} » n'a pas de numéro : il ne peut être signé, "
            "envoyé ni publié",
            "lancez d'abord `delib-gen numeroter` sur ce fichier",
        )
    for fait, jour in faits.items():
        if jour < acte.jour:
            raise ToldError(
                f"l'acte n° {acte.numero} serait {FAITS[fait]} le "
                f"{write_day(jour, LANGUE_DE_REFERENCE)}, avant d'être pris "
                f"({write_day(acte.jour, LANGUE_DE_REFERENCE)})",
                "corrigez l'un des deux jours",
            )


def _refuse_future(faits: Mapping[str, dt.date], today: dt.date) -> None:
    for fait, jour in faits.items():
        if jour > today:
            raise ToldError(
                f"un acte ne peut être {FAITS[fait]} le "
                f"{write_day(jour, LANGUE_DE_REFERENCE)}, qui n'est pas encore venu "
                f"(nous sommes le {write_day(today, LANGUE_DE_REFERENCE)})",
                "corrigez ce jour ; si le fait est à venir, inscrivez-le quand il aura "
                "eu lieu",
            )


def _refuse_order(acte: ActeEnSeance, days: Mapping[str, dt.date]) -> None:
    """Refuse a fact that comes before the one that it follows."""
    for first, then in _BEFORE:
        if first in days and then in days and days[then] < days[first]:
            raise ToldError(
                f"l'acte n° {acte.numero} serait {FAITS[then]} le "
                f"{write_day(days[then], LANGUE_DE_REFERENCE)}, avant d'être "
                f"{FAITS[first]} ({write_day(days[first], LANGUE_DE_REFERENCE)})",
                "corrigez l'un des deux jours",
            )
