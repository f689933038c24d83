"""What the readers of a Markdown text share: where they are, and what they found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Severity, Span
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
        lines: its lines.
        places: for each of them, the line that it is in what was typed, from 0, and
            how many signs were put before it.
        find_image: gives a picture by its name as typed, and the line and the column
            that name it.
        notes: its footnotes, by their labels.
        labels: the addresses given apart that were asked for.
        line: the line that is being read, from 1.
        column: how far it was read.
        findings: what cannot be carried.
    """

    lines: Sequence[str]
    places: Sequence[tuple[int, int]]
    find_image: Callable[[str, int, int], ImageLue | None]
    notes: dict[str, Note] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    line: int = 1
    column: int = 0
    findings: list[Diagnostic] = field(default_factory=list)
    whole: bool = True
    """Whether it is a text of its own, with headings and pages."""

    def place(self, column: int) -> tuple[int, int]:
        """The line that is being read and a column of it, in what was typed."""
        if self.line > len(self.places):
            return self.line, column
        row, shift = self.places[self.line - 1]
        return row + 1, max(column - shift, 1)

    def go_to(self, line: int) -> None:
        """Read on at a line of the text, counted from 0."""
        self.line, self.column = line + 1, 0

    def go_on(self, typed: str) -> int:
        """Read on after what was typed on the line; gives where that begins, from 1.

        What the parser gives is not always what was typed (an escape, an entity): what
        is not found is passed over, and where it begins is where reading had come to.
        """
        row = self.lines[self.line - 1] if self.line <= len(self.lines) else ""
        begins = row.find(typed, self.column) if typed else -1
        if begins < 0:
            rest = row[self.column :]
            return self.column + len(rest) - len(rest.lstrip()) + 1
        self.column = begins + len(typed)
        return begins + 1

    def go_to_sign(self, typed: str) -> None:
        """Read on until what was typed further on in the line."""
        self.column = self.go_on(typed) - 1

    def find(
        self,
        message: str,
        hint: str,
        typed: str = "",
        severity: Severity | None = None,
    ) -> None:
        """What cannot be carried, at the place that is being read.

        A text that has very many is no text: the first ones say so.

        Args:
            message: what it is.
            hint: what to do.
            typed: what stands there as it was typed, further on in the line.
            severity: how grave it is; an error where it is not said.
        """
        if len(self.findings) >= MAX_FINDINGS:
            return
        row, column = self.place(self.go_on(typed))
        span = Span("", row, column, row, column)
        self.findings.append(STR10.at((), message, hint, severity=severity, span=span))

    def refuse(self, kind: str, typed: str = "") -> None:
        """Refuse a construction, by the type of its token."""
        what, hint = _REFUSED.get(kind, (f"une construction « {kind} »", "récrivez-le"))
        self.find(
            f"{what} dans le texte, que tous les formats ne portent pas", hint, typed
        )


def find_close(tokens: Sequence[Token], index: int) -> int:
    """The rank of the token that closes the one at a rank (itself if it is whole)."""
    if tokens[index].nesting != 1:
        return index
    level = tokens[index].level
    for rank in range(index + 1, len(tokens)):
        if tokens[rank].nesting == -1 and tokens[rank].level == level:
            return rank
    return len(tokens) - 1
