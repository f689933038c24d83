"""A number as a French clerk types it: `1 234,5`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from delib_gen.schema.base import Ligne, saisie_error, shorten

_SPACES = re.compile("[ \u00a0\u2009\u202f]")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,](?P<decimals>\d+))?")
_DIGITS = 15
_AMBIGUOUS = 3
"""`1.234` is a thousand and more to some, one and a bit to others: it is refused."""
HINT = "écrivez-le en chiffres, avec une virgule : `1 234,5`"


def read_number(text: str) -> Decimal | None:
    """The number that a text is, None where it is none for certain."""
    plain = _SPACES.sub(" ", text.strip()).replace("\u2212", "-")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(" ", "")
    match = _PLAIN.fullmatch(plain)
    if match is None or not plain.isascii() or len(plain) > _DIGITS:
        return None
    if "." in plain and len(match["decimals"]) == _AMBIGUOUS:
        return None
    return Decimal(plain.replace(",", "."))


def _check_number(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str) or read_number(value) is None:
        found = f"« {shorten(value)} » est donné" if isinstance(value, str) else ""
        found = found or "c'est un bloc ou une liste qui est là"
        raise saisie_error("STR03", f"un nombre est attendu ; {found}", HINT)
    return value


Nombre = Annotated[Ligne, BeforeValidator(_check_number)]
"""The text of a number; `read_number` says which it is."""
