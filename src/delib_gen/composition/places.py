"""The places of what an edition leaves to the one beside it.

A layout prints no heading of a list that is empty: an edition that leaves some of its
texts out has fewer blocks, and which of them are gone cannot be told from their kinds,
since headings are alike. It is told by the same edition, whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from delib_gen.composition.tree import Alinea, Ensemble, Part
from delib_gen.prose.tree import Bloc, Prose
from delib_gen.prose.walk import iter_texts

_WORD = re.compile(r"[^\W\d_]+")
"""Words alone: notes have other numbers where some are left out."""


def keep_places(parts: Sequence[Part], whole: Sequence[Part]) -> tuple[Part, ...]:
    """Some parts with an empty paragraph for each one that they are left without.

    Args:
        parts: those of an edition that leaves texts out.
        whole: those of the same edition with all its texts.
    """
    left = {part.nom: part.blocs for part in parts}
    return tuple(
        Part(part.nom, tuple(_keep(left.get(part.nom, ()), part.blocs)))
        for part in whole
    )


def _keep(blocs: Prose, whole: Prose) -> Iterator[Bloc]:
    rest = deque(blocs)
    for bloc in whole:
        kept = rest.popleft() if rest and _is_part(rest[0], bloc) else None
        if isinstance(bloc, Ensemble):
            inside = kept.blocs if isinstance(kept, Ensemble) else ()
            yield replace(bloc, blocs=tuple(_keep(inside, bloc.blocs)))
        elif kept is not None:
            yield kept
        elif isinstance(bloc, Alinea):
            yield replace(bloc, brins=())
    yield from rest


def _is_part(bloc: Bloc, whole: Bloc) -> bool:
    """Whether a block is what is left of another one, be it nothing."""
    if type(bloc) is not type(whole):
        return False
    if isinstance(bloc, Alinea) and isinstance(whole, Alinea):
        alike = bloc.allure == whole.allure
    elif isinstance(bloc, Ensemble) and isinstance(whole, Ensemble):
        alike = bloc.balise == whole.balise
    else:
        alike = True
    return alike and _list_words(bloc) <= _list_words(whole)


def _list_words(bloc: Bloc) -> set[str]:
    return {word for text in iter_texts((bloc,)) for word in _WORD.findall(text)}
