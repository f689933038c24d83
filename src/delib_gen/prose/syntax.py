"""The Markdown that is understood: CommonMark, and the few constructs added to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from delib_gen.prose.attributes import attributes_plugin
from delib_gen.prose.blanks import blanks_plugin
from delib_gen.prose.bounds import MAX_LINES, bounds_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_STARS = re.compile(r"\*+(?=\d)")
_MAX_NESTING = 200
"""The default of 20 would drop in silence what lies deeper."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text, taken apart by the parser.

    Attributes:
        tokens: its tokens, flat, in the order of the text.
        lines: its lines.
        references: the addresses given apart (`[nom]: https://…`), each with its
            label and its line from 0.
        repeated: the same, for those given a second time, which have no effect.
        too_long: whether it was too long to be read; it then has no token.
    """

    tokens: list[Token]
    lines: list[str]
    references: dict[str, int]
    repeated: tuple[tuple[str, int], ...]
    too_long: bool = False


def parse_tokens(text: str) -> ParsedText:
    """Take a text apart."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return ParsedText([], [], {}, (), too_long=True)
    kept: dict[str, Any] = {}
    tokens = make_parser().parse(text, kept)
    references = {
        label: reference["map"][0]
        for label, reference in kept.get("references", {}).items()
    }
    repeated = tuple(
        (str(reference["label"]), reference["map"][0])
        for reference in kept.get("duplicate_refs", ())
    )
    return ParsedText(tokens, lines, references, repeated)


@cache
def make_parser() -> MarkdownIt:
    """CommonMark and what is added to it: made once, its rules are many."""
    # Imported here: a session without Markdown does without.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    options = {"maxNesting": _MAX_NESTING, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable("table")
    parser.use(bounds_plugin).use(attributes_plugin).use(deflist_plugin)
    # Notes stay where they are written, and a call of none is still one: else
    # the plugin drops the first and prints the second without a word.
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(blanks_plugin)
    parser.inline.ruler.before("emphasis", "produit", _read_product)
    # A link that the library thinks unsafe would be printed as its own source;
    # taken for a link, it reaches whoever refuses it aloud.
    setattr(parser, "validateLink", lambda _: True)  # noqa: B010 - typed as a method
    return parser


def _read_product(state: StateInline, silent: bool) -> bool:
    """The stars of `2*3*4`, that stand between digits: signs, no emphasis."""
    match = _STARS.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos]
    if match is None or not before.isdigit():
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True
