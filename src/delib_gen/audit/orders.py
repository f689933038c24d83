"""The order in which a file shows its parts, where that is not as it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Part = Any
"""An element of lxml, which has no types, or a text beside elements."""


@dataclass(slots=True)
class Order:
    """The parts of elements in the order in which they are seen.

    Attributes:
        sure: whether it is surely so.
        parts: those of each element that has them in an order of its own.
    """

    sure: bool
    parts: dict[Any, list[Part]] = field(default_factory=dict)
