"""Numbers as they are printed in French: `1 234,5`."""

from __future__ import annotations

from decimal import Decimal

_NBSP = "\u00a0"
_MINUS = "\u2212"


def format_number(value: Decimal) -> str:
    """A number with a comma, its thousands parted, with the decimals it has."""
    sign = _MINUS if value < 0 else ""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", _NBSP)
    return f"{sign}{groups},{decimals}" if decimals else f"{sign}{groups}"
