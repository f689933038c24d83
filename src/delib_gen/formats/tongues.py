"""The languages of a page of HTML: an element that holds one text bears its language.

Elsewhere the span does that the text itself prints (`lang.said`). Both say by an
attribute that a version is lacking, so that the style of a draft can show it, on the
whole ground of the element where there is one.
"""

from __future__ import annotations

import re

from delib_gen.lang.said import LACKING

_ALONE = re.compile(
    r"<(?P<tag>p|li|h[1-6]|td|th|dt|dd|span|a|strong|em)(?P<rest>(?:\s[^<>]*)?)>"
    rf'<span(?P<said> lang="[^"<>]*" {LACKING}="")>(?P<text>[^<>]*)</span></(?P=tag)>'
)


def tag_languages(page: str) -> str:
    """A page whose elements bear the language of what they hold."""
    return _ALONE.sub(_lift, page)


def _lift(match: re.Match[str]) -> str:
    tag, rest, said, text = match.group("tag", "rest", "said", "text")
    if " lang=" in rest:
        return match[0]
    return f"<{tag}{rest}{said}>{text}</{tag}>"
