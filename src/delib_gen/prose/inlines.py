"""The text of a paragraph: weights, links, blanks, calls of notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import ROW
from delib_gen.prose.blanks import BLANK
from delib_gen.prose.bounds import TOO_LONG
from delib_gen.prose.images import PICTURE_SIGN
from delib_gen.prose.notes import list_paragraphs, open_note
from delib_gen.prose.runs import join_runs
from delib_gen.prose.tree import Brin, Brins
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading

_LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


_INLINE_NOTE = "^["
_OPEN_BLANK = "[["
_NOTE_IN_NOTE = ("une note dans une note", "appelez-la dans le texte")
_NOTE_IN_HEAD = (
    "une note dans un titre, un en-tête de tableau, une légende ou un terme défini",
    "appelez-la dans le texte qui suit",
)


def read_inlines(
    reading: Reading, token: Token, *, notes: bool = True, in_note: bool = False
) -> Brins:
    """The runs of a text.

    Args:
        reading: the text that it is part of.
        token: the parser's, which holds it.
        notes: whether it may call notes.
        in_note: whether it is the text of a note.
    """
    if token.map:
        reading.go_to(token.map[0])
    if TOO_LONG in token.meta:
        reading.find(
            f"un paragraphe de {token.meta[TOO_LONG]}",
            "partagez-le par des lignes vides",
        )
    reader = _Inlines(reading, notes, in_note)
    for child in token.children or ():
        reader.read(child)
    return tuple(join_runs(reader.pieces))


@dataclass(slots=True)
class _Inlines:
    reading: Reading
    notes: bool
    in_note: bool
    pieces: list[Brin] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    target: str = ""

    def read(self, child: Token) -> None:
        kind, reading = child.type, self.reading
        if kind in ("text", BLANK):
            if child.content or kind == BLANK:
                self._add(child.content, blank=kind == BLANK)
        elif kind == "softbreak":
            self._add(" ")
            reading.go_to(reading.line)
        elif kind == "hardbreak":
            self.pieces.append(Brin("", saut=True))
            reading.go_to(reading.line)
        elif kind in ("strong_open", "strong_close"):
            self.bold += child.nesting
        elif kind in ("em_open", "em_close"):
            self.italic += child.nesting
        elif kind == "link_open":
            reading.go_to_sign("<" if child.info == "auto" else "[")
            self.target = _check_link(reading, child)
        elif kind == "link_close":
            self.target = ""
        elif kind == "footnote_ref":
            self._call(child)
        elif kind == "image":
            reading.find(
                "une image au milieu d'un texte",
                "placez-la seule sur sa ligne, entre deux lignes vides",
                PICTURE_SIGN,
            )
        else:
            first, *others = ROW.split(child.content)
            reading.refuse(kind, first)
            for _ in others:
                reading.go_to(reading.line)

    def _add(self, text: str, *, blank: bool = False) -> None:
        begins = self.reading.column
        if _INLINE_NOTE in text:
            self.reading.find(
                "une note écrite dans le texte même, entre `^[` et `]`",
                "appelez-la par `[^1]`, et écrivez `[^1]: …` sur une ligne à part",
                _INLINE_NOTE,
            )
        if _OPEN_BLANK in text:
            self.reading.find(
                "un blanc à remplir dont les crochets ne se referment pas",
                "écrivez `[[VILLE]]`, deux crochets de chaque côté et aucun au milieu",
                _OPEN_BLANK,
            )
        self.reading.column = begins
        self.reading.go_on(text)
        self.pieces.append(
            Brin(text, self.bold > 0, self.italic > 0, self.target, blanc=blank)
        )

    def _call(self, child: Token) -> None:
        label = str(child.meta["label"])
        self.reading.go_to_sign(f"[^{label}]")
        if not self.notes:
            if label in self.reading.notes:
                self.reading.notes[label].called = True
            self.reading.find(*(_NOTE_IN_NOTE if self.in_note else _NOTE_IN_HEAD))
            return
        note = open_note(self.reading, label)
        if note is None:
            return
        line, column, pieces = self.reading.line, self.reading.column, list[Brin]()
        for text in list_paragraphs(self.reading, note):
            pieces += [Brin("", saut=True)] if pieces else []
            pieces += read_inlines(self.reading, text, notes=False, in_note=True)
        self.reading.line, self.reading.column = line, column
        if pieces:
            self.pieces.append(Brin("", note=tuple(pieces)))


def _check_link(reading: Reading, child: Token) -> str:
    target = str(child.attrs.get("href", ""))
    reading.labels.add(str(child.meta.get("label", "")))
    if child.attrs.get("title"):
        reading.find(
            f"un lien qui porte un titre, « {shorten(str(child.attrs['title']))} »",
            "ce titre ne s'imprime pas : placez-le dans le texte",
        )
    if not _LINK.fullmatch(target):
        reading.find(
            f"lien vers « {shorten(target)} »",
            "un lien commence par `https://`, `http://` ou `mailto:`",
        )
        return ""
    return target
