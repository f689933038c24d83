"""One file in one format, without a job around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from delib_gen.composition.pieces import Pieces
from delib_gen.formats.base import OutputFormat, Rendered, RenderTools
from delib_gen.view.base import Meta, View


def render_piece(fmt: OutputFormat, view: View, tools: RenderTools) -> Rendered | None:
    """One piece, by itself; None where the format does not carry it."""
    writer = fmt.begin(Pieces([view], tools.find_library), tools)
    return writer.write([view], view.meta)


def render_pieces(
    fmt: OutputFormat, views: Sequence[View], meta: Meta, tools: RenderTools
) -> Rendered:
    """Pieces in one file, whatever their number."""
    own = replace(meta)  # that of the file, were it the piece's own
    made = fmt.begin(Pieces(views, tools.find_library), tools).write(views, own)
    assert made is not None
    return made
