"""A picture on its own, as an annexe; a wide one has its page turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.prose.tree import Image
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.tableau import AnnexePaysageView

if TYPE_CHECKING:
    from delib_gen.load.contents import PictureFile
    from delib_gen.view.context import ActeContext

_WIDE = 1.2
"""How many times wider than high a picture is for its page to lie on its side."""


@annexe_sort("image", AnnexeView)
def build_image_annexe(
    _context: ActeContext, annexe: AnnexeLue[PictureFile]
) -> AnnexeView:
    """The picture below its title, which says what it shows."""
    read = annexe.content.image
    image = Image(read.contenu, read.sorte, str(annexe.titre))
    kind = AnnexePaysageView if read.allongement > _WIDE else AnnexeView
    return kind(meta=annexe.meta, titre=annexe.titre, corps=(image,))
