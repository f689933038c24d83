"""How far the text of a list stands from its labels: wide ones need more room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.letters import measure_text
from delib_gen.prose.labels import format_label

if TYPE_CHECKING:
    from delib_gen.prose.tree import Liste
    from delib_gen.schema.charte import Charte

_LEAST_GAP, _GAP = 0.06, 0.3
"""The gap under which there is no room, and the one then made."""


@dataclass(frozen=True, slots=True)
class Indent:
    """Where a list stands, in centimetres.

    Attributes:
        text: how far its text stands in from what is around it.
        label: how far its labels stand out from its text.
    """

    text: float
    label: float


def measure_indent(liste: Liste, charte: Charte, size: float = 0.0) -> Indent:
    """The indent asked for, or the house style's, and more where labels are wide.

    Without room, Word pushes the first line to the next tab, away from the others.

    Args:
        liste: the list.
        charte: the house style.
        size: how large its text is set, in centimetres; as the house style's if 0.
    """
    step = charte.mesures.retrait_liste
    last = liste.debut + len(liste.points)
    labels = (format_label(liste.etiquette, n) for n in range(liste.debut, last))
    widest = max((measure_text(label) for label in labels), default=0.0)
    size = size or charte.polices.corps
    fits = (widest + _LEAST_GAP) * size <= step
    room = 0.0 if fits else (widest + _GAP) * size
    asked = step if liste.retrait is None else liste.retrait
    text = max(asked, room)
    return Indent(text, max(step, room))
