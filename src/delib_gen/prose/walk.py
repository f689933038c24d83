"""Ways through a prose, whatever its blocks: they are found by their fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any, cast

from delib_gen.prose.tree import Bloc, Brin, Brins, Paragraphe, Prose

_Change = Callable[[Brins], Brins]


def map_text(prose: Prose, change: Callable[[str], str]) -> Prose:
    """The same prose with every text changed, its shape kept.

    A change is given a whole paragraph, since a rule may look across a link or
    a change of weight; it must keep the length, so that the runs are found again.
    A footnote is a text of its own.
    """

    def change_runs(items: Brins) -> Brins:
        changed = change("".join(b.texte for b in items))
        runs: list[Brin] = []
        for item in items:
            runs.append(replace(item, texte=changed[: len(item.texte)]))
            changed = changed[len(item.texte) :]
        return tuple(runs)

    return map_brins(prose, change_runs)


def set_language(prose: Prose, langue: str) -> Prose:
    """The same prose said to be in a language; empty for that of its document."""
    return map_brins(
        prose,
        lambda items: tuple(
            replace(b, langue=langue) if b.texte.strip() else b for b in items
        ),
    )


def map_brins(prose: Prose, change: _Change) -> Prose:
    """The same prose with each of its texts, footnotes among them, changed."""
    return cast("Prose", _map(prose, change))


def _map(value: object, change: _Change) -> object:
    if isinstance(value, tuple):
        if not value or not isinstance(value[0], Brin):
            return tuple(_map(item, change) for item in value)
        noted = (replace(b, note=_map(b.note, change)) if b.note else b for b in value)
        return change(tuple(noted))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        changed = {name: _map(part, change) for name, part in parts.items()}
        return replace(value, **changed)
    return value


def iter_brins(value: object) -> Iterator[Brins]:
    """Every text of a prose in reading order, a footnote after the one it stands in."""
    if isinstance(value, tuple):
        if not value or not isinstance(value[0], Brin):
            for item in value:
                yield from iter_brins(item)
            return
        yield value
        for brin in value:
            if brin.note:
                yield from iter_brins(brin.note)
        return
    for name in list_fields(value):
        yield from iter_brins(getattr(value, name))


def iter_texts(prose: Prose) -> Iterator[str]:
    """The words of a prose in reading order, a paragraph at a time."""
    yield from map(join_lines, iter_brins(prose))


def write_plain(prose: Prose) -> str:
    """The words of a prose, with an empty line between its blocks."""
    return "\n\n".join(" ".join(iter_texts((bloc,))) for bloc in prose)


def is_text(prose: Prose) -> bool:
    """Whether a prose is one paragraph and nothing else."""
    return len(prose) == 1 and isinstance(prose[0], Paragraphe)


def split_paragraphs(prose: Prose) -> Iterator[tuple[bool, Prose]]:
    """The stretches of a prose: paragraphs that follow each other, or other blocks."""
    for alone, blocs in groupby(prose, lambda bloc: isinstance(bloc, Paragraphe)):
        yield alone, tuple(blocs)


def join_lines(brins: Brins) -> str:
    """The words of a text, with an end of line where one is asked for."""
    return "".join("\n" if b.saut else b.texte for b in brins)


def end_paragraph(paragraph: Paragraphe, end: str) -> Paragraphe:
    """The same paragraph and a sign, which takes no look of the last run."""
    *first, last = paragraph.brins
    if replace(last, texte="", langue="") == Brin(""):
        return Paragraphe((*first, replace(last, texte=last.texte + end)))
    return Paragraphe((*paragraph.brins, Brin(end, langue=last.langue)))


def iter_blocs(value: object) -> Iterator[Bloc]:
    """Every block of a prose, each before those inside it."""
    if isinstance(value, Bloc):
        yield value
    if isinstance(value, tuple):
        for item in value:
            if not isinstance(item, str | Brin):  # most are, and hold none
                yield from iter_blocs(item)
        return
    for name in list_fields(value) if not isinstance(value, Brin) else ():
        part = getattr(value, name)
        if not isinstance(part, str):
            yield from iter_blocs(part)


def list_fields(value: object) -> tuple[str, ...]:
    """The fields of a record, in order; none of what is no record."""
    kind: Any = type(value)
    return _list_fields(kind)


@cache
def _list_fields(kind: type) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(part.name for part in dataclasses.fields(kind))
