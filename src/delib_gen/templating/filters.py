"""What layouts may ask for beyond names: markup for names, looks of lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from delib_gen.prose.labels import format_label
from delib_gen.prose.tree import Bloc, Liste

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from delib_gen.schema.charte import Charte

_HYPHENATED = re.compile(r"\S+-\S+")


def keep_hyphenated(text: str) -> Markup:
    """A text as HTML in which no hyphenated word breaks (`Jean-Martin`)."""
    escaped = str(escape(text))
    # Safe: `escaped` is escaped, and only our own tags are put around it.
    return Markup(_HYPHENATED.sub(r'<span class="nom">\g<0></span>', escaped))  # noqa: S704


def name_kind(bloc: Bloc) -> str:
    """The kind of a block of prose, for a layout to choose by."""
    return type(bloc).__name__.lower()


def label_item(liste: Liste, rank: int) -> str:
    """The label of a list's item, by its rank from 0."""
    return format_label(liste.etiquette, liste.debut + rank)


def make_filters(charte: Charte | None) -> dict[str, Callable[..., object]]:
    """The filters that layouts may use."""

    def indent(liste: Liste) -> str:
        measure = liste.retrait
        if measure is None:
            measure = charte.mesures.retrait_liste if charte else 0.0
        return f"{measure:.4g}cm"

    return {
        "insecable": keep_hyphenated,
        "sorte": name_kind,
        "etiquette": label_item,
        "retrait": indent,
    }


def equip(env: Environment, charte: Charte | None) -> None:
    """Give an environment the filters and the house style."""
    env.filters.update(make_filters(charte))
    env.globals["charte"] = charte
