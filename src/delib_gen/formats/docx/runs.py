"""The pieces of a paragraph of prose: looks, links, line breaks, notes, blanks."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.book import name_bookmark
from delib_gen.formats.docx.controls import make_control
from delib_gen.formats.docx.languages import language_tag
from delib_gen.formats.docx.xml import (
    Element,
    bind_names,
    bind_numbers,
    drop_illegal,
    get_properties,
    make,
    make_text,
    put,
)
from delib_gen.prose.runs import is_solid, join_runs
from delib_gen.prose.tree import Brin

if TYPE_CHECKING:
    from docx.opc.part import Part

    from delib_gen.formats.docx.book import Book
    from delib_gen.formats.docx.styles import StyleNames

TAB = "\t"
"""The run of a layout that is a tab."""
_WITHIN = "#"
"""What begins the target of a link within the document."""
_SPACES = re.compile(r"[ \t\n\r]+")
_NAMED = (styles.BOLD, styles.ITALIC, styles.BOLD_ITALIC, styles.BLANK)
"""The styles that runs have by their looks."""
_MADE = OrderedDict[object, Element]()
"""The last runs that were written, as the children of a paragraph: those who are there
are most often those of the act before."""
_MOST = 128


class RunWriter:
    """Writes runs into a document, in its own character styles."""

    def __init__(
        self, book: Book, names: StyleNames, shade: str, part: Part | None = None
    ) -> None:
        """Begin to write.

        Args:
            book: the document.
            names: the styles that there are for the piece.
            shade: the ground of what has no version in its language; none if empty.
            part: the part that the runs go into; the body if it is not said.
        """
        self._book = book
        self._part = book.document.part if part is None else part
        self._names = names
        self._shade = shade
        self._looked = (shade, *map(names.character, _NAMED))

    def write(
        self, brins: Sequence[Brin], tag: str, *, plain: bool = False
    ) -> list[Element]:
        """The runs of a paragraph.

        Args:
            brins: its pieces.
            tag: its language, as Word calls it.
            plain: whether bold is left out: in a paragraph that is bold by its
                style, Word would take it for a return to light.
        """
        if any(brin.note or brin.cible for brin in brins):  # what this document has
            return self._write(brins, tag, plain=plain)
        own = [self._names.character(brin.style) for brin in brins if brin.style]
        key = (*brins, tag, plain, *own, self._looked)
        if key not in _MADE:
            if len(_MADE) == _MOST:
                _MADE.popitem(last=False)
            _MADE[key] = make("p", *self._write(brins, tag, plain=plain))
        _MADE.move_to_end(key)
        return list(deepcopy(_MADE[key]))

    def _write(self, brins: Sequence[Brin], tag: str, *, plain: bool) -> list[Element]:
        if plain:
            brins = [replace(brin, gras=False) for brin in brins]
        elements: list[Element] = []
        for (target, said), group in groupby(squeeze(join_runs(brins)), key=_read_link):
            runs = [self._run(brin, tag) for brin in group]
            elements += [self._link(target, said, runs)] if target else runs
        return elements

    def _run(self, brin: Brin, tag: str) -> Element:
        if brin.note:
            return self._write_note(brin, tag)
        if brin.blanc:
            looks = [*self._blank_looks(brin), *self._say_language(brin, tag)]
            element = make_control(brin.texte, looks)
        else:
            looks = [*self._looks(brin), *self._say_language(brin, tag)]
            text = make("br") if brin.saut else make_text(brin.texte)
            element = make("r", make("rPr", *looks), text)
        if brin.insecable:
            bind_names(element)
        elif not brin.cible or brin.cible.startswith(_WITHIN):
            bind_numbers(element)
        return element

    def _say_language(self, brin: Brin, tag: str) -> Iterator[Element]:
        """The language of a run; one without a version in that of its text shows it."""
        if brin.langue and self._shade and not brin.version:
            yield make("shd", val="clear", color="auto", fill=self._shade)
        yield make("lang", val=language_tag(brin.langue) if brin.langue else tag)

    def _write_note(self, brin: Brin, tag: str) -> Element:
        """The call of a note, whose links are its part's own."""
        notes = self._book.notes
        writer = RunWriter(self._book, self._names, self._shade, notes.part)
        runs = writer.write(brin.note, tag)
        mark = brin.appel.rpartition("-")[2]
        return notes.add(runs, self._book.take_number(), self._names, tag, mark)

    def _looks(self, brin: Brin) -> list[Element]:
        """One character style, and by hand what it cannot say."""
        wanted = {
            (True, False): styles.BOLD,
            (False, True): styles.ITALIC,
            (True, True): styles.BOLD_ITALIC,
        }.get((brin.gras, brin.italique))
        linked = brin.cible and not brin.cible.startswith(_WITHIN)
        named = styles.LINK if linked else brin.style
        name = named or wanted
        style = self._names.character(name) if name else None
        looks = [make("rStyle", val=style)] if style else []
        if wanted and (named or style is None):
            looks += [make("b")] if brin.gras else []
            looks += [make("i")] if brin.italique else []
        return looks

    def _blank_looks(self, brin: Brin) -> list[Element]:
        style = self._names.character(styles.BLANK) if brin.texte else None
        looks = [make("rStyle", val=style)] if style else []
        looks += [make("b")] if brin.gras else []
        looks += [make("i")] if brin.italique else []
        return looks if style else [*looks, make("u", val="single")]

    def _link(self, target: str, said: str, runs: list[Element]) -> Element:
        if target.startswith(_WITHIN):
            anchor = name_bookmark(target.removeprefix(_WITHIN))
            return make("hyperlink", *runs, anchor=anchor, tooltip=said, history="1")
        link = make("hyperlink", *runs)
        rid = self._part.relate_to(
            drop_illegal(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), rid)
        link.set(qn("w:history"), "1")
        return link


def _read_link(brin: Brin) -> tuple[str, str]:
    return brin.cible, brin.bulle


def squeeze(brins: Iterable[Brin]) -> Iterator[Brin]:
    """The pieces with their spaces as they print: one at a time, none at the ends.

    Markdown leaves the spaces as typed, which a browser folds and Word does not.
    """
    kept: list[Brin] = []
    bare = True  # at the beginning of a line: a space there would show
    for brin in brins:
        if brin.saut:
            _trim(kept)
            kept.append(brin)
            bare = True
            continue
        if is_solid(brin):
            text = _SPACES.sub(" ", brin.texte).strip(" ")
            kept.append(replace(brin, texte=text))
            bare = False
            continue
        text = _SPACES.sub(" ", brin.texte)
        text = text.lstrip(" ") if bare else text
        if text:
            kept.append(brin if text == brin.texte else replace(brin, texte=text))
            bare = text.endswith(" ")
    _trim(kept)
    return iter(kept)


def _trim(kept: list[Brin]) -> None:
    """Take the space away that ends a line."""
    if kept and not kept[-1].saut and not is_solid(kept[-1]):
        last = kept.pop()
        text = last.texte.rstrip(" ")
        if text:
            kept.append(last if text == last.texte else replace(last, texte=text))


def set_size(paragraph: Element, size: int) -> None:
    """Set the runs of a paragraph, and the number that it bears, in half points."""
    looks = [get_properties(run) for run in paragraph.iter(qn("w:r"))]
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        looks.append(put(get_properties(paragraph), make("rPr")))
    for properties in looks:
        for tag in ("sz", "szCs"):
            put(properties, make(tag, val=size))
