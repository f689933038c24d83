"""The scale of an axis: round steps, and zero always on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_COUNT = 5
"""About how many steps an axis has: more would not be read, fewer tell nothing."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis.

    Attributes:
        marks: the values marked on it, from the lowest.
    """

    marks: tuple[Decimal, ...]

    def place(self, value: Decimal) -> float:
        """How far along the axis a value stands, from 0 to 1."""
        low, high = self.marks[0], self.marks[-1]
        return float((value - low) / (high - low))


def make_scale(values: Iterable[Decimal]) -> Scale:
    """The axis of some values, from zero or below to zero or above.

    Where all of them are whole, so are the marks: nobody counts half a vote.
    """
    known = [*values, Decimal(0)]
    low, high = min(known), max(known)
    if low == high:
        high = Decimal(1)
    whole = all(value == value.to_integral_value() for value in known)
    step = _round_step((high - low) / _COUNT, whole=whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return Scale(tuple(_plain(n * step) for n in range(int(first), int(last) + 1)))


def _round_step(step: Decimal, *, whole: bool) -> Decimal:
    """The round number next above a step; a whole one where that is asked."""
    power = Decimal(1).scaleb(max(step.adjusted(), 0) if whole else step.adjusted())
    steps = (power * s for s in _STEPS)
    return next(s for s in steps if s >= step and not (whole and s % 1))


def _plain(value: Decimal) -> Decimal:
    """A number without useless decimals, and without an exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
