"""PRE11, PRE13, PRE18: the days between the convocation and the sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.envois import (
    count_days,
    list_delays,
    list_sendings,
    write_days,
)
from delib_gen.rules.jours import locate_days
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import write_day
from delib_gen.schema.droit import ObjetDelai, find_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.envois import Envoi
    from delib_gen.rules.report import Report
    from delib_gen.schema.droit import RegleDelai, RegleNouvelleReunion

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("PRE11", E, A, regles=("delai",), needs_attendance=False)
def convocation_tardive(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Convocation, ou envoi des rapports, plus tard que le délai ne le permet.

    Vérifie : entre la convocation et la séance, il s'est écoulé le nombre de jours
    que la règle de l'organe demande. En jours francs, ni le jour de l'envoi ni celui
    de la séance ne comptent. Une convocation datée d'après la séance est une erreur.
    Pourquoi : un membre convoqué trop tard peut faire annuler la délibération.
    Exemple : `convocation: 2023-12-15` pour une séance du 19, quand huit jours sont
    demandés.
    Que faire : vérifiez les deux dates. Si l'urgence a été reconnue, déclarez une
    tolérance avec ce motif.
    Réserve : quand le délai porte sur l'envoi des rapports, et que `envoi_rapports`
    n'est pas donné, le logiciel lui compare la date de la convocation, et le dit. La
    première séance après un renouvellement général, qui élit qui préside, peut avoir
    son propre délai. Quand la séance en remplace une où le quorum a manqué, et que la
    loi veut une nouvelle convocation, c'est le délai de celle-ci qui compte.
    """
    jour = situation.jour
    for envoi in list_sendings(situation):
        if envoi.jour > jour:
            yield report(
                (envoi.cle,),
                f"{envoi.nom} ({write_day(envoi.jour)}) est "
                f"{envoi.date} d'après la séance ({write_day(jour)})",
                "corrigez l'une des deux dates",
                related=((locate_days(situation), "le jour de la séance"),),
            )
    for envoi in list_delays(situation):
        if envoi.is_under_floor(jour):
            continue  # PRE18
        if envoi.regle is None or envoi.count(jour) >= envoi.regle.jours:
            continue
        yield report(
            (envoi.cle,),
            _tell_lateness(envoi, jour, envoi.regle),
            "vérifiez les deux dates ; si l'urgence a été reconnue, dites-le dans "
            "`tolerances`, avec ce motif",
            severity=A,
            regle=envoi.regle,
            related=((locate_days(situation), "le jour de la séance"),),
        )


@rule("PRE18", E, regles=("delai",), needs_attendance=False)
def convocation_sous_le_plancher(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """Convocation, ou envoi des rapports, plus tard que l'urgence ne le permet.

    Vérifie : là où la loi permet d'abréger le délai en cas d'urgence, il en reste ce
    qu'elle demande toujours (un jour franc, le plus souvent).
    Pourquoi : sous ce plancher, aucune urgence ne vaut, et la délibération est
    illégale.
    Exemple : `convocation: 2026-03-19` pour une séance du 20.
    Que faire : vérifiez les deux dates. Si elles sont exactes, la séance est à tenir de
    nouveau, sur une nouvelle convocation ; aucune tolérance ne couvre ce cas.
    """
    for envoi in list_delays(situation):
        if envoi.ordinaire is None or not envoi.is_under_floor(situation.jour):
            continue
        floor = envoi.ordinaire
        francs = floor.urgence_francs
        found = write_days(
            count_days(envoi.jour, situation.jour, francs=francs), francs=francs
        )
        wanted = write_days(floor.urgence or 0, francs=francs)
        yield report(
            (envoi.cle,),
            f"{envoi.nom} ({write_day(envoi.jour)}) n'est que de {found} avant la "
            f"séance ({write_day(situation.jour)}) ; même en urgence, la loi demande "
            f"{wanted} au moins",
            "vérifiez les deux dates ; si elles sont exactes, convoquez de nouveau : "
            "l'urgence ne couvre pas ce délai"
            + (
                " ; si les rapports sont partis avant la convocation, donnez "
                "`envoi_rapports:`"
                if not envoi.a_part
                else ""
            ),
            regle=floor,
            related=((locate_days(situation), "le jour de la séance"),),
        )


def _tell_lateness(
    envoi: Envoi, jour: dt.date, regle: RegleDelai | RegleNouvelleReunion
) -> str:
    found = write_days(envoi.count(jour), francs=regle.francs)
    wanted = write_days(regle.jours, francs=regle.francs)
    if not envoi.a_part:
        return (
            f"les rapports doivent être envoyés {wanted} avant la séance ; seule la "
            f"date de la convocation est connue, et elle n'est que de {found} avant "
            f"({write_day(envoi.jour)}, séance du {write_day(jour)})"
        )
    what = (
        "les rapports doivent être envoyés {} avant la séance ; ils l'ont été"
        if envoi.objet is ObjetDelai.RAPPORTS
        else "la convocation doit être envoyée {} avant la séance ; elle l'a été"
    )
    return (
        f"{what.format(wanted)} {found} avant ({write_day(envoi.jour)}, séance du "
        f"{write_day(jour)})"
    )


@rule("PRE13", E, A, regles=("nouvelle_reunion",), needs_attendance=False)
def nouvelle_reunion_hors_delai(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """Séance tenue à un autre jour que la loi ne le permet après un défaut de quorum.

    Vérifie : la séance qui en remplace une où le quorum a manqué ne se tient pas trop
    tôt, et, si la loi donne le jour même, se tient ce jour-là ; sinon, les membres
    sont convoqués de nouveau. En jours francs, ni le jour de la séance où le quorum a
    manqué ni celui de la nouvelle ne comptent.
    Pourquoi : ce n'est qu'à ces conditions qu'elle délibère sans quorum.
    Exemple : `defaut_quorum: 2023-12-18` pour une séance du 19, quand la loi demande
    trois jours.
    Que faire : vérifiez les deux dates ; si la séance n'en remplace aucune, retirez
    `defaut_quorum`.
    """
    failed, jour = situation.seance.defaut_quorum, situation.jour
    if failed is None:
        return
    place, related = (
        ("defaut_quorum",),
        ((locate_days(situation), "le jour de la séance"),),
    )
    regle = find_in_force(situation.regles.nouvelle_reunion, jour)
    if regle is None:
        yield report(
            place,
            "le fichier de la collectivité n'a pas de règle en vigueur le "
            f"{write_day(jour)} pour une séance tenue après un défaut de quorum",
            "retirez `defaut_quorum`, ou complétez `nouvelle_reunion` dans les règles "
            "de l'organe",
            related=related,
        )
        return
    gap = count_days(failed, jour, francs=regle.francs)
    found = write_days(gap, francs=regle.francs)
    wanted = write_days(regle.jours, francs=regle.francs)
    if jour <= failed:
        yield report(
            place,
            f"la séance où le quorum a manqué ({write_day(failed)}) doit précéder "
            f"celle-ci ({write_day(jour)})",
            "corrigez l'une des deux dates",
            related=related,
        )
    elif gap < regle.jours:
        yield report(
            place,
            f"la nouvelle séance se tient {found} après celle où le quorum a manqué "
            f"({write_day(failed)}) ; {wanted} au moins sont attendus",
            "vérifiez les deux dates ; tenue trop tôt, la séance ne peut délibérer "
            "sans quorum",
            regle=regle,
            related=related,
        )
    elif gap > regle.jours and regle.jour_fixe:
        yield report(
            place,
            f"la nouvelle séance se tient {found} après celle où le quorum a manqué "
            f"({write_day(failed)}) ; la loi en fixe le jour : {wanted} après",
            "vérifiez les deux dates",
            severity=A,
            regle=regle,
            related=related,
        )
    sent = situation.seance.convocation
    if sent is not None and sent < failed < jour and not regle.jour_fixe:
        yield report(
            ("convocation",),
            f"la convocation ({write_day(sent)}) est d'avant la séance où le quorum a "
            f"manqué ({write_day(failed)}) ; une nouvelle convocation est attendue",
            "donnez la date de la nouvelle convocation",
            severity=A,
            regle=regle,
            related=((place, "la séance où le quorum a manqué"),),
        )


@check(nouvelle_reunion_hors_delai.kind, scope="acte", needs_attendance=False)
def point_nouveau_sans_objet(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """A new point of a sitting that replaces none."""
    if acte.acte.point_nouveau and acte.situation.seance.defaut_quorum is None:
        yield report(
            (*acte.path, "point_nouveau"),
            "`point_nouveau` ne vaut que pour une séance tenue après un défaut de "
            "quorum, et la séance n'a pas de `defaut_quorum`",
            "ajoutez `defaut_quorum` à la séance, ou retirez `point_nouveau`",
            severity=A,
        )
