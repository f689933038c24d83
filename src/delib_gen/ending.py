"""What ends a run: findings put in their places, and what was made of what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.bundle.manifest import ActeInscrit, Constat, FichierLu, Manifest
from delib_gen.load.files import list_own_files
from delib_gen.model.faits import describe_tenue, list_membres
from delib_gen.model.issue import list_rows
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic
    from delib_gen.wanted import Subject


def place_texts(
    findings: Iterable[Diagnostic], sittings: Iterable[Checked]
) -> list[Diagnostic]:
    """The findings about a printed text, at the place where it was typed."""
    read = [checked.lue.sources for checked in sittings]

    def place(finding: Diagnostic) -> Diagnostic:
        spans = (sources.find_text(finding.texte) for sources in read)
        return replace(finding, span=next(filter(None, spans), None), texte="")

    placed = [place(f) if f.texte and f.span is None else f for f in findings]
    for sources in read:
        placed = sources.quote(placed)
    return placed


def make_manifest(
    subject: Subject, own: Path | None, findings: Sequence[Diagnostic]
) -> Manifest:
    """What was made of a sitting, or of a period, from what, by which versions."""
    from delib_gen.bundle.software import describe_software
    from delib_gen.formats.faces import describe_faces, find_faces

    _, charte = subject.checked[-1].sound
    actes = [acte for checked in subject.checked for acte in checked.sure]
    return Manifest(
        seance=subject.seance,
        logiciel={**describe_software(), "ressources": digest_resources()},
        polices=describe_faces(find_faces(charte)),
        entrees=tuple(_list_read(subject, own)),
        constats=tuple(map(Constat.from_diagnostic, findings)),
        actes=tuple(
            ActeInscrit(**row, tenue=describe_tenue(acte))
            for acte, row in zip(actes, list_rows(actes), strict=True)
        ),
        membres=tuple(
            dict.fromkeys(
                m for each in subject.checked for m in list_membres(each.sound[0])
            )
        ),
    )


def _list_read(subject: Subject, own: Path | None) -> Iterator[FichierLu]:
    """The inputs, each by the sitting that it is of."""
    for prefix, checked in subject.sittings:
        for file in checked.lue.sources.files:
            yield FichierLu.of(prefix + file.relative, file.content)
        tenu = checked.sound[0].reference.tenu
        if tenu and tenu.digest:
            yield FichierLu(prefix + tenu.name, tenu.digest)
    for file in list_own_files(own):
        yield FichierLu.of(file.relative, file.content)
