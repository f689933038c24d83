"""A file of data named without a fiche: its table, as its cells say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.tableau import build_table_view

if TYPE_CHECKING:
    from delib_gen.load.contents import TableFile
    from delib_gen.view.context import ActeContext


@annexe_sort("donnees", AnnexeView)
def build_data_annexe(context: ActeContext, annexe: AnnexeLue[TableFile]) -> AnnexeView:
    """The table of a CSV file or of a workbook."""
    return build_table_view(context, annexe, annexe.content.table, None)
