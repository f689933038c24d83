"""A kind of finding: its code and its documentation, which `explain` prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from delib_gen.findings.diagnostic import Diagnostic, Severity, Span, YamlPath
from delib_gen.resources import data_dir

_SECTIONS = ("Vérifie", "Pourquoi", "Exemple", "Que faire", "Réserve")
_REQUIRED = _SECTIONS[:3]
RETIRED = ("STR09",)
"""Codes that meant something once, and are never given another meaning: STR09 was
for what earlier versions recognised and could not print."""
_CODE = re.compile(r"[A-Z]{3}\d{2}")


class KindError(ValueError):
    """A kind declared badly: a bug of ours, never a user's mistake."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code means.

    Attributes:
        code: three letters for the family, two digits.
        severities: the severities that the finding may take, gravest first.
        doc: the French documentation, as it stands in the source of a rule; that of
            the other kinds is read in `data/aide/constats.yaml`.
        regles: the authority's records that the finding applies (``quorum``).
    """

    code: str
    severities: tuple[Severity, ...]
    doc: str = ""
    regles: tuple[str, ...] = ()

    @property
    def _told(self) -> str:
        """Its documentation, with lines that begin where their margin is."""
        import inspect  # a check declares every kind, and shows none

        return inspect.cleandoc(self.doc or _read_docs()[self.code])

    @property
    def titre(self) -> str:
        """One line, for `delib-gen rules`."""
        return self._told.partition("\n")[0].strip()

    @property
    def sections(self) -> dict[str, str]:
        """The parts of the documentation by their headings."""
        _, _, body = self._told.partition("\n")
        parts = re.split(rf"^({'|'.join(_SECTIONS)}) :[ \n]", body, flags=re.MULTILINE)
        return {
            name: text.strip()
            for name, text in zip(parts[1::2], parts[2::2], strict=True)
        }

    @classmethod
    def declare(
        cls,
        code: str,
        *severities: Severity,
        doc: str,
        regles: tuple[str, ...] = (),
    ) -> Kind:
        """Make a rule's kind from its French documentation.

        The first line is the title; the paragraphs that follow begin with
        one of the headings `Vérifie :`, `Pourquoi :`, `Exemple :` (these
        three are required), `Que faire :` or `Réserve :`.

        Raises:
            KindError: if the code, the severities or a heading is missing, or the
                code is a retired one.
        """
        if code in RETIRED:
            raise KindError(f"{code} is retired: take another code")
        missing = [name for name in _REQUIRED if f"{name} :" not in doc]
        kind = cls(code, severities, doc, regles)
        if missing or not _CODE.fullmatch(code) or not severities or not kind.titre:
            raise KindError(f"{code}: code, severity, title or {missing} missing")
        return kind

    def at(
        self,
        path: YamlPath,
        message: str,
        hint: str = "",
        *,
        severity: Severity | None = None,
        span: Span | None = None,
        acte: str = "",
        cites: tuple[str, ...] = (),
        confidence: int | None = None,
        related: tuple[tuple[YamlPath, str], ...] = (),
        texte: str = "",
    ) -> Diagnostic:
        """A finding of this kind at a place of the session file.

        Raises:
            KindError: if the severity is not one that the kind declares.
        """
        severity = severity or self.severities[0]
        if severity not in self.severities:
            raise KindError(f"{self.code}: severity {severity} is not declared")
        return Diagnostic(
            code=self.code,
            severity=severity,
            message=message,
            hint=hint,
            path=path,
            span=span,
            acte=acte,
            cites=cites,
            confidence=confidence,
            related=related,
            texte=texte,
        )


@cache
def _read_docs() -> dict[str, str]:
    """What the kinds that no rule makes mean, by code."""
    import yaml  # a check shows none of it

    path = data_dir() / "aide" / "constats.yaml"
    docs: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return docs
