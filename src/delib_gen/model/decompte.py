"""Who voted what, and what that decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus
from delib_gen.schema.droit import Majorite, Partage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from delib_gen.model.mentions import Mention
    from delib_gen.model.presence import Presence
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.droit import Regle

SENS = ("pour", "contre", "abstention", "non_participation")
"""The four headings of a vote, in the order in which they are printed."""


class Mode(StrEnum):
    """How a decision came about."""

    UNANIMITE = "unanimite"
    MAJORITE = "majorite"
    VOIX_PREPONDERANTE = "voix-preponderante"
    PARTAGE = "partage"
    AUCUN_SUFFRAGE = "aucun-suffrage"


@dataclass(frozen=True, slots=True)
class Decompte:
    """The members under each heading, in printed order, each once."""

    pour: tuple[Elu, ...]
    contre: tuple[Elu, ...]
    abstention: tuple[Elu, ...]
    non_participation: tuple[Elu, ...]

    @property
    def exprimes(self) -> int:
        """Votes expressed: for and against, nothing else."""
        return len(self.pour) + len(self.contre)

    def count(self, sens: str) -> int:
        """How many members stand under a heading."""
        elus: tuple[Elu, ...] = getattr(self, sens)
        return len(elus)


@dataclass(frozen=True, slots=True)
class Resultat:
    """What a vote decided, how, and by which record of the law."""

    adopte: bool
    mode: Mode
    regle: Regle | None = None


def compute_decompte(
    votes: Mapping[str, tuple[Mention, ...]], presence: Presence
) -> Decompte:
    """Count a vote: whoever is entitled and in no list voted in favour.

    A member in two lists counts in the first one only, and one who is not
    entitled does not count: the rules refuse both, the count stays a count.
    """
    votants = presence.votants
    given: dict[Elu, str] = {}
    for sens in ("contre", "abstention", "non_participation"):
        for mention in votes.get(sens, ()):
            if mention.elu is not None and mention.elu in votants:
                given.setdefault(mention.elu, sens)
    lists: dict[str, list[Elu]] = {sens: [] for sens in SENS}
    for elu in votants:
        lists[given.get(elu, "pour")].append(elu)
    lists["non_participation"] += [
        e for e in presence.ecartes if e in presence.presents
    ] + [e for e in presence.ecartes if e in presence.representes]
    return Decompte(**{sens: tuple(sort_elus(names)) for sens, names in lists.items()})


def compute_resultat(
    decompte: Decompte,
    *,
    majorite: Majorite,
    partage: Partage,
    composant: int,
    president: Elu | None,
    regle_majorite: Regle | None = None,
    regle_partage: Regle | None = None,
) -> Resultat:
    """What a count decides.

    Args:
        decompte: the count.
        majorite: what the votes in favour must be more than half of.
        partage: what a tie does.
        composant: members that the organ has by law.
        president: who chairs, whose vote may decide a tie.
        regle_majorite: the record that gives `majorite`.
        regle_partage: the record that gives `partage`.
    """
    pour, contre = len(decompte.pour), len(decompte.contre)
    if decompte.exprimes == 0:
        return Resultat(adopte=False, mode=Mode.AUCUN_SUFFRAGE, regle=regle_majorite)
    if majorite is Majorite.MEMBRES_COMPOSANT and 2 * pour <= composant:
        return Resultat(adopte=False, mode=Mode.MAJORITE, regle=regle_majorite)
    if contre == 0 and not decompte.abstention:
        return Resultat(adopte=True, mode=Mode.UNANIMITE, regle=regle_majorite)
    if pour != contre:
        return Resultat(adopte=pour > contre, mode=Mode.MAJORITE, regle=regle_majorite)
    if partage is Partage.VOIX_PREPONDERANTE and president is not None:
        for side, adopted in ((decompte.pour, True), (decompte.contre, False)):
            if president in side:
                return Resultat(
                    adopte=adopted, mode=Mode.VOIX_PREPONDERANTE, regle=regle_partage
                )
    return Resultat(
        adopte=partage is Partage.ADOPTION, mode=Mode.PARTAGE, regle=regle_partage
    )
