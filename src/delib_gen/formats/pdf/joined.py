"""Somebody else's pages, pasted on the sheets that wait for them in a dossier.

A sheet takes the size, the crop and the turn of the page. What the page paints
becomes one object, so that a state left open in it ends with it; over it, in the
margin, comes the line of the sheet. What prints is kept: the looks of filled
fields and of remarks become part of the page, layers stay shown or hidden as they
were, and links to the web work. Anything that would act is left behind.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from delib_gen.formats.pdf.formed import make_form
from delib_gen.formats.pdf.geometry import (
    Matrix,
    Visible,
    apply,
    read_visible,
    write_matrix,
)
from delib_gen.formats.pdf.layers import keep_layers
from delib_gen.formats.pdf.places import find_place
from delib_gen.formats.pdf.sheets import Line

_BOXES = ("/BleedBox", "/TrimBox", "/ArtBox")
_LINE_SIDE = 595.0
"""The side of the page, in points, for which the line has its own size: A4's."""
_SCALES = (0.6, 6.0)
_INSET = 14.0
"""Points between the line and the edge: what printers leave blank, on A4."""
_PADDING = 2.0


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A foreign file and its place in a dossier.

    Attributes:
        signet: its name among the bookmarks.
        content: its bytes.
        start: the rank, from 0, of its first sheet.
        lines: where the line stands on each of its sheets.
    """

    signet: str
    content: bytes
    start: int
    lines: Sequence[Line | None]


class UnreadableFile(Exception):  # noqa: N818 - a fault of the file, not of ours
    """A foreign file that turns out to be damaged; bears its name."""


def paste(content: bytes, files: Sequence[JoinedFile]) -> bytes:
    """A dossier with foreign pages on their sheets; it claims no standard any more.

    Raises:
        UnreadableFile: if a file is damaged where nobody looked before.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tops: dict[tuple[int, int], tuple[float, float]] = {}
        for file in files:
            try:
                tops |= _paste_file(pdf, file)
            except Exception as error:
                # What a spoilt file makes the libraries raise is of every kind: a
                # number may stand wherever they, or we, await something else.
                raise UnreadableFile(file.signet) from error
        _aim_at_tops(pdf, tops)
        _withdraw_claims(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _paste_file(
    pdf: pikepdf.Pdf, file: JoinedFile
) -> dict[tuple[int, int], tuple[float, float]]:
    """Paste the pages of a file; where the top of each is, by its sheet."""
    tops: dict[tuple[int, int], tuple[float, float]] = {}
    with (
        pikepdf.open(io.BytesIO(file.content)) as foreign,
        pypdfium2.PdfDocument(file.content) as seen,
    ):
        _flatten(foreign)
        keep_layers(pdf, foreign)
        for rank, line in enumerate(file.lines):
            sheet, page = pdf.pages[file.start + rank], foreign.pages[rank]
            visible = read_visible(page)
            _paste_page(pdf, sheet, foreign, page, visible, line, seen[rank])
            tops[sheet.obj.objgen] = apply(visible.matrix, 0, visible.height)
    return tops


def _flatten(foreign: pikepdf.Pdf) -> None:
    """Make what a printer prints of fields and remarks part of the pages."""
    if "/AcroForm" in foreign.Root and foreign.Root.AcroForm.get("/NeedAppearances"):
        foreign.generate_appearance_streams()
    foreign.flatten_annotations("print")


def _paste_page(
    pdf: pikepdf.Pdf,
    sheet: pikepdf.Page,
    foreign: pikepdf.Pdf,
    page: pikepdf.Page,
    visible: Visible,
    line: Line | None,
    seen: Any,  # noqa: ANN401 - the page as pdfium reads it
) -> None:
    own = make_form(pdf, sheet, pdf)
    theirs = make_form(pdf, page, foreign)
    _take_shape(sheet, page)
    content = "q /Page Do Q"
    if line is not None:
        content += _print_line(line, visible, own, seen)
    sheet.obj.Resources = Dictionary(XObject=Dictionary(Page=theirs, Ligne=own))
    sheet.obj.Contents = pdf.make_stream(content.encode())
    for key in ("/StructParents", "/Tabs", "/Annots"):
        if key in sheet.obj:
            del sheet.obj[key]
    links = [pdf.copy_foreign(foreign.make_indirect(k)) for k in _list_links(page)]
    if links:
        sheet.obj.Annots = Array(links)


def _take_shape(sheet: pikepdf.Page, page: pikepdf.Page) -> None:
    """Give a sheet the size, the crop and the turn of a page."""
    for key in _BOXES:
        if key in sheet.obj:
            del sheet.obj[key]
    sheet.obj.MediaBox = Array([float(edge) for edge in page.mediabox])
    sheet.obj.CropBox = Array([float(edge) for edge in page.cropbox])
    turns = read_visible(page).turns
    if turns:
        sheet.obj.Rotate = turns * 90
    for key in (*_BOXES, "/UserUnit"):
        if key in page.obj:
            value = page.obj[key]
            numbers = isinstance(value, Array)
            sheet.obj[key] = Array([float(v) for v in value]) if numbers else value


def _print_line(line: Line, visible: Visible, own: Any, seen: Any) -> str:  # noqa: ANN401
    """What prints the line of a sheet in a free place of the page, upright.

    It has a white ground: on a dark page it would else not be read.
    """
    width, height = visible.width, visible.height
    side = min(width, height) * visible.unit
    scale = min(max(side / _LINE_SIDE, _SCALES[0]), _SCALES[1])
    scale = min(scale / visible.unit, 0.9 * width / (line.width + 2 * _PADDING))
    taken = (
        scale * (line.width + 2 * _PADDING),
        scale * (line.height + 2 * _PADDING),
    )
    place = find_place(seen, (width, height), taken, scale * _INSET)
    own.BBox = Array(
        [line.left, line.bottom, line.left + line.width, line.bottom + line.height]
    )
    left, bottom = place
    shift: Matrix = (
        scale,
        0,
        0,
        scale,
        left + scale * (_PADDING - line.left),
        bottom + scale * (_PADDING - line.bottom),
    )
    ground = f"1 g {left:.3f} {bottom:.3f} {taken[0]:.3f} {taken[1]:.3f} re f"
    return (
        f" /Artifact BMC q {write_matrix(visible.matrix)} cm {ground} EMC "
        f"{write_matrix(shift)} cm /Ligne Do Q"
    )


def _list_links(page: pikepdf.Page) -> list[Any]:
    """The links to the web; others act, or lead to what is no longer there."""
    kept = []
    for link in page.obj.get("/Annots", ()):
        action: Any = link.get("/A", Dictionary())
        if link.get("/Subtype") != Name.Link or action.get("/S") != Name.URI:
            continue
        for key in ("/P", "/AA", "/StructParent", "/PA", "/Popup", "/Parent"):
            if key in link:
                del link[key]
        if "/Next" in action:
            del action["/Next"]
        kept.append(link)
    return kept


def _aim_at_tops(
    pdf: pikepdf.Pdf, tops: dict[tuple[int, int], tuple[float, float]]
) -> None:
    """Have what leads to a sheet lead to the top of the page that is on it."""
    names: Any = pdf.Root
    for key in ("/Names", "/Dests", "/Names"):
        names = names.get(key, Dictionary())
    names = list(names) if isinstance(names, Array) else []
    targets = [names[rank] for rank in range(1, len(names), 2)]
    waiting = [pdf.Root.Outlines.First] if "/Outlines" in pdf.Root else []
    while waiting:
        item = waiting.pop()
        targets.append(item.Dest)
        waiting += [item[key] for key in ("/First", "/Next") if key in item]
    for target in targets:
        top = tops.get(target[0].objgen)
        if top is not None:
            target[2], target[3] = top


def _withdraw_claims(pdf: pikepdf.Pdf) -> None:
    """Say nothing of PDF/A and PDF/UA where a foreign page may break them."""
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False
    ) as metadata:
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"):
            if name in metadata:
                del metadata[name]
