"""Annexes that are one file: a text, a picture, a table, somebody else's PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.prose.tree import Image
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.tableau import AnnexePaysageView, build_table_view

if TYPE_CHECKING:
    from delib_gen.load.contents import MarkdownFile, PdfFile, PictureFile, TableFile
    from delib_gen.view.context import ActeContext

_WIDE = 1.2
"""How many times wider than high a picture is for its page to lie on its side."""


@annexe_sort("markdown", AnnexeView)
def build_prose_annexe(
    context: ActeContext, annexe: AnnexeLue[MarkdownFile]
) -> AnnexeView:
    """The text of a Markdown file, which has one language."""
    corps = context.set_prose(annexe.content.prose, LANGUE_DE_REFERENCE)
    return AnnexeView(meta=annexe.meta, titre=annexe.titre, corps=corps)


@annexe_sort("image", AnnexeView)
def build_image_annexe(
    _context: ActeContext, annexe: AnnexeLue[PictureFile]
) -> AnnexeView:
    """The picture below its title, which says what it shows."""
    read = annexe.content.image
    image = Image(read.contenu, read.sorte, str(annexe.titre))
    kind = AnnexePaysageView if read.allongement > _WIDE else AnnexeView
    return kind(meta=annexe.meta, titre=annexe.titre, corps=(image,))


@annexe_sort("donnees", AnnexeView)
def build_data_annexe(context: ActeContext, annexe: AnnexeLue[TableFile]) -> AnnexeView:
    """The table of a CSV file or of a workbook named without a fiche."""
    return build_table_view(context, annexe, annexe.content.table, None)


@annexe_sort("pdf", AnnexeView)
def build_joined_annexe(context: ActeContext, annexe: AnnexeLue[PdfFile]) -> AnnexeView:
    """A PDF, and the sentence that names it where it cannot be taken in."""
    return AnnexeView(
        meta=annexe.meta,
        titre=annexe.titre,
        renvoi=context.phrase("annexe.piece_jointe", fichier=annexe.content.named),
        joint=annexe.content.file.content,
    )
