"""Texts as a style has them."""

from __future__ import annotations

import re

from markupsafe import Markup

_SPECIAL = re.compile(r'["\\<>&\x00-\x1f\x7f]')


def quote_css(text: str) -> Markup:
    """A text as a string of CSS, that nothing in it can end."""
    escaped = _SPECIAL.sub(lambda match: f"\\{ord(match[0]):x} ", text)
    # Safe: whatever CSS or HTML could take for its own is written by its number.
    return Markup(f'"{escaped}"')  # noqa: S704
