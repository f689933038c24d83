"""The tags of definitions: each term is the label of what it means.

The engine makes a whole item of each term, and another of each meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from delib_gen.formats.pdf.structure import adopt, iter_children

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

_TERM = "_delib_gen_terme"


def mark_term(box: Box, element: pydyf.Dictionary) -> None:
    """Keep with the body of an item that it is a term."""
    if element["S"] == "/LBody" and box.element_tag == "dt":
        setattr(element, _TERM, True)


def join_definitions(liste: pydyf.Dictionary, pdf: pydyf.PDF) -> None:
    """Give each term of a list the meanings that follow it.

    Args:
        liste: the list's element.
        pdf: the file that is being written.
    """
    items: list[Any] = []
    for item in list(iter_children(pdf, liste)):
        bodies = list(iter_children(pdf, item))
        if any(getattr(body, _TERM, False) for body in bodies):
            for body in bodies:
                body["S"] = "/Lbl"
            items.append(item)
        elif items:
            adopt(items[-1], bodies, more=True)
        else:
            items.append(item)  # it goes on from the page before
    adopt(liste, items)
    liste["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})
