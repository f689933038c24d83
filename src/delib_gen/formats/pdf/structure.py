"""Structure elements of a PDF that is being written: made, filled, found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import pydyf

Element: TypeAlias = pydyf.Dictionary


def make_element(pdf: pydyf.PDF, kind: str, page: object) -> Element:
    """An empty element of a kind (`/P`), on a page."""
    element = pydyf.Dictionary(
        {"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "Pg": page}
    )
    pdf.add_object(element)
    return element


def adopt(
    parent: Element,
    children: Sequence[Element],
    *,
    more: bool = False,
) -> None:
    """Make elements the children of another one, in the place of its own or after."""
    kept = parent["K"] if more else []
    parent["K"] = pydyf.Array([*kept, *(child.reference for child in children)])
    for child in children:
        child["P"] = parent.reference


def find_element(pdf: pydyf.PDF, reference: bytes) -> Element:
    """The object that a reference names."""
    return pdf.objects[int(reference.split()[0])]


def iter_children(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    """The elements in another one; content, which is a number, apart."""
    for reference in element["K"]:
        if not isinstance(reference, int):
            child = find_element(pdf, reference)
            if child.get("Type") == "/StructElem":
                yield child
