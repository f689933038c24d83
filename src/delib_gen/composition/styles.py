"""The styles that layouts name: what each is in HTML.

In Word a style is what the template makes of it, by the same name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from delib_gen.composition.tree import Balise
from delib_gen.lang.phrasebook import read_language_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from delib_gen.templating.library import TemplateLibrary

FILE = "styles.yaml"
_TAG = re.compile(
    r'(?P<nom>[a-z][a-z0-9]*)(?P<classes>(?:\.[\w-]+)*)(?: "(?P<signe>[^"]+)")?'
)
_SHARED = ">>"
"""Follows an element that a run of paragraphs shares."""


@dataclass(frozen=True, slots=True)
class Apparence:
    """What a style is in HTML.

    Attributes:
        autour: the element that paragraphs in a row share; None where each is
            by itself.
        balises: the elements of one paragraph, the outermost first.
    """

    autour: Balise | None
    balises: tuple[Balise, ...]


def read_styles(library: TemplateLibrary) -> Mapping[str, Apparence]:
    """The styles of a library, by their names.

    Raises:
        LookupError: if the file is missing: it is shipped.
        ValueError: if it says what is no element.
    """
    path = library.find(FILE)
    if path is None:
        raise LookupError(FILE)
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@cache
def _read(path: Path, _changed: int, _size: int) -> dict[str, Apparence]:
    return {name: _parse(said) for name, said in read_language_data(path).items()}


def _parse(said: str) -> Apparence:
    around, _, rest = said.rpartition(_SHARED)
    balises = tuple(parse_tag(tag.strip()) for tag in rest.split(">"))
    return Apparence(parse_tag(around.strip()) if around else None, balises)


def parse_tag(said: str) -> Balise:
    """An element, from `section.article`, or `li "- "` with the label of an item.

    Raises:
        ValueError: if that is none.
    """
    match = _TAG.fullmatch(said)
    if match is None:
        raise ValueError(f"« {said} » n'est pas une balise")
    classes = match["classes"].replace(".", " ").strip()
    return Balise(match["nom"], classes, match["signe"] or "")
