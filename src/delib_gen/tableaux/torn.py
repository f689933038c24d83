"""Texts that another program tore before they came here: digits, accents, signs."""

from __future__ import annotations

import re

from delib_gen.tableaux.feuille import Doute

_POWER = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d{2,3}", re.ASCII)
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|\S+\?\w+=\S*")
_POWER_DOUBT = Doute(
    "un nombre y est en notation scientifique : des chiffres ont pu être perdus",
    "dans le tableur, donnez à la colonne le format « Nombre » sans décimale, ou "
    "« Texte », puis enregistrez à nouveau le CSV",
)
_MISREAD_DOUBT = Doute(
    "des accents y ont été lus dans un autre codage",
    "ouvrez le fichier d'origine en UTF-8, et enregistrez-le à nouveau en "
    "« CSV UTF-8 » ; ou retapez la cellule",
)
_LOST_DOUBT = Doute(
    "un signe y est perdu (un « ? » ou un losange à sa place)",
    "retapez le mot, ou enregistrez à nouveau le fichier d'origine en « CSV UTF-8 »",
)


def _make_misread() -> re.Pattern[str]:
    """What UTF-8 looks like once read as something else.

    The first of an accent's two bytes, then any second one; three bytes of a
    typographic sign or of `€`; `œ`.
    """
    forms: list[str] = []
    for coding in ("cp1252", "latin-1", "mac_roman", "cp850"):
        first, ligature, sign, below, euro = (
            re.escape(bytes([byte]).decode(coding))
            for byte in (0xC3, 0xC5, 0xE2, 0x80, 0x82)
        )
        degree = re.escape(bytes([0xC2]).decode(coding))
        seconds = bytes(range(0x80, 0xC0)).decode(coding, "ignore")
        second = f"[{re.escape(seconds)}]"
        ends = f"[{re.escape(bytes([0x92, 0x93]).decode(coding))}]"
        forms += [f"[{first}{degree}]{second}", f"{ligature}{ends}"]
        forms.append(f"{sign}[{below}{euro}]{second}")
    return re.compile("|".join(forms))


_MISREAD = _make_misread()


def find_torn(text: str) -> Doute | None:
    """Why a text is surely not what was typed; None for one that may be.

    Args:
        text: a cell's.
    """
    if text.isascii() and "?" not in text:
        return _POWER_DOUBT if _POWER.fullmatch(text.strip()) else None
    if _MISREAD.search(text):
        return _MISREAD_DOUBT
    return _LOST_DOUBT if _LOST.search(_ADDRESS.sub("", text)) else None
