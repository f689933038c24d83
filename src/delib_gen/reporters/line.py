"""Findings for editors: one line each, `file:line:column: severity CODE: message`."""

from __future__ import annotations

from collections.abc import Sequence

from delib_gen.findings import Diagnostic
from delib_gen.reporters import cut_findings, show_controls, tell_rest


def report(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """One line per finding, then how many are not told."""
    shown, rest = cut_findings(diagnostics)
    lines = [format_line(d) for d in shown]
    return "\n".join([*lines, tell_rest(rest)] if rest else lines)


def format_line(diagnostic: Diagnostic) -> str:
    """A finding on one line."""
    span = diagnostic.span
    place = f"{span.file}:{span.line}:{span.column}: " if span else ""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    kept = f" [toléré : {diagnostic.tolere}]" if diagnostic.tolere else ""
    text = " ".join(f"{diagnostic.message}{hint}{kept}".split())
    line = f"{place}{diagnostic.severity} {diagnostic.code}: {text}"
    return show_controls(line.replace("\n", " "))
