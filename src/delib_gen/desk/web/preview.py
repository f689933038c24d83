"""The real page, laid out beside."""

from __future__ import annotations


class Previewer:
    """Lays pages out in a process of its own."""

    def close(self) -> None:
        """End it."""
