"""A view without the names that what is published does not say."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from delib_gen.lang.numbered import Numbered
from delib_gen.lang.riche import Riche
from delib_gen.lang.said import Said, join_pieces
from delib_gen.prose.tree import Brin, Image, Paragraphe

if TYPE_CHECKING:
    from delib_gen.lang.proteges import NomsProteges
    from delib_gen.prose.tree import Brins

V = TypeVar("V")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Occultation:
    """What takes names out of whatever a view holds.

    Attributes:
        noms: the names.
        marque: what is said in the place of each.
    """

    noms: NomsProteges
    marque: str

    def hide(self, value: V) -> V:
        """The same without the names, be it a view, a part of it or a text."""
        return cast("V", self._hide(value))

    def _hide(self, value: Any) -> Any:  # noqa: ANN401 - any part of a view
        if isinstance(value, Riche):
            return Riche(self._hide_runs(value.brins))
        if isinstance(value, Numbered):
            suivant = self._hide_text(value.suivant)
            return Numbered(self._hide_text(value), suivant)
        if isinstance(value, str):
            return self._hide_text(value)
        if isinstance(value, tuple):
            if value and isinstance(value[0], Brin):
                return self._hide_runs(value)
            return tuple(map(self._hide, value))
        if isinstance(value, Image) and self.noms.find(_read_drawing(value)):
            return Paragraphe((Brin(self.marque),))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = (f.name for f in dataclasses.fields(value))
            changed = {name: self._hide(getattr(value, name)) for name in fields}
            return replace(value, **changed)
        return value

    def _hide_text(self, text: str) -> str:
        if not self.noms.find(text):
            return text
        pieces = text.pieces if isinstance(text, Said) else ((text, ""),)
        said = self.noms.hide([piece for piece, _ in pieces], self.marque)
        langues = (langue for _, langue in pieces)
        return join_pieces(zip(said, langues, strict=True))

    def _hide_runs(self, brins: Brins) -> Brins:
        """A line break parts words; an address or a note may say a name too."""
        texts = ["\n" if brin.saut else brin.texte for brin in brins]
        said = self.noms.hide(texts, self.marque)
        return tuple(
            replace(
                brin,
                texte="" if brin.saut else text,
                cible="" if self.noms.find(brin.cible) else brin.cible,
                bulle=self._hide_text(brin.bulle),
                note=self._hide_runs(brin.note),
            )
            for brin, text in zip(brins, said, strict=True)
        )


def _read_drawing(image: Image) -> str:
    """The words of a drawing, in which no name can be replaced; dots say none."""
    if image.sorte != "svg":
        return ""
    return _TAG.sub(" ", image.contenu.decode("utf-8", "replace"))
