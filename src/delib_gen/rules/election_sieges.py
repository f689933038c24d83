"""VOT21: how many seats are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.voie import Voie
from delib_gen.rules.registry import rule
from delib_gen.rules.report import SURE
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("VOT21", E, A, scope="acte", regles=("regimes.sieges",))
def sieges_autres_que_ceux_de_la_loi(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Nombre de sièges autre que celui de la loi.

    Vérifie : là où le régime dit combien de membres ont la commission, l'élection des
    titulaires et celle des suppléants pourvoient chacune ce nombre de sièges, ou une
    seule élection les deux. C'est un avertissement là où le texte ne nomme pas la
    collectivité.
    Pourquoi : une commission mal composée fait annuler les marchés qu'elle attribue.
    Exemple : quatre titulaires à la commission d'appel d'offres d'une commune de 3 500
    habitants et plus, qui en a cinq.
    Que faire : corrigez `elus`. Si des sièges restent vacants, faute de candidats,
    ajoutez `sieges`. Si une autre règle s'applique à cette élection, ajoutez
    `mode: autre` et son `motif`.
    """
    for election in acte.elections:
        regle = election.regle
        if regle is None or regle.sieges is None or election.voie is Voie.AUTRE:
            continue
        if election.elit_une_liste and election.saisie.sieges is None:
            continue  # how many people are on it is not known
        if election.sieges in (regle.sieges, 2 * regle.sieges):
            continue
        typed = election.saisie.sieges is not None
        fewer = election.sieges < regle.sieges
        yield report(
            (*election.path, "sieges" if typed else "elus"),
            f"{count(election.sieges, 'siège est pourvu', 'sièges sont pourvus')}, "
            f"mais la loi en veut {regle.sieges}, et autant de suppléants",
            f"corrigez `{'sieges' if typed else 'elus'}`"
            + (
                f", ou donnez `sieges: {regle.sieges}` si des sièges restent vacants"
                * fewer
            )
            + " ; si une autre règle s'applique, ajoutez `mode: autre` et son `motif`",
            severity=E if regle.confiance >= SURE else A,
            regle=regle,
        )
