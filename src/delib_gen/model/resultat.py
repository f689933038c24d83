"""What a count decides, and by which record of the law."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from delib_gen.schema.droit import Majorite, Partage, find_in_force
from delib_gen.schema.vote import Issue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from delib_gen.model.decompte import Decompte
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.droit import Regles
    from delib_gen.schema.regle import Regle


class Mode(StrEnum):
    """How a decision came about."""

    UNANIMITE = "unanimite"
    UNANIMITE_EXPRIMES = "unanimite-exprimes"
    MAJORITE = "majorite"
    MAJORITE_NON_ATTEINTE = "majorite-non-atteinte"
    VOIX_PREPONDERANTE = "voix-preponderante"
    PARTAGE = "partage"
    PARTAGE_ADOPTE = "partage-adopte"
    AUCUN_SUFFRAGE = "aucun-suffrage"
    PARTIES = "parties"
    ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Resultat:
    """What a vote decided, how, and by which record of the law."""

    adopte: bool
    mode: Mode
    regle: Regle | None = None


@dataclass(frozen=True, slots=True)
class ReglesDuVote:
    """What the law says of the vote on an act.

    Attributes:
        majorite: what the votes in favour must be more than half of.
        partage: what a tie does.
        composant: members that the organ has by law.
        regle_majorite: the record that gives `majorite`.
        regle_partage: the record that gives `partage`.
    """

    majorite: Majorite
    partage: Partage
    composant: int
    regle_majorite: Regle | None = None
    regle_partage: Regle | None = None


def choose_regles(
    regles: Regles, regime: str, jour: dt.date, *, secret: bool, membres: int
) -> ReglesDuVote:
    """The rules of a vote: those of the act's regime, else the ordinary ones.

    Args:
        regles: the organ's.
        regime: the act's.
        jour: the day, which chooses among the dated values.
        secret: whether the ballot was secret.
        membres: those on the register, where the law's number is not known.
    """
    special = regles.find_regime(regime, jour)
    majorite = find_in_force(regles.majorite, jour)
    partage = find_in_force(regles.partage, jour)
    effectif = find_in_force(regles.effectif, jour)
    effet = partage.effet if partage else Partage.REJET
    if partage is not None and secret and partage.au_scrutin_secret is not None:
        effet = partage.au_scrutin_secret
    ordinary = majorite.base if majorite else Majorite.SUFFRAGES_EXPRIMES
    own_majority = special is not None and special.majorite is not None
    own_tie = special is not None and special.partage is not None
    return ReglesDuVote(
        majorite=(special.majorite if special else None) or ordinary,
        partage=(special.partage if special else None) or effet,
        composant=effectif.valeur if effectif else membres,
        regle_majorite=special if own_majority else majorite,
        regle_partage=special if own_tie else partage,
    )


def compute_resultat(
    decompte: Decompte,
    regles: ReglesDuVote,
    president: Elu | None,
    issue: Issue | None = None,
) -> Resultat:
    """What a count decides.

    Args:
        decompte: the count.
        regles: the rules of this vote.
        president: who chairs, whose vote may decide a tie.
        issue: the outcome that was stated. It decides nothing but a tie in an
            open ballot of which only figures are known: then nothing else says
            how the chair voted.
    """
    chiffres, by_majority = decompte.chiffres, regles.regle_majorite
    pour, contre = chiffres.pour, chiffres.contre
    if chiffres.exprimes == 0:
        return Resultat(False, Mode.AUCUN_SUFFRAGE, by_majority)
    short = 2 * pour <= regles.composant
    if regles.majorite is Majorite.MEMBRES_COMPOSANT and short:
        lost = pour <= contre
        mode = Mode.MAJORITE if lost else Mode.MAJORITE_NON_ATTEINTE
        return Resultat(False, mode, by_majority)
    if contre == 0 and chiffres.abstention == 0:
        papers = chiffres.blancs + chiffres.nuls
        mode = Mode.UNANIMITE_EXPRIMES if papers else Mode.UNANIMITE
        return Resultat(True, mode, by_majority)
    if pour != contre:
        return Resultat(pour > contre, Mode.MAJORITE, by_majority)
    return _break_tie(decompte, regles, president, issue)


def _break_tie(
    decompte: Decompte, regles: ReglesDuVote, president: Elu | None, issue: Issue | None
) -> Resultat:
    rule = regles.regle_partage
    if regles.partage is Partage.VOIX_PREPONDERANTE:
        if not decompte.nominatif and issue is Issue.ADOPTE:
            return Resultat(True, Mode.VOIX_PREPONDERANTE, rule)
        for side, adopted in ((decompte.pour, True), (decompte.contre, False)):
            if president is not None and president in side:
                return Resultat(adopted, Mode.VOIX_PREPONDERANTE, rule)
    if regles.partage is Partage.ADOPTION:
        return Resultat(True, Mode.PARTAGE_ADOPTE, rule)
    return Resultat(False, Mode.PARTAGE, rule)


def join_parties(parties: Sequence[Resultat], issue: Issue | None) -> Resultat:
    """What the votes on the parts decide of the whole, which was not voted on.

    All adopted or all rejected, they say it; otherwise the session does.
    """
    adopted = [part.adopte for part in parties]
    whole = issue is Issue.ADOPTE if len(set(adopted)) > 1 else adopted[0]
    return Resultat(whole, Mode.PARTIES)
