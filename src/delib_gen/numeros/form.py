"""The parts of a number, by the form that the organ gives its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Numerotation


class Rang(NamedTuple):
    """Where a number stands: its year as it is written, and its rank in it."""

    annee: str
    rang: int


def read_rank(numeros: Numerotation, numero: str) -> Rang | None:
    """The year and the rank of a number; None where it has not the organ's form."""
    match = re.fullmatch(numeros.motif, numero)
    parts = match.groupdict() if match else {}
    rank = parts.get("rang") or ""
    if not rank.isdecimal():
        return None
    return Rang(parts.get("annee") or "", int(rank))


def write_number(numeros: Numerotation, annee: int, seance: str, rang: int) -> str:
    """A number in the form of the organ's own example.

    Args:
        numeros: the form.
        annee: the year.
        seance: what tells the sittings of the year apart, where the form says it.
        rang: the rank in the year.

    Returns:
        The number; empty where the form does not hold it, or says no rank.
    """
    match = re.fullmatch(numeros.motif, numeros.exemple)
    if match is None or not match.groupdict().get("rang"):
        return ""
    wanted = {"annee": f"{annee:04d}", "seance": seance, "rang": f"{rang}"}
    known = [name for name in wanted if match.groupdict().get(name)]
    number = numeros.exemple
    # From the last to the first, so that places before a change stay right.
    for name in sorted(known, key=match.span, reverse=True):
        start, end = match.span(name)
        text = wanted[name].zfill(end - start)
        if name == "annee":
            text = text[start - end :]  # the last figures of the year
        number = number[:start] + text + number[end:]
    return number if read_rank(numeros, number) else ""


def read_seance(numeros: Numerotation, numero: str) -> str:
    """What a number says of its sitting; empty where it says nothing."""
    match = re.fullmatch(numeros.motif, numero)
    return (match.groupdict().get("seance") or "") if match else ""
