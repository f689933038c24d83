"""VOT01, VOT02, VOT04, VOT08, VOT10: whose name may stand in which list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.ballot import (
    EXPRESSED,
    LABELS,
    list_foreign_voters,
    list_repeated,
    list_silent,
    list_voting_aside,
)
from delib_gen.rules.registry import rule
from delib_gen.rules.sheet import tell_where
from delib_gen.rules.words import (
    agree,
    count,
    join,
    name_fonction,
    write_elu,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("VOT01", E, scope="acte")
def votant_sans_voix(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Votant ni présent ni représenté à cet acte.

    Vérifie : chaque nom des listes du vote est celui d'un membre présent, ou qui a
    donné pouvoir à un présent.
    Pourquoi : un absent n'a pas de voix ; elle fausserait le résultat.
    Exemple : `contre: [LACOMBE]`, quand M. LACOMBE est absent sans pouvoir.
    Que faire : retirez le nom du vote, ou corrigez la feuille de présence.
    """
    for scrutin in acte.scrutins:
        for mention in list_foreign_voters(acte, scrutin):
            elu = mention.elu
            if elu is None:
                continue
            yield report(
                mention.path,
                f"{write_elu(elu)} figure au vote, mais n'est ni "
                f"{agree(elu, 'présent ni représenté', 'présente ni représentée')} à "
                f"cet acte ({tell_where(acte, elu).removeprefix('est ')})",
                "retirez ce nom du vote, ou corrigez la feuille de présence "
                "(`presents`, `pouvoirs`, `mouvements`)",
            )


@rule("VOT02", E, scope="acte")
def votant_deux_fois(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Votant nommé deux fois.

    Vérifie : un membre ne figure que dans une liste du vote, et une fois.
    Pourquoi : chacun n'a qu'une voix, et qu'un avis.
    Exemple : `contre: [BOZZI]` et `abstention: [BOZZI]`.
    Que faire : gardez la bonne liste, retirez le nom de l'autre.
    """
    for scrutin in acte.scrutins:
        for elu, places in list_repeated(scrutin).items():
            groups = {mention.groupe for _, mention in places}
            if len(groups) == 1 and any(groups):
                continue  # the whole group was, and VOT20 tells it
            *before, (_, last) = places
            lists = dict.fromkeys(f"`{sens}`" for sens, _ in places)
            where = (
                f"dans {join(lists)}"
                if len(lists) > 1
                else f"{len(places)} fois dans {join(lists)}"
            )
            yield report(
                last.path,
                f"{write_elu(elu)} figure {where}",
                f"pour le compter à part de son groupe, ajoutez après `groupes` "
                f"`sauf: [{elu.nom}]`"
                if any(groups)
                else "gardez la bonne mention, supprimez l'autre",
                related=tuple((m.path, f"`{sens}`, ici") for sens, m in before),
            )


@rule("VOT04", E, scope="acte")
def noms_au_scrutin_secret(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Noms de votants sur un scrutin secret.

    Vérifie : un scrutin secret ne donne que des chiffres ; seuls ceux qui n'ont pas
    pris part au vote peuvent être nommés.
    Pourquoi : nommer un votant viole le secret du vote, qui annule le scrutin.
    Exemple : `scrutin: secret` et `contre: [BOZZI]`.
    Que faire : remplacez les listes par `decompte`, ou retirez `scrutin: secret`.
    """
    for scrutin in acte.scrutins:
        if not scrutin.secret:
            continue
        for sens in EXPRESSED:
            names = scrutin.votes.get(sens, ())
            if names:
                yield report(
                    (*scrutin.path, sens),
                    f"le scrutin est secret, mais {count(len(names), 'votant')} "
                    f"{'est nommé' if len(names) == 1 else 'sont nommés'} sous "
                    f"`{sens}`",
                    f"donnez le nombre, `decompte: {{{sens}: {len(names)}}}`, et "
                    "retirez les noms",
                    related=(((*scrutin.path, "scrutin"), "le mode de scrutin"),),
                )


@rule("VOT08", E, A, scope="acte", regles=("deports",))
def vote_malgre_le_deport(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Vote d'un membre qui se déporte, ou pouvoir que le déport suspend.

    Vérifie : un membre qui se déporte n'est ni pour, ni contre, ni abstentionniste ;
    l'ordonnateur ne vote pas ses propres comptes. Les pouvoirs que ces membres
    détiennent, ou ont donnés, sont suspendus pour cet acte : c'est signalé.
    Pourquoi : la délibération à laquelle a pris part un membre intéressé est
    illégale.
    Exemple : `deports: [{membre: COLONNA, motif: L1111-6}]` et `contre: [COLONNA]`.
    Que faire : retirez le nom du vote, ou supprimez le déport.
    """
    for scrutin in acte.scrutins:
        for sens, mention in list_voting_aside(acte, scrutin):
            if mention.elu is not None:
                yield report(
                    mention.path,
                    f"{write_elu(mention.elu)} se déporte pour cet acte, mais figure "
                    f"au vote ({LABELS[sens]})",
                    "retirez ce nom du vote, ou supprimez le déport",
                    related=(((*acte.path, "deports"), "les déports"),),
                )
    yield from _check_ordonnateur(acte, report)
    here = {*acte.presence.presents, *acte.presence.representes}
    for deport in acte.deports:
        elu = deport.membre.elu
        if elu is not None and deport.membre.sure and elu not in here:
            yield report(
                deport.membre.path,
                f"{write_elu(elu)} se déporte, mais {tell_where(acte, elu)} : ce "
                "déport n'est pas imprimé",
                "supprimez le déport, ou corrigez la présence",
                severity=A,
            )
    for giver, holder in acte.presence.suspendus.items():
        yield report(
            _find_deport(acte, holder),
            f"{write_elu(holder)} se déporte : le pouvoir que lui a donné "
            f"{write_elu(giver)} est suspendu pour cet acte ; "
            f"{write_elu(giver)} est "
            f"{agree(giver, 'compté absent', 'comptée absente')}",
            "rien n'est à corriger si le déport est exact",
            severity=A,
            related=((_find_power(acte, giver), "le pouvoir"),),
        )
    for giver in acte.presence.ecartes:
        if giver in acte.presence.representes:
            yield report(
                _find_deport(acte, giver),
                f"{write_elu(giver)} se déporte : le pouvoir "
                f"{agree(giver, 'qu’il', 'qu’elle')} a donné à "
                f"{write_elu(acte.presence.representes[giver])} est suspendu pour cet "
                "acte",
                "rien n'est à corriger si le déport est exact",
                severity=A,
                related=((_find_power(acte, giver), "le pouvoir"),),
            )


def _find_deport(acte: ActeEnSeance, elu: Elu) -> YamlPath:
    """Where it is typed that a member steps aside."""
    for deport in acte.deports:
        if deport.membre.elu == elu:
            return deport.membre.path
    return (*acte.path, "deports")


def _check_ordonnateur(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """The one who keeps the accounts may not vote on them, present or represented."""
    situation = acte.situation
    office = situation.autorite.ordonnateur
    regime = acte.regime
    if office is None or regime is None or not acte.scrutins:
        return
    if not regime.ordonnateur_exclu:
        return
    out = {elu for s in acte.scrutins for elu in s.decompte.non_participation}
    for elu in (*acte.presence.votants, *acte.presence.retires):
        if office not in elu.fonctions_le(acte.jour) or elu in acte.sortis:
            continue
        if elu in acte.presence.representes and elu in out:
            continue
        voting = elu not in out
        yield report(
            (*acte.path, "vote" if voting else "regime"),
            f"{write_elu(elu)}, {name_fonction(situation.autorite, office, elu)}, "
            + (
                "est au nombre des votants sur ses propres comptes"
                if voting
                else "ne prend pas part au vote de ses propres comptes, mais rien ne "
                "dit que sa place est vide"
            ),
            "ajoutez à l'acte `deports: [{membre: "
            f"{elu.nom}, motif: ordonnateur, sort: oui}}]`",
            severity=E if voting else A,
            related=(((*acte.path, "regime"), "le régime de l'acte"),),
        )


def _find_power(acte: ActeEnSeance, giver: Elu) -> YamlPath:
    """Where the power that stands was typed: in a movement, else on the sheet."""
    for etape in reversed(acte.situation.etapes):
        mouvement = etape.mouvement
        if etape.rang > acte.lu.index or mouvement is None:
            continue
        if mouvement.membre.elu == giver and mouvement.mandataire is not None:
            return mouvement.mandataire.path
    for pouvoir in acte.etat.feuille.pouvoirs:
        if pouvoir.donneur.elu == giver:
            return pouvoir.donneur.path
    return (*acte.etat.feuille.base, "pouvoirs")


@rule("VOT10", E, scope="acte")
def votant_sans_liste(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Votant dans aucune liste, quand `pour` est donné.

    Vérifie : si la liste `pour` est tapée, tous les votants figurent dans une liste.
    Pourquoi : la liste `pour` sert de contrôle ; sans elle, qui n'est nommé nulle
    part a voté pour.
    Exemple : `pour` donne huit noms et `contre` six, quand il y a quinze votants.
    Que faire : ajoutez le nom à la bonne liste, ou retirez `pour`.
    """
    for scrutin in acte.scrutins:
        silent = list_silent(acte, scrutin)
        if not silent:
            continue
        yield report(
            (*scrutin.path, "pour"),
            f"`pour` est donné, mais {count(len(silent), 'votant')} "
            f"{'ne figure' if len(silent) == 1 else 'ne figurent'} dans aucune liste : "
            f"{join(write_elu(elu) for elu in silent)}",
            "ajoutez chaque nom à `pour`, `contre`, `abstention` ou "
            "`non_participation` ; ou retirez `pour` : qui n'est nommé nulle part vote "
            "pour",
        )
