"""Whether a media query of a style holds on a screen."""

from __future__ import annotations

import re

from delib_gen.audit.css_values import Medium, length

_FEATURE = re.compile(r"(min-|max-)?(width|height)\s*(:|[<>]=?)\s*([^<>=:]+)")


def holds(query: str, medium: Medium) -> bool:
    """Whether a media query holds; what is not known of a medium does not."""
    return any(_holds_one(part.strip(), medium) for part in query.split(","))


def _holds_one(query: str, medium: Medium) -> bool:
    if query.startswith("not "):
        return not _holds_one(query[4:], medium)
    parts = re.split(r"\s+and\s+|\s+or\s+", query.removeprefix("only "))
    test = any if " or " in query else all
    return test(_holds_part(part.strip(), medium) for part in parts)


def _holds_part(part: str, medium: Medium) -> bool:
    inside = part.strip("() ")
    if not part.startswith("("):
        return part in ("all", "screen", "")
    if "prefers-color-scheme" in inside:
        return ("dark" in inside) == medium.dark
    if inside.startswith("orientation"):
        return ("landscape" in inside) == (medium.width >= medium.height)
    found = _FEATURE.fullmatch(inside)
    if not found:
        return inside in ("hover", "hover: hover", "pointer: fine", "width", "color")
    bound = length(found[4], 16.0, medium)
    own = medium.width if found[2] == "width" else medium.height
    if bound is None:
        return False
    if found[1] == "min-" or found[3][0] == ">":
        return own >= bound
    return own <= bound if found[1] == "max-" or found[3][0] == "<" else own == bound
