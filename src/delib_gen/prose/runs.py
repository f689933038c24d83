"""Runs that follow each other and look the same, as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from delib_gen.prose.tree import Brin


def join_runs(brins: Iterable[Brin]) -> Iterator[Brin]:
    """The pieces, those of one look that follow each other as one."""
    for _, group in groupby(brins, key=_read_look):
        first, *others = group
        if others and not first.saut and not is_solid(first):
            texts = (brin.texte for brin in (first, *others))
            yield replace(first, texte="".join(texts))
        else:
            yield from (first, *others)


def is_solid(brin: Brin) -> bool:
    """Whether a piece prints something although its text may be empty."""
    return bool(brin.note) or brin.blanc


def _read_look(brin: Brin) -> tuple[object, ...]:
    """What tells a piece from the next."""
    looks = brin.gras, brin.italique, brin.langue, brin.style, brin.insecable
    return (*looks, brin.cible, brin.bulle, brin.saut, brin.note, brin.blanc)
