"""The registers of the folder as pages show them: read again only once they changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.registre_copie import Inscriptions, read_inscriptions
from delib_gen.numeros.entries import find_registre
from delib_gen.numeros.suivi import list_due
from delib_gen.rules.words import count, write_day

if TYPE_CHECKING:
    from delib_gen.bundle.registre_tenu import Fait
    from delib_gen.model.situation import ActeEnSeance, Situation

_A_FAIRE = {
    "signe": ("à signer", "acte à signer", "actes à signer"),
    "envoye": ("à envoyer", "acte à envoyer", "actes à envoyer"),
    "recu": ("réception attendue", "réception attendue", "réceptions attendues"),
    "publie": ("à publier", "acte à publier", "actes à publier"),
}
"""What is to come, of one act and of several."""


def read_known(path: Path) -> Inscriptions | str | None:
    """What a register knows; why it cannot be read; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    try:
        return _read(path.resolve(), state.st_mtime_ns, state.st_size)
    except BundleError as error:
        return f"{error.message} ; {error.hint}" if error.hint else error.message


@lru_cache(maxsize=16)
def _read(path: Path, _moment: int, _size: int) -> Inscriptions:
    return read_inscriptions(path)


def read_of(situation: Situation) -> Inscriptions | str | None:
    """What the register of a sitting knows."""
    return read_known(find_registre(situation))


def last_faits(known: Inscriptions | None, acte: ActeEnSeance) -> dict[str, Fait]:
    """What holds of an act: of a fact that was told again, the last."""
    if known is None or not acte.numero:
        return {}
    organe = acte.situation.code_organe
    return {fait.fait: fait for fait in known.list_faits(organe, acte.numero)}


def tell_due(acte: ActeEnSeance, known: Inscriptions | None) -> str:
    """What is to come next for an act, and since when; empty where all is done."""
    if not acte.delibere or not acte.situation.lue.tenue:
        return ""
    if not acte.numero:
        return "à numéroter d'abord"
    last = last_faits(known, acte)
    due = list_due(acte, last)
    since = max((fait.jour for fait in last.values()), default=acte.jour)
    return f"{_A_FAIRE[due[0]][0]} depuis le {write_day(since)}" if due else ""


def count_due(situation: Situation) -> str:
    """What waits in a sitting that is followed, in a few words; else nothing."""
    known = read_of(situation)
    if known is None or isinstance(known, str):
        return ""
    taken = [a for a in situation.actes if a.delibere and a.numero]
    told = [last_faits(known, acte) for acte in taken]
    if not any(told):
        return ""
    due = [list_due(*pair) for pair in zip(taken, told, strict=True)]
    waiting = [names[0] for names in due if names]
    return ", ".join(
        count(waiting.count(name), one, several)
        for name, (_, one, several) in _A_FAIRE.items()
        if name in waiting
    )


def list_signed(situation: Situation | None) -> list[str]:
    """The numbers of the acts of a sitting that the register knows to be signed."""
    known = read_of(situation) if situation else None
    if situation is None or known is None or isinstance(known, str):
        return []
    return [a.numero for a in situation.actes if "signe" in last_faits(known, a)]
