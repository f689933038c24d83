"""What the rules found of each act, kept while nothing that they look at changes.

Whoever types changes one act at a time, and all of them are checked at each key. The
rules of an act look at it and at what the sitting says outside of its acts; those that
look further say so (`Check.around`), and are asked each time.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from delib_gen.load.files import decode_text
from delib_gen.load.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.situation import Situation

_ANCHOR = re.compile(r"&([\w-]+)")
_Found = dict[str, Any]


class KeptFindings:
    """What was found of the acts of one sitting, by the names of what looks at them."""

    def __init__(self) -> None:
        self._last: tuple[object, list[tuple[object, _Found]]] = None, []

    def recall(self, situation: Situation, langues: tuple[str, ...]) -> None:
        """Tell each act what was found in it (`vu`), and keep what will be.

        Args:
            situation: the sitting as it is now.
            langues: the languages asked for.
        """
        cut = _cut(situation.lue)
        if cut is None:
            return
        outline = [
            (a.lu.index, a.acte.reperes, a.acte.statut, a.jour, a.lu.sound)
            for a in situation.actes
        ]
        around, texts = (cut[0], outline, langues), cut[1]
        kept = self._last[1] if self._last[0] == around else [(None, {})] * len(texts)
        acts = [
            (text, found if before == text else {})
            for text, (before, found) in zip(texts, kept, strict=True)
        ]
        self._last = around, acts
        for acte in situation.actes:
            acte.vu = acts[acte.lu.index][1]


def _cut(lue: LoadedSeance) -> tuple[object, list[object]] | None:
    """What was read but for the acts; then, for each, where it begins and its lines.

    For an act that is a file, that file. None where the lines of an act need not say
    what it is: where there are aliases, or others share one of its lines.
    """
    read = lue.sources.files
    twice = Counter(file.name for file in read)
    others = {file.name: file for file in read if twice[file.name] == 1}
    own = others.pop(lue.file, None)
    actes = lue.root.values.get("actes") if isinstance(lue.root, Mapping) else None
    if own is None or not isinstance(actes, Sequence) or not actes.items:
        return None
    text = decode_text(own, None)[0].replace("\r\n", "\n")
    shared = any(f"*{name}" in text for name in set(_ANCHOR.findall(text)))
    if shared or "\r" in text:
        return None
    lines, keys, cuts = text.split("\n"), list[object](), list[int]()
    for node in actes.items:
        span = node.span
        if span.file != lue.file:
            keys.append((span.file, others.pop(span.file, None)))
            continue
        # Where one ends the next one begins, and what was read in between is of none.
        first, last = span.line - 1, span.end_line - 1
        heads = lines[first][: span.column - 1], "".join(lines[last : last + 1])
        if heads[0].strip() not in ("", "-") or heads[1][: span.end_column - 1].strip():
            return None
        if cuts and first < cuts[-1]:
            return None
        keys.append((first, lines[first:last]))
        cuts += first, last
    header = [lines[a:b] for a, b in pairwise((0, *cuts, len(lines)))][::2]
    return (header, list(others.values())), keys
