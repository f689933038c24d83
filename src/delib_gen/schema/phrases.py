"""Phrases that an authority or a house style says otherwise."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import saisie_error

FORMES = ("un_homme", "une_femme", "des_hommes", "des_femmes", "mixte")
"""The forms of a phrase that agrees with the people it speaks of."""
UN_DE_CHAQUE = "un_de_chaque"
"""That for one man and one woman; `mixte` where a phrase does not give it."""


def _parse_phrase(value: object) -> dict[str, str]:
    """A phrase by form; one that does not agree is a text, kept as `""`."""
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, dict) and value and set(value) <= {*FORMES, UN_DE_CHAQUE}:
        return {str(forme): str(text) for forme, text in value.items()}
    known = ", ".join((*FORMES, UN_DE_CHAQUE))
    raise saisie_error(
        STR03,
        "une phrase est attendue : un texte, ou un texte pour chaque accord",
        f"écrivez le texte, ou l'un de ces accords : {known}",
    )


PhraseSaisie = Annotated[dict[str, str], BeforeValidator(_parse_phrase)]
Phrases = dict[str, dict[str, PhraseSaisie]]
"""Phrases by language, then by key (`deliberation.visa`), then by form."""
