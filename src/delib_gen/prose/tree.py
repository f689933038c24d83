"""The blocks and inline pieces of a text in prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Brin:
    """A run of text with one look; a link where `cible` is not empty."""

    texte: str
    gras: bool = False
    italique: bool = False
    cible: str = ""
    saut: bool = False
    """A line break asked for by the writer; the text is then empty."""


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading; level 1 is the highest of the text."""

    niveau: int
    brins: tuple[Brin, ...]


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph."""

    brins: tuple[Brin, ...]


@dataclass(frozen=True, slots=True)
class Etiquette:
    """How the items of a list are labelled.

    Attributes:
        style: `puce` for a fixed sign, else the numbering: `1`, `a`, `A`, `i`, `I`.
        avant: what is printed before the number, or the sign itself.
        apres: what is printed after the number.
    """

    style: str
    avant: str = ""
    apres: str = ""


@dataclass(frozen=True, slots=True)
class Liste:
    """A list, with its documented look.

    Attributes:
        etiquette: how its items are labelled.
        retrait: how far its text stands in, in centimetres; None for the
            house style's own measure.
        debut: the first number of a numbered list.
        serree: whether its items stand close together.
        points: its items, each a sequence of blocks.
    """

    etiquette: Etiquette
    retrait: float | None
    debut: int
    serree: bool
    points: tuple[tuple[Bloc, ...], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation."""

    blocs: tuple[Bloc, ...]


Bloc = Titre | Paragraphe | Liste | Citation
Prose = tuple[Bloc, ...]


def map_text(prose: Prose, change: Callable[[str], str]) -> Prose:
    """The same prose with every text changed, its shape kept.

    A change is given a whole paragraph, since a rule may look across a link or
    a change of weight; it must keep the length, so that the runs are found again.
    """

    def brins(items: tuple[Brin, ...]) -> tuple[Brin, ...]:
        changed = change("".join(b.texte for b in items))
        runs: list[Brin] = []
        for item in items:
            runs.append(replace(item, texte=changed[: len(item.texte)]))
            changed = changed[len(item.texte) :]
        return tuple(runs)

    return _map_brins(prose, brins)


def map_runs(prose: Prose, change: Callable[[str], str]) -> Prose:
    """The same prose with the text of every run changed, each on its own."""
    return _map_brins(
        prose, lambda items: tuple(replace(b, texte=change(b.texte)) for b in items)
    )


def _map_brins(
    prose: Prose, brins: Callable[[tuple[Brin, ...]], tuple[Brin, ...]]
) -> Prose:
    def bloc(item: Bloc) -> Bloc:
        if isinstance(item, Titre | Paragraphe):
            return replace(item, brins=brins(item.brins))
        if isinstance(item, Citation):
            return replace(item, blocs=tuple(bloc(b) for b in item.blocs))
        points = tuple(tuple(bloc(b) for b in point) for point in item.points)
        return replace(item, points=points)

    return tuple(bloc(item) for item in prose)


def iter_texts(prose: Prose) -> Iterator[str]:
    """Every text of a prose in reading order, a paragraph at a time."""
    for item in prose:
        if isinstance(item, Titre | Paragraphe):
            yield "".join("\n" if b.saut else b.texte for b in item.brins)
        elif isinstance(item, Citation):
            yield from iter_texts(item.blocs)
        else:
            for point in item.points:
                yield from iter_texts(point)
