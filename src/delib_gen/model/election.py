"""An election: round after round, who is elected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.resultat import Mode, Resultat
from delib_gen.schema.droit import Majorite, find_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.findings import YamlPath
    from delib_gen.model.mentions import Mention
    from delib_gen.model.names import Names
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.droit import RegleRegime
    from delib_gen.schema.vote import Tour


@dataclass(frozen=True, slots=True)
class Candidat:
    """A candidate, or a list: a member, or as typed."""

    mention: Mention
    voix: int

    @property
    def elu(self) -> Elu | None:
        """The member, where the candidate is one."""
        return self.mention.elu

    @property
    def key(self) -> object:
        """What tells two candidates apart, whatever their names look like."""
        return self.elu or self.mention.texte.strip().casefold()


@dataclass(frozen=True, slots=True)
class TourTenu:
    """A round.

    Attributes:
        path: where it is typed.
        candidats: with their votes, as typed.
        exprimes: ballots that bear a vote.
        blancs: blank ballots.
        nuls: void ones.
        requis: the votes that elect at this round; None where the most do.
        exprimes_dits: whether `exprimes` was typed, and not added up.
    """

    path: YamlPath
    candidats: tuple[Candidat, ...]
    exprimes: int
    blancs: int
    nuls: int
    requis: int | None
    exprimes_dits: bool

    @property
    def bulletins(self) -> int:
        """All the ballots found in the box."""
        return self.exprimes + self.blancs + self.nuls

    @property
    def ranked(self) -> list[Candidat]:
        """The candidates, the one with the most votes first."""
        return sorted(self.candidats, key=lambda c: -c.voix)


@dataclass(frozen=True, slots=True)
class Designation:
    """Whom the rounds elect.

    Attributes:
        elus: those who are, beyond doubt.
        a_egalite: those among whom age decides the seats that are left.
        restants: how many seats age decides.
        manquants: how many seats the rounds leave empty.
        tours_de_trop: the first round that came after every seat was filled.
    """

    elus: tuple[Candidat, ...]
    a_egalite: tuple[Candidat, ...] = ()
    restants: int = 0
    manquants: int = 0
    tours_de_trop: int | None = None


@dataclass(frozen=True, slots=True)
class ElectionTenue:
    """An election that was held; `elus` are those whom the session names."""

    path: YamlPath
    tours: tuple[TourTenu, ...]
    elus: tuple[Mention, ...]
    designation: Designation
    regle: RegleRegime | None


def hold_election(acte: ActeEnSeance, names: Names) -> None:
    """Fill in the election of an act and what it comes to."""
    election = acte.acte.election
    if election is None:
        return
    path = (*acte.path, "election")
    regime = acte.regime
    libre = regime is None or not regime.candidats_membres
    tours = tuple(
        _read_tour(acte, tour, rank, names, regime, len(election.elus))
        for rank, tour in enumerate(election.tours)
    )
    acte.election = ElectionTenue(
        path=path,
        tours=tours,
        elus=names.many(election.elus, (*path, "elus"), acte.jour, libre=libre),
        designation=designate(tours, len(election.elus)),
        regle=regime,
    )
    acte.resultat = Resultat(True, Mode.ELECTION, regime)


def _read_tour(
    acte: ActeEnSeance,
    tour: Tour,
    rank: int,
    names: Names,
    regime: RegleRegime | None,
    sieges: int,
) -> TourTenu:
    path: YamlPath = (*acte.path, "election", "tours", rank)
    libre = regime is None or not regime.candidats_membres
    candidats = tuple(
        Candidat(
            names.one(name, (*path, "candidats", name), acte.jour, libre=libre), voix
        )
        for name, voix in tour.candidats.items()
    )
    exprimes = tour.exprimes
    if exprimes is None and sieges > 1:
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


def designate(tours: Sequence[TourTenu], sieges: int) -> Designation:
    """Whom the rounds elect to so many seats.

    Args:
        tours: the rounds, in order.
        sieges: how many are to be elected.
    """
    chosen: list[Candidat] = []
    for rank, tour in enumerate(tours):
        left = sieges - len(chosen)
        if left <= 0:
            return Designation(tuple(chosen), tours_de_trop=rank)
        taken = {c.key for c in chosen}
        running = [c for c in tour.ranked if c.key not in taken and c.voix > 0]
        if tour.requis is not None:
            running = [c for c in running if c.voix >= tour.requis]
        if len(running) > left and running[left - 1].voix == running[left].voix:
            edge = running[left].voix
            sure = [c for c in running[:left] if c.voix > edge]
            tied = tuple(c for c in running if c.voix == edge)
            extra = rank + 1 if rank + 1 < len(tours) else None
            return Designation(
                (*chosen, *sure), tied, left - len(sure), tours_de_trop=extra
            )
        chosen += running[:left]
    return Designation(tuple(chosen), manquants=sieges - len(chosen))
