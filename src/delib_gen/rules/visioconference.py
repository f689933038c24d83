"""PRE23, VOT23: a sitting held in several places, by videoconference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.schema.droit import find_in_force
from delib_gen.schema.vote import Scrutin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.droit import RegleVisioconference

E, A = Severity.ERREUR, Severity.AVERTISSEMENT
_PLACE = ("visioconference",)


@rule("PRE23", E, A, regles=("visioconference",))
def visioconference_non_prevue(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """Visioconférence que le droit de l'organe exclut, ou ne prévoit pas.

    Vérifie : une séance tenue par visioconférence est celle d'un organe dont la loi le
    permet ; là où aucun texte n'a été lu, c'est un avertissement.
    Pourquoi : une séance tenue hors du lieu que la loi veut est irrégulière, et ses
    actes peuvent être annulés.
    Exemple : `visioconference: oui` pour un conseil municipal.
    Que faire : retirez `visioconference` si les membres étaient dans un même lieu.
    """
    if not situation.seance.visioconference:
        return
    regle = _find(situation)
    if regle is None:
        yield report(
            _PLACE,
            "aucun texte lu ne permet à cet organe de se réunir par visioconférence "
            "ce jour-là",
            "vérifiez le texte qui le permet, et donnez-le à l'organe sous `regles: "
            "{visioconference: …}` ; sinon, retirez `visioconference`",
            severity=A,
        )
    elif regle.exclue:
        yield report(
            _PLACE,
            "cet organe ne peut pas se réunir par visioconférence",
            "retirez `visioconference` si les membres étaient dans un même lieu",
            regle=regle,
        )


@rule("VOT23", E, A, scope="acte", regles=("visioconference",))
def vote_exclu_de_la_visioconference(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Vote qui ne peut avoir lieu par visioconférence.

    Vérifie : dans une séance par visioconférence, là où la loi le veut, les votes sont
    au scrutin public, et l'acte n'est pas de ceux qui demandent un même lieu. Un vote
    dont `scrutin` ne dit rien n'a qu'un avertissement.
    Pourquoi : qui vote à distance ne peut le faire en secret ; la loi reporte alors le
    point à une autre séance.
    Exemple : `visioconference: oui`, et un acte `vote: {scrutin: secret, pour: 20}`.
    Que faire : reportez le point (`statut: reporte`) ; si l'appel nominal ou le scrutin
    électronique a eu lieu, écrivez `scrutin: public`.
    """
    situation = acte.situation
    regle = _find(situation) if situation.seance.visioconference else None
    if regle is None or regle.exclue or not acte.delibere:
        return
    if acte.acte.regime in regle.regimes_exclus:
        yield report(
            (*acte.path, "regime"),
            f"un acte du régime `{acte.acte.regime}` ne peut être pris par "
            "visioconférence : l'organe doit être réuni en un seul lieu",
            "reportez ce point (`statut: reporte`), ou corrigez `regime`",
            regle=regle,
            related=((_PLACE, "la visioconférence"),),
        )
        return
    if not regle.scrutin_public:
        return
    held = [s.vote.scrutin for s in acte.scrutins]
    secret = Scrutin.SECRET in held or any(e.secret for e in acte.elections if e.tours)
    if secret:
        yield report(
            acte.path,
            "un scrutin secret ne peut avoir lieu par visioconférence",
            "reportez ce point à une séance en un seul lieu (`statut: reporte`)",
            regle=regle,
            related=((_PLACE, "la visioconférence"),),
        )
    elif Scrutin.ORDINAIRE in held:
        yield report(
            acte.path,
            "par visioconférence, les votes ont lieu au scrutin public, et ce vote "
            "ne dit pas qu'il le fut",
            "écrivez `scrutin: public` dans le vote, avec les noms, si l'appel nominal "
            "ou le scrutin électronique a eu lieu",
            severity=A,
            regle=regle,
            related=((_PLACE, "la visioconférence"),),
        )


def _find(situation: Situation) -> RegleVisioconference | None:
    return find_in_force(situation.regles.visioconference, situation.jour)
