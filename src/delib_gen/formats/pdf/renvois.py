"""Links within a dossier: what they take in, and what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

    from delib_gen.composition.tree import Composition
    from delib_gen.prose.tree import Brin, Brins

_INTERNAL = "#"
_BEFORE, _AFTER = re.compile(r"[^ \t\n\r]*\Z"), re.compile(r"[^ \t\n\r]*")
"""What no space parts from the end of a text, and from its beginning."""


def name_link(box: Box) -> None:
    """Have a link say the title that its element has, in place of an anchor's name."""
    annotation = getattr(box, "link_annotation", None)
    element: Any = getattr(box, "element", None)
    title = element.get("title") if hasattr(element, "get") else None
    if annotation and title:
        annotation["Contents"] = pydyf.String(title)


def forget_links(pages: Iterable[Any]) -> None:
    """Have pages know nothing of the links of a file that they were written to."""
    for page in pages:
        for *_, box in page.links:
            box.link_annotation = None


def drop_dead_link(box: Box, element: pydyf.Dictionary) -> None:
    """Tag a link whose target is not in the file as the plain text that it is."""
    source: Any = getattr(box, "element", None)
    href = source.get("href", "") if hasattr(source, "get") else ""
    dead = href.startswith(_INTERNAL) and not getattr(box, "link_annotation", None)
    if dead and element["S"] == "/Link":
        element["S"] = "/Span"


def bind_links(piece: Composition) -> Composition:
    """A piece whose links take in what is bound to their words, up to the next space.

    WeasyPrint 70 breaks a line badly where a link begins or ends within what may not
    be broken, as « (cf. annexe 1) ».
    """
    return piece.change_texts(_bind)


def _bind(brins: Brins) -> Brins:
    if not any(_is_internal(brin) for brin in brins):
        return brins
    runs = list(brins)
    for rank, link in enumerate(runs):
        if not _is_internal(link):
            continue
        if rank and _looks_like(runs[rank - 1], link):
            text = runs[rank - 1].texte
            place = _find(_BEFORE, text)[0]
            runs[rank - 1] = replace(runs[rank - 1], texte=text[:place])
            link = replace(link, texte=text[place:] + link.texte)
        if rank + 1 < len(runs) and _looks_like(runs[rank + 1], link):
            text = runs[rank + 1].texte
            place = _find(_AFTER, text)[1]
            runs[rank + 1] = replace(runs[rank + 1], texte=text[place:])
            link = replace(link, texte=link.texte + text[:place])
        runs[rank] = link
    return tuple(brin for brin in runs if brin.texte or _prints(brin))


def _prints(brin: Brin) -> bool:
    """Whether a run without text prints something all the same."""
    return bool(brin.saut or brin.note or brin.blanc)


def _find(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    match = pattern.search(text)
    return match.span() if match else (0, 0)


def _is_internal(brin: Brin) -> bool:
    return brin.cible.startswith(_INTERNAL) and bool(brin.bulle)


def _looks_like(text: Brin, link: Brin) -> bool:
    """Whether a run is plain text with the look of a link beside it."""
    return replace(text, texte="") == replace(link, texte="", cible="", bulle="")
