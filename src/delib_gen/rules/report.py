"""How a rule says what it found, with the law that grounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from delib_gen.findings import Diagnostic, Kind, Severity, Span, YamlPath
    from delib_gen.schema.regle import Article, Regle

SURE = 95
"""Percentage of confidence from which a record of the law is held for certain.

It is about our reading of the law, not about the law: below it, a finding says
how the text was read, and the session may tolerate it with a reason.
"""
_UNREAD = "non lu"


@dataclass(frozen=True, slots=True)
class Report:
    """Makes the findings of one rule.

    Attributes:
        kind: what the findings are.
        droit: the articles that may be cited, by their id.
        acte: number of the act looked at; empty for the sitting.
        langues: the languages asked for beside that of reference, for the rules
            that are about translations.
        papiers: the papers of the sitting that are asked for.
    """

    kind: Kind
    droit: Mapping[str, Article]
    acte: str = ""
    langues: tuple[str, ...] = ()
    papiers: frozenset[str] = frozenset()

    def __call__(
        self,
        path: YamlPath,
        message: str,
        hint: str,
        *,
        severity: Severity | None = None,
        regle: Regle | None = None,
        span: Span | None = None,
        related: tuple[tuple[YamlPath, str], ...] = (),
    ) -> Diagnostic:
        """A finding.

        Args:
            path: its place in the session.
            message: what was expected and found, in French.
            hint: what to do, in French.
            severity: the kind's gravest one where left out.
            regle: the record of the law that was broken: it is cited, and our
                confidence in it goes with the finding. Only a finding whose
                tolerance cannot falsify the act is given one.
            span: the place, where it is not that of the path's value.
            related: other places that matter.
        """
        cites: tuple[str, ...] = ()
        if regle is not None:
            article = self.droit.get(regle.article)
            cites = (article.intitule if article else regle.article,)
            reserve = write_reserve(regle, article)
            hint = f"{hint} – {reserve}" if reserve else hint
        return self.kind.at(
            path,
            message,
            hint,
            severity=severity,
            span=span,
            acte=self.acte,
            cites=cites,
            confidence=regle.confiance if regle else None,
            related=related,
        )


def write_reserve(regle: Regle, article: Article | None) -> str:
    """How a text was read, where that leaves a doubt; else nothing."""
    read = article.lu if article else _UNREAD
    if regle.confiance >= SURE and not read.startswith(_UNREAD):
        return ""
    whole = read.partition(" ;")[0].partition(" (")[0]
    return f"{write_reading(whole)}, confiance {regle.confiance} %"


def write_reading(lu: str) -> str:
    """How a text was read, in a sentence: `texte lu en français`, `texte non lu`."""
    return f"texte {lu}" if lu.startswith(_UNREAD) else f"texte lu {lu}"
