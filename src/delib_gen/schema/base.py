"""What every schema shares: frozen, no unknown key, nothing silently re-typed.

The loader gives every scalar as the text that was typed. A schema field says
what that text must be; a text that is not raises `saisie_error`, which carries
the finding's kind and the French words, so that nothing is guessed later from a
library's own messages.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from delib_gen.findings import Kind
from delib_gen.findings.structure import STR02, STR03
from delib_gen.hooks import spare_annotations

SAISIE = "saisie"
"""The pydantic error type of every error that we raise ourselves."""

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
IDENTIFIANT = r"[A-Za-z][A-Za-z0-9_-]{0,39}"
"""A short word: it names a folder, and is never taken for a number."""
_WORDS_FOR_TRUE = ("true", "oui")
_WORDS_FOR_FALSE = ("false", "non")


def saisie_error(
    kind: Kind, message: str, hint: str = "", key: str = "", instead: str = ""
) -> PydanticCustomError:
    """A user's mistake, in the form in which pydantic collects it.

    Args:
        kind: the finding's kind.
        message: what was expected and what was found, in French.
        hint: what to change, in French.
        key: the key meant, where the error is raised for a whole block.
        instead: keys that would have done as well, with spaces between: where one
            is there and could not be read, that was told, and this is not.
    """
    context = {
        "kind": kind,
        "message": message,
        "hint": hint,
        "key": key,
        "instead": instead,
    }
    return PydanticCustomError(SAISIE, "{message}", context)


_LONGER = 4
"""Signs as typed for each that is compared (a space after each letter, an accent apart)
and twice, since nearness is counted on both words."""


def find_nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word most like a mistyped one, or None if none is near."""
    import difflib  # only a mistake needs it

    folded = {fold_word(k): k for k in known}
    # Far longer than all of them, it is near none: so says the library's own measure,
    # which would first take all the signs of a page one by one.
    if len(word) > _LONGER * max(map(len, folded), default=0) / cutoff:
        return None
    near = difflib.get_close_matches(fold_word(word), folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """A word without case, accents, ligatures, apostrophes, hyphens and spaces."""
    if word.isascii():  # as most are; the rest of the way is ten times as long
        return (
            word.lower()
            if word.isalnum()
            else "".join(filter(str.isalnum, word.lower()))
        )
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = plain.replace("œ", "oe").replace("æ", "ae")  # Unicode does not part them
    return "".join(c for c in plain if c.isalnum())


def shorten(text: str, width: int = 60) -> str:
    """A text as a message quotes it: cut where it is long."""
    return text if len(text) <= width else f"{text[:width]}…"


def suggest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A French hint that proposes the nearest known word, or lists them all.

    Args:
        word: what was typed.
        known: what might have been meant.
        otherwise: what to say instead of all of them, where none is near.
    """
    choices = list(known)
    near = find_nearest(word, choices)
    if near is not None:
        return f"vouliez-vous écrire `{near}` ?"
    return otherwise or "valeurs admises : " + ", ".join(f"`{c}`" for c in choices)


spare_annotations(BaseModel)


class Schema(BaseModel):
    """A block of keys. An empty key counts as absent, an unknown one is refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, defer_build=True
    )

    place_words: ClassVar[str] = "dans le fichier, sans retrait"
    """Where the block's own keys stand, where the block is not below a key."""
    lacking_hint: ClassVar[str] = ""
    """What else may be done where one of its keys lacks."""
    example_keys: ClassVar[tuple[str, ...]] = ()
    """What an example of the block shows, where its required keys do not do."""
    bare_key: ClassVar[str] = ""
    """The key for which somebody means a text that is given instead of the block."""
    other_words: ClassVar[Mapping[str, str]] = {}
    """Words, folded, that are typed for a key although they are not like it."""

    @classmethod
    def keys_elsewhere(cls) -> Mapping[str, Iterable[str]]:
        """Keys that stand in a block read apart from this one, by where they do."""
        return {}

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_keys(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {
            key: value
            for key, value in data.items()
            if value is not None or key not in cls.model_fields
        }


spare_annotations(Schema)


def schema_in(annotation: object) -> type[Schema] | None:
    """The schema class inside `list[X]`, `X | None` or `dict[str, X]`."""
    return next(iter_schemas(annotation), None)


def iter_schemas(annotation: object) -> Iterator[type[Schema]]:
    """The schema classes inside a type, in the order in which it names them."""
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        yield annotation
        return
    for part in getattr(annotation, "__args__", ()):
        yield from iter_schemas(part)


def _parse_text(value: object) -> str:
    if not isinstance(value, str):
        found = "une liste" if isinstance(value, list) else "un bloc de clés"
        raise saisie_error(
            STR03,
            "un texte est attendu ici ; "
            + ("rien n'y est" if value is None else f"c'est {found} qui est là"),
            "complétez-le"
            if value is None
            else "donnez un seul texte, sans crochets ni clés",
        )
    if not value.strip():
        raise saisie_error(STR02, "le texte est vide", "complétez-le")
    return value


def _parse_date(value: object) -> dt.date:
    text = _parse_text(value).strip()
    match = _ISO_DATE.fullmatch(text)
    hint = "écrivez l'année, le mois et le jour : `2023-12-19`"
    if match is None:
        french = _FRENCH_DATE.fullmatch(text)
        if french:
            day, month, year = french.groups()
            hint = f"écrivez `{year}-{int(month):02d}-{int(day):02d}`"
        raise saisie_error(
            STR03,
            f"une date AAAA-MM-JJ est attendue, « {shorten(text)} » est donné",
            hint,
        )
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise saisie_error(
            STR03, f"la date « {text} » n'existe pas au calendrier", hint
        ) from None


def _parse_integer(value: object) -> int:
    text = _parse_text(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise saisie_error(
            STR03,
            f"un nombre entier est attendu, « {shorten(text)} » est donné",
            "écrivez-le en chiffres, sans espace ni signe : `15`",
        )
    return int(text)


def _parse_identifiant(value: object) -> str:
    text = _parse_text(value)
    if not re.fullmatch(IDENTIFIANT, text):
        raise saisie_error(
            STR03,
            f"un mot court est attendu, « {shorten(text)} » est donné",
            "commencez par une lettre, sans accent, puis des lettres, des chiffres, "
            "`-` ou `_`, 40 signes au plus : `budget-2026`",
        )
    return text


def _parse_boolean(value: object) -> bool:
    text = _parse_text(value).strip().lower()
    if text in _WORDS_FOR_TRUE:
        return True
    if text in _WORDS_FOR_FALSE:
        return False
    raise saisie_error(
        STR03,
        f"`oui` ou `non` est attendu, « {shorten(text)} » est donné",
        "écrivez `oui` ou `non` (`true` et `false` sont admis)",
    )


def _parse_percentage(value: object) -> int:
    number = _parse_integer(value)
    if number > 100:
        raise saisie_error(STR03, f"un pourcentage est attendu, {number} est donné")
    return number


def parse_choice(
    value: object,
    choices: Iterable[str],
    otherwise: str = "",
) -> str:
    """One of some words, or a finding that proposes the nearest."""
    known = tuple(choices)
    text = _parse_text(value).strip()
    if text not in known:
        raise saisie_error(
            STR03,
            f"« {shorten(text)} » n'est pas une valeur admise ici",
            suggest(text, known, otherwise),
        )
    return text


def one_of(words: type[StrEnum]) -> BeforeValidator:
    """What reads one of some words."""
    return BeforeValidator(lambda value: words(parse_choice(value, words)))


Ligne = Annotated[str, BeforeValidator(_parse_text)]
"""A text that is not a sentence of the act: a name, a number, a code, a path."""
Jour = Annotated[dt.date, BeforeValidator(_parse_date)]
Entier = Annotated[int, BeforeValidator(_parse_integer)]
Booleen = Annotated[bool, BeforeValidator(_parse_boolean)]
Identifiant = Annotated[
    str,
    BeforeValidator(_parse_identifiant),
    WithJsonSchema({"type": "string", "pattern": f"^{IDENTIFIANT}$"}),
]
"""What an act is called until it has a number, and after."""
Pourcentage = Annotated[int, BeforeValidator(_parse_percentage)]
