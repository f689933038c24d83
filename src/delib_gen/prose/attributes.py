"""`{legende="…"}`: what is said of a block, on the line before it.

A rule of our own for the parser: those that can be had leave out in silence what
they do not understand, a remark between two `%` or the end of the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading

ATTRIBUTES = "attributs"
"""The type of the token, the pairs of which are in its `meta`."""
_PAIR = re.compile(r'\s*(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{}=]+))(?=\s|$)')


def attributes_plugin(parser: MarkdownIt) -> None:
    """Read such lines, wherever a block may begin."""
    ends = ["paragraph", "reference", "blockquote", "list", "table"]
    parser.block.ruler.before("fence", ATTRIBUTES, _read_line, {"alt": ends})


def read_pairs(text: str) -> list[tuple[str, str]] | None:
    """The names and values between two braces; None where that is not what stands.

    Args:
        text: what is between the braces.
    """
    pairs: list[tuple[str, str]] = []
    place, text = 0, text.rstrip()
    while place < len(text):
        match = _PAIR.match(text, place)
        if match is None:
            return None
        quoted, bare = match[2], match[3]
        pairs.append((match[1], bare if quoted is None else quoted.replace('\\"', '"')))
        place = match.end()
    return pairs or None


def gather_pairs(reading: Reading, token: Token, given: dict[str, str]) -> None:
    """Add the pairs of a line to those given before for the same block.

    Args:
        reading: the text that it is part of.
        token: the line's.
        given: the pairs of the lines just above it.
    """
    pairs = token.meta["paires"]
    if pairs is None:
        reading.find(
            "une ligne entre accolades qui ne se lit pas : "
            f"« {shorten(token.content)} »",
            "elle s'écrit comme `{retrait=\"1,27 cm\"}` ; pour imprimer l'accolade, "
            "écrivez `\\{`",
        )
        return
    if len({*given, *(name for name, _ in pairs)}) < len(given) + len(pairs):
        reading.find(
            f"un attribut est donné deux fois : « {shorten(token.content)} »",
            "gardez-en un seul",
        )
    given.update(pairs)


def check_names(
    reading: Reading, given: Mapping[str, str], admitted: Sequence[str]
) -> None:
    """Refuse what a block cannot be told."""
    unknown = [f"`{name}`" for name in given if name not in admitted]
    if unknown:
        reading.find(
            "attribut entre accolades qui n'est pas connu ici : "
            + shorten(", ".join(unknown)),
            "sont admis : `retrait` et `etiquette` devant une liste, `legende` devant "
            'un tableau, `largeur` devant une image, `saut="page"` devant un bloc de '
            "premier niveau",
        )


def _read_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    line = state.src[begin : state.eMarks[start]].rstrip()
    if not (line.startswith("{") and line.endswith("}")):
        return False
    if not silent:
        token = state.push(ATTRIBUTES, "", 0)
        token.map = [start, start + 1]
        token.content = line
        token.meta = {"paires": read_pairs(line[1:-1])}
        state.line = start + 1
    return True
