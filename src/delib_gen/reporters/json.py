"""Findings for programs: versioned JSON, kept as the contract says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from delib_gen.findings import Diagnostic, Severity, count_severities
from delib_gen.reporters import KEPT, cut_findings

VERSION = 1


def report(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """The whole report as one JSON object."""
    counts = count_severities(diagnostics)
    kept, rest = cut_findings(diagnostics, KEPT)
    data = {
        "version": VERSION,
        "errors": counts[Severity.ERREUR],
        "warnings": counts[Severity.AVERTISSEMENT],
        "notes": counts[Severity.NOTE],
        "diagnostics": [describe(d) for d in kept],
    } | ({"omitted": rest} if rest else {})
    return json.dumps(data, ensure_ascii=False, indent=2)


def describe(diagnostic: Diagnostic) -> dict[str, Any]:
    """One finding as plain data."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "path": list(diagnostic.path),
        "acte": diagnostic.acte,
        "tolere": diagnostic.tolere,
        "cites": list(diagnostic.cites),
        "confidence": diagnostic.confidence,
    }
