"""Findings as annotations of a continuous integration run."""

from __future__ import annotations

from collections.abc import Sequence

from delib_gen.findings import Diagnostic, Severity
from delib_gen.reporters import cut_findings, show_controls, tell_rest

_COMMANDS = {
    Severity.ERREUR: "error",
    Severity.AVERTISSEMENT: "warning",
    Severity.NOTE: "notice",
}


def report(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """One workflow command per finding."""
    shown, rest = cut_findings(diagnostics)
    lines = [_annotate(d) for d in shown]
    lines += [f"::notice::{_escape(tell_rest(rest))}"] if rest else []
    return "\n".join(lines)


def _annotate(diagnostic: Diagnostic) -> str:
    properties = {"title": diagnostic.code}
    if diagnostic.span is not None:
        span = diagnostic.span
        properties |= {
            "file": span.file,
            "line": str(span.line),
            "col": str(span.column),
        }
    listed = ",".join(f"{k}={_escape(v, ':,')}" for k, v in properties.items())
    text = diagnostic.message
    if diagnostic.hint:
        text += f"\n{diagnostic.hint}"
    if diagnostic.tolere:
        text += f"\ntoléré : {diagnostic.tolere}"
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escape(text)}"


def _escape(text: str, more: str = "") -> str:
    """A text as a workflow command wants it: no bare newline, no delimiter."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return show_controls(text)
