"""What ends a run: findings put in their places, and what was made of what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.bundle.manifest import ActeInscrit, Constat, Manifest
from delib_gen.model.faits import describe_tenue
from delib_gen.model.issue import list_rows
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from delib_gen.bundle.manifest import FichierLu, SeanceInscrite
    from delib_gen.findings import Diagnostic
    from delib_gen.load.sources import Sources
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.charte import Charte


def place_texts(findings: Iterable[Diagnostic], sources: Sources) -> list[Diagnostic]:
    """The findings about a printed text, at the place where it was typed."""
    placed = (
        replace(finding, span=sources.find_text(finding.texte), texte="")
        if finding.texte and finding.span is None
        else finding
        for finding in findings
    )
    return sources.quote(placed)


def make_manifest(
    seance: SeanceInscrite,
    charte: Charte,
    read: Sequence[FichierLu],
    findings: Sequence[Diagnostic],
    actes: Sequence[ActeEnSeance],
) -> Manifest:
    """What was made of a sitting, or of a period, from what, by which versions."""
    from delib_gen.bundle.software import describe_software
    from delib_gen.formats.faces import describe_faces, find_faces

    return Manifest(
        seance=seance,
        logiciel={**describe_software(), "ressources": digest_resources()},
        polices=describe_faces(find_faces(charte)),
        entrees=tuple(read),
        constats=tuple(map(Constat.from_diagnostic, findings)),
        actes=tuple(
            ActeInscrit(**row, tenue=describe_tenue(acte))
            for acte, row in zip(actes, list_rows(actes), strict=True)
        ),
    )
