"""The second step of the way: from what was read to what the sitting amounts to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Annuaire
from delib_gen.model.decompte import SENS, compute_decompte, compute_resultat
from delib_gen.model.mentions import (
    NOBODY,
    DeportNomme,
    Feuille,
    Mention,
    PouvoirDonne,
)
from delib_gen.model.presence import compute_presence
from delib_gen.model.quorum import compute_quorum
from delib_gen.model.situation import ActeEnSeance, Situation
from delib_gen.schema.droit import Majorite, Partage, find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe, LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.schema.acte import Acte
    from delib_gen.schema.seance import Role


class _Names:
    """Looks names up and keeps every one of them, in order."""

    def __init__(self, annuaire: Annuaire) -> None:
        self.annuaire = annuaire
        self.mentions: list[Mention] = []

    def one(self, texte: str, path: YamlPath) -> Mention:
        mention = Mention(texte, path, self.annuaire.find(texte))
        self.mentions.append(mention)
        return mention

    def many(self, texts: Iterable[str], path: YamlPath) -> tuple[Mention, ...]:
        return tuple(self.one(text, (*path, i)) for i, text in enumerate(texts))


def build_situation(lue: LoadedSeance, reference: LoadedAutorite) -> Situation | None:
    """Resolve a session that was read, or None where it is not whole enough.

    Args:
        lue: the session file, read.
        reference: its authority, read.
    """
    seance, autorite = lue.seance, reference.autorite
    if seance is None or autorite is None or seance.organe not in autorite.organes:
        return None
    jour = seance.jours[0]
    names = _Names(Annuaire(autorite, seance.organe, jour))
    situation = Situation(
        lue=lue,
        reference=reference,
        seance=seance,
        autorite=autorite,
        code_organe=seance.organe,
        organe=autorite.organes[seance.organe],
        jour=jour,
        annuaire=names.annuaire,
        president=_name_president(names, seance.president),
        signataire=_find_signataire(
            names, seance.signataire, reference, seance.organe, jour
        ),
        secretaires=tuple(
            (
                names.one(role.membre, ("secretaires", i)) if role.membre else None,
                role.mention,
                role.qualite,
            )
            for i, role in enumerate(seance.secretaires)
        ),
        feuille=Feuille(
            presents=names.many(seance.presents, ("presents",)),
            absents=names.many(seance.absents, ("absents",)),
            excuses=names.many(seance.excuses, ("excuses",)),
            pouvoirs=tuple(
                PouvoirDonne(
                    names.one(giver, ("pouvoirs", giver)),
                    names.one(holder, ("pouvoirs", giver)),
                )
                for giver, holder in seance.pouvoirs.items()
            ),
        ),
        mentions=names.mentions,
    )
    for lu in lue.actes:
        if lu.acte is not None:
            situation.actes.append(_build_acte(situation, lu, lu.acte, names))
    return situation


def _name_president(names: _Names, role: Role | None) -> Mention:
    return names.one(role.mention, ("president",)) if role else NOBODY


def _find_signataire(
    names: _Names,
    role: Role | None,
    reference: LoadedAutorite,
    code_organe: str,
    jour: dt.date,
) -> Mention | None:
    """Who signs: the one named, else whoever holds the first signing office."""
    if role is not None:
        return names.one(role.mention, ("signataire",))
    autorite = reference.autorite
    if autorite is None:
        return None
    for fonction in autorite.organes[code_organe].signataires:
        for elu in names.annuaire.membres:
            if fonction in elu.fonctions_le(jour):
                texte = elu.nom_complet
                return Mention(texte, (), names.annuaire.find(texte))
    return None


def _build_acte(
    situation: Situation, lu: LoadedActe, acte: Acte, names: _Names
) -> ActeEnSeance:
    path, jour = lu.path, acte.date or situation.jour
    president = (
        names.one(acte.president, (*path, "president"))
        if acte.president
        else situation.president
    )
    deports = tuple(
        DeportNomme(
            names.one(d.membre, (*path, "deports", i, "membre")), d.motif, d.sort
        )
        for i, d in enumerate(acte.deports)
    )
    votes = {
        sens: names.many(getattr(acte.vote, sens) or (), (*path, "vote", sens))
        for sens in SENS
        if acte.vote is not None
    }
    presence = compute_presence(situation.feuille, deports)
    quorum = compute_quorum(
        situation.organe,
        jour,
        acte,
        presence,
        deports,
        count_en_exercice(situation, jour),
        sans_quorum=situation.seance.defaut_quorum is not None
        and not acte.point_nouveau,
    )
    built = ActeEnSeance(
        situation=situation,
        lu=lu,
        acte=acte,
        jour=jour,
        president=president,
        deports=deports,
        votes=votes,
        presence=presence,
        quorum=quorum,
    )
    if acte.vote is not None and acte.statut is None:
        _count_vote(built)
    return built


def count_en_exercice(situation: Situation, jour: dt.date) -> int:
    """Members in office: those of the register, or the legal number without it."""
    if situation.organe.membres_complets:
        return len(situation.annuaire.membres)
    effectif = find_in_force(situation.regles.effectif, jour)
    return effectif.valeur if effectif else len(situation.annuaire.membres)


def _count_vote(acte: ActeEnSeance) -> None:
    """Fill in the count and the result of an act that was voted on."""
    regles, jour = acte.situation.regles, acte.jour
    regime = find_in_force(regles.regimes.get(acte.acte.regime, []), jour)
    majorite = find_in_force(regles.majorite, jour)
    partage = find_in_force(regles.partage, jour)
    effectif = find_in_force(regles.effectif, jour)
    acte.decompte = compute_decompte(acte.votes, acte.presence)
    own_majority = regime is not None and regime.majorite is not None
    own_tie = regime is not None and regime.partage is not None
    acte.resultat = compute_resultat(
        acte.decompte,
        majorite=(regime.majorite if regime and regime.majorite else None)
        or (majorite.base if majorite else Majorite.SUFFRAGES_EXPRIMES),
        partage=(regime.partage if regime and regime.partage else None)
        or (partage.effet if partage else Partage.REJET),
        composant=effectif.valeur if effectif else len(acte.situation.annuaire.membres),
        president=acte.president.elu,
        regle_majorite=regime if own_majority else majorite,
        regle_partage=regime if own_tie else partage,
    )
