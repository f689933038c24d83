"""A picture on its own, as an annexe."""

from __future__ import annotations

from delib_gen.prose.tree import Image
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.context import ViewContext


@annexe_sort("image", AnnexeView)
def build_image_annexe(_context: ViewContext, annexe: AnnexeLue) -> AnnexeView:
    """The picture below its title, which says what it shows."""
    read = annexe.piece.image
    image = Image(read.contenu, read.sorte, annexe.titre)
    return AnnexeView(meta=annexe.meta, titre=annexe.titre, corps=(image,))
