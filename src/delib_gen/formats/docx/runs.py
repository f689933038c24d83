"""The pieces of a paragraph of prose: looks, links, line breaks, notes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.controls import make_control
from delib_gen.formats.docx.languages import say_foreign
from delib_gen.formats.docx.notes import Footnotes
from delib_gen.formats.docx.xml import Element, drop_illegal, make, make_text
from delib_gen.prose.tree import Brin

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

    from delib_gen.formats.docx.styles import StyleNames

_SPACES = re.compile(r"[ \t\n\r]+")


class RunWriter:
    """Writes runs into a document, in its own character styles."""

    def __init__(
        self,
        document: Document,
        names: StyleNames,
        shade: str = "",
        part: Part | None = None,
    ) -> None:
        """Begin to write.

        Args:
            document: the document.
            names: its styles.
            shade: the ground of what has no version in the document's language.
            part: the part that the runs go into; the body if it is not said.
        """
        self._document = document
        self._part = document.part if part is None else part
        self._names = names
        self._shade = shade

    @cached_property
    def _notes(self) -> Footnotes:
        """The document's footnotes, made when the first one is written."""
        return Footnotes(self._document, self._names)

    @cached_property
    def _within_notes(self) -> RunWriter:
        """Who writes what stands in the notes, whose links are their part's own."""
        return RunWriter(self._document, self._names, self._shade, self._notes.part)

    def write(self, brins: Sequence[Brin], *, plain: bool = False) -> list[Element]:
        """The runs of a paragraph.

        Args:
            brins: its pieces.
            plain: whether bold is left out: in a paragraph that is bold by its
                style, Word would take it for a return to light.
        """
        if plain:
            brins = [replace(brin, gras=False) for brin in brins]
        elements: list[Element] = []
        for target, group in groupby(squeeze(brins), key=lambda brin: brin.cible):
            runs = [self._run(brin) for brin in group]
            elements += [self._link(target, runs)] if target else runs
        return elements

    def _run(self, brin: Brin) -> Element:
        if brin.note:
            return self._notes.add(self._within_notes.write(brin.note))
        if brin.blanc:
            control = make_control(brin.texte, self._blank_looks(brin))
            self._tell(control.find(f".//{qn('w:r')}"), brin)
            return control
        run = make("r")
        looks = self._looks(brin)
        if looks:
            run.append(make("rPr", *looks))
        run.append(make("br") if brin.saut else make_text(brin.texte))
        self._tell(run, brin)
        return run

    def _tell(self, run: Element, brin: Brin) -> None:
        if brin.langue:
            say_foreign(run, brin.langue, self._shade)

    def _looks(self, brin: Brin) -> list[Element]:
        """One character style, and by hand what it cannot say."""
        wanted = {
            (True, False): styles.BOLD,
            (False, True): styles.ITALIC,
            (True, True): styles.BOLD_ITALIC,
        }.get((brin.gras, brin.italique))
        name = styles.LINK if brin.cible else wanted
        style = self._names.character(name) if name else None
        looks = [make("rStyle", val=style)] if style else []
        if wanted and (brin.cible or style is None):
            looks += [make("b")] if brin.gras else []
            looks += [make("i")] if brin.italique else []
        return looks

    def _blank_looks(self, brin: Brin) -> list[Element]:
        style = self._names.character(styles.BLANK) if brin.texte else None
        looks = [make("rStyle", val=style)] if style else []
        looks += [make("b")] if brin.gras else []
        looks += [make("i")] if brin.italique else []
        return looks if style else [*looks, make("u", val="single")]

    def _link(self, target: str, runs: list[Element]) -> Element:
        link = make("hyperlink", *runs)
        rid = self._part.relate_to(
            drop_illegal(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), rid)
        link.set(qn("w:history"), "1")
        return link


def squeeze(brins: Sequence[Brin]) -> Iterator[Brin]:
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
        if _is_solid(brin):
            text = _SPACES.sub(" ", brin.texte).strip(" ")
            kept.append(replace(brin, texte=text))
            bare = False
            continue
        text = _SPACES.sub(" ", brin.texte)
        text = text.lstrip(" ") if bare else text
        if text:
            kept.append(replace(brin, texte=text))
            bare = text.endswith(" ")
    _trim(kept)
    return iter(kept)


def _trim(kept: list[Brin]) -> None:
    """Take the space away that ends a line."""
    if kept and not kept[-1].saut and not _is_solid(kept[-1]):
        text = kept[-1].texte.rstrip(" ")
        if text:
            kept[-1] = replace(kept[-1], texte=text)
        else:
            kept.pop()


def _is_solid(brin: Brin) -> bool:
    """Whether a piece prints something although its text may be empty."""
    return bool(brin.note) or brin.blanc
