"""One finding: what was expected, what was found, where, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

YamlPath = tuple[str | int, ...]
"""A place in a session file by its keys and ranks: ``("actes", 0, "vote")``."""
ROW = re.compile("\r\n?|\n")
"""What ends a line that a span counts, as editors do: YAML has more ends of lines."""


class Severity(StrEnum):
    """How much a finding weighs; the values are those of the JSON output."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    NOTE = "note"


class Span(NamedTuple):
    """Where a value stands in a file; lines and columns count from 1.

    A tuple, since a check makes one for every value that it reads.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, as every printer shows it.

    Attributes:
        code: stable, never reused (``PRE01``).
        severity: an ``erreur`` blocks the rendering.
        message: one or two French sentences: what was expected and found.
        hint: what to change, in French.
        path: the place by its keys; the loader turns it into a span.
        span: the place by line and column, where one is known.
        excerpt: the line of the file that the place begins on, where it was read.
        acte: number of the act concerned, empty for the sitting.
        cites: the articles or decisions that ground the finding.
        confidence: percentage of confidence in the law as recorded; None
            where no law is involved.
        tolere: the reason under which the session accepts the finding.
        related: other places that matter, each with a word about it.
        texte: the printed text that it speaks of, by which its place is looked for in
            what was read; empty where that is known, or is none.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    path: YamlPath = ()
    span: Span | None = None
    excerpt: str | None = None
    acte: str = ""
    cites: tuple[str, ...] = ()
    confidence: int | None = None
    tolere: str = ""
    related: tuple[tuple[YamlPath, str], ...] = ()
    texte: str = ""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one finding at least blocks the rendering."""
    return any(d.severity is Severity.ERREUR for d in diagnostics)


def count_severities(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, zero included."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return counts


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in the order of the files they speak of, without repeats."""

    def place(diagnostic: Diagnostic) -> tuple[bool, str, int, int, str]:
        span = diagnostic.span
        if span is None:
            return (True, "", 0, 0, diagnostic.code)
        return (False, span.file, span.line, span.column, diagnostic.code)

    return sorted(dict.fromkeys(diagnostics), key=place)
