"""What stands in a list between its items, in the tags: it goes into the item before.

Items that a style sets side by side on a line have spaces between them, which the
engine tags beside the items. PDF/UA wants items alone in a list.
"""

from __future__ import annotations

import pydyf

from delib_gen.formats.pdf.structure import (
    Element,
    adopt,
    iter_children,
    make_element,
)

_OF_A_LIST = ("/L", "/LI", "/Caption")


def gather_strays(liste: Element, pdf: pydyf.PDF) -> None:
    """Put what is no item of a list into the item before it, or into one of its own.

    Args:
        liste: the list's element; its items have their bodies.
        pdf: the file that is being written.
    """
    children = list(iter_children(pdf, liste))
    if all(child["S"] in _OF_A_LIST for child in children):
        return
    items: list[Element] = []
    for child in children:
        if child["S"] in _OF_A_LIST:
            items.append(child)
            continue
        if not (items and items[-1]["S"] == "/LI"):
            items.append(make_element(pdf, "/LI", child["Pg"]))
            body = make_element(pdf, "/LBody", child["Pg"])
            adopt(items[-1], [body])
        *_, body = iter_children(pdf, items[-1])
        adopt(body, [child], more=True)
    adopt(liste, items)
