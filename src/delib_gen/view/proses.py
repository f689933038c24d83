"""Prose for views: the rules have already refused what cannot be carried."""

from __future__ import annotations

from delib_gen.lang.typography import drop_inkless
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import Prose


def read_prose(text: str) -> Prose:
    """The tree of a Markdown text that the rules have let through."""
    prose, _ = parse_prose(drop_inkless(text), "")
    return prose
