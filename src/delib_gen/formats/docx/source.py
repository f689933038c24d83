"""A Word template ready to be filled: read and compiled once for all the acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import PartFactory, XmlPart
from jinja2 import Environment, Template

from delib_gen.templating.render import explain_missing, show_template
from delib_gen.templating.sources import read_sources

if TYPE_CHECKING:
    from delib_gen.templating.library import TemplateLibrary

_OTHERS = (
    CONTENT_TYPE.WML_HEADER,
    CONTENT_TYPE.WML_FOOTER,
    CONTENT_TYPE.WML_FOOTNOTES,
    CONTENT_TYPE.WML_ENDNOTES,
)
# The library keeps notes as bytes, if it is not told that they are trees: whatever goes
# through the runs of a document would then have to know of them.
for _kind in _OTHERS[2:]:
    PartFactory.part_type_for[_kind] = XmlPart
_BLOCK = re.compile(r"\{%[-+]?\s*(end)?(?:for|if|macro|call|filter|with)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A part of a template, as Jinja fills it.

    Attributes:
        text: what Jinja reads: a line is a paragraph.
        show_place: how a line is called, in French.
        compiled: the same, compiled.
    """

    text: str
    show_place: Callable[[int], str]
    compiled: Template

    def find_straddling(self) -> str:
        """The place of the first paragraph that opens a block for another to close."""
        for line, text in enumerate(self.text.split("\n"), start=1):
            paragraph = re.search(r"<w:p[ >].*</w:p>", text)
            ends = _BLOCK.findall(paragraph[0] if paragraph else "")
            if ends.count("") != ends.count("end"):
                return self.show_place(line)
        return ""


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template in Word.

    Attributes:
        shown: its path, as users know it.
        content: the file's bytes.
        sources: its parts: the text, then those of `list_parts`.
        own: whether it is the office's own.
    """

    shown: str
    content: bytes
    sources: tuple[Source, ...]
    own: bool


_Key = tuple[str, int, int]
_read: WeakKeyDictionary[Environment, dict[_Key, WordTemplate]] = WeakKeyDictionary()


def read_template(library: TemplateLibrary, name: str) -> WordTemplate:
    """The template that serves under a name.

    Raises:
        TemplateFault: if it is missing, is not a Word file or does not parse.
    """
    path = library.find(name)
    if path is None:
        raise explain_missing(library, name)
    env, state = library.environment(), path.stat()
    known = _read.setdefault(env, {})
    key = (str(path), state.st_mtime_ns, state.st_size)
    if key not in known:
        shown = show_template(library, name)
        sources = tuple(
            Source(source.text, source.show_place, source.compile(env))
            for source in read_sources(library, name)
        )
        own = library.is_own(path)
        known[key] = WordTemplate(shown, path.read_bytes(), sources, own)
    return known[key]


def list_parts(document: Document) -> list[XmlPart]:
    """The parts beside the text that hold tags: headers, footers, notes."""
    parts = document.part.package.iter_parts()
    return [p for p in parts if p.content_type in _OTHERS and b"{" in p.blob]
