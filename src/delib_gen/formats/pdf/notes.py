"""The tags of footnotes: each a Note with a name, beside the Reference that calls it.

The engine tags a note at the foot of its page, far from its call, and as nothing in
particular. Who listens hears it where it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

from delib_gen.formats.pdf.structure import find_element

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

_CALL, _NOTE, _MORE = "_delib_gen_appel", "_delib_gen_note", "_delib_gen_suite"


def mark_note(box: Box, element: pydyf.Dictionary) -> None:
    """Tag a call, a note or its number as what it is.

    Args:
        box: the box that was tagged.
        element: its structure element.
    """
    source = getattr(box, "element", None)
    if source is None or box.element_tag not in ("span", "sup"):
        return  # what a style adds before or after has the same element
    kind = source.get("class")
    if kind == "note":
        element["S"] = "/Note"
        element["ID"] = pydyf.String(source.get("id", ""))
        setattr(element, _NOTE, source.get("id"))
    elif kind == "note suite":
        element["S"] = "/Note"
        element["ID"] = pydyf.String(source.get("id", ""))
        setattr(element, _MORE, source.get("data-note"))
    elif kind == "appel":
        element["S"] = "/Reference"
        setattr(element, _CALL, source.get("data-note"))
    elif kind == "retour":
        element["S"] = "/Lbl"


def place_notes(pdf: pydyf.PDF) -> None:
    """Put each note after its call; nothing to do where there is none."""
    notes = {
        name: element
        for element in pdf.objects
        if (name := getattr(element, _NOTE, None)) is not None
    }
    if not notes:
        return
    rests: dict[str, list[pydyf.Dictionary]] = {}
    for element in pdf.objects:
        if (name := getattr(element, _MORE, None)) is not None:
            rests.setdefault(name, []).append(element)
    for note in (*notes.values(), *(r for more in rests.values() for r in more)):
        _take_out(pdf, note)
    for call in list(pdf.objects):
        name = getattr(call, _CALL, None) or ""
        if name in notes:
            parent = find_element(pdf, call["P"])
            rank = parent["K"].index(call.reference) + 1
            whole = [notes[name], *rests.get(name, ())]
            parent["K"][rank:rank] = [part.reference for part in whole]
            for part in whole:
                part["P"] = parent.reference


def _take_out(pdf: pydyf.PDF, element: pydyf.Dictionary) -> None:
    """Take an element from its place, and what is left empty by that."""
    parent = find_element(pdf, element["P"])
    if element.reference in parent["K"]:
        parent["K"].remove(element.reference)
    if not parent["K"] and parent["S"] == "/NonStruct":
        _take_out(pdf, parent)
