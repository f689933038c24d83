"""Two editions of a piece side by side: one view made of two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from delib_gen.lang.said import Said
from delib_gen.prose.tree import Brin, Brins, Tableau
from delib_gen.view.base import Titre, View, is_prose, read_joined
from delib_gen.view.context import SeanceContext
from delib_gen.view.once import bare, leave_to_first
from delib_gen.view.versions import has_version, list_texts

_BETWEEN_MARKS = " / "
_HEADING = "_intitule"
"""What the name of a part ends in that heads the next one."""


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
        vues: the editions. What both hold word for word, since it has no version of
            its own, stays in the first alone: it is printed once.
        colonnes: what is said of the columns.
        commun: whether there is such a text; it goes across both columns.
        entiere: the second edition with what it leaves to the first, which tells the
            place of that among what it says itself.
    """

    vues: tuple[View, View]
    colonnes: tuple[Colonne, Colonne]
    commun: bool
    entiere: View

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

    A piece that one edition alone has stays what it is: no word is lost. So does one
    that has no version: nothing stands beside it, and it is no translation.
    """
    others = {view.meta.piece: view for view in second}
    paired: list[View] = []
    for view in first:
        other = others.pop(view.meta.piece, None)
        paired.append(view if other is None else _pair(view, other, colonnes))
    return [*paired, *others.values()]


def _pair(first: View, second: View, colonnes: tuple[Colonne, Colonne]) -> View:
    marks = dict.fromkeys((first.meta.marque, second.meta.marque))
    marque = _BETWEEN_MARKS.join(filter(None, marks))
    if not read_joined(first) and _say_the_same(first, second):
        return _mark_alike(first if has_version(first) else second, marque)
    here, there = _share_tables(_keep_own_titles(first), _keep_own_titles(second))
    beside = replace(there, **dict(_iter_left(there, here)))
    vues = _mark_alike(here, marque), _mark_alike(beside, marque)
    return EnRegardView(vues[0].meta, vues, colonnes, beside != there, there)


def _share_tables(first: View, second: View) -> tuple[View, View]:
    """Two editions with one table of those that they share, alike in both.

    A cell that has a version bears it below. Of other shapes, tables stay two.
    """
    langue, shared = second.meta.langue, dict[str, Any]()
    for part in dataclasses.fields(first):
        tables = getattr(first, part.name), getattr(second, part.name)
        if part.metadata.get("en_commun") and all(map(is_prose, tables)):
            here, there = (table for (table,) in tables)
            if _measure_table(here) == _measure_table(there):
                table = replace(
                    here,
                    entetes=_share_row(here.entetes, there.entetes, langue),
                    lignes=tuple(
                        _share_row(*rows, langue)
                        for rows in zip(here.lignes, there.lignes, strict=True)
                    ),
                )
                shared[part.name] = (table,)
    return replace(first, **shared), replace(second, **shared)


def _measure_table(table: Tableau) -> list[int]:
    return [len(row) for row in (table.entetes, *table.lignes)]


def _share_row(
    first: Sequence[Brins], second: Sequence[Brins], langue: str
) -> tuple[Brins, ...]:
    """The cells of a row with, below each, what is its version, where it has one."""
    return tuple(
        here
        if _bare_runs(here) == _bare_runs(there)
        else (
            *here,
            Brin("", saut=True),
            *(
                replace(b, langue=b.langue or langue, italique=True, version=True)
                for b in there
            ),
        )
        for here, there in zip(first, second, strict=True)
    )


def _bare_runs(brins: Brins) -> str:
    return "".join(brin.texte for brin in brins)


def _iter_left(second: View, first: View) -> Iterator[tuple[str, Any]]:
    """The parts of the second edition without what the first one says for both.

    A list goes with its heading: names, which are alike in any language, stand
    below one of their own, and once below one that has no version.
    """
    headed, heading = "", ""
    for name in list_texts(first):
        here, there = getattr(first, name), getattr(second, name)
        left = leave_to_first(there, here)
        if headed and name == headed:
            alone = not heading and bare(there) == bare(here)
            left = () if alone else there if heading else left
        headed = name.removesuffix(_HEADING) if name.endswith(_HEADING) else ""
        headed, heading = (headed, left) if there else ("", "")
        yield name, left


def _say_the_same(first: View, second: View) -> bool:
    """Whether no text of a piece has a version of its own."""
    return all(
        bare(getattr(first, name)) == bare(getattr(second, name))
        for name in list_texts(first)
    )


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
