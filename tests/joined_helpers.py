"""PDF files as others make them, small, good and bad."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def make_pdf(
    *contents: str,
    size: tuple[float, float] = (300, 400),
    keys: dict[str, Any] | None = None,
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **options: Any,
) -> bytes:
    """A PDF with a page for each content stream; `F` is a face.

    Args:
        contents: what the pages paint.
        size: their width and height.
        keys: what else their dictionaries hold.
        change: done to the file before it is saved.
        options: how it is saved.
    """
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for content in contents:
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = Dictionary(Font=Dictionary(F=face))
            page.obj.Contents = pdf.make_stream(content.encode())
            for key, value in (keys or {}).items():
                page.obj[key] = value
        if change is not None:
            change(pdf)
        pdf.save(out, **({"deterministic_id": True} | options))
    return out.getvalue()


def write(word: str, x: int = 40, y: int = 40) -> str:
    """What paints a word."""
    return f"BT /F 24 Tf {x} {y} Td ({word}) Tj ET"


def act(kind: str, **keys: Any) -> Dictionary:
    """An action."""
    return Dictionary(S=Name("/" + kind), **keys)


def script() -> Dictionary:
    """One that runs a script."""
    return act("JavaScript", JS=String("app.alert(1)"))


def annotate(pdf: pikepdf.Pdf, subtype: str, **keys: Any) -> Any:
    """Put something on the first page."""
    note = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name("/" + subtype),
            Rect=Array([10, 10, 90, 40]),
            **keys,
        )
    )
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", ()), note])
    return note
