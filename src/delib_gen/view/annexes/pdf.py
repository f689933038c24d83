"""Somebody else's PDF, joined as it is."""

from __future__ import annotations

from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.context import ActeContext


@annexe_sort("pdf", AnnexeView)
def build_joined_annexe(context: ActeContext, annexe: AnnexeLue) -> AnnexeView:
    """The file, and the sentence that names it where it cannot be taken in."""
    named = annexe.piece.named
    return AnnexeView(
        meta=annexe.meta,
        titre=annexe.titre,
        renvoi=context.phrase("annexe.piece_jointe", fichier=named),
        joint=annexe.piece.file.content,
    )
