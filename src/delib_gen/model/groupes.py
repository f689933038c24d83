"""The groups that a vote names: whose votes they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Recherche, Sort
from delib_gen.model.mentions import GroupeNomme, Mention
from delib_gen.model.suppleance import find_place
from delib_gen.schema.base import find_nearest, fold_word

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.model.names import Names
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu


def list_groups(acte: ActeEnSeance, names: Names) -> dict[str, str]:
    """The groups of the members in office, by their folded names."""
    annuaire = names.annuaire(acte.jour)
    groups = (find_group(acte, e) for e in (*annuaire.membres, *annuaire.suppleants))
    return {fold_word(group): group for group in groups if group}


def name_group(
    acte: ActeEnSeance, texte: str, path: YamlPath, names: Names
) -> GroupeNomme:
    """A group that a vote names, with those who vote with it.

    Who holds a power votes for its giver as for himself, whatever the giver's group.

    Args:
        acte: the act, with who is there.
        texte: the name as typed; one that is nearly a group's is taken for it.
        path: where.
        names: the register.
    """
    known = list_groups(acte, names)
    nom = known.get(fold_word(texte)) or find_nearest(texte, known.values())
    if nom is None:
        return GroupeNomme(texte, path, "")
    holders, votants = acte.presence.representes, acte.presence.votants
    own = [elu for elu in votants if find_group(acte, elu) == nom]
    led = [e for e in votants if find_group(acte, holders.get(e, e)) == nom]
    voix = (
        Mention(
            elu.nom_complet, path, Recherche(Sort.TROUVE, elu), acte.jour, groupe=nom
        )
        for elu in led
    )
    return GroupeNomme(
        texte,
        path,
        nom,
        tuple(voix),
        suivants=tuple(elu for elu in led if elu not in own),
        partis=tuple(elu for elu in own if elu not in led),
    )


def find_group(acte: ActeEnSeance, elu: Elu) -> str | None:
    """The group of a member; for a substitute, else that of the member replaced."""
    seat = acte.presence.suppleances.seat(elu)
    return find_place(elu, seat, acte.situation.code_organe, acte.jour).groupe
