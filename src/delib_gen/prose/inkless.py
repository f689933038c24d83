"""Marks that print nothing."""

from __future__ import annotations

# Marks without ink: soft hyphens, joiners, direction marks and overrides, variation
# selectors, the byte order mark. An override would print a word backwards; the others
# come in with a copy from elsewhere, and some formats lose them, some do not.
_INKLESS = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)


def drop_inkless(text: str) -> str:
    """A text without the marks that print nothing."""
    return text.translate(_INKLESS)
