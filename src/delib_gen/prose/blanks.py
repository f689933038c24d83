"""`[[VILLE]]` and `____`: the places that somebody fills in by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

BLANK = "blanc"
"""The type of the token; its content is the label."""
_LABELLED = re.compile(r"\[\[([^][\n]*[^][\s][^][\n]*)\]\](?![(\[])")
_BARE = re.compile("_{3,}")
_SURE = 4
"""Underscores from which a run is a blank whatever stands beside it; three of
them may as well open a passage in bold italics."""


def blanks_plugin(parser: MarkdownIt) -> None:
    """Read blanks; a line of underscores is one, and no rule across the page."""
    from markdown_it.rules_block.hr import hr

    def read_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        if state.src[begin : state.eMarks[start]].startswith("_"):
            return False
        return hr(state, start, end, silent)

    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.inline.ruler.before("emphasis", "blanc_nu", _read_bare)
    parser.inline.ruler.before("link", "blanc_nomme", _read_labelled)
    parser.block.ruler.at("hr", read_rule, {"alt": ends})


def _read_labelled(state: StateInline, silent: bool) -> bool:
    match = _LABELLED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    return _push(state, match[1].strip(), match.end(), silent=silent)


def _read_bare(state: StateInline, silent: bool) -> bool:
    match = _BARE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    beside = state.src[match.start() - 1 : match.start()] + state.src[match.end() :][:1]
    if len(match[0]) < _SURE and any(sign.isalnum() for sign in beside):
        return False
    return _push(state, "", match.end(), silent=silent)


def _push(state: StateInline, label: str, end: int, *, silent: bool) -> bool:
    if not silent:
        state.push(BLANK, "", 0).content = label
    state.pos = end
    return True
