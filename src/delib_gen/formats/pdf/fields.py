"""Fields to be filled in, archival and accessible.

WeasyPrint's own have no appearance and ask the reader to make one, which PDF/A
forbids; and they embed whole the face of the page, where a reader wants a simple
font to type with. So this writer takes its place (see `delib_gen.hooks`). What the
page says of a field is in its element: `name`, `value`, and `data-aide`, which is
told to who does not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import pydyf

from delib_gen.formats.pdf.field_font import FONT_NAME, add_field_font
from delib_gen.formats.pdf.library import (
    ffi,
    get_font_description,
    get_hb_object_data,
    get_pango_font_hb_face,
    gobject,
    pango,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.matrix import Matrix

    _Placed = tuple[Box, tuple[float, float, float, float]]

_PRINTED = 4
_SEVERAL_LINES = 1 << 12
_ONE_OF_MANY = (1 << 14) | (1 << 15)
_POINTS = 0.75
"""Points in a pixel of the page."""
_NOTHING = b""
_NO_TEXT = b"/Tx BMC\nEMC"
_TICK = "0 g 0 G {w} w 1 J {a} {b} m {c} {d} l {e} {f} l S"


def write_fields(
    forms: Mapping[object, Iterable[_Placed]],
    matrix: Matrix,
    pdf: pydyf.PDF,
    page: pydyf.Dictionary,
    resources: pydyf.Dictionary,  # noqa: ARG001 - theirs
    stream: pydyf.Stream,
    font_map: object,
) -> None:
    """Write the fields of a page.

    Args:
        forms: the boxes of fields with their places, by the form that they are in.
        matrix: from the page's measures to the file's.
        pdf: the file.
        page: the page.
        resources: the page's; fields have their own.
        stream: what is drawn on the page.
        font_map: the faces.
    """
    for box, rectangle in chain.from_iterable(forms.values()):
        if "AcroForm" not in pdf.catalog:
            _open_form(pdf, box, font_map)
        corners = (
            *matrix.transform_point(*rectangle[:2]),
            *matrix.transform_point(*rectangle[2:]),
        )
        box.widget_annotation = _write_field(pdf, page, stream, box, corners)
        page.setdefault("Annots", pydyf.Array())
        page["Annots"].append(box.widget_annotation.reference)


def _open_form(pdf: pydyf.PDF, box: Box, font_map: object) -> None:
    """The form of a file, with the font in which its fields are typed."""
    fonts = pydyf.Dictionary(
        {FONT_NAME: add_field_font(pdf, _read_face(box, font_map))}
    )
    form = pydyf.Dictionary(
        {
            "Fields": pydyf.Array(),
            "DR": pydyf.Dictionary({"Font": fonts}),
            "DA": pydyf.String(f"/{FONT_NAME} 0 Tf 0 g"),
        }
    )
    form.delib_gen_groups = {}
    pdf.catalog["AcroForm"] = form


def _read_face(box: Box, font_map: object) -> bytes:
    """The file of the face in which a field is set."""
    context = ffi.gc(
        pango.pango_font_map_create_context(font_map), gobject.g_object_unref
    )
    wanted = get_font_description(box.style)
    font = pango.pango_font_map_load_font(font_map, context, wanted)
    content: bytes = get_hb_object_data(get_pango_font_hb_face(font))
    return content


def _write_field(
    pdf: pydyf.PDF,
    page: pydyf.Dictionary,
    stream: pydyf.Stream,
    box: Box,
    corners: tuple[float, float, float, float],
) -> pydyf.Dictionary:
    element = box.element
    told = element.get("data-aide") or element.get("name", "")
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": pydyf.Array(corners),
            "P": page.reference,
            "F": _PRINTED,
            "TU": pydyf.String(told),
        }
    )
    width, height = corners[2] - corners[0], abs(corners[3] - corners[1])

    def draw(content: bytes) -> bytes:
        """An appearance of the field."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, width, height]),
            "Resources": pydyf.Dictionary(),
        }
        drawn = pydyf.Stream([content], extra, stream.compress)
        pdf.add_object(drawn)
        reference: bytes = drawn.reference
        return reference

    kind = element.get("type")
    if kind in ("radio", "checkbox"):
        tick = _draw_tick(width, height)
        _fill_box(pdf, field, element, draw(tick), draw(_NOTHING))
    else:
        _fill_text(pdf, field, box, draw)
    return field


def _fill_text(
    pdf: pydyf.PDF,
    field: pydyf.Dictionary,
    box: Box,
    draw: Callable[[bytes], bytes],
) -> None:
    size = box.style["font_size"] * _POINTS
    field["FT"] = "/Tx"
    field["T"] = pydyf.String(box.element.get("name", ""))
    field["V"] = pydyf.String("")
    field["DA"] = pydyf.String(f"/{FONT_NAME} {size:g} Tf 0 g")
    field["AP"] = pydyf.Dictionary({"N": draw(_NO_TEXT)})
    if box.element.tag == "textarea":
        field["Ff"] = _SEVERAL_LINES
    pdf.add_object(field)
    pdf.catalog["AcroForm"]["Fields"].append(field.reference)


def _fill_box(
    pdf: pydyf.PDF,
    field: pydyf.Dictionary,
    element: Element,
    tick: bytes,
    blank: bytes,
) -> None:
    """A box to tick; those of one question are one field of which they are parts."""
    value = element.get("value", "oui")
    field["AS"] = "/Off"
    field["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({value: tick, "Off": blank})})
    field["MK"] = pydyf.Dictionary()
    name = element.get("name", "")
    if element.get("type") == "checkbox":
        field["FT"] = "/Btn"
        field["T"] = pydyf.String(f"{name}_{value}")  # no other field has that sign
        field["V"] = "/Off"
        pdf.add_object(field)
        pdf.catalog["AcroForm"]["Fields"].append(field.reference)
        return
    pdf.add_object(field)
    group = _find_group(pdf, name, element.get("data-question", name))
    field["Parent"] = group.reference
    group["Kids"].append(field.reference)


def _find_group(pdf: pydyf.PDF, name: str, told: str) -> pydyf.Dictionary:
    groups = pdf.catalog["AcroForm"].delib_gen_groups
    if name not in groups:
        group = pydyf.Dictionary(
            {
                "FT": "/Btn",
                "Ff": _ONE_OF_MANY,
                "T": pydyf.String(name),
                "TU": pydyf.String(told),
                "V": "/Off",
                "Kids": pydyf.Array(),
            }
        )
        pdf.add_object(group)
        pdf.catalog["AcroForm"]["Fields"].append(group.reference)
        groups[name] = group
    return groups[name]


def _draw_tick(width: float, height: float) -> bytes:
    """A tick, drawn: no font of signs is wanted for it."""
    places = {
        "w": min(width, height) / 8,
        "a": width * 0.18,
        "b": height * 0.52,
        "c": width * 0.42,
        "d": height * 0.22,
        "e": width * 0.84,
        "f": height * 0.82,
    }
    return _TICK.format(**{k: f"{v:.4g}" for k, v in places.items()}).encode()
