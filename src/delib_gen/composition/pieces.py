"""The pieces of an act, or of the sitting, each composed once for all its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from delib_gen.composition.compose import compose

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import View


class Pieces:
    """Composes the pieces when a format asks for them.

    Attributes:
        views: the pieces, in the order of the dossier.
        numbers: for each file whose pages were laid out, the one on which each of
            its pieces begins; a file goes by its views (`name_file`).
    """

    def __init__(
        self, views: Sequence[View], find_library: Callable[[str], TemplateLibrary]
    ) -> None:
        """Take the pieces.

        Args:
            views: what they say.
            find_library: gives the layouts of a language.
        """
        self.views = tuple(views)
        self.numbers: dict[tuple[int, ...], Mapping[str, int]] = {}
        self._find_library = find_library
        self._composed: dict[int, Composition] = {}

    def compose(self, view: View) -> Composition:
        """The tree of one of the pieces.

        Raises:
            TemplateFault: if its layout cannot be filled.
        """
        key = id(view)  # the views stay, and so do their identities
        if key not in self._composed:
            self._composed[key] = compose(view, self._find_library)
        return self._composed[key]


def name_file(views: Sequence[View]) -> tuple[int, ...]:
    """What tells a file from others: its views, which stay as long as the pieces."""
    return tuple(map(id, views))
