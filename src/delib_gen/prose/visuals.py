"""What stands beside what on a slide: a text, and the pictures that follow it."""

from __future__ import annotations

from itertools import groupby

from delib_gen.prose.pieces import Graphique
from delib_gen.prose.tree import Bloc, Image, Prose


def is_visual(bloc: Bloc) -> bool:
    """Whether a block is looked at rather than read."""
    return isinstance(bloc, Image | Graphique)


def pair_visuals(prose: Prose) -> list[tuple[Prose, Prose]]:
    """The blocks of a slide as rows: texts, and the pictures beside them.

    Either may be empty. A row is read before the next one, and its text before its
    pictures: that is the order of the blocks, so that none is read out of turn.
    """
    rows: list[tuple[Prose, Prose]] = []
    for visual, blocks in groupby(prose, is_visual):
        run = tuple(blocks)
        if not visual:
            rows.append((run, ()))
        elif rows and not rows[-1][1]:
            rows[-1] = (rows[-1][0], run)
        else:
            rows.append(((), run))
    return rows
