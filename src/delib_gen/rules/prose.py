"""STR10: the Markdown of rapports and annexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR10
from delib_gen.prose.parse import parse_prose
from delib_gen.rules.passages import iter_passages
from delib_gen.rules.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report


@check(STR10, scope="acte", with_statut=True)
def markdown_refuse(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """What the parser of prose cannot carry, in the body and in the annexes."""
    for passage in iter_passages(acte):
        if not passage.markdown:
            continue
        images = acte.lu.find_images(passage.path)
        place = passage.span
        _, findings = parse_prose(passage.text, place.file, place.line, images)
        for finding in findings:
            yield replace(finding, path=passage.path, acte=report.acte)
