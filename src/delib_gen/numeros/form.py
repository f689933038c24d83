"""The parts of a number, by the form that the organ gives its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.schema.numerotation import Serie

if TYPE_CHECKING:
    from delib_gen.schema.numerotation import Numerotation


class Rang(NamedTuple):
    """Where a number stands: its year as it is written, and its rank in it.

    Where the ranks begin anew at each sitting, the year has the sitting with it.
    """

    annee: str
    rang: int


def read_rank(numeros: Numerotation, numero: str) -> Rang | None:
    """The year and the rank of a number; None where it has not the organ's form."""
    match = re.fullmatch(numeros.motif, numero)
    parts = match.groupdict() if match else {}
    rank = parts.get("rang") or ""
    if not rank.isdecimal():
        return None
    series = ("annee", "seance") if numeros.par is Serie.SEANCE else ("annee",)
    return Rang("-".join(filter(None, map(parts.get, series))), int(rank))


def write_number(
    numeros: Numerotation, annee: int, seance: str, rang: int, modele: str = ""
) -> str:
    """A number in the form of the organ's own example.

    Args:
        numeros: the form.
        annee: the year.
        seance: what tells the sittings of the year apart, where the form says it; as
            in the model where it is empty.
        rang: the rank in the year.
        modele: a number of the same sitting, to be followed where there is one.

    Returns:
        The number; empty where the form does not hold it, or says no rank.
    """
    modele = modele or numeros.exemple
    match = re.fullmatch(numeros.motif, modele)
    if match is None or not match.groupdict().get("rang"):
        return ""
    wanted = {"annee": f"{annee:04d}", "seance": seance, "rang": f"{rang}"}
    if not seance:
        del wanted["seance"]
    known = [name for name in wanted if match.groupdict().get(name)]
    number = modele
    # From the last to the first, so that places before a change stay right.
    for name in sorted(known, key=match.span, reverse=True):
        start, end = match.span(name)
        text = wanted[name].zfill(end - start)
        if name == "annee":
            text = text[start - end :]  # the last figures of the year
        number = number[:start] + text + number[end:]
    return number if read_rank(numeros, number) else ""
