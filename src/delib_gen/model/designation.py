"""Whom the rounds of an election elect: candidates, or one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.findings import YamlPath
    from delib_gen.model.mentions import Mention
    from delib_gen.schema.autorite import Elu


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
        return self.mention.key


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
        sieges: how many seats it is to fill, those that the rounds before filled apart.
    """

    path: YamlPath
    candidats: tuple[Candidat, ...]
    exprimes: int
    blancs: int
    nuls: int
    requis: int | None
    exprimes_dits: bool
    sieges: int

    @property
    def bulletins(self) -> int:
        """All the ballots found in the box."""
        return self.exprimes + self.blancs + self.nuls

    @property
    def voix(self) -> int:
        """All the votes given."""
        return sum(c.voix for c in self.candidats)

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
