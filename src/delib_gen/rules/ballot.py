"""A vote, as the rules look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.decompte import SENS
from delib_gen.rules.sheet import is_sheet_complete
from delib_gen.schema.vote import Scrutin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu

EXPRESSED = ("pour", "contre", "abstention")
"""The lists whose members took part in the vote."""
LABELS = {
    "pour": "pour",
    "contre": "contre",
    "abstention": "abstention",
    "non_participation": "non-participation",
}


def is_counted(acte: ActeEnSeance) -> bool:
    """Whether the act's vote is one that lists of names tell whole."""
    vote = acte.acte.vote
    return (
        acte.delibere
        and vote is not None
        and not vote.parties
        and vote.scrutin is not Scrutin.SECRET
        and acte.acte.election is None
    )


def list_voters(acte: ActeEnSeance) -> Iterator[tuple[str, Mention]]:
    """Every name of the vote with its list, in the order of the lists."""
    for sens in SENS:
        for mention in acte.votes.get(sens, ()):
            yield sens, mention


def list_foreign_voters(acte: ActeEnSeance) -> list[Mention]:
    """The names, typed right, of people who are neither there nor represented."""
    if not is_counted(acte):
        return []
    here = {*acte.presence.presents, *acte.presence.representes}
    return [m for _, m in list_voters(acte) if m.sure and m.elu not in here]


def list_voting_aside(acte: ActeEnSeance) -> list[tuple[str, Mention]]:
    """Those who stepped aside and yet stand among the votes."""
    if not is_counted(acte):
        return []
    aside = {d.membre.elu for d in acte.deports if d.membre.sure}
    here = {*acte.presence.presents, *acte.presence.representes}
    return [
        (sens, m)
        for sens, m in list_voters(acte)
        if sens in EXPRESSED and m.sure and m.elu in aside and m.elu in here
    ]


def list_repeated(acte: ActeEnSeance) -> dict[Elu, list[tuple[str, Mention]]]:
    """The voters named more than once, with their places."""
    places: dict[Elu, list[tuple[str, Mention]]] = {}
    if is_counted(acte):
        for sens, mention in list_voters(acte):
            if mention.sure and mention.elu is not None:
                places.setdefault(mention.elu, []).append((sens, mention))
    return {elu: found for elu, found in places.items() if len(found) > 1}


def list_silent(acte: ActeEnSeance) -> list[Elu]:
    """Where `pour` is listed, the voters who stand in no list."""
    vote = acte.acte.vote
    if vote is None or vote.pour is None or not is_counted(acte):
        return []
    if any(m.elu is None for _, m in list_voters(acte)):
        return []  # the unknown name is surely one of them
    named = {m.elu for _, m in list_voters(acte)}
    return [elu for elu in acte.presence.votants if elu not in named]


def list_wrong_figures(acte: ActeEnSeance) -> dict[str, int]:
    """The stated figures that are not those of the lists, by list."""
    vote, decompte = acte.acte.vote, acte.decompte
    if vote is None or vote.decompte is None or decompte is None:
        return {}
    stated = {sens: getattr(vote.decompte, sens) for sens in SENS}
    return {
        sens: number
        for sens, number in stated.items()
        if number is not None and number != decompte.count(sens)
    }


def is_decided(acte: ActeEnSeance) -> bool:
    """Whether the outcome can be trusted: the figures, too, are in order."""
    return acte.resultat is not None and is_sound(acte) and not list_wrong_figures(acte)


def is_sound(acte: ActeEnSeance) -> bool:
    """Whether the count can be trusted: no other fault already explains it."""
    return (
        is_counted(acte)
        and acte.decompte is not None
        and is_sheet_complete(acte.situation)
        and all(m.elu is not None for _, m in list_voters(acte))
        and all(d.membre.elu is not None for d in acte.deports)
        and not list_foreign_voters(acte)
        and not list_voting_aside(acte)
        and not list_repeated(acte)
        and not list_silent(acte)
    )
