"""What layouts may ask for beyond names: markup for names, looks of lists."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from delib_gen.prose.labels import format_label
from delib_gen.prose.tree import Bloc, Image, Liste, Tableau
from delib_gen.prose.widths import NESTED, estimate_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from delib_gen.schema.charte import Charte

_KINDS = {"svg": "svg+xml"}
_SIZES = (100, 85, 70, 60, 50)
"""The sizes of the letters of tables, in hundredths of those of the text."""
_HELD = 37.0
"""Ems of a line, where no house style says it."""
_SAFE = 0.95
_COLUMN = 0.55
"""What of that a column of a page of two languages holds, in smaller letters."""


def name_kind(bloc: Bloc) -> str:
    """The kind of a block of prose, for a layout to choose by."""
    return type(bloc).__name__.lower()


def label_item(liste: Liste, rank: int) -> str:
    """The label of a list's item, by its rank from 0."""
    return format_label(liste.etiquette, liste.debut + rank)


def spell_address(image: Image) -> str:
    """A picture as an address that holds the picture itself."""
    kind = _KINDS.get(image.sorte, image.sorte)
    return f"data:image/{kind};base64,{b64encode(image.contenu).decode()}"


def _choose_size(needed: float, held: float) -> int:
    return next((s for s in _SIZES if needed * s <= held * 100 * _SAFE), _SIZES[-1])


def make_filters(charte: Charte | None) -> dict[str, Callable[..., object]]:
    """The filters that layouts may use."""

    def indent(liste: Liste) -> str:
        measure = liste.retrait
        if measure is None:
            measure = charte.mesures.retrait_liste if charte else 0.0
        return f"{measure:.4g}cm"

    def choose_size(tableau: Tableau) -> str:
        """The class of a table that says how small its letters are.

        Whoever sets two columns on a page must know as well if it fits in one.
        """
        needed = estimate_width(tableau)
        held = _HELD
        if charte is not None:
            measures = charte.mesures
            held = (measures.largeur - 2 * measures.marge) / charte.polices.corps
        inside = _choose_size(needed, held * NESTED)
        whole = " entier" if needed > held * _COLUMN else ""
        return f"corps-{_choose_size(needed, held)} dedans-{inside}{whole}"

    return {
        "sorte": name_kind,
        "etiquette": label_item,
        "retrait": indent,
        "adresse": spell_address,
        "corps": choose_size,
    }


def equip(env: Environment, charte: Charte | None) -> None:
    """Give an environment the filters and the house style."""
    env.filters.update(make_filters(charte))
    env.globals["charte"] = charte
