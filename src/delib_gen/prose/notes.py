"""Footnotes: `[^1]` in the text, `[^1]: …` on a line of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.prose.reader import find_close
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading

_OPEN = "footnote_reference_open"


@dataclass(slots=True)
class Note:
    """A footnote as it was written.

    Attributes:
        line: its line in the text, from 0.
        inside: the tokens that it holds.
        called: whether it was called.
    """

    line: int
    inside: Sequence[Token]
    called: bool = False


def take_notes(reading: Reading, tokens: Sequence[Token]) -> list[Token]:
    """Put the footnotes of a text aside; gives the tokens that are left."""
    left: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type != _OPEN:
            left.append(token)
            index += 1
            continue
        end = find_close(tokens, index)
        label = str(token.meta["label"])
        line = token.map[0] if token.map else 0
        reading.go_to(line)
        if label in reading.notes:
            reading.find(
                f"deux notes portent le repère `[^{shorten(label)}]`",
                "donnez à chacune le sien",
            )
        else:
            reading.notes[label] = Note(line, tokens[index + 1 : end])
        index = end + 1
    return left


def open_note(reading: Reading, label: str) -> Note | None:
    """The footnote that is called; None where it cannot be printed at that place."""
    note = reading.notes.get(label)
    if note is None:
        reading.find(
            f"la note `[^{shorten(label)}]` est appelée, mais n'est pas écrite",
            f"ajoutez, sur une ligne à part, `[^{shorten(label)}]: ` et son texte",
        )
        return None
    if note.called:
        reading.find(
            f"la note `[^{shorten(label)}]` est appelée deux fois",
            "Word n'imprime une note qu'une fois : récrivez-la sous un autre repère, "
            "ou renvoyez-y en toutes lettres",
        )
        return None
    note.called = True
    return note


def list_paragraphs(reading: Reading, note: Note) -> list[Token]:
    """The texts of a footnote's paragraphs; whatever else is in it is refused."""
    texts: list[Token] = []
    tokens, index = note.inside, 0
    reading.go_to(note.line)
    while index < len(tokens):
        if tokens[index].type == "paragraph_open":
            texts.append(tokens[index + 1])
        else:
            line = tokens[index].map
            reading.go_to(line[0] if line else note.line)
            reading.find(
                "autre chose que des paragraphes dans une note",
                "une note ne porte que du texte : placez le reste dans le corps",
            )
        index = find_close(tokens, index) + 1
    if not tokens:
        reading.find("une note sans texte", "écrivez-le après `[^1]: `")
    return texts


def refuse_uncalled(reading: Reading) -> None:
    """A footnote that nothing calls would be printed nowhere."""
    for label, note in reading.notes.items():
        if not note.called:
            reading.go_to(note.line)
            reading.find(
                f"la note `[^{shorten(label)}]` n'est appelée nulle part",
                f"écrivez `[^{shorten(label)}]` à l'endroit du texte qu'elle éclaire",
            )
