"""PRE10 for the authors of a motion or a vœu, who need not be members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.auteurs import find_auteur
from delib_gen.rules.noms import nom_partage
from delib_gen.rules.registry import check
from delib_gen.rules.words import join, write_elu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report


@check(nom_partage.kind, scope="acte", needs_attendance=False)
def auteur_homonyme(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """An author by a surname that several members bear."""
    for index, texte in enumerate(acte.acte.auteurs):
        homonymes = find_auteur(acte.situation, texte).homonymes
        if not homonymes:
            continue
        forms = " ou ".join(f"`{elu.nom_complet}`" for elu in homonymes)
        yield report(
            (*acte.path, "auteurs", index),
            f"« {texte} » est le nom de {len(homonymes)} membres : "
            f"{join(write_elu(elu) for elu in homonymes)}",
            f"écrivez le nom complet : {forms}",
        )
