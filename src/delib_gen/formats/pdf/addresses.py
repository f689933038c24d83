"""Where a long address may be broken: after its signs, as typographers do.

The engine breaks one after a slash, a hyphen or a question mark alone, and cuts what
is then still too long wherever the line ends. Marks without a width, which no reader
of the file gets to see, tell it the other places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.prose.tree import Brin, Brins

_MAY_BREAK, _JOINED = "\u200b", "\u2060"
_LONG = 20
"""Signs that the narrowest column holds: a shorter address stays whole."""
_WORD = re.compile(rf"[^\s{_MAY_BREAK}]{{{_LONG},}}")
_ADDRESS = re.compile(r"://|@|^\W*www\.|[/=_&].*[/=_&.]")
_PLACE = re.compile(r"(?<=[/?&=._#;:,+~-])(?=\w)|(?<=\w)(?=%\w\w)|(?<=\w)(?=@)")


def open_addresses(piece: Composition) -> Composition:
    """A piece whose long addresses may be broken where they should be."""
    return piece.change_texts(_open)


def _open(brins: Brins) -> Brins:
    if not any(len(brin.texte) >= _LONG for brin in brins):
        return brins
    return tuple(map(_open_run, brins))


def _open_run(brin: Brin) -> Brin:
    text = _WORD.sub(lambda match: _mark(match[0]), brin.texte)
    return brin if text == brin.texte else replace(brin, texte=text)


def _mark(word: str) -> str:
    if not _ADDRESS.search(word):
        return word
    marked = _PLACE.sub(_MAY_BREAK, word)
    return marked.replace(f"://{_MAY_BREAK}", f"://{_JOINED}")
