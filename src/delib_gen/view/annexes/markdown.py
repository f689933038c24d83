"""An annexe in free prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort

if TYPE_CHECKING:
    from delib_gen.load.contents import MarkdownFile
    from delib_gen.view.context import ActeContext


@annexe_sort("markdown", AnnexeView)
def build_prose_annexe(
    context: ActeContext, annexe: AnnexeLue[MarkdownFile]
) -> AnnexeView:
    """The text of a Markdown file, which has one language."""
    corps = context.set_prose(annexe.content.prose, LANGUE_DE_REFERENCE)
    return AnnexeView(meta=annexe.meta, titre=annexe.titre, corps=corps)
