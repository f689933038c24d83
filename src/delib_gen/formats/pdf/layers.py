"""The layers of a foreign file, shown and hidden in a dossier as they were.

What is hidden in a plan is said by its file, not by its pages: taken alone, they
would show all of it.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def keep_layers(pdf: pikepdf.Pdf, foreign: pikepdf.Pdf) -> None:
    """Add the layers of a foreign file to a dossier's, on or off by their default."""
    theirs: Any = foreign.Root.get("/OCProperties")
    if theirs is None or "/OCGs" not in theirs:
        return
    default: Any = theirs.get("/D", Dictionary())
    off = {layer.objgen for layer in default.get("/OFF", ())}
    if default.get("/BaseState") == Name.OFF:
        on = {layer.objgen for layer in default.get("/ON", ())}
        off |= {layer.objgen for layer in theirs.OCGs} - on
    own = _find_own(pdf)
    for layer in theirs.OCGs:
        copy = pdf.copy_foreign(layer)
        own.OCGs.append(copy)
        if layer.objgen in off:
            own.D.OFF.append(copy)


def _find_own(pdf: pikepdf.Pdf) -> Any:  # noqa: ANN401
    if "/OCProperties" not in pdf.Root:
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(), D=Dictionary(OFF=Array(), Order=Array())
        )
    return pdf.Root.OCProperties
