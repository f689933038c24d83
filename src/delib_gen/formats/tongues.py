"""The languages of a page of HTML: marks become `lang`, none of them stays.

An element that holds one text alone bears the language itself; elsewhere a span
does. Both say by an attribute that a version is lacking, so that the style of a
draft can show it. Inside a tag there is no place for either: only the text stays.
"""

from __future__ import annotations

import re
from html import escape

from delib_gen.lang.marks import (
    END,
    START_PATTERN,
    is_marked,
    iter_pieces,
    read_language,
    unmark,
)

LACKING = "data-sans-version"
"""What an element says that is not in the language of its document."""
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_MARKED = f"{START_PATTERN}(?P<text>[^<>]*?){END}"
_WHOLE = re.compile(
    rf"<(?P<tag>p|li|h[1-6]|td|th|dt|dd|span|a|strong|em)(?P<rest>(?:\s[^<>]*)?)>{_MARKED}</(?P=tag)>"
)
_PART = re.compile(f"(<[^<>]*>)|{_MARKED}")
_RAW = re.compile(r"<(title|style|script|textarea)\b.*?</\1>", re.DOTALL)


def tag_languages(page: str) -> str:
    """A page with the languages of its texts in its tags."""
    if not is_marked(page):
        return page
    page = _RAW.sub(lambda match: unmark(match[0]), page)
    page = _TAG.sub(lambda match: unmark(match[0]), page)
    page = _WHOLE.sub(_tag_element, page)
    return unmark(_PART.sub(_tag_text, page))


def _tag_element(match: re.Match[str]) -> str:
    if re.search(r"\slang=", match["rest"]) or is_marked(match["text"]):
        return match[0]
    tag, langue = match["tag"], escape(read_language(match))
    rest = f'{match["rest"]} lang="{langue}" {LACKING}'
    return f"<{tag}{rest}>{match['text']}</{tag}>"


def _tag_text(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    return "".join(
        f'<span lang="{escape(langue)}" {LACKING}>{piece}</span>' if langue else piece
        for piece, langue in iter_pieces(match["text"], read_language(match))
    )
