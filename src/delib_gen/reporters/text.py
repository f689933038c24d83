"""Findings for eyes: a sentence, the lines of the file, a caret, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from delib_gen.findings import Diagnostic, Severity, Span, count_severities
from delib_gen.reporters import cut_findings, show_controls, tell_rest

_COLORS = {Severity.ERREUR: 31, Severity.AVERTISSEMENT: 33, Severity.NOTE: 36}
_MAX_WIDTH = 100


def report(diagnostics: Sequence[Diagnostic], color: bool) -> str:
    """Every finding with its excerpt, then the counts."""
    if not diagnostics:
        return ""
    shown, rest = cut_findings(diagnostics)
    blocks = [_format(d, color) for d in shown]
    blocks += [f"… {tell_rest(rest)}."] if rest else []
    return "\n\n".join([*blocks, _summary(diagnostics)])


def _format(diagnostic: Diagnostic, color: bool) -> str:
    severity = diagnostic.severity
    lines = [_cap(diagnostic.message)]
    if diagnostic.span is not None:
        lines += _quote(diagnostic.span, diagnostic.excerpt)
    margin = "  = "
    if diagnostic.acte:
        lines.append(f"{margin}acte : {diagnostic.acte}")
    if diagnostic.cites:
        sure = diagnostic.confidence
        how = f" (confiance {sure} %)" if sure is not None else ""
        lines.append(f"{margin}règle : {' ; '.join(diagnostic.cites)}{how}")
    if diagnostic.hint:
        lines.append(f"{margin}aide : {diagnostic.hint}")
    if diagnostic.tolere:
        lines.append(f"{margin}toléré : {diagnostic.tolere}")
    head = f"{severity}[{diagnostic.code}]"
    if color:
        head = f"\x1b[1;{_COLORS[severity]}m{head}\x1b[0m"
    body = show_controls("\n".join(lines))
    return f"{head} : {body}"


def _cap(message: str) -> str:
    """A message with its capital; the name of a file keeps its own letters."""
    first = message.partition(" ")[0]
    if "/" in first or "." in first:
        return message
    return message[:1].upper() + message[1:]


def _quote(span: Span, excerpt: str | None) -> list[str]:
    """The line of the file with the value underlined."""
    place = f"--> {span.file}:{span.line}:{span.column}"
    if excerpt is None:
        return [f"  {place}"]
    line = excerpt.replace("\t", " ")
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    # A very long line is shown around the value only.
    shift = max(0, start - _MAX_WIDTH // 2) if len(line) > _MAX_WIDTH else 0
    shown = line[shift : shift + _MAX_WIDTH]
    width = max(1, min(end, shift + len(shown)) - start)
    number = str(span.line)
    blank = " " * len(number)
    return [
        f" {blank}{place}",
        f" {blank} |",
        f" {number} | {shown}",
        f" {blank} | {' ' * (start - shift)}{'^' * width}",
    ]


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    counts = count_severities(diagnostics)
    names = {
        Severity.ERREUR: ("erreur", "erreurs"),
        Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
        Severity.NOTE: ("note", "notes"),
    }
    parts = [
        f"{count} {names[severity][count > 1]}"
        for severity, count in counts.items()
        if count
    ]
    return ", ".join(parts) + "."
