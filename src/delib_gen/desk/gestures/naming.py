"""Members and acts as the files of a sitting call them."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from delib_gen.edits.changes import Set
from delib_gen.model.annuaire import Sort, sort_elus
from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from delib_gen.edits.changes import Change
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu


def name_elu(situation: Situation, elu: Elu) -> str:
    """A member's name as the sitting writes it, else as short as it may be."""
    for mention in situation.mentions:
        if mention.elu is elu and mention.sure and not mention.groupe:
            return mention.texte
    found = situation.annuaire.find(elu.nom)
    if found.sort is Sort.TROUVE and found.elu is elu:
        return elu.nom
    return elu.nom_complet


def name_acte(acte: ActeEnSeance) -> tuple[str, list[Change]]:
    """What an act is called, and what has to be changed for it to be called so."""
    if acte.repere:
        return acte.repere, []
    name = find_free_name(acte.situation, acte.lu.index + 1)
    return name, [Set((*acte.path, "id"), name)]


def name_actes(situation: Situation) -> list[Change]:
    """What gives a name to each act that has none: of a sitting held, it must have."""
    changes: list[Change] = []
    given: list[str] = []
    for acte in situation.actes:
        if not acte.repere:
            given.append(find_free_name(situation, acte.lu.index + 1, given))
            changes.append(Set((*acte.path, "id"), given[-1]))
    return changes


def find_free_name(situation: Situation, rank: int, given: Collection[str] = ()) -> str:
    """A name that no act has yet, nor is given, for one that has no number."""
    known = {fold_word(word) for a in situation.actes for word in a.acte.reperes}
    known.update(map(fold_word, given))
    while fold_word(f"point-{rank}") in known:
        rank += 1
    return f"point-{rank}"


def find_rank(known: Sequence[Elu | None], elu: Elu) -> int:
    """The rank that a member takes in a list: the last one, were it in no order."""
    elus = [someone for someone in known if someone is not None]
    if len(elus) < len(known) or sort_elus(elus) != elus:
        return len(known)
    order = {someone: rank for rank, someone in enumerate(sort_elus([*elus, elu]))}
    return bisect([order[someone] for someone in elus], order[elu])
