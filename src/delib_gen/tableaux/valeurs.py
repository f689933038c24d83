"""The numbers and days that a cell's text may be; never through a float."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from delib_gen.tableaux.feuille import Forme, Nombre

BLANKS = ("", "-", "–", "—")
"""What stands in a column of numbers for no number."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_SIGNS = (
    (re.compile(r" ?(€|eur|euros?)\Z", re.IGNORECASE), Forme.EUROS),
    (re.compile(r" ?%\Z"), Forme.POURCENTAGE),
)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_FRENCH = re.compile(r"[+-]?(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_DOTTED = re.compile(r"[+-]?(\d{1,3}(?:\.\d{3})+),(\d+)", re.ASCII)
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(?:,\d{3})+)\.(\d+)", re.ASCII)
_POINT = re.compile(r"[+-]?(\d+)\.(\d+)", re.ASCII)
_EITHER = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+", re.ASCII)
"""`1.234`: a thousand and more, or one and less than a quarter."""
_WRITTEN = ((_FRENCH, True), (_DOTTED, True), (_POINT, False), (_ENGLISH, False))
"""How numbers are written, and whether French writes them so."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def fold_spaces(text: str) -> str:
    """A text on one line, with plain spaces, without those around it."""
    return _SPACES.sub(" ", text).strip(" ")


def read_number(text: str) -> Nombre | None:
    """The number that a text is, where only one can be meant."""
    plain = fold_spaces(text).replace("\u2212", "-")
    forme = None
    for sign, named in _SIGNS:
        if sign.search(plain):
            plain, forme = sign.sub("", plain), named
            break
    if _EITHER.fullmatch(plain):
        return None
    for pattern, sure in _WRITTEN:
        match = pattern.fullmatch(plain)
        if match is not None:
            whole, decimals = match[1], match[2] or ""
            digits = re.sub(r"\D", "", whole)
            minus = "-" if plain.startswith("-") else ""
            value = Decimal(f"{minus}{digits}.{decimals or '0'}")
            plain_form = Forme.NOMBRE if decimals else Forme.ENTIER
            grouped = digits != whole
            return Nombre(value, len(decimals), forme or plain_form, grouped, sure)
    return None


def is_code(text: str) -> bool:
    """Whether digits are a code rather than a number: `01234`."""
    plain = fold_spaces(text).lstrip("+-")
    return bool(_WHOLE.fullmatch(plain)) and len(plain) > 1 and plain[0] == "0"


def read_day(text: str) -> dt.date | None:
    """The day that a text is: `2026-03-03`, `03/03/2026`."""
    plain = fold_spaces(text)
    iso, slashed = _ISO.fullmatch(plain), _SLASHED.fullmatch(plain)
    if iso:
        year, month, day = iso.groups()
    elif slashed:
        day, month, year = slashed.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_wrong_day(text: str) -> bool:
    """Whether a text has the shape of a day, and is none: `31/02/2026`."""
    plain = fold_spaces(text)
    shaped = _ISO.fullmatch(plain) or _SLASHED.fullmatch(plain)
    return bool(shaped) and read_day(plain) is None


def explain_number(text: str) -> str:
    """What to do about a text that is no number, as a hint."""
    plain = fold_spaces(text)
    for sign, _ in _SIGNS:
        if re.fullmatch(r"\(.*\)", bare := sign.sub("", plain)):
            bare = sign.sub("", bare[1:-1].strip())
            return f"un nombre négatif s'écrit avec un tiret : `-{bare}`"
    if _EITHER.fullmatch(plain):
        thousands, comma = plain.replace(".", " "), plain.replace(".", ",", 1)
        return f"écrivez « {thousands} » ou « {comma} », selon ce qui est voulu"
    return (
        "écrivez-le en chiffres, avec une virgule : « 1 234,50 » ; une cellule sans "
        "nombre reste vide, ou porte un tiret"
    )
