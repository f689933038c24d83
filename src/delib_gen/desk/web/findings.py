"""Findings as pages show them: each with its words, its law, and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.desk.web.words import name_keys, name_screens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import Situation
    from delib_gen.schema.regle import Regle

_UNFIT = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding on a page.

    Attributes:
        code: the rule's.
        gravite: `erreur`, `avertissement` or `note`.
        message: what was expected and found.
        aide: what to change.
        droit: the articles, with our confidence.
        lieu: the file and the line.
        tolere: the reason why it was accepted; empty where it was not.
        path: its place in the session.
    """

    code: str
    gravite: str
    message: str
    aide: str
    droit: str
    lieu: str
    tolere: str
    path: YamlPath

    @property
    def champ(self) -> str:
        """The name of the field that it stands beside, in the page."""
        return name_field(self.path)


def name_field(path: YamlPath) -> str:
    """The name of a field in a page, by its place in the session."""
    return "-".join(("c", *(_UNFIT.sub("_", str(step)) for step in path)))


def show_finding(finding: Diagnostic) -> Shown:
    """A finding on a page."""
    law = _trust(", ".join(finding.cites), finding.confidence)
    span = finding.span
    return Shown(
        finding.code,
        finding.severity.value,
        name_keys(name_screens(finding.message)),
        name_keys(name_screens(finding.hint)),
        law,
        f"{span.file.rpartition('/')[2]}, ligne {span.line}" if span else "",
        finding.tolere,
        finding.path,
    )


def cite(situation: Situation, regle: Regle) -> str:
    """The article that a rule is read in, with our confidence."""
    article = situation.reference.droit.get(regle.article)
    return _trust(article.intitule if article else regle.article, regle.confiance)


def _trust(law: str, confidence: int | None) -> str:
    known = law and confidence is not None
    return f"{law} (lecture sûre à {confidence} %)" if known else law


def list_findings(findings: Iterable[Diagnostic]) -> list[Shown]:
    """The findings, the gravest first, in the order of the file."""
    order = ("erreur", "avertissement", "note")
    return sorted(map(show_finding, findings), key=lambda s: order.index(s.gravite))


def select_above(checked: Checked) -> list[Diagnostic]:
    """The findings about the sitting itself."""
    return [f for f in checked.findings if f.path[:1] != ("actes",)]


def select_below(checked: Checked, path: YamlPath) -> list[Diagnostic]:
    """The findings about what stands at a place, and below it."""
    return [f for f in checked.findings if f.path[: len(path)] == path]
