"""Somebody else's pages that unpack without measure: refused, not unpacked."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from delib_gen.load.files import NamedFile
from delib_gen.load.joined import clean_joined
from joined_helpers import make_pdf, write


def _inspect(content: bytes) -> list[tuple[str, bool]]:
    file = NamedFile("plan.pdf", "plan.pdf", content)
    _, found = clean_joined(file)
    return [(f.code, "la page 1 se déplie" in f.message) for f in found]


def _change(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    return make_pdf(write("A"), change=change)


def _pack(times: int) -> Callable[[pikepdf.Pdf], None]:
    """A text of 200 million spaces, packed once or more."""

    def change(pdf: pikepdf.Pdf) -> None:
        packer = zlib.compressobj()
        content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200))
        content += packer.flush()
        for _ in range(times - 1):
            content = zlib.compress(content)
        stream = pdf.make_stream(b"")
        filters = pikepdf.Array([Name.FlateDecode] * times)
        stream.write(content, filter=filters)
        pdf.pages[0].obj.Contents = stream

    return change


def _make_form(pdf: pikepdf.Pdf, content: bytes, **drawn: Any) -> Any:
    form = pdf.make_stream(content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = pikepdf.Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(drawn))
    return form


def _draw(pdf: pikepdf.Pdf, thing: Any) -> None:
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary({"/A": thing}))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/A Do")


def _double(pdf: pikepdf.Pdf) -> None:
    form = _make_form(pdf, b"0 0 1 1 re f")
    for _ in range(28):
        form = _make_form(pdf, b"/A Do /A Do", **{"/A": form})
    _draw(pdf, form)


def _loop(pdf: pikepdf.Pdf) -> None:
    form = _make_form(pdf, b"/A Do /A Do")
    form.Resources.XObject["/A"] = form
    _draw(pdf, form)


def _show_picture(side: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(bytes(3))
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        picture.Width = picture.Height = side
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
        _draw(pdf, picture)

    return change


BOMBS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "packed text": _pack(1),
    "packed thrice": _pack(3),
    "forms that double": _double,
    "a picture of ten billion dots": _show_picture(100_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_that_unpacks_without_measure_is_refused_quickly(name: str) -> None:
    content = _change(BOMBS[name])
    assert len(content) < 300_000
    start = time.process_time()

    assert _inspect(content) == [("STR07", True)]

    assert time.process_time() - start < 5  # against hanging: it takes a tenth


@pytest.mark.parametrize("change", [_loop, _show_picture(1_000)])
def test_what_merely_looks_like_it_is_taken(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    assert _inspect(_change(change)) == []


def test_pages_in_a_ring_are_a_damage() -> None:
    """A branch of the page tree that is its own parent."""
    content = make_pdf(write("A"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.Pages.Count = 2
        out = io.BytesIO()
        pdf.save(out)

    assert [code for code, _ in _inspect(out.getvalue())] == ["STR06"]
