"""A ballot, as the rules look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.rules.sheet import is_sheet_complete
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.model.mentions import Mention
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu

EXPRESSED = ("pour", "contre", "abstention")
"""The lists whose members took part in the vote."""
LABELS = {
    "pour": "pour",
    "contre": "contre",
    "abstention": "abstention",
    "non_participation": "non-participation",
    "blancs": "blanc",
    "nuls": "nul",
}
"""One voice or paper of each list."""
_INVARIABLE = ("pour", "contre")


def count_list(number: int, name: str) -> str:
    """A figure with its list: `3 pour`, `1 abstention`, `2 blancs`."""
    label = LABELS[name]
    return count(number, label, label if name in _INVARIABLE else "")


def list_voters(scrutin: ScrutinTenu) -> Iterator[tuple[str, Mention]]:
    """Every name of the vote with its list, in the order of the lists."""
    for sens in SENS:
        for mention in scrutin.votes.get(sens, ()):
            yield sens, mention


def list_foreign_voters(acte: ActeEnSeance, scrutin: ScrutinTenu) -> list[Mention]:
    """The names, typed right, of people who are neither there nor represented."""
    here = {*acte.presence.presents, *acte.presence.representes}
    return [m for _, m in list_voters(scrutin) if m.sure and m.elu not in here]


def list_voting_aside(
    acte: ActeEnSeance, scrutin: ScrutinTenu
) -> list[tuple[str, Mention]]:
    """Those who stepped aside and yet stand among the votes."""
    aside = {d.membre.elu for d in acte.deports if d.membre.sure}
    here = {*acte.presence.presents, *acte.presence.representes}
    return [
        (sens, m)
        for sens, m in list_voters(scrutin)
        if sens in EXPRESSED and m.sure and m.elu in aside and m.elu in here
    ]


def list_repeated(scrutin: ScrutinTenu) -> dict[Elu, list[tuple[str, Mention]]]:
    """The voters named more than once, with their places."""
    places: dict[Elu, list[tuple[str, Mention]]] = {}
    for sens, mention in list_voters(scrutin):
        if mention.sure and mention.elu is not None:
            places.setdefault(mention.elu, []).append((sens, mention))
    return {elu: found for elu, found in places.items() if len(found) > 1}


def list_silent(acte: ActeEnSeance, scrutin: ScrutinTenu) -> list[Elu]:
    """Where `pour` is listed, the voters who stand in no list."""
    if scrutin.vote.pour is None or scrutin.secret:
        return []
    if any(m.elu is None for _, m in list_voters(scrutin)):
        return []  # the unknown name is surely one of them
    named = {m.elu for _, m in list_voters(scrutin)}
    return [elu for elu in acte.presence.votants if elu not in named]


def list_figures(scrutin: ScrutinTenu) -> dict[str, int]:
    """The stated figures, by heading."""
    stated = scrutin.vote.decompte
    names = (*SENS, *BULLETINS)
    return {
        name: number
        for name in names
        if stated is not None and (number := getattr(stated, name)) is not None
    }


def list_wrong_figures(scrutin: ScrutinTenu) -> dict[str, int]:
    """The stated figures that are not those of the lists, by list."""
    return {
        name: number
        for name, number in list_figures(scrutin).items()
        if number != scrutin.decompte.count(name)
    }


def count_unaccounted(acte: ActeEnSeance, scrutin: ScrutinTenu) -> int:
    """Where only figures are known: the voters left out; below 0, those in excess."""
    entitled = len(acte.presence.votants) + len(acte.presence.retires)
    return entitled - scrutin.decompte.chiffres.total


def has_unnamed_absentee(scrutin: ScrutinTenu) -> bool:
    """Whether some of those who took no part are named, and others not."""
    decompte = scrutin.decompte
    named = len(decompte.non_participation)
    return 0 < named != decompte.chiffres.non_participation


def adds_up(acte: ActeEnSeance, scrutin: ScrutinTenu) -> bool:
    """Whether the figures are in order."""
    if scrutin.decompte.nominatif:
        return not list_wrong_figures(scrutin)
    return not (count_unaccounted(acte, scrutin) or has_unnamed_absentee(scrutin))


def is_decided(acte: ActeEnSeance, scrutin: ScrutinTenu) -> bool:
    """Whether the outcome can be trusted: the figures, too, are in order."""
    return is_sound(acte, scrutin) and adds_up(acte, scrutin)


def is_sound(acte: ActeEnSeance, scrutin: ScrutinTenu) -> bool:
    """Whether the count can be trusted: no other fault already explains it."""
    if scrutin.secret and scrutin.vote.decompte is None:
        return False
    return (
        is_sheet_complete(acte)
        and all(m.elu is not None for _, m in list_voters(scrutin))
        and all(g.nom for groups in scrutin.groupes.values() for g in groups)
        and all(d.membre.elu is not None for d in acte.deports)
        and not list_foreign_voters(acte, scrutin)
        and not list_voting_aside(acte, scrutin)
        and not list_repeated(scrutin)
        and not list_silent(acte, scrutin)
    )
