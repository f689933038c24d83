"""The second step of the way: from what was read to what the sitting amounts to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Sort
from delib_gen.model.deroule import follow_seance
from delib_gen.model.envois import name_envois
from delib_gen.model.feuilles import list_days, read_feuilles, read_mouvements
from delib_gen.model.huis_clos import name_huis_clos
from delib_gen.model.mentions import NOBODY, DeportNomme, Mention
from delib_gen.model.names import Names
from delib_gen.model.presence import compute_presence
from delib_gen.model.quorum import compute_quorum, list_sortis
from delib_gen.model.scrutins import hold_scrutins
from delib_gen.model.situation import ActeEnSeance, Situation
from delib_gen.model.suppleance import SuppleanceNommee
from delib_gen.schema.acte import Acte
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe, LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.deroule import Etat
    from delib_gen.model.presence import Presence
    from delib_gen.model.quorum import Quorum
    from delib_gen.model.situation import RoleTenu
    from delib_gen.schema.autorite import Elu, Organe
    from delib_gen.schema.role import Role
    from delib_gen.schema.seance import Seance


def build_situation(lue: LoadedSeance, reference: LoadedAutorite) -> Situation | None:
    """Resolve a session that was read, or None where it is not whole enough.

    Args:
        lue: the session file, read.
        reference: its authority, read.
    """
    seance, autorite = lue.seance, reference.autorite
    if seance is None or autorite is None or seance.organe not in autorite.organes:
        return None
    jour, organe = seance.jours[0], autorite.organes[seance.organe]
    cessent = [m.membre for m in seance.mouvements if m.cesse]
    names = Names(autorite, seance.organe, cessent)
    situation = Situation(
        lue=lue,
        reference=reference,
        seance=seance,
        autorite=autorite,
        code_organe=seance.organe,
        organe=organe,
        jour=jour,
        names=names,
        president=(
            names.one(seance.president.mention, ("president",), jour)
            if seance.president
            else NOBODY
        ),
        signataire=_find_signataire(names, seance, organe, jour),
        secretaires=_hold(names, seance.secretaires, ("secretaires",), jour),
        cosignataires=_hold(names, seance.cosignataires, ("cosignataires",), jour),
        assistants=_hold(names, seance.assistent, ("assistent",), jour),
        suppleants=_read_suppleants(names, seance, jour),
        feuilles=read_feuilles(lue, seance, names),
        mouvements=read_mouvements(lue, seance, names),
        huis_clos=name_huis_clos(seance.huis_clos, ("huis_clos",), names, jour),
        envois=name_envois(seance.envois, names, jour),
    )
    etats, situation.etapes = follow_seance(
        situation.feuilles, situation.mouvements, len(lue.actes)
    )
    days = list_days(lue, seance)
    for lu, etat, day in zip(lue.actes, etats, days, strict=True):
        if lu.acte is not None:
            situation.actes.append(_build_acte(situation, lu, lu.acte, etat, day))
    return situation


def open_first(situation: Situation) -> ActeEnSeance:
    """The first act as if nobody came, went or stepped aside: the opening.

    The quorum of the opening, the powers and the absences are then those of the sheet.
    """
    first, jour = situation.actes[0], situation.jour
    etat = situation.etapes[0].avant if situation.etapes else first.etat
    acte = Acte.model_construct(titre=first.acte.titre)
    presence, quorum = _count_there(situation, acte, jour, etat, (), frozenset())
    return replace(
        first,
        acte=acte,
        jour=jour,
        president=situation.president,
        deports=(),
        sortis=frozenset(),
        etat=etat,
        presence=presence,
        quorum=quorum,
        vu={},
    )


def _count_there(
    situation: Situation,
    acte: Acte,
    jour: dt.date,
    etat: Etat,
    deports: tuple[DeportNomme, ...],
    sortis: frozenset[Elu],
) -> tuple[Presence, Quorum]:
    """Who is there for an act, and whether they are enough."""
    suppleances = situation.find_suppleances(etat.presents, jour)
    presence = compute_presence(etat, deports, suppleances)
    quorum = compute_quorum(
        situation.organe,
        jour,
        acte,
        presence,
        deports,
        sortis,
        count_en_exercice(situation, jour, etat),
        sans_quorum=is_without_quorum(situation.seance, acte),
    )
    return presence, quorum


def _find_signataire(
    names: Names, seance: Seance, organe: Organe, jour: dt.date
) -> Mention | None:
    """Who signs: the one named, else whoever holds the first signing office."""
    if seance.signataire is not None:
        return names.one(seance.signataire.mention, ("signataire",), jour)
    annuaire = names.annuaire(jour)
    for fonction in organe.signataires:
        for elu in annuaire.membres:
            if fonction in elu.fonctions_le(jour):
                texte = elu.nom_complet
                return Mention(texte, (), annuaire.find(texte), jour)
    return None


def _read_suppleants(
    names: Names, seance: Seance, jour: dt.date
) -> tuple[SuppleanceNommee, ...]:
    return tuple(
        SuppleanceNommee(
            names.one(suppleant, ("suppleants", suppleant), jour),
            names.one(titulaire, ("suppleants", suppleant), jour),
        )
        for suppleant, titulaire in seance.suppleants.items()
    )


def _build_acte(
    situation: Situation, lu: LoadedActe, acte: Acte, etat: Etat, jour: dt.date
) -> ActeEnSeance:
    path, names = lu.path, situation.names
    deports = tuple(
        DeportNomme(
            names.one(d.membre, (*path, "deports", i, "membre"), jour), d.motif, d.sort
        )
        for i, d in enumerate(acte.deports)
    )
    sortis = list_sortis(situation.organe, jour, acte, deports)
    presence, quorum = _count_there(situation, acte, jour, etat, deports, sortis)
    built = ActeEnSeance(
        situation=situation,
        lu=lu,
        acte=acte,
        jour=jour,
        president=(
            names.one(acte.president.mention, (*path, "president"), jour)
            if acte.president
            else situation.president
        ),
        signataire=situation.signataire,
        cosignataires=(),
        rapporteur=_find_rapporteur(situation, acte, path, jour),
        auteurs=names.many(acte.auteurs, (*path, "auteurs"), jour, libre=True),
        deports=deports,
        sortis=sortis,
        etat=etat,
        presence=presence,
        quorum=quorum,
        huis_clos=name_huis_clos(acte.huis_clos, (*path, "huis_clos"), names, jour),
    )
    role = built.role_signataire
    if acte.signataire is not None:
        built.signataire = names.one(
            acte.signataire.mention, (*path, "signataire"), jour
        )
    elif role is not None and role is acte.president:
        built.signataire = built.president
    built.cosignataires = _list_cosignataires(built, names)
    if acte.statut is None and situation.lue.tenue:
        hold_scrutins(built, names)
        if acte.elects:
            # Imported here: most sittings elect nobody, and every check would wait.
            from delib_gen.model.election import hold_elections

            hold_elections(built, names)
    return built


def _find_rapporteur(
    situation: Situation, acte: Acte, path: YamlPath, jour: dt.date
) -> Mention | None:
    """A member who reports; the codes of offices come first."""
    code, names = acte.rapporteur, situation.names
    if code is None or code in situation.autorite.rapporteurs:
        return None
    if names.annuaire(jour).find(code).sort is Sort.INCONNU:
        return None  # neither: told as a code that leads nowhere
    return names.one(code, (*path, "rapporteur"), jour)


def _hold(
    names: Names, roles: Sequence[Role], path: YamlPath, jour: dt.date
) -> tuple[RoleTenu, ...]:
    """Who holds roles; somebody who is no member is but a name."""
    return tuple(
        (names.one(role.membre, (*path, rank), jour) if role.membre else None, role)
        for rank, role in enumerate(roles)
    )


def _list_cosignataires(acte: ActeEnSeance, names: Names) -> tuple[RoleTenu, ...]:
    """Who signs beside: those named, else the secretaries, if the law says so."""
    situation, law = acte.situation, acte.signatures
    if acte.acte.cosignataires:
        path = (*acte.path, "cosignataires")
        return _hold(names, acte.acte.cosignataires, path, acte.jour)
    if situation.cosignataires:
        return situation.cosignataires
    return situation.secretaires if law is not None and law.secretaires else ()


def is_without_quorum(seance: Seance, acte: Acte) -> bool:
    """Whether the act was on the agenda of a sitting that failed for want of quorum."""
    return seance.defaut_quorum is not None and not acte.point_nouveau


def count_en_exercice(situation: Situation, jour: dt.date, etat: Etat) -> int:
    """Members in office at an act: those of the register, or the legal number.

    Args:
        situation: the sitting.
        jour: the act's day.
        etat: the attendance at the act, which knows the mandates that end or begin
            during the sitting.
    """
    membres = situation.names.annuaire(jour).membres
    effectif = find_in_force(situation.regles.effectif, jour)
    if situation.organe.membres_complets or effectif is None:
        return sum(elu not in etat.hors for elu in membres)
    return min(effectif.valeur + etat.sieges, effectif.valeur)
