"""A list has items alone in a PDF's tags, whatever stands between them on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf.engine import lay_out, write_document

PAGE = "<!DOCTYPE html><html lang=fr><title>t</title><body>{}</body></html>"
LINE = "display: inline-block"
LISTS = {
    "items on a line": f"<ul><li style='{LINE}'>a</li> <li style='{LINE}'>b</li></ul>",
    "items in a line": (
        "<ul><li style='display: inline'>a</li> <li style='display: inline'>b</li></ul>"
    ),
    "words before": f"<ul>Un mot <li style='{LINE}'>a</li></ul>",
    "words between": f"<ol><li>a</li>puis<li style='{LINE}'>b</li></ol>",
    "plain": "<ul><li>a</li> <li><p>b</p><ul><li>c</li></ul></li></ul>",
}


def iter_elements(element: Any) -> Iterator[Any]:
    """The elements of a structure."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from iter_elements(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from iter_elements(element.get("/K", pikepdf.Array()))


def list_kinds(element: Any) -> list[str]:
    """The kinds of the elements in one."""
    return [
        str(child.S) for child in element.K if isinstance(child, pikepdf.Dictionary)
    ]


@pytest.mark.parametrize("case", LISTS)
def test_list_has_items_alone(case: str, tools: RenderTools) -> None:
    content = write_document(lay_out(PAGE.format(LISTS[case]), tools))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        every = list(iter_elements(pdf.Root.StructTreeRoot.K))
        lists = [element for element in every if element.S == "/L"]
        assert lists
        for element in lists:
            assert set(list_kinds(element)) <= {"/LI", "/L"}
        for item in (element for element in every if element.S == "/LI"):
            assert set(list_kinds(item)) <= {"/Lbl", "/LBody"}
