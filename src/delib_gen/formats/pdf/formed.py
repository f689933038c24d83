"""A page's content as one object, to be painted on another page."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Name

from delib_gen.formats.pdf.geometry import find_inherited


def make_form(pdf: pikepdf.Pdf, page: pikepdf.Page, source: pikepdf.Pdf) -> Any:  # noqa: ANN401
    """An object that paints what a page does, in the page's own measure.

    A state that the content leaves open, or closes once too often, ends with it.
    Nothing of its structure comes along: its keys would collide with ours.

    Args:
        pdf: the file that the object is for.
        page: the page.
        source: the file of the page.
    """
    content, filters = read_content(page)
    form = pdf.make_stream(b"")
    form.write(content, filter=filters)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([float(edge) for edge in page.mediabox])
    for key, value in (
        ("/Resources", find_inherited(page.obj, "/Resources")),
        ("/Group", page.obj.get("/Group")),
    ):
        if value is not None:
            own = source is pdf
            form[key] = value if own else pdf.copy_foreign(source.make_indirect(value))
    return form


def read_content(page: pikepdf.Page) -> tuple[bytes, list[Name]]:
    """What a page paints, and by what that is packed, the outermost first.

    What somebody packed tight is not unpacked where it need not be.

    Raises:
        pikepdf.PdfError: if it has to be unpacked and cannot.
    """
    contents: Any = page.obj.get("/Contents", ())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    streams = [stream for stream in streams if isinstance(stream, pikepdf.Stream)]
    if len(streams) != 1 or "/DecodeParms" in streams[0]:
        # The streams of a page are one, cut anywhere between two words.
        return b"\n".join(stream.read_bytes() for stream in streams), []
    filters = streams[0].get("/Filter", ())
    names = list(filters) if isinstance(filters, Array) else [filters or ()]
    return streams[0].read_raw_bytes(), [Name(str(name)) for name in names if name]
