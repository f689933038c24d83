"""Which numbers the acts of a sitting get: those that follow, never one taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from delib_gen.findings.told import ToldError
from delib_gen.load.registre_place import name_seance
from delib_gen.model.issue import flatten
from delib_gen.numeros.form import Rang, read_rank, write_number
from delib_gen.schema.base import fold_word
from delib_gen.schema.numerotation import Serie

if TYPE_CHECKING:
    from delib_gen.bundle.registre_tenu import Numero
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.numerotation import Numerotation

_GAPS = 5
"""How many gaps are told one by one."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """An act and its number; `repris` where the register kept it for that act."""

    acte: ActeEnSeance
    numero: str
    repris: bool = False


@dataclass(slots=True)
class Proposition:
    """What numbering a sitting comes to.

    Attributes:
        attributions: the acts that get a number, in their order.
        remarques: what a reader should look at, in French.
        desordre: the first number that is below the one before it, in French; what is
            not in the register yet could be given others.
    """

    attributions: list[Attribution] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)
    desordre: str = ""

    def find_numero(self, acte: ActeEnSeance) -> str:
        """The number that an act has once this is done; empty for none."""
        given = (a.numero for a in self.attributions if a.acte is acte)
        return next(given, acte.numero)


def propose(
    situation: Situation,
    known: Sequence[Numero],
    *,
    tout: bool = False,
    premier: int | None = None,
) -> Proposition:
    """The numbers that the acts of a sitting get.

    Args:
        situation: the sitting.
        known: the numbers that the register knows of the organ.
        tout: whether an act gets another number where the register does not have
            the one that was typed as its own.
        premier: the rank of the first one, where it does not follow the register.

    Raises:
        ToldError: if the organ's form holds no such number, or `premier` is taken.
    """
    return _Proposer(situation, known, tout=tout, premier=premier).propose()


class _Proposer:
    def __init__(
        self,
        situation: Situation,
        known: Sequence[Numero],
        *,
        tout: bool,
        premier: int | None,
    ) -> None:
        self._situation, self._premier = situation, premier
        self._form = situation.organe.numeros
        seance = name_seance(situation.seance)
        self._mine = {fold_word(n.acte): n.numero for n in known if n.seance == seance}
        own = {fold_word(number) for number in self._mine.values()}
        self._left = [
            acte
            for acte in situation.actes
            if acte.delibere
            and (not acte.numero or (tout and fold_word(acte.numero) not in own))
        ]
        left = {acte.lu.index for acte in self._left}
        kept = [
            a.numero for a in situation.actes if a.numero and a.lu.index not in left
        ]
        self._kept = {fold_word(number) for number in kept}
        self._ranks: defaultdict[str, set[int]] = defaultdict(set)
        numbers = [*(n.numero for n in known), *kept]
        for rank in self._read(numbers):
            self._ranks[rank.annee].add(rank.rang)
        self._typed = [a.numero for a in self._left if a.numero]
        own_numbers = (*self._mine.values(), *kept, *self._typed)
        same = (n for n in own_numbers if read_rank(self._form, n))
        self._model = next(same, "")

    def _write(self, year: int, rank: int) -> str:
        """A number like another of the sitting; else its month tells it apart."""
        month = "" if self._model else f"{self._situation.jour.month}"
        return write_number(self._form, year, month, rank, self._model)

    def propose(self) -> Proposition:
        """The numbers, and what there is to say of them."""
        made = Proposition()
        for acte in self._left:
            name = acte.acte.id or flatten(acte.acte.titre.reference)
            before = self._mine.get(fold_word(name), "")
            if before and fold_word(before) not in self._kept:
                self._kept.add(fold_word(before))
                made.attributions.append(Attribution(acte, before, repris=True))
            else:
                made.attributions.append(Attribution(acte, self._take(acte)))
        self._typed = [a.numero for a in made.attributions]
        made.attributions = [a for a in made.attributions if a.numero != a.acte.numero]
        made.desordre = next(self._tell_order(made), "")
        made.remarques += self._tell_left(made)
        made.remarques += self._tell_gaps()
        return made

    def _read(self, numbers: Iterable[str]) -> Iterator[Rang]:
        ranks = (read_rank(self._form, number) for number in numbers)
        return (rank for rank in ranks if rank is not None)

    def _take(self, acte: ActeEnSeance) -> str:
        """The number that follows all that are known of the year."""
        year, day = self._name_year(acte), acte.jour.year
        taken = self._ranks[year]
        rank = max(taken) + 1 if taken else self._guess_first(year)
        if self._premier is not None:
            if taken and self._premier < rank:
                last = self._write(day, rank - 1)
                raise ToldError(
                    f"`--premier {self._premier}` : « {last} » est déjà pris",
                    f"donnez un rang à partir de {rank}, ou ôtez `--premier`",
                )
            rank, self._premier = self._premier, None
        number = self._write(day, rank)
        if not number:
            raise ToldError(
                f"la forme des numéros de l'organe, comme « {self._form.exemple} », ne "
                f"tient pas le rang {rank} de l'année {day}",
                "corrigez `numeros:` dans le fichier de la collectivité : `exemple` et "
                "`motif`, où `(?P<rang>…)` est le rang",
            )
        taken.add(rank)
        return number

    def _name_year(self, acte: ActeEnSeance) -> str:
        """The year of an act, as its numbers write it."""
        rank = read_rank(self._form, self._write(acte.jour.year, 1))
        return rank.annee if rank else ""

    def _guess_first(self, year: str) -> int:
        """Where nothing is known of a year: the lowest that was typed, else 1."""
        typed = [r.rang for r in self._read(self._typed) if r.annee == year]
        return min(typed, default=1)

    def _tell_order(self, made: Proposition) -> Iterator[str]:
        """The first number that is below the one before it."""
        numbers = [made.find_numero(a) for a in self._situation.actes if a.delibere]
        for first, second in pairwise(numbers):
            before, after = (read_rank(self._form, n) for n in (first, second))
            if before and after and after < before:
                yield (f"« {second} » vient après « {first} » dans l'ordre des actes")
                return

    def _tell_left(self, made: Proposition) -> Iterator[str]:
        """The numbers that were taken for acts that are not there any more."""
        borne = {fold_word(made.find_numero(a)) for a in self._situation.actes}
        for name, number in self._mine.items():
            if fold_word(number) not in borne:
                yield (
                    f"« {number} » avait été pris pour « {name} », qu'aucun acte de la "
                    "séance ne porte plus : il ne sera pas donné à un autre"
                )

    def _tell_gaps(self) -> Iterator[str]:
        """The numbers of the years concerned that no act that is known has."""
        for year in dict.fromkeys(r.annee for r in self._read(self._typed)):
            yield from tell_gaps(self._form, year, self._ranks[year])


def tell_gaps(form: Numerotation, year: str, ranks: Iterable[int]) -> Iterator[str]:
    """The numbers of a year that no act that is known has."""
    of = "de la séance" if form.par is Serie.SEANCE else "de l'année"
    known = sorted(set(ranks))
    gaps = [(a + 1, b - 1) for a, b in pairwise(known) if b > a + 1]
    if known and known[0] > 1:
        gaps.insert(0, (1, known[0] - 1))
    for first, last in gaps[:_GAPS]:
        what = f"le rang {first}" if first == last else f"{first} à {last}"
        what = what if first == last else f"les rangs {what}"
        yield f"aucun acte connu n'a {what} {of} « {year} »"
    if len(gaps) > _GAPS:
        yield f"… et {len(gaps) - _GAPS} autres trous {of} « {year} »"
