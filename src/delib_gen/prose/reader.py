"""What the readers of a Markdown text share: where they are, and what they found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR10

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from delib_gen.prose.images import ImageLue
    from delib_gen.prose.notes import Note

MAX_FINDINGS = 100
_HTML_HINT = (
    "récrivez le passage en Markdown ; pour imprimer le signe lui-même, écrivez `\\<`"
)
_REFUSED = {
    "html_block": ("du HTML", _HTML_HINT),
    "html_inline": ("du HTML", _HTML_HINT),
    "fence": ("un bloc de code", "retirez les accents graves"),
    "code_block": (
        "un bloc de code",
        "le texte est en retrait de quatre espaces : ramenez-le à la marge",
    ),
    "code_inline": ("du code", "retirez les accents graves"),
    "hr": ("un filet horizontal", "retirez la ligne de tirets"),
}


@dataclass(slots=True)
class Reading:
    """A text being read.

    Attributes:
        file: the file that holds it.
        first_line: the line of the file at which it begins.
        find_image: gives a picture by its name as typed, and the line that names it.
        notes: its footnotes, by their labels.
        labels: the addresses given apart that were asked for.
        line: the line of the file that is being read.
        findings: what cannot be carried.
    """

    file: str
    first_line: int
    find_image: Callable[[str, int], ImageLue | None]
    notes: dict[str, Note] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    line: int = 1
    findings: list[Diagnostic] = field(default_factory=list)

    def go_to(self, line: int) -> None:
        """Read on at a line of the text, counted from 0."""
        self.line = self.first_line + line

    def find(self, message: str, hint: str) -> None:
        """What cannot be carried, at the line that is being read.

        A text that has very many is no text: the first ones say so.
        """
        if len(self.findings) >= MAX_FINDINGS:
            return
        span = Span(self.file, self.line, 1, self.line, 1)
        self.findings.append(STR10.at((), message, hint, span=span))

    def refuse(self, kind: str) -> None:
        """Refuse a construction, by the type of its token."""
        what, hint = _REFUSED.get(kind, (f"une construction « {kind} »", "récrivez-le"))
        self.find(f"{what} dans le texte, que tous les formats ne portent pas", hint)


def find_close(tokens: Sequence[Token], index: int) -> int:
    """The rank of the token that closes the one at a rank (itself if it is whole)."""
    if tokens[index].nesting != 1:
        return index
    level = tokens[index].level
    for rank in range(index + 1, len(tokens)):
        if tokens[rank].nesting == -1 and tokens[rank].level == level:
            return rank
    return len(tokens) - 1
