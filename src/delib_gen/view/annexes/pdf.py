"""Somebody else's PDF, joined as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort

if TYPE_CHECKING:
    from delib_gen.load.contents import PdfFile
    from delib_gen.view.context import ActeContext


@annexe_sort("pdf", AnnexeView)
def build_joined_annexe(context: ActeContext, annexe: AnnexeLue[PdfFile]) -> AnnexeView:
    """The file, and the sentence that names it where it cannot be taken in."""
    return AnnexeView(
        meta=annexe.meta,
        titre=annexe.titre,
        renvoi=context.phrase("annexe.piece_jointe", fichier=annexe.content.named),
        joint=annexe.content.file.content,
    )
