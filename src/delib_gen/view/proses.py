"""Prose for views: the rules have already refused what cannot be carried."""

from __future__ import annotations

from collections.abc import Mapping

from delib_gen.lang.typography import drop_inkless
from delib_gen.prose.images import ImageLue
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import Prose


def read_prose(text: str, images: Mapping[str, ImageLue]) -> Prose:
    """The tree of a Markdown text that the rules have let through.

    Args:
        text: the Markdown.
        images: the pictures that it names, by their names as typed.
    """
    prose, _ = parse_prose(drop_inkless(text), "", images=images)
    return prose
