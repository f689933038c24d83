"""Composing: from a view to the tree that every format writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.composition.layout import fill_layout
from delib_gen.composition.notes import number_notes
from delib_gen.composition.pair import pair_parts
from delib_gen.composition.places import keep_places
from delib_gen.composition.tree import Composition
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from collections.abc import Callable

    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import View


def compose(view: View, find_library: Callable[[str], TemplateLibrary]) -> Composition:
    """The tree of a piece, be it in one language or in two.

    Args:
        view: what it says.
        find_library: gives the layouts of a language.

    Raises:
        TemplateFault: if its layout cannot be filled.
    """
    if not isinstance(view, EnRegardView):
        view = number_notes(view)
        library = find_library(view.meta.langue)
        return Composition(view, fill_layout(library, view.genre, view.context()))
    first, second = (compose(vue, find_library) for vue in view.vues)
    langues = (view.colonnes[0].langue, view.colonnes[1].langue)
    beside = second.parties
    if view.commun:
        beside = keep_places(beside, compose(view.entiere, find_library).parties)
    rows = pair_parts(first.parties, beside, langues, commun=view.commun)
    return Composition(replace(view, vues=(first.view, second.view)), rows)
