"""Who takes no part: who steps aside for an act, or stays out of a secret ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.gestures.ballots import read_vote
from delib_gen.desk.gestures.naming import find_rank, name_elu
from delib_gen.desk.gestures.votes import NOT_VOTING, list_names, put_vote, tidy
from delib_gen.edits.changes import Delete, Insert, Refused
from delib_gen.schema.vote import SENS

if TYPE_CHECKING:
    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.findings import YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.acte import MotifDeport
    from delib_gen.schema.autorite import Elu

_OUT = SENS[-1]


def step_aside(
    acte: ActeEnSeance, elu: Elu, motif: MotifDeport, *, sort: bool = False
) -> list[Change]:
    """A member steps aside for an act; one who does already takes part again."""
    path: YamlPath = (*acte.path, "deports")
    ranks = [n for n, deport in enumerate(acte.deports) if deport.membre.elu is elu]
    if ranks and len(ranks) == len(acte.deports):
        return [Delete(path)]
    if ranks:
        return [Delete((*path, rank)) for rank in reversed(ranks)]
    deport = {"membre": name_elu(acte.situation, elu), "motif": motif.value}
    if sort:
        deport["sort"] = "oui"
    rank = find_rank([d.membre.elu for d in acte.deports], elu)
    return [Insert(path, rank, deport)]


def stay_out(acte: ActeEnSeance, elu: Elu, partie: int | None = None) -> Gesture:
    """A member takes no part in a secret ballot, which all see; again, he does."""
    vote, find = read_vote(acte, partie), acte.situation.names.annuaire(acte.jour).find
    if elu not in acte.presence.votants:
        return Refused(NOT_VOTING.format(nom=elu.nom_complet))
    names = list_names(vote, _OUT) if not isinstance(vote.get(_OUT), dict) else []
    left = [name for name in names if find(name).elu is not elu]
    if len(left) == len(names):
        rank = find_rank([find(name).elu for name in names], elu)
        left.insert(rank, name_elu(acte.situation, elu))
    vote[_OUT] = left
    tidy(vote)
    return put_vote(acte, vote, partie)
