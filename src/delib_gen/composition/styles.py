"""The styles that layouts name: what each is in HTML.

In Word a style is what the template makes of it, by the same name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from delib_gen.composition.tree import Balise
from delib_gen.lang.phrasebook import PhraseError, read_language_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from delib_gen.templating.library import TemplateLibrary

FILE = "styles.yaml"
_TAG = re.compile(
    r'(?P<nom>[a-z][a-z0-9]*)(?P<classes>(?:\.[\w-]+)*)(?: "(?P<signe>[^"]+)")?'
)


def read_styles(library: TemplateLibrary) -> Mapping[str, tuple[Balise, ...]]:
    """The elements of each style of a library, the outermost first.

    Raises:
        LookupError: if there is no such file: it is shipped.
        ValueError: if it cannot be read, or says what is no element.
    """
    paths = [f / FILE for f in library.folders if (f / FILE).is_file()]
    if not paths:
        raise LookupError(FILE)
    states = ((path, path.stat()) for path in reversed(paths))
    return _join(tuple((p, s.st_mtime_ns, s.st_size) for p, s in states))


@cache
def _join(states: tuple[tuple[Path, int, int], ...]) -> dict[str, tuple[Balise, ...]]:
    """What some files say together: an own one may say some styles only."""
    known: dict[str, tuple[Balise, ...]] = {}
    for path, _, _ in states:
        known |= _read(path)
    return known


def _read(path: Path) -> dict[str, tuple[Balise, ...]]:
    try:
        said = read_language_data(path)
    except PhraseError:
        raise ValueError("ce fichier ne se lit pas") from None
    return {name: _parse(str(tags)) for name, tags in said.items()}


def _parse(said: str) -> tuple[Balise, ...]:
    return tuple(parse_tag(tag.strip()) for tag in said.split(">"))


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
