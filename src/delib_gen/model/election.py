"""An election: round after round, who is elected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.designation import Candidat, Designation, TourTenu, designate
from delib_gen.model.listes import ListeTenue, elect_list, share_seats
from delib_gen.model.resultat import Mode, Resultat
from delib_gen.model.voie import Voie
from delib_gen.schema.droit import Majorite, find_in_force
from delib_gen.schema.electif import Proportionnelle

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.model.listes import Attribution
    from delib_gen.model.mentions import Mention
    from delib_gen.model.names import Names
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.droit import RegleRegime
    from delib_gen.schema.election import Election, Tour


@dataclass(frozen=True, slots=True)
class ElectionTenue:
    """An election that was held.

    Attributes:
        path: where it is typed.
        saisie: as it is typed.
        voie: how it is known who is elected.
        par_listes: whether those who stood are lists.
        secret: whether nobody may know who voted for whom.
        tours: the rounds.
        listes: the lists whose people are named.
        elus: those whom the session names.
        sieges: how many seats there are.
        designation: whom the rounds elect: candidates, or lists.
        attribution: who of the lists has a seat; None where there are no lists.
        regle: what the law says of it.
    """

    path: YamlPath
    saisie: Election
    voie: Voie
    par_listes: bool
    secret: bool
    tours: tuple[TourTenu, ...]
    listes: tuple[ListeTenue, ...]
    elus: tuple[Mention, ...]
    sieges: int
    designation: Designation
    attribution: Attribution | None
    regle: RegleRegime | None

    @property
    def composition(self) -> dict[object, tuple[Mention, ...]]:
        """The people of each list, by its key."""
        return {liste.key: liste.membres for liste in self.listes}

    @property
    def elit_une_liste(self) -> bool:
        """Whether what is named as elected is a list, not its people."""
        lists = {c.key for tour in self.tours for c in tour.candidats if not c.elu}
        return self.par_listes and all(m.key in lists for m in self.elus)


def hold_elections(acte: ActeEnSeance, names: Names) -> None:
    """Fill in the elections of an act and what they come to."""
    acte.elections = tuple(
        hold_election(acte, election, (*acte.path, *path), names)
        for path, election in acte.acte.iter_elections()
    )
    if acte.elections:
        acte.resultat = Resultat(True, Mode.ELECTION, acte.regime)


def hold_election(
    acte: ActeEnSeance, typed: Election, path: YamlPath, names: Names
) -> ElectionTenue:
    """What an election comes to.

    Args:
        acte: the act that it is of.
        typed: the election.
        path: where it is typed.
        names: what looks up the names.
    """
    regime = acte.regime
    libre = regime is None or not regime.candidats_membres
    voie = _choose_way(typed, regime)
    lists = _stand_lists(acte, typed, voie, names)
    listes = tuple(
        ListeTenue(
            (*path, "listes", name),
            names.one(name, (*path, "listes", name), acte.jour, libre=True),
            names.many(people, (*path, "listes", name), acte.jour, libre=libre),
        )
        for name, people in typed.listes.items()
    )
    sieges = len(typed.elus) if typed.sieges is None else typed.sieges
    tours: tuple[TourTenu, ...] = ()
    for rank, tour in enumerate(typed.tours):
        filled = len(designate(tours, sieges).elus) if voie is Voie.NOMS else 0
        left = max(sieges - filled, 1)  # a round too many is told as such
        tours += (_read_tour(acte, tour, rank, path, names, left, lists=lists),)
    stood = {c.key for tour in tours for c in tour.candidats if not c.elu}
    elus = tuple(
        names.one(
            name,
            (*path, "elus", rank),
            acte.jour,
            libre=libre or (lists and name.strip().casefold() in stood),
        )
        for rank, name in enumerate(typed.elus)
    )
    attribution = _attribute(voie, tours, listes, typed, sieges, regime)
    return ElectionTenue(
        path=path,
        saisie=typed,
        voie=voie,
        par_listes=lists,
        secret=not acte.acte.dispense_secret if typed.secret is None else typed.secret,
        tours=tours,
        listes=listes,
        elus=elus,
        sieges=sieges,
        designation=(
            attribution.designation if attribution else designate(tours, sieges)
        ),
        attribution=attribution,
        regle=regime,
    )


def _choose_way(typed: Election, regime: RegleRegime | None) -> Voie:
    if typed.mode is not None:
        return Voie.AUTRE
    if typed.candidature_unique:
        return Voie.SANS_VOTE
    if regime is None or regime.proportionnelle is Proportionnelle.NON_LUE:
        return Voie.INCONNUE
    if regime.proportionnelle is not None:
        return Voie.PROPORTIONNELLE
    if regime.tours_absolus is None:
        return Voie.INCONNUE
    return Voie.LISTE if typed.listes or regime.par_listes else Voie.NOMS


def _stand_lists(acte: ActeEnSeance, typed: Election, voie: Voie, names: Names) -> bool:
    """Whether lists stood: told so, by law, or since none of those who did is a member.

    The last is held for true only where no law tells who may stand.
    """
    regime, annuaire = acte.regime, names.annuaire(acte.jour)
    if typed.listes or (regime is not None and regime.par_listes):
        return True
    if voie is not Voie.AUTRE or (regime is not None and regime.candidats_membres):
        return False
    stood = [name for tour in typed.tours for name in tour.candidats]
    return bool(stood) and not any(annuaire.find(name).elu for name in stood)


def _attribute(
    voie: Voie,
    tours: tuple[TourTenu, ...],
    listes: tuple[ListeTenue, ...],
    typed: Election,
    sieges: int,
    regime: RegleRegime | None,
) -> Attribution | None:
    composition = {liste.key: liste.membres for liste in listes}
    if voie is Voie.LISTE:
        return elect_list(tours, composition, typed.sieges)
    if voie is Voie.PROPORTIONNELLE and regime and regime.proportionnelle:
        return share_seats(tours, composition, sieges, regime.proportionnelle)
    return None


def _read_tour(
    acte: ActeEnSeance,
    tour: Tour,
    rank: int,
    path: YamlPath,
    names: Names,
    sieges: int,
    *,
    lists: bool,
) -> TourTenu:
    path, regime = (*path, "tours", rank), acte.regime
    libre = lists or regime is None or not regime.candidats_membres
    candidats = tuple(
        Candidat(
            names.one(name, (*path, "candidats", name), acte.jour, libre=libre), voix
        )
        for name, voix in tour.candidats.items()
    )
    exprimes = tour.exprimes
    if exprimes is None and sieges > 1 and not lists:
        # A paper bears several names: the votes do not add up to the papers.
        exprimes = len(acte.presence.votants) - tour.blancs - tour.nuls
    if exprimes is None:
        exprimes = sum(c.voix for c in candidats)
    return TourTenu(
        path=path,
        candidats=candidats,
        exprimes=exprimes,
        blancs=tour.blancs,
        nuls=tour.nuls,
        requis=_require(acte, regime, rank, exprimes, names),
        exprimes_dits=tour.exprimes is not None,
        sieges=sieges,
    )


def _require(
    acte: ActeEnSeance,
    regime: RegleRegime | None,
    rank: int,
    exprimes: int,
    names: Names,
) -> int | None:
    """The votes that an absolute majority takes at a round; None at the last ones.

    Where the data say nothing of the regime's rounds, the most votes elect.
    """
    if regime is None or rank >= (regime.tours_absolus or 0):
        return None
    if regime.majorite is Majorite.MEMBRES_COMPOSANT:
        effectif = find_in_force(acte.situation.regles.effectif, acte.jour)
        members = len(names.annuaire(acte.jour).membres)
        return (effectif.valeur if effectif else members) // 2 + 1
    return exprimes // 2 + 1
