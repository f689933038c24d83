"""VOT03: the papers of an election."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.voie import Voie
from delib_gen.rules.ballot import count_list
from delib_gen.rules.chiffres import chiffres_inexacts
from delib_gen.rules.elected import takes_lists_for_people
from delib_gen.rules.registry import check
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.designation import TourTenu
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report


@check(chiffres_inexacts.kind, scope="acte")
def bulletins_d_une_election(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """The papers of an election: never more than voters, nor votes than papers."""
    voters = len(acte.presence.votants)
    for election in acte.elections:
        if takes_lists_for_people(election):
            continue
        for tour in election.tours:
            several = tour.sieges > 1 and not election.par_listes
            if several and not tour.exprimes_dits:
                yield report(
                    tour.path,
                    f"ce tour pourvoit {tour.sieges} sièges : les voix ne disent "
                    "pas combien de bulletins portent un vote",
                    "ajoutez `exprimes:`, le nombre de ces bulletins",
                )
            elif tour.bulletins > voters:
                yield report(
                    tour.path,
                    f"ce tour compte {count(tour.bulletins, 'bulletin')} "
                    f"({count(tour.exprimes, 'suffrage exprimé', 'suffrages exprimés')}"
                    f", {count_list(tour.blancs, 'blancs')}, "
                    f"{count_list(tour.nuls, 'nuls')}), "
                    f"pour {count(voters, 'votant')}",
                    "corrigez les chiffres, ou la feuille de présence",
                    related=(((*acte.etat.feuille.base, "presents"), "la présence"),),
                )
            elif election.voie is not Voie.AUTRE:
                yield from _compare_votes(election, tour, report)


def _compare_votes(
    election: ElectionTenue, tour: TourTenu, report: Report
) -> Iterator[Diagnostic]:
    """The votes and the papers that bear one: as many, where lists are voted on."""
    papers = count(tour.exprimes, "bulletin exprimé", "bulletins exprimés")
    if election.par_listes and tour.voix != tour.exprimes:
        yield report(
            tour.path,
            f"les listes ont {tour.voix} voix, pour {papers}",
            "corrigez le nombre des voix, ou retirez `exprimes` : chaque bulletin "
            "porte une liste",
        )
    elif tour.voix > tour.exprimes * tour.sieges or any(
        c.voix > tour.exprimes for c in tour.candidats
    ):
        yield report(
            tour.path,
            f"les candidats ont {tour.voix} voix, pour {papers} et "
            f"{count(tour.sieges, 'siège')}",
            "corrigez le nombre des voix, ou celui des bulletins",
        )
