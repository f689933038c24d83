"""What the software has to say to its user: findings, never exceptions."""

from delib_gen.findings.diagnostic import (
    ROW,
    Diagnostic,
    Severity,
    Span,
    YamlPath,
    count_severities,
    has_errors,
    sort_diagnostics,
)
from delib_gen.findings.kind import Kind

__all__ = [
    "ROW",
    "Diagnostic",
    "Kind",
    "Severity",
    "Span",
    "YamlPath",
    "count_severities",
    "has_errors",
    "sort_diagnostics",
]
