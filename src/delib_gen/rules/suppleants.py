"""PRE21: substitutes and advisory voices, where they would count as members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.pouvoirs_en_seance import list_pouvoirs_en_seance
from delib_gen.rules.registry import check, rule
from delib_gen.rules.sheet import find_key_span
from delib_gen.rules.words import (
    agree,
    agree_all,
    join,
    name_organe,
    name_to_type,
    write_elu,
)
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E = Severity.ERREUR
_ASSIST = "qui ne fait qu'assister se nomme dans `assistent`"


@rule("PRE21", E, regles=("suppleants",))
def siege_deja_tenu(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Suppléant, ou voix consultative, qui ne peut voter.

    Vérifie : un suppléant siège à la place d'un titulaire, qui n'est pas là et n'a pas
    donné pouvoir ; l'organe a des suppléants, et l'on sait de qui chacun tient la
    place. Qui n'a qu'une voix consultative ne reçoit ni ne donne de pouvoir.
    Pourquoi : un siège n'a qu'une voix, et ne compte qu'une fois pour le quorum.
    Exemple : M. HOULE, suppléant de M. ÉCUME, présent quand M. ÉCUME l'est aussi.
    Que faire : retirez l'un des deux de `presents`, ou mettez dans `assistent` qui ne
    fait qu'assister. Quand un suppléant peut tenir plusieurs places, dites laquelle :
    `suppleants: {HOULE: ÉCUME}`.
    """
    told: set[Elu] = set()
    for acte in situation.actes:
        suppleances = acte.presence.suppleances
        annuaire = situation.names.annuaire(acte.jour)
        for elu in acte.etat.presents:
            if elu not in annuaire.suppleants or elu in told:
                continue
            mention = _find_mention(acte, elu)
            if mention is None or not mention.sure:
                continue
            if find_in_force(situation.regles.suppleants, acte.jour) is None:
                told.add(elu)
                yield report(
                    mention.path,
                    f"{_name(elu)} d'après le registre, mais aucune règle ne donne de "
                    f"suppléants à cet organe ({name_organe(situation)})",
                    f"retirez son nom de `presents` ; {_ASSIST} ; si un texte prévoit "
                    "des suppléants, donnez-le dans le fichier de la collectivité : "
                    "`regles: {suppleants: [{article: …, confiance: …}]}`",
                )
            elif elu in suppleances.sans_siege:
                told.add(elu)
                yield _tell_without_seat(acte, elu, mention, report)


def _name(elu: Elu) -> str:
    return f"{write_elu(elu)} est {agree(elu, 'suppléant', 'suppléante')}"


def _find_mention(acte: ActeEnSeance, elu: Elu) -> Mention | None:
    """The name by which somebody came into the room: a movement's, else the sheet's."""
    moves = [m.membre for m in acte.situation.mouvements if m.membre.elu is elu]
    sheet = [m for m in acte.etat.feuille.presents if m.elu is elu]
    return next(iter((*sheet, *moves)), None)


def _tell_without_seat(
    acte: ActeEnSeance, elu: Elu, mention: Mention, report: Report
) -> Diagnostic:
    """Why a substitute has no seat: whose it is, or that nobody can say."""
    situation, presence = acte.situation, acte.presence
    annuaire = situation.names.annuaire(acte.jour)
    may = presence.suppleances.sans_siege[elu]
    if not may:
        typed = [s for s in situation.suppleants if s.suppleant.elu is elu]
        mandat = elu.mandat(situation.code_organe, acte.jour)
        said = join(mandat.suppleant_de if mandat else ())
        if typed:
            return report(
                typed[0].titulaire.path,
                f"{_name(elu)} d'après le registre, mais pas de "
                f"« {typed[0].titulaire.texte} »",
                f"le registre dit : {said} ; corrigez ce nom, ou `suppleant_de` dans "
                "le fichier de la collectivité",
            )
        return report(
            mention.path,
            f"{_name(elu)} de « {said} » d'après le registre, où personne de ce nom "
            "n'a de siège ce jour-là",
            "corrigez `suppleant_de` dans le fichier de la collectivité",
        )
    here = [titulaire for titulaire in may if titulaire in acte.etat.presents]
    if not here and len(may) > 1:
        forms = " ou ".join(
            f"`suppleants: {{{mention.texte}: {name_to_type(annuaire, t)}}}`"
            for t in may
        )
        return report(
            mention.path,
            f"{_name(elu)} de plusieurs membres qui ne sont pas là : "
            f"{join(map(write_elu, may))}",
            f"dites qui {agree(elu, 'il', 'elle')} remplace : {forms}",
        )
    if here:
        there = agree_all(here, "présent", "présente")
        there = f"{'est' if len(here) == 1 else 'sont'} {there}"
        return report(
            mention.path,
            f"{_name(elu)} de {join(map(write_elu, here))}, qui {there} à l'acte "
            f"{acte.repere} : le siège ne compte qu'une fois",
            f"retirez l'un des deux de `presents` ; {_ASSIST}",
        )
    holder = next(e for e, t in presence.suppleances.sieges.items() if t in may)
    return report(
        mention.path,
        f"{_name(elu)} de {write_elu(may[0])}, dont {write_elu(holder)} tient déjà le "
        f"siège à l'acte {acte.repere}",
        f"gardez un seul des deux dans `presents` ; {_ASSIST}",
    )


@check(siege_deja_tenu.kind)
def suppleant_inconnu(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A name of `suppleants` that is no substitute's."""
    for named in situation.suppleants:
        elu = named.suppleant.elu
        if elu is None or not named.suppleant.sure:
            continue
        if elu not in situation.annuaire.suppleants:
            yield report(
                named.suppleant.path,
                f"le registre ne connaît pas {write_elu(elu)} comme "
                f"{agree(elu, 'suppléant', 'suppléante')}",
                "retirez cette ligne de `suppleants`, ou donnez à son mandat "
                f"`suppleant_de: {named.titulaire.texte}` dans le fichier de la "
                "collectivité",
                span=find_key_span(situation.lue, named.suppleant.path),
            )


@check(siege_deja_tenu.kind)
def pouvoir_hors_siege(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A power of a seat that another holds, or of somebody who has no vote."""
    for pouvoir in _list_powers(situation):
        giver, holder, mention, jour, presents = pouvoir
        annuaire = situation.names.annuaire(jour)
        sieges = situation.find_suppleances(presents, jour).sieges
        span = find_key_span(situation.lue, mention.path)
        sits = next((elu for elu, t in sieges.items() if t is giver), None)
        if sits is not None:
            yield report(
                mention.path,
                f"{write_elu(giver)} donne pouvoir, mais {write_elu(sits)} siège à sa "
                "place : le siège aurait deux voix",
                "supprimez le pouvoir, ou retirez des présents qui siège à sa place",
                span=span,
            )
        elif giver in annuaire.suppleants:
            yield report(
                mention.path,
                f"{_name(giver)}, et donne pouvoir : c'est au titulaire de le donner",
                "mettez le nom du titulaire à la place, ou supprimez ce pouvoir",
                span=span,
            )
        for elu in {giver, holder} & annuaire.consultatifs:
            yield report(
                mention.path,
                f"{write_elu(elu)} n'a qu'une voix consultative, et "
                f"{'donne' if elu is giver else 'reçoit'} un pouvoir",
                "supprimez ce pouvoir, ou donnez-le à un membre qui vote",
                span=span,
            )


def _list_powers(
    situation: Situation,
) -> Iterator[tuple[Elu, Elu, Mention, dt.date, Collection[Elu]]]:
    """Giver, holder, name where it is told, day, and who is then in the room."""
    for feuille in situation.feuilles:
        there = [m.elu for m in feuille.presents if m.elu is not None]
        for pouvoir in feuille.pouvoirs:
            giver, holder = pouvoir.donneur, pouvoir.mandataire
            if giver.elu is not None and holder.elu is not None:
                yield giver.elu, holder.elu, giver, feuille.jour, there
    for given in list_pouvoirs_en_seance(situation):
        mention, presents = given.mandataire, given.apres.presents
        yield given.donneur, given.detenteur, mention, mention.jour, presents
