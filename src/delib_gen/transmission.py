"""A folder for each act with what is deposited to transmit it, and no more.

Its files are those that were made of the act: the same bytes, under a name that says
which act they are of, since whoever receives them sees no folder.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.catalogue import TRANSMISSION
from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR09
from delib_gen.schema.seance import Stade
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.produced import OutputFile
    from delib_gen.request import RenderRequest

_FORMAT = "pdf"
_SENT = re.compile(r"deliberation|annexe-deliberation-(?P<rang>\d+)")
"""The pieces that are transmitted: the act and its own annexes, not the rapport's."""


def copy_to_transmit(
    files: Iterable[OutputFile], numbered: Container[str]
) -> Iterator[OutputFile]:
    """The files to deposit, each in the folder of its act.

    Args:
        files: what was made of the sitting.
        numbered: the numbers of the acts wanted: one without is not definitive.
    """
    for file in files:
        piece = _SENT.fullmatch(file.document)
        kind = (file.format, file.langue)
        if piece and file.acte in numbered and kind == (_FORMAT, LANGUE_DE_REFERENCE):
            name = f"annexe-{piece['rang']}" if piece["rang"] else file.document
            yield replace(
                file,
                folder=f"{file.folder}/{TRANSMISSION}",
                filename=f"{file.folder}-{name}.{_FORMAT}",
                document=f"{TRANSMISSION}-{name}",
            )


def tell_not_transmitted(
    actes: Iterable[ActeEnSeance], request: RenderRequest
) -> Iterator[Diagnostic]:
    """SOR09: why the folders that were asked for are not made, or not all of them."""
    if TRANSMISSION not in request.only:
        return
    if _FORMAT not in request.formats or LANGUE_DE_REFERENCE not in request.langues:
        yield SOR09.at(
            (),
            f"« {TRANSMISSION} » : ce qui se transmet est le PDF en français, qui "
            "n'est pas demandé",
            f"ajoutez `{_FORMAT}` à `--format`, et `{LANGUE_DE_REFERENCE}` à `--lang`",
            severity=Severity.AVERTISSEMENT,
        )
        return
    for acte in actes:
        if acte.situation.seance.stade is Stade.PROJET:
            yield SOR09.at(
                (),
                f"« {TRANSMISSION} » : rien n'en est produit au stade "
                f"`{Stade.PROJET.value}`",
                "un acte se transmet une fois pris : relancez avec `stade: seance`",
                severity=Severity.AVERTISSEMENT,
            )
            return
        if acte.delibere and not acte.numero:
            yield SOR09.at(
                acte.path,
                f"« {TRANSMISSION} » : cet acte n'a pas encore de numéro",
                "donnez-le, puis relancez",
                severity=Severity.AVERTISSEMENT,
            )
