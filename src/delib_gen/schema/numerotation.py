"""The form of the numbers of an organ's acts."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import model_validator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import Ligne, Schema, one_of, saisie_error


class Serie(StrEnum):
    """Where the ranks of an organ's numbers begin anew."""

    ANNEE = "annee"
    SEANCE = "seance"


_PARTS = {
    "annee": r"(?P<annee>\d{4})",
    "an": r"(?P<annee>\d{2})",
    "mois": r"(?P<mois>\d{2})",
    "seance": r"(?P<seance>\d+)",
    "rang": r"(?P<rang>\d+)",
}
"""What stands in a number, by its name in `forme`."""
_BRACES = re.compile(r"\{(\w*)\}")


class Numerotation(Schema):
    """The numbers of an organ's acts: their form and an example.

    The form is a regular expression, `motif`, or the plainer `forme`, which passes
    before it.
    """

    forme: Ligne | None = None
    motif: Ligne
    exemple: Ligne
    par: Annotated[Serie, one_of(Serie)] = Serie.ANNEE

    @model_validator(mode="before")
    @classmethod
    def _read_form(cls, data: object) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("forme"), str):
            return data
        return {**data, "motif": _make_pattern(data["forme"], data.get("exemple"))}

    @model_validator(mode="after")
    def _check(self) -> Numerotation:
        try:
            match = re.fullmatch(self.motif, self.exemple)
        except re.error as error:
            raise saisie_error(
                STR03, f"le motif n'est pas une expression régulière : {error}"
            ) from None
        if match is None:
            raise saisie_error(
                STR03,
                f"l'exemple ne suit pas {'la forme' if self.forme else 'le motif'}",
                f"« {self.exemple} » est l'exemple ; {_NAMED}" if self.forme else "",
                key="exemple",
            )
        if self.par is Serie.SEANCE and not match.groupdict().get("seance"):
            raise saisie_error(
                STR03,
                "les rangs repartent à chaque séance, que le motif ne dit pas",
                r"mettez `(?P<seance>\d{2})` dans `motif`, ou ôtez `par`",
                key="par",
            )
        return self


_NAMED = (
    "`{annee}` a quatre chiffres, `{an}` et `{mois}` deux, `{seance}` et `{rang}` "
    "autant qu'il en faut"
)


def _make_pattern(forme: str, exemple: object) -> str:
    """The regular expression of a form: `{rang}/{annee}`.

    A part that the example begins with a nought has as many figures as there.

    Raises:
        PydanticCustomError: if it names a part that there is not, or one twice.
    """
    names = _BRACES.findall(forme)
    wrong = next((n for n in names if n not in _PARTS or names.count(n) > 1), None)
    if wrong is not None or "rang" not in names:
        told = (
            "`forme` ne dit pas où est le rang"
            if wrong is None
            else f"`{{{wrong}}}` est deux fois dans `forme`"
            if wrong in _PARTS
            else f"`{{{wrong}}}` n'est pas une partie d'un numéro"
        )
        raise saisie_error(STR03, told, _NAMED, key="forme")
    loose = "".join(
        re.escape(piece) if rank % 2 == 0 else _PARTS[piece]
        for rank, piece in enumerate(_BRACES.split(forme))
    )
    match = re.fullmatch(loose, exemple) if isinstance(exemple, str) else None
    for name in ("seance", "rang"):
        shown = match.groupdict().get(name) if match is not None else None
        if shown and shown.startswith("0"):
            exact = rf"(?P<{name}>\d{{{len(shown)}}})"
            loose = loose.replace(_PARTS[name], exact)
    return loose
