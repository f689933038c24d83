"""The ballots of an act: the one on the whole, and those on its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.decompte import SENS, count_figures, count_names
from delib_gen.model.groupes import name_group
from delib_gen.model.resultat import choose_regles, compute_resultat, join_parties
from delib_gen.schema.vote import NomsVotants, Partie, Scrutin

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.findings import YamlPath
    from delib_gen.model.decompte import Decompte
    from delib_gen.model.mentions import GroupeNomme, Mention
    from delib_gen.model.names import Names
    from delib_gen.model.resultat import ReglesDuVote, Resultat
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.vote import Vote

OPPOSES = ("contre", "abstention")
"""The headings of those whom some organs name, and no others."""


@dataclass(frozen=True, slots=True)
class ScrutinTenu:
    """A ballot that was held.

    Attributes:
        path: where it is typed.
        vote: as it is typed.
        votes: the members named, by heading, those of the groups named among them.
        groupes: the groups named, by heading.
        sauf: their members who voted otherwise.
        demandeurs: who asked for a ballot of this kind.
        decompte: who voted what.
        regles: what the law says of this vote.
        resultat: what was decided.
    """

    path: YamlPath
    vote: Vote
    votes: dict[str, tuple[Mention, ...]]
    groupes: dict[str, tuple[GroupeNomme, ...]]
    sauf: tuple[Mention, ...]
    demandeurs: tuple[Mention, ...]
    decompte: Decompte
    regles: ReglesDuVote
    resultat: Resultat

    @property
    def partie(self) -> Partie | None:
        """The part that it was held on; None where it was the whole."""
        return self.vote if isinstance(self.vote, Partie) else None

    @property
    def secret(self) -> bool:
        """Whether nobody may know who voted what."""
        return self.vote.scrutin is Scrutin.SECRET


def hold_scrutins(acte: ActeEnSeance, names: Names) -> None:
    """Fill in the ballots of an act and what they come to.

    Lists beside the parts are the vote on the whole, and decide.
    """
    vote = acte.acte.vote
    if vote is None:
        return
    path = (*acte.path, "vote")
    acte.parties = tuple(
        _hold(acte, partie, (*path, "parties", i), names)
        for i, partie in enumerate(vote.parties)
    )
    if not acte.parties or vote.tells_whole:
        acte.scrutin = _hold(acte, vote, path, names)
        acte.resultat = acte.scrutin.resultat
    else:
        acte.resultat = join_parties([p.resultat for p in acte.parties], vote.issue)


def _hold(acte: ActeEnSeance, vote: Vote, path: YamlPath, names: Names) -> ScrutinTenu:
    groupes, sauf = _name_groups(acte, vote, path, names)
    spared = {mention.elu for mention in sauf}
    votes = {
        sens: _name_voters(vote, sens, path, names, acte.jour)
        + tuple(m for g in groupes.get(sens, ()) for m in g.voix if m.elu not in spared)
        for sens in SENS
    }
    decompte = _count(acte, vote, votes)
    regles = choose_regles(
        acte.situation.regles,
        acte.acte.regime,
        acte.jour,
        secret=vote.scrutin is Scrutin.SECRET,
        membres=len(names.annuaire(acte.jour).membres),
    )
    return ScrutinTenu(
        path=path,
        vote=vote,
        votes=votes,
        groupes=groupes,
        sauf=sauf,
        demandeurs=names.many(vote.demandeurs, (*path, "demandeurs"), acte.jour),
        decompte=decompte,
        regles=regles,
        resultat=compute_resultat(decompte, regles, acte.president.elu, vote.issue),
    )


def _name_voters(
    vote: Vote, sens: str, path: YamlPath, names: Names, jour: dt.date
) -> tuple[Mention, ...]:
    """Who is named under a heading, one by one."""
    if sens in vote.groupes:
        typed = vote.groupes[sens].membres
        return names.many(typed, (*path, sens, "membres"), jour)
    return names.many(getattr(vote, sens) or (), (*path, sens), jour)


def _name_groups(
    acte: ActeEnSeance, vote: Vote, path: YamlPath, names: Names
) -> tuple[dict[str, tuple[GroupeNomme, ...]], tuple[Mention, ...]]:
    """The groups named, by heading, and those of them who voted otherwise."""
    groupes: dict[str, tuple[GroupeNomme, ...]] = {}
    sauf: list[Mention] = []
    for sens, typed in vote.groupes.items():
        place = (*path, sens)
        groupes[sens] = tuple(
            name_group(acte, texte, (*place, "groupes", rank), names)
            for rank, texte in enumerate(typed.groupes)
        )
        sauf += names.many(typed.sauf, (*place, "sauf"), acte.jour)
    return groupes, tuple(sauf)


def _count(
    acte: ActeEnSeance, vote: Vote, votes: dict[str, tuple[Mention, ...]]
) -> Decompte:
    """The count by names; by figures where the ballot has nothing else to show."""
    stated = vote.decompte
    secret = vote.scrutin is Scrutin.SECRET
    if stated is None or not (secret or tells_figures(acte, vote)):
        return count_names(votes, acte.presence)
    return count_figures(stated, votes, acte.presence, secret=secret)


def names_voters(acte: ActeEnSeance, scrutin: ScrutinTenu) -> bool:
    """Whether the act says who voted what: a public ballot always does."""
    public = scrutin.vote.scrutin is Scrutin.PUBLIC
    every = _find_named(acte, scrutin) is NomsVotants.TOUS
    return scrutin.decompte.nominatif and (public or every)


def list_printed(
    acte: ActeEnSeance, scrutin: ScrutinTenu
) -> dict[str, tuple[Elu, ...]]:
    """The members whom the act names, by heading, in printed order.

    All of them, or those who opposed; of a secret ballot none. Those who take no part
    are named in any case: everybody sees them.
    """
    wanted: tuple[str, ...] = ()
    if names_voters(acte, scrutin):
        wanted = SENS
    elif _find_named(acte, scrutin) is NomsVotants.OPPOSANTS and not scrutin.secret:
        wanted = OPPOSES
    lists = {sens: getattr(scrutin.decompte, sens) for sens in wanted}
    lists["non_participation"] = scrutin.decompte.non_participation
    return {sens: elus for sens, elus in lists.items() if elus}


def _find_named(acte: ActeEnSeance, scrutin: ScrutinTenu) -> NomsVotants | None:
    """Whom the act names, of those who voted."""
    return scrutin.vote.noms or acte.situation.organe.votes_nominatifs


def tells_figures(acte: ActeEnSeance, vote: Vote) -> bool:
    """Whether an open ballot is told by figures alone, as the organ's acts do."""
    silent = vote.pour is None and not vote.contre and not vote.abstention
    silent = silent and vote.groupes.keys() <= {"non_participation"}
    named = acte.situation.organe.votes_nominatifs
    return (
        named is not NomsVotants.TOUS and silent and vote.scrutin is Scrutin.ORDINAIRE
    )
