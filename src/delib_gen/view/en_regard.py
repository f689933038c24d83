"""Two editions of a piece side by side: one view made of two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from delib_gen.lang.said import Said
from delib_gen.prose.walk import set_language
from delib_gen.view.base import Titre, View, is_prose, read_joined
from delib_gen.view.context import SeanceContext

_BETWEEN_MARKS = " / "


@dataclass(frozen=True, slots=True)
class Colonne:
    """What is said of a column, in its own language.

    Attributes:
        langue: the language's code.
        nom: what the language calls itself.
        lecture: how the document is to be read; empty where the language has no
            phrase for it.
    """

    langue: str
    nom: str
    lecture: str


@dataclass(frozen=True, slots=True)
class EnRegardView(View):
    """Two editions of one piece, the first language on the left.

    Attributes:
        vues: the editions. A prose that both hold word for word, since it has no
            version of its own, stays in the first alone: it is printed once.
        colonnes: what is said of the columns.
        commun: whether there is such a prose; it goes across both columns.
    """

    vues: tuple[View, View]
    colonnes: tuple[Colonne, Colonne]
    commun: bool

    @property
    def genre(self) -> str:  # type: ignore[override]
        """That of its editions: here alone it differs from one object to another."""
        return self.vues[0].genre

    @property
    def famille(self) -> str:  # type: ignore[override]
        """That of its editions."""
        return self.vues[0].famille

    @property
    def joint(self) -> bytes:
        """The bytes of a joined PDF, which is the same in both languages."""
        return read_joined(self.vues[0])

    def iter_words(self) -> Iterator[str]:
        """The whole of the first edition, then the whole of the second."""
        for vue in self.vues:
            yield from vue.iter_words()


def build_columns(contexts: Sequence[SeanceContext]) -> tuple[Colonne, Colonne]:
    """What is said of two columns, by the phrases of their languages."""
    first, second = (
        Colonne(
            context.langue,
            str(context.phrase("en_regard.langue")),
            _say_own(context.phrase("en_regard.lecture")),
        )
        for context in contexts
    )
    return first, second


def _say_own(phrase: str) -> str:
    """A phrase that the language has; nothing where another one would say it."""
    return "" if isinstance(phrase, Said) else phrase


def pair_views(
    first: Sequence[View], second: Sequence[View], colonnes: tuple[Colonne, Colonne]
) -> list[View]:
    """The pieces of two editions side by side, in the order of the first.

    A piece that one edition alone has stays what it is: no word is lost.
    """
    others = {view.meta.piece: view for view in second}
    paired: list[View] = []
    for view in first:
        other = others.pop(view.meta.piece, None)
        paired.append(view if other is None else _pair(view, other, colonnes))
    return [*paired, *others.values()]


def _pair(first: View, second: View, colonnes: tuple[Colonne, Colonne]) -> View:
    common = {
        name: ()
        for name, value in first.context().items()
        if is_prose(value)
        and set_language(getattr(second, name), "") == set_language(value, "")
    }
    marks = dict.fromkeys((first.meta.marque, second.meta.marque))
    meta = replace(first.meta, marque=_BETWEEN_MARKS.join(filter(None, marks)))
    empty: dict[str, Any] = common
    vues = (
        _mark_alike(_keep_own_titles(first), meta.marque),
        _mark_alike(replace(_keep_own_titles(second), **empty), meta.marque),
    )
    return EnRegardView(meta, vues, colonnes, bool(common))


def _mark_alike(view: View, marque: str) -> View:
    return replace(view, meta=replace(view.meta, marque=marque))


def _keep_own_titles(view: View) -> View:
    """An edition without the titles that stand in the other column.

    A title that has no version in the language stays, as it was.
    """
    kept: dict[str, Any] = {}
    for field in dataclasses.fields(view):
        titles = getattr(view, field.name)
        if isinstance(titles, tuple) and titles and isinstance(titles[0], Titre):
            own = tuple(t for t in titles if t.langue == view.meta.langue)
            kept[field.name] = own or titles
    return replace(view, **kept)
