"""The lines of a table of translations, and how each names the text it is about."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from delib_gen.model.issue import flatten
from delib_gen.rules.untranslated import iter_printed, list_untranslated
from delib_gen.schema.base import shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.findings import YamlPath
    from delib_gen.model.situation import Situation
    from delib_gen.model.textes import TexteDit
    from delib_gen.rules.untranslated import Untranslated
    from delib_gen.schema.texte import Texte

_DIGEST = 8
_TITLE = 100


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the table: its fields are the columns, in order."""

    identifiant: str
    acte: str
    nature: str
    contexte: str
    francais: str
    traduction: str = ""
    proposition: str = ""
    venue_de: str = ""


HEADS = {
    "identifiant": "identifiant",
    "acte": "acte",
    "nature": "nature du texte",
    "contexte": "contexte",
    "francais": "français",
    "traduction": "traduction",
    "proposition": "proposition",
    "venue_de": "proposition venue de",
}
"""What a reader finds at the head of each column."""
COLUMNS = tuple(field.name for field in fields(Ligne))


def digest(text: str) -> str:
    """A short print of a French text: another text has another one."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


class PlaceNames:
    """How the texts of a sitting are named in a table.

    An act goes by its `id` or its number where no other has it, so that a table
    outlives a change in the order of the acts.
    """

    def __init__(self, situation: Situation) -> None:
        # The `id` first: a number may be given while the table is away.
        named = [a.acte.id or a.numero for a in situation.actes]
        uses = Counter(named)
        self._actes = {
            acte.lu.index: name if name and uses[name] == 1 else f"#{rank}"
            for rank, (acte, name) in enumerate(
                zip(situation.actes, named, strict=True), start=1
            )
        }

    def place(self, path: YamlPath) -> str:
        """A place: `actes[23/186 CP].visas[2]`."""
        named = ""
        for rank, step in enumerate(path):
            if isinstance(step, str):
                named += f".{step}" if named else step
            elif rank == 1 and path[0] == "actes":
                named += f"[{self._actes.get(step, f'#{step + 1}')}]"
            else:
                named += f"[{step + 1}]"
        return named

    def identify(self, path: YamlPath, langue: str, texte: Texte) -> str:
        """A text, and the language that it is to be put into."""
        return f"{langue} {self.place(path)} {digest(texte.reference)}"


def split_identifiant(identifiant: str) -> tuple[str, str, str] | None:
    """The language, the place and the digest; None where they are not there."""
    langue, _, rest = identifiant.strip().partition(" ")
    place, _, print_ = rest.rpartition(" ")
    return (langue, place, print_) if langue and place and print_ else None


@dataclass(frozen=True, slots=True)
class Manque:
    """What is missing in a language.

    Attributes:
        lignes: the lines of the table, with the texts that they are about.
        ailleurs: the texts that stand in Markdown files of their own.
        habituels: the names of the authority's usual texts.
    """

    lignes: list[tuple[Ligne, Untranslated]]
    ailleurs: list[Untranslated]
    habituels: list[str]


def list_missing(situation: Situation, langue: str) -> Manque:
    """What a translator can fill in the session, and what has to be done elsewhere."""
    names = PlaceNames(situation)
    rows = list_untranslated(situation, langue)
    own = [row for row in rows if not row.printed.ref]
    return Manque(
        [(_write(row, names, langue), row) for row in own if not row.fichier],
        [row for row in own if row.fichier],
        list(dict.fromkeys(row.printed.ref for row in rows if row.printed.ref)),
    )


def _write(row: Untranslated, names: PlaceNames, langue: str) -> Ligne:
    acte = row.printed.acte
    titre = shorten(flatten(acte.acte.titre.reference), _TITLE) if acte else ""
    return Ligne(
        identifiant=names.identify(row.printed.path, langue, row.printed.texte),
        acte=" : ".join(filter(None, (row.printed.repere, titre))),
        nature=row.printed.nature,
        contexte=row.contexte,
        francais=row.printed.texte.reference.strip(),
    )


def map_places(situation: Situation) -> dict[str, TexteDit]:
    """Every text of the session's own by its place, translated or not."""
    names = PlaceNames(situation)
    own: Iterable[TexteDit] = (p for p in iter_printed(situation) if not p.ref)
    return {names.place(printed.path): printed for printed in own}


def is_french(langue: str) -> bool:
    """Whether a language is that of reference, which is never a translation."""
    return langue == LANGUE_DE_REFERENCE
