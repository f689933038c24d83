"""PRE11, PRE13: the days between the convocation and the sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.jours import locate_days
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import count, write_day
from delib_gen.schema.droit import ObjetDelai, find_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance, Situation
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
    Réserve : quand le délai porte sur l'envoi des rapports, le logiciel, qui n'en
    connaît pas la date, lui compare celle de la convocation, et le dit. Quand la
    séance en remplace une où le quorum a manqué, et que la loi veut une nouvelle
    convocation, c'est le délai de celle-ci qui compte.
    """
    sent, jour = situation.seance.convocation, situation.jour
    if sent is None:
        return
    if sent > jour:
        yield report(
            ("convocation",),
            f"la convocation ({write_day(sent)}) est datée d'après la séance "
            f"({write_day(jour)})",
            "corrigez l'une des deux dates",
            related=((locate_days(situation), "le jour de la séance"),),
        )
        return
    anew = _find_new_convocation(situation)
    for objet in ObjetDelai:
        regle: RegleDelai | RegleNouvelleReunion | None = find_in_force(
            [r for r in situation.regles.delai if r.porte_sur is objet], jour
        )
        if objet is ObjetDelai.CONVOCATION and anew is not None:
            regle = anew
        if regle is None or _count_days(sent, jour, regle) >= regle.jours:
            continue
        yield report(
            ("convocation",),
            _tell_lateness(sent, jour, regle, objet),
            "vérifiez les deux dates ; si l'urgence a été reconnue, dites-le dans "
            "`tolerances`, avec ce motif",
            severity=A,
            regle=regle,
            related=((locate_days(situation), "le jour de la séance"),),
        )


def _find_new_convocation(situation: Situation) -> RegleNouvelleReunion | None:
    """The record of a sitting convened again after a failed one, if this is one."""
    regle = find_in_force(situation.regles.nouvelle_reunion, situation.jour)
    if situation.seance.defaut_quorum is None or regle is None or regle.jour_fixe:
        return None
    return regle


def _count_days(
    sent: dt.date, jour: dt.date, regle: RegleDelai | RegleNouvelleReunion
) -> int:
    days = (jour - sent).days
    return max(days - 1, 0) if regle.francs else days


def _write_days(number: int, regle: RegleDelai | RegleNouvelleReunion) -> str:
    return (
        count(number, "jour franc", "jours francs")
        if regle.francs
        else count(number, "jour")
    )


def _tell_lateness(
    sent: dt.date,
    jour: dt.date,
    regle: RegleDelai | RegleNouvelleReunion,
    objet: ObjetDelai,
) -> str:
    found = _write_days(_count_days(sent, jour, regle), regle)
    wanted = _write_days(regle.jours, regle)
    if objet is ObjetDelai.RAPPORTS:
        return (
            f"les rapports doivent être envoyés {wanted} avant la séance ; seule la "
            f"date de la convocation est connue, et elle n'est que de {found} avant "
            f"({write_day(sent)}, séance du {write_day(jour)})"
        )
    return (
        f"la convocation doit être envoyée {wanted} avant la séance ; elle l'a été "
        f"{found} avant ({write_day(sent)}, séance du {write_day(jour)})"
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
    gap = _count_days(failed, jour, regle)
    found, wanted = _write_days(gap, regle), _write_days(regle.jours, regle)
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
