"""A number as a French clerk types it, `1 234,5`: the one way in which it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import Ligne, saisie_error, shorten
from delib_gen.schema.fiches.tableau import TypeDeColonne

# How numbers are written, and whether French writes them so.
_WRITTEN = (
    (re.compile(r"[+-]?(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?", re.ASCII), True),
    (re.compile(r"[+-]?(\d{1,3}(?:\.\d{3})+),(\d+)", re.ASCII), True),
    (re.compile(r"[+-]?(\d+)\.(\d+)", re.ASCII), False),
    (re.compile(r"[+-]?(\d{1,3}(?:,\d{3})+)\.(\d+)", re.ASCII), False),
)
_EITHER = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+", re.ASCII)
"""`1.234`: a thousand and more to some, one and less than a quarter to others."""
SIGNS = (
    (re.compile(r" ?(€|eur|euros?)\Z", re.IGNORECASE), TypeDeColonne.EUROS),
    (re.compile(r" ?%\Z"), TypeDeColonne.POURCENTAGE),
)
_SIGNED = (TypeDeColonne.EUROS, TypeDeColonne.POURCENTAGE)
_MAX_LENGTH = 20
HINT = "écrivez-le en chiffres, avec une virgule : `1 234,5`"


@dataclass(frozen=True, slots=True)
class NombreLu:
    """A number as it was read.

    Attributes:
        valeur: its value; of a percentage, as many hundredths.
        decimales: how many decimals it shows.
        forme: what its sign or its format says that it is.
        groupe: whether its thousands are set apart.
        sur: whether its signs are surely French; a point for a comma is not.
    """

    valeur: Decimal
    decimales: int
    forme: TypeDeColonne
    groupe: bool = False
    sur: bool = True


def fold_spaces(text: str) -> str:
    """A text on one line, with plain spaces, without those around it."""
    return " ".join(text.split())


def parse_number(text: str) -> NombreLu | None:
    """The number that a text is, with its sign, where only one can be meant."""
    plain = fold_spaces(text).replace("\u2212", "-")
    forme = None
    for sign, named in SIGNS:
        if sign.search(plain):
            plain, forme = sign.sub("", plain), named
            break
    for pattern, sure in _WRITTEN if not is_ambiguous(plain) else ():
        match = pattern.fullmatch(plain)
        if match is not None:
            digits, decimals = re.sub(r"\D", "", match[1]), match[2] or ""
            minus = "-" if plain.startswith("-") else ""
            value = Decimal(f"{minus}{digits}{'.' if decimals else ''}{decimals}")
            alone = TypeDeColonne.NOMBRE if decimals else TypeDeColonne.ENTIER
            grouped = digits != match[1]
            return NombreLu(value, len(decimals), forme or alone, grouped, sure)
    return None


def is_ambiguous(text: str) -> bool:
    """Whether a text is one number to some, and another one to others."""
    return _EITHER.fullmatch(text) is not None


def read_number(text: str) -> Decimal | None:
    """The number that a text is, without a sign; None where it is none for certain."""
    number = parse_number(text) if len(text) <= _MAX_LENGTH else None
    return number.valeur if number and number.forme not in _SIGNED else None


def _check_number(value: object) -> str:
    if not isinstance(value, str) or read_number(value) is None:
        found = f"« {shorten(value)} » est donné" if isinstance(value, str) else ""
        found = found or "c'est un bloc ou une liste qui est là"
        raise saisie_error(STR03, f"un nombre est attendu ; {found}", HINT)
    return value


Nombre = Annotated[Ligne, BeforeValidator(_check_number)]
"""The text of a number; `read_number` says which it is."""
