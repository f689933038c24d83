"""VOT16, VOT17, VOT18: by which law somebody was elected, and before whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.voie import Voie
from delib_gen.rules.elected import elects, list_regimes, write
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import count, join, name_organe, write_elu
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import fold_word
from delib_gen.schema.droit import find_in_force
from delib_gen.schema.electif import Proportionnelle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE
_CHECK_YOURSELF = (
    "vérifiez les élus vous-même ; s'ils sont les bons, rien n'est à corriger"
)


@rule("VOT16", E, A, N, scope="acte", regles=("regimes.proportionnelle",))
def tours_non_verifies(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Élection dont le logiciel ne peut vérifier les tours.

    Vérifie : le régime de l'élection dit combien de tours demandent la majorité
    absolue, ou comment les sièges se partagent entre les listes. Sans `regime`, rien
    ne le dit : c'est une erreur. Là où le texte n'a pas été lu, là où les noms des
    listes ne sont pas donnés, c'est un avertissement ; là où la séance dit elle-même
    un autre mode de scrutin (`mode: autre`), une note, que le manifeste garde.
    Pourquoi : un élu que la loi n'élit pas passerait inaperçu.
    Exemple : `election:` sur un acte sans `regime`.
    Que faire : ajoutez `regime: nomination`, ou celui de cette élection. Si aucun ne
    convient (un règlement intérieur, des statuts), ajoutez à l'élection
    `mode: autre` et son `motif`, et vérifiez vous-même les élus.
    """
    known = (Acte.model_fields["regime"].default, *acte.situation.regles.regimes)
    for election in acte.elections:
        if election.voie is Voie.AUTRE:
            yield report(
                (*election.path, "mode"),
                "le logiciel imprime les élus sans refaire le calcul : "
                f"{election.saisie.motif}",
                _CHECK_YOURSELF,
                severity=N,
            )
        elif acte.acte.regime not in known:
            continue  # told as a code that leads nowhere
        elif election.voie is Voie.INCONNUE:
            yield _tell_unknown(acte, election, report)
        elif _lacks_names(election):
            yield report(
                (*election.path, "elus"),
                "les noms des listes ne sont pas donnés : le logiciel compte les "
                "sièges de chacune, sans savoir à qui ils vont",
                "ajoutez à l'élection `listes: {Titre de la liste: [NOM, NOM]}`, dans "
                "l'ordre de chacune",
                severity=A,
                regle=election.regle,
            )


def _tell_unknown(
    acte: ActeEnSeance, election: ElectionTenue, report: Report
) -> Diagnostic:
    regle = election.regle
    if regle is None:
        return report(
            (*election.path, "elus"),
            f"le régime `{acte.acte.regime}` ne dit pas qui une élection élit, ni à "
            "combien de tours",
            f"ajoutez à l'acte le régime de cette élection{list_regimes(acte, elects)}"
            " ; si aucun n'est le sien, ajoutez à l'élection `mode: autre` et "
            "`motif:`, qui dit comment elle se compte",
        )
    why = (
        "les sièges se partagent à la proportionnelle, entre des listes"
        if regle.proportionnelle is Proportionnelle.NON_LUE
        else "le texte qui règle les tours n'a pas été lu"
    )
    return report(
        (*election.path, "elus"),
        f"{why} : le logiciel imprime les élus sans les vérifier",
        _CHECK_YOURSELF,
        severity=A,
        regle=regle,
    )


def _lacks_names(election: ElectionTenue) -> bool:
    """Whether people are elected from lists whose people are not known."""
    return (
        election.attribution is not None
        and not election.listes
        and not election.elit_une_liste
    )


@check(tours_non_verifies.kind, scope="acte")
def liste_trop_courte(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A list that has more seats than people, where the law read says no more."""
    for election in acte.elections:
        found = election.attribution
        if found is None or not found.incomplets:
            continue
        yield report(
            (*election.path, "listes"),
            f"les voix donnent à une liste {count(found.incomplets, 'siège')} de plus "
            "qu'elle n'a de noms ; le texte lu ne dit pas à qui va ce qui reste",
            "vérifiez les élus ; si le texte de cette élection le dit, rien n'est à "
            "corriger",
            severity=A,
            regle=election.regle,
        )


@rule("VOT17", E, scope="acte", regles=("regimes.candidature_unique",))
def election_sans_vote(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Candidature unique là où la loi veut un vote.

    Vérifie : `candidature_unique: oui` n'est donné que sous un régime où une seule
    candidature pour chaque poste, ou une seule liste, prend effet sans vote ; et il
    n'y a pas deux listes.
    Pourquoi : là où la loi veut un scrutin, une élection sans vote est nulle, le
    candidat fût-il seul.
    Exemple : un maire seul candidat, et `candidature_unique: oui`.
    Que faire : si l'on a voté, retirez `candidature_unique` et donnez les `tours` ;
    sinon, corrigez `regime`.
    """
    for election in acte.elections:
        if election.voie is not Voie.SANS_VOTE:
            continue
        if election.regle is None or not election.regle.candidature_unique:
            admitted = list_regimes(acte, lambda regle: regle.candidature_unique)
            yield report(
                (*election.path, "candidature_unique"),
                f"sous le régime `{acte.acte.regime}`, une candidature unique ne prend "
                "pas effet sans vote",
                "si l'on a voté, retirez `candidature_unique` et donnez les `tours` ; "
                f"sinon, donnez le régime de cette nomination{admitted}",
                regle=election.regle,
            )
        elif len(election.listes) > 1:
            yield report(
                (*election.path, "listes"),
                f"{len(election.listes)} listes sont données : "
                f"{join(write(liste.mention) for liste in election.listes)}",
                "gardez la seule qui a été présentée, ou retirez `candidature_unique` "
                "et donnez les `tours`",
            )


@rule(
    "VOT18",
    E,
    A,
    scope="acte",
    regles=("regimes.preside", "regimes.vacances_moins_de"),
)
def conseil_non_pret_a_elire(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Élection devant un conseil incomplet, ou sous une autre présidence.

    Vérifie : pour élire un maire, un président ou des adjoints, là où le régime le
    veut, le doyen d'âge préside, et tous les sièges sont pourvus. C'est une erreur là
    où l'organe a perdu trop de ses membres pour élire, un avertissement ailleurs.
    Pourquoi : l'élection peut être annulée.
    Exemple : le maire préside à l'élection du maire, sans qualité.
    Que faire : dites qui préside, et à quel titre, sur l'acte :
    `president: {membre: NOM, qualite: doyen d'âge}` ; vérifiez les mandats du
    fichier de la collectivité.
    """
    regle = acte.regime
    if regle is None or not acte.elections:
        return
    if regle.preside is not None and not _presides_as(acte, regle.preside):
        elu = acte.president.elu
        who = f"{write_elu(elu)} préside" if elu else "quelqu'un préside"
        yield report(
            (*acte.path, "president" if acte.acte.president else "regime"),
            f"{who} cette élection, et l'acte ne dit pas que c'est comme "
            f"« {regle.preside} »",
            "ajoutez à l'acte qui préside cette élection : "
            f"`president: {{membre: NOM, qualite: {regle.preside}}}`",
            severity=A,
            regle=regle,
        )
    effectif = find_in_force(acte.situation.regles.effectif, acte.jour)
    if regle.vacances_moins_de is None or effectif is None:
        return
    membres = len(acte.situation.names.annuaire(acte.jour).membres)
    vacant = effectif.valeur - membres
    if vacant > 0 and acte.situation.organe.membres_complets:
        lost = vacant >= regle.vacances_moins_de * effectif.valeur
        yield report(
            (*acte.path, "regime"),
            f"{name_organe(acte.situation)} est incomplet : "
            f"{count(membres, 'membre')} en exercice, pour {effectif.valeur} sièges"
            + (
                f", dont {regle.vacances_moins_de} ou plus sont vacants" if lost else ""
            ),
            "les sièges vacants sont à pourvoir avant d'élire : vérifiez les mandats "
            "dans le fichier de la collectivité"
            + (
                ""
                if lost
                else " ; s'ils le sont devenus depuis les dernières élections, rien "
                "n'est à corriger"
            ),
            severity=E if lost else A,
            regle=regle,
        )


def _presides_as(acte: ActeEnSeance, quality: str) -> bool:
    """Whether who presides is said to do so in a quality: by one of its words."""
    role = acte.acte.president or acte.situation.seance.president
    if role is None or role.qualite is None:
        return False
    words = [fold_word(w) for w in quality.replace("’", "'").replace("'", " ").split()]
    typed = [fold_word(text) for text in role.qualite.versions.values()]
    return any(w in text for w in words if len(w) > 1 for text in typed)
