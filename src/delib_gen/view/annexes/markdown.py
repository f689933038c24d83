"""An annexe in free prose."""

from __future__ import annotations

from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.context import ActeContext


@annexe_sort("markdown", AnnexeView)
def build_prose_annexe(context: ActeContext, annexe: AnnexeLue) -> AnnexeView:
    """The text of a Markdown file, which has one language."""
    images = context.acte.lu.find_images(annexe.path)
    corps = context.set_prose(annexe.piece.text, LANGUE_DE_REFERENCE, images)
    return AnnexeView(meta=annexe.meta, titre=annexe.titre, corps=corps)
