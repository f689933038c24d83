"""Anchors in a file of several pieces: each piece keeps its own apart.

Two notes of the same name would else be one place, and a link would lead to the
other piece's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.view.base import View

_TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>""")
_NAMED = re.compile(
    r"""(?P<before>\s(?:id|for|headers|aria-labelledby|aria-describedby|href)=)"""
    r"""(?P<quote>["'])(?P<value>[^"']*)(?P=quote)"""
)


def own_anchors(page: str, piece: str, views: Sequence[View]) -> str:
    """A page of HTML whose anchors begin with the name of its piece.

    Those that do already stay, and so do links to the pieces themselves.

    Args:
        page: the page.
        piece: the name of its piece.
        views: all the pieces of the file.
    """
    pieces = {view.meta.piece for view in views}
    prefix = f"{piece}-"

    def own(name: str) -> str:
        kept = name in pieces or name.startswith(prefix)
        return name if kept or not name else prefix + name

    def rewrite(match: re.Match[str]) -> str:
        value, quote = match["value"], match["quote"]
        if match["before"].endswith("href="):
            if not value.startswith("#"):
                return match[0]
            value = "#" + own(value[1:])
        else:
            value = " ".join(map(own, value.split()))
        return f"{match['before']}{quote}{value}{quote}"

    return _TAG.sub(lambda tag: _NAMED.sub(rewrite, tag[0]), page)
