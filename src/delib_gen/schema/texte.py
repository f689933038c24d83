"""A text of the act, in one language or several."""

from __future__ import annotations

from pydantic import ValidationInfo, model_validator

from delib_gen.findings.structure import LAN04, STR01, STR03, STR08
from delib_gen.schema.base import Ligne, Schema, saisie_error, suggest

LANGUE_DE_REFERENCE = "fr"
"""The language of a text typed without saying which: the only one that is law."""

_CUT_TEXT_HINT = (
    "un texte qui contient « : » se donne après `>-`, à la ligne suivante, en retrait"
)


class Texte(Schema):
    """A text by language code; the reference language is always there.

    A plain string is a text in the reference language.
    """

    versions: dict[str, Ligne]

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: object, info: ValidationInfo) -> object:
        if isinstance(data, str):
            return {"versions": {LANGUE_DE_REFERENCE: data}}
        if isinstance(data, list):
            raise saisie_error(
                STR03,
                "un texte est attendu ici ; c'est une liste qui est là",
                "ôtez les crochets ou les tirets ; un texte qui commence par un "
                "crochet se met entre guillemets",
            )
        if not isinstance(data, dict):
            return data
        known = (info.context or {}).get("langues", (LANGUE_DE_REFERENCE,))
        unknown = [key for key in data if key not in known]
        if unknown:
            raise _explain_unknown_key(unknown[0], known)
        given = {code: text for code, text in data.items() if text is not None}
        if LANGUE_DE_REFERENCE not in given:
            raise saisie_error(
                LAN04,
                "ce texte n'a pas de version française, la seule qui fasse foi",
                f"ajoutez `{LANGUE_DE_REFERENCE}:` et le texte français",
            )
        return {"versions": given}

    @property
    def reference(self) -> str:
        """The text in the reference language."""
        return self.versions[LANGUE_DE_REFERENCE]

    def get(self, langue: str) -> str | None:
        """The text in a language, or None where it was not given."""
        return self.versions.get(langue)


class TexteOuRef(Schema):
    """A text of one's own, or the name of a usual one (`{ref: cgct}`)."""

    texte: Texte | None = None
    ref: Ligne | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: object) -> object:
        if isinstance(data, dict) and "ref" in data:
            return data
        return {"texte": data}


def _explain_unknown_key(key: str, known: tuple[str, ...]) -> Exception:
    """Tell a language code mistyped from a sentence that YAML took for a key."""
    if len(key) <= 3:
        return saisie_error(
            STR01, f"« {key} » n'est pas une langue connue ici", suggest(key, known)
        )
    return saisie_error(
        STR08,
        f"YAML a pris « {key} » pour une clé, à cause des deux-points qui suivent ; "
        "un texte est attendu ici",
        _CUT_TEXT_HINT,
    )
