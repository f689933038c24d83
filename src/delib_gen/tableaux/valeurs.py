"""The days and codes that a cell's text may be, and what to do where it is none."""

from __future__ import annotations

import datetime as dt
import re

from delib_gen.schema.nombre import SIGNS, fold_spaces, is_ambiguous

BLANKS = ("", "-", "–", "—")
"""What stands in a column of numbers for no number."""
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


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
    for sign, _ in SIGNS:
        if re.fullmatch(r"\(.*\)", bare := sign.sub("", plain)):
            bare = sign.sub("", bare[1:-1].strip())
            return f"un nombre négatif s'écrit avec un tiret : `-{bare}`"
    if is_ambiguous(plain):
        thousands, comma = plain.replace(".", " "), plain.replace(".", ",", 1)
        return f"écrivez « {thousands} » ou « {comma} », selon ce qui est voulu"
    return (
        "écrivez-le en chiffres, avec une virgule : « 1 234,50 » ; une cellule sans "
        "nombre reste vide, ou porte un tiret"
    )
