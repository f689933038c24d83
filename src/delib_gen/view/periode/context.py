"""Several sittings of one organ, to be put into words in a language."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from delib_gen.model.faits import describe_releve
from delib_gen.view.context import SeanceContext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from delib_gen.tenue import Releve
    from delib_gen.view.context import ActeContext


@dataclass(slots=True)
class PeriodContext(SeanceContext):
    """A period: it speaks for its last sitting, of all of them.

    Attributes:
        seances: the sittings, in their order.
        du: the first day of the period.
        au: the last one.
        feuillet: the number of the first leaf of its register.
        releves: what each of them comes to.
    """

    seances: tuple[SeanceContext, ...]
    du: dt.date
    au: dt.date
    feuillet: int = 1
    releves: tuple[Releve, ...] = ()

    def list_acts(self, rank: int) -> list[ActeContext]:
        """The acts that a sitting took, in order; the sitting by its rank from 0.

        Their anchors are told from those of others: so the order number of each in its
        sitting is its rank in this list.
        """
        seance = self.seances[rank]
        return [
            replace(seance.turn_to(acte), groupe=f"seance-{rank + 1}-acte-{acte_rank}-")
            for acte_rank, acte in enumerate(
                (a for a in seance.situation.actes if a.delibere), start=1
            )
        ]

    def iter_acts(self) -> Iterator[ActeContext]:
        """The acts of all the sittings."""
        for rank in range(len(self.seances)):
            yield from self.list_acts(rank)


def make_period_context(
    seances: Sequence[SeanceContext],
    du: dt.date,
    au: dt.date,
    feuillet: int = 1,
    releves: Sequence[Releve] = (),
) -> PeriodContext:
    """The context of the books of a period; its sittings in their order."""
    last = seances[-1]
    shared = {f.name: getattr(last, f.name) for f in fields(SeanceContext)}
    told = releves or [describe_releve(seance.situation) for seance in seances]
    return PeriodContext(
        **shared,
        seances=tuple(seances),
        du=du,
        au=au,
        feuillet=feuillet,
        releves=tuple(told),
    )
