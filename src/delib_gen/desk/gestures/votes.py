"""Votes as they are taken down: everybody for, save those who are marked.

A gesture makes the vote as it is to be typed, and puts it in the place of the one that
is there: only the names and keys that differ change in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.desk.gestures.ballots import (
    PARTIES,
    Vote,
    find_path,
    find_scrutin,
    read_parties,
    read_vote,
)
from delib_gen.desk.gestures.naming import find_rank, name_elu
from delib_gen.edits.changes import Refused, Set
from delib_gen.model.groupes import find_group
from delib_gen.schema.vote import SENS, UNANIMITE, Scrutin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu

_POUR, _OUT = SENS[0], SENS[-1]
_HIDDEN = (
    "ce scrutin est secret : tapez ses chiffres, ou dites d'abord qu'il ne l'est pas"
)
NOT_VOTING = "{nom} ne vote pas à cet acte"
_NO_GROUP = "aucun membre du groupe « {nom} » ne vote à cet acte"
_PART_WAITS = (
    "une partie de ce vote attend ses chiffres, au scrutin secret ; tapez-les d'abord"
)
_NO_VOTE = "il n'y a pas de vote à reprendre avant celui-ci"


def put_vote(acte: ActeEnSeance, vote: Vote, partie: int | None = None) -> list[Change]:
    """The change that makes a vote what it is to be."""
    return [Set(find_path(acte, partie), vote or UNANIMITE)]


def vote_all(acte: ActeEnSeance, partie: int | None = None) -> Gesture:
    """Everybody is for: all names and figures go, the kind of ballot stays.

    The whole of an act that is voted on by parts names everybody: without a name the
    parts alone would decide.
    """
    vote = read_vote(acte, partie)
    if _is_secret(vote):
        return Refused(_HIDDEN)
    for key in (*SENS, "decompte"):
        vote.pop(key, None)
    if partie is None and vote.get(PARTIES):
        vote[_POUR] = [name_elu(acte.situation, e) for e in acte.presence.votants]
    return put_vote(acte, vote, partie)


def mark(
    acte: ActeEnSeance, elus: Iterable[Elu], sens: str, partie: int | None = None
) -> Gesture:
    """Members vote so; who did already is for again: the second click.

    Args:
        acte: the act.
        elus: the members; of several, those who are so marked already stay.
        sens: one of `SENS`.
        partie: the part that it is voted on; None for the whole.
    """
    scrutin, vote = find_scrutin(acte, partie), read_vote(acte, partie)
    if _is_secret(vote):
        return Refused(_HIDDEN)
    if len(acte.parties) < len(read_parties(acte)):
        return Refused(_PART_WAITS)
    wanted = list(dict.fromkeys(elus))
    for elu in wanted:
        if elu not in acte.presence.votants:
            return Refused(NOT_VOTING.format(nom=elu.nom_complet))
    for elu in wanted:
        now = _find_sens(scrutin, elu)
        again = now == sens and len(wanted) == 1
        target = _POUR if again else sens
        if now != target:
            _leave(acte, vote, scrutin, elu, now)
            _join(acte, vote, scrutin, elu, target)
    tidy(vote)
    return put_vote(acte, vote, partie)


def mark_group(
    acte: ActeEnSeance, groupe: str, sens: str, partie: int | None = None
) -> Gesture:
    """All the members of a group who vote do so alike, each by name."""
    elus = [e for e in acte.presence.votants if find_group(acte, e) == groupe]
    if not elus:
        return Refused(_NO_GROUP.format(nom=groupe))
    return mark(acte, elus, sens, partie)


def vote_as(
    acte: ActeEnSeance, scrutin: ScrutinTenu | None, partie: int | None = None
) -> Gesture:
    """The same vote as in another ballot, of those who vote in this one.

    Args:
        acte: the act.
        scrutin: the other ballot; None where there is none.
        partie: the part that it is voted on; None for the whole.
    """
    if scrutin is None:
        return Refused(_NO_VOTE)
    if scrutin.secret:
        return Refused(_HIDDEN)
    typed = read_vote(acte, partie)
    vote = {k: v for k, v in typed.items() if k not in (*SENS, "decompte")}
    votants = acte.presence.votants
    for sens in SENS:
        elus = [e for m in scrutin.votes[sens] if (e := m.elu) in votants and e]
        told = sens != _POUR or scrutin.vote.pour is not None
        if elus and told:
            vote[sens] = [name_elu(acte.situation, e) for e in dict.fromkeys(elus)]
    if _is_secret(vote):
        del vote["scrutin"]
    return put_vote(acte, vote, partie)


def state_figures(
    acte: ActeEnSeance,
    figures: Mapping[str, int],
    partie: int | None = None,
) -> list[Change]:
    """The figures of a ballot, as they are read out; names go where it is secret."""
    vote = read_vote(acte, partie)
    if _is_secret(vote):
        _hide(vote)
    vote["decompte"] = dict(figures)
    return put_vote(acte, vote, partie)


def choose_scrutin(
    acte: ActeEnSeance,
    scrutin: Scrutin,
    demandeurs: Sequence[Elu] = (),
    partie: int | None = None,
) -> list[Change]:
    """The kind of ballot; a secret one keeps no name, an open one no blank paper."""
    vote = read_vote(acte, partie)
    vote["scrutin"] = scrutin.value
    vote["demandeurs"] = [name_elu(acte.situation, elu) for elu in demandeurs]
    if scrutin is Scrutin.SECRET:
        _hide(vote)
    elif vote.get("decompte"):
        vote["decompte"].pop("blancs", None)
        vote["decompte"].pop("nuls", None)
    if scrutin is Scrutin.ORDINAIRE:
        del vote["scrutin"]
    for key in ("demandeurs", "decompte"):
        if not vote.get(key):
            vote.pop(key, None)
    return put_vote(acte, vote, partie)


def add_partie(
    acte: ActeEnSeance, objet: str, articles: Sequence[int] = ()
) -> list[Change]:
    """A part that is voted on by itself, after those that there are."""
    partie: Vote = {"objet": objet}
    if articles:
        partie["articles"] = list(articles)
    vote = read_vote(acte)
    vote[PARTIES] = [*vote.get(PARTIES, []), partie]
    return put_vote(acte, vote)


def remove_partie(acte: ActeEnSeance, partie: int) -> list[Change]:
    """A part that is not voted on by itself after all."""
    vote = read_vote(acte)
    vote[PARTIES].pop(partie)
    if not vote[PARTIES]:
        del vote[PARTIES]
    return put_vote(acte, vote)


def _is_secret(vote: Vote) -> bool:
    """Whether nobody may know who voted what, were its figures not known yet."""
    return vote.get("scrutin") == Scrutin.SECRET


def _hide(vote: Vote) -> None:
    """Nobody is named who voted: who takes no part is seen by all."""
    for sens in SENS:
        if sens != _OUT:
            vote.pop(sens, None)


def _find_sens(scrutin: ScrutinTenu | None, elu: Elu) -> str:
    """How a member voted, as it is typed; for, where nothing is."""
    if scrutin is not None:
        for sens in SENS:
            if any(mention.elu is elu for mention in scrutin.votes[sens]):
                return sens
    return _POUR


def _leave(
    acte: ActeEnSeance, vote: Vote, scrutin: ScrutinTenu | None, elu: Elu, sens: str
) -> None:
    """A name out of a list; who is there by his group is named an exception."""
    typed = vote.get(sens)
    if scrutin is None or not typed:
        return
    if isinstance(typed, str):
        typed = vote[sens] = [typed]
    names = typed if isinstance(typed, list) else list_names(typed, "membres")
    mentions = [m for m in scrutin.votes[sens] if not m.groupe]
    own = {m.texte for m in mentions if m.elu is elu}
    if own & set(names):
        names[:] = [name for name in names if name not in own]
    elif isinstance(typed, dict):
        list_names(typed, "sauf").append(name_elu(acte.situation, elu))


def _join(
    acte: ActeEnSeance, vote: Vote, scrutin: ScrutinTenu | None, elu: Elu, sens: str
) -> None:
    """A name into a list, at its place; who is for is named only where all are."""
    if sens == _POUR and vote.get(_POUR) is None:
        return
    typed = vote.setdefault(sens, [])
    if isinstance(typed, str):
        typed = vote[sens] = [typed]
    if isinstance(typed, dict):
        spared = scrutin.sauf if scrutin else ()
        own = {m.texte for m in spared if m.elu is elu}
        names = list_names(typed, "sauf")
        if own & set(names):
            names[:] = [name for name in names if name not in own]
            return
        typed = list_names(typed, "membres")
    find = acte.situation.names.annuaire(acte.jour).find
    rank = find_rank([find(name).elu for name in typed], elu)
    typed.insert(rank, name_elu(acte.situation, elu))


def list_names(typed: dict[str, Any], key: str) -> list[str]:
    """The names under a key of a list that names groups."""
    given = typed.get(key) or []
    names: list[str] = [given] if isinstance(given, str) else given
    typed[key] = names
    return names


def tidy(vote: Vote) -> None:
    """Lists that nobody is in any more go; an empty one of those for is meant."""
    for sens in SENS:
        typed = vote.get(sens)
        if isinstance(typed, dict):
            for key in ("sauf", "membres"):
                if not typed.get(key):
                    typed.pop(key, None)
        if not typed and sens != _POUR:
            vote.pop(sens, None)
