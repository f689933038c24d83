"""VOT12, VOT19, VOT24: the people of the lists that were voted on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.voie import Voie
from delib_gen.rules.elected import (
    iter_readable,
    join_all,
    tell_given,
    tell_needed,
    tell_votes,
    write,
)
from delib_gen.rules.election import elu_que_les_tours_n_elisent_pas
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import count, join
from delib_gen.schema.electif import Parite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.listes import Attribution, ListeTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

A = Severity.AVERTISSEMENT


@check(elu_que_les_tours_n_elisent_pas.kind, scope="acte")
def elu_d_aucune_liste(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """People who are not those to whom the seats of the lists go."""
    for election in iter_readable(acte):
        if wrong := list(_compare_names(election, report)):
            yield from wrong
        elif election.voie is Voie.PROPORTIONNELLE and election.elit_une_liste:
            yield report(
                (*election.path, "elus"),
                "les sièges se partagent entre les listes, mais `elus` nomme des "
                "listes, non des personnes",
                "nommez dans `elus` les personnes élues, et celles de chaque liste "
                "dans `listes`",
            )
        elif election.attribution and election.listes and not election.elit_une_liste:
            yield from _check_people(election, election.attribution, report)
        elif election.voie is Voie.SANS_VOTE and len(election.listes) == 1:
            yield from _check_order(election, election.listes[0], report)


def _compare_names(election: ElectionTenue, report: Report) -> Iterator[Diagnostic]:
    """Lists that have votes and no people, or people and no votes."""
    if not (election.listes and election.tours):
        return
    voted = {c.key: c.mention for tour in election.tours for c in tour.candidats}
    known = {liste.key: liste.mention for liste in election.listes}
    for key, mention in voted.items():
        if key not in known:
            yield report(
                mention.path,
                f"{write(mention)} a des voix, mais n'est pas dans `listes`",
                "ajoutez cette liste et ses noms à `listes`, ou corrigez son titre : "
                f"{join(write(m) for m in known.values())}",
            )
    for key, mention in known.items():
        if key not in voted:
            yield report(
                mention.path,
                f"{write(mention)} est dans `listes`, mais n'a pas de voix",
                "ajoutez ses voix au tour (`0` si elle n'en a pas), ou corrigez son "
                f"titre : {join(write(m) for m in voted.values())}",
            )


def _check_people(
    election: ElectionTenue, found: Attribution, report: Report
) -> Iterator[Diagnostic]:
    sure = {m.key for m in found.surs}
    tied = {m.key for group in found.au_choix for m in group}
    placed = {
        m.key: (liste, rank)
        for liste in election.listes
        for rank, m in enumerate(liste.membres, start=1)
    }
    # Who has the seats of a list that is too short, the law read does not say.
    right = {*sure, *tied, *(placed if found.incomplets else ())}
    wrong = [m for m in election.elus if m.key not in right]
    for mention in wrong:
        yield report(
            mention.path,
            f"{tell_given(mention)}, mais {_tell_place(election, placed, mention)}",
            "corrigez les voix, la liste ou `elus`",
            regle=election.regle,
        )
        if election.voie is Voie.LISTE and mention.key in placed:
            break  # the others are on the list that was beaten, too
    named = {m.key for m in election.elus}
    missing = [m for m in found.surs if m.key not in named]
    if wrong:
        return
    if missing:
        yield report(
            (*election.path, "elus"),
            f"les voix donnent aussi {count(len(missing), 'siège')} à "
            f"{join(write(m) for m in missing)}, qui "
            f"{'manque' if len(missing) == 1 else 'manquent'} dans `elus`",
            "complétez `elus`, ou corrigez les voix ou la liste",
            regle=election.regle,
        )
    elif found.au_choix and not _is_one_choice(election, found, named):
        yield report(
            (*election.path, "elus"),
            f"{count(found.restants, 'siège reste', 'sièges restent')} à pourvoir "
            f"entre {join_all(found.designation.a_egalite)}, à égalité ; "
            f"{len(named & tied)} de leurs candidats sont donnés pour élus",
            "gardez ceux que l'âge désigne",
            regle=election.regle,
        )


def _is_one_choice(
    election: ElectionTenue, found: Attribution, named: set[object]
) -> bool:
    """Whether those named are a choice that age can make among lists that are level."""
    groups = [{m.key for m in group} for group in found.au_choix]
    if election.voie is Voie.LISTE:
        return any(named == group for group in groups)
    return sum(len(named & group) for group in groups) == found.restants


def _tell_place(
    election: ElectionTenue,
    placed: dict[object, tuple[ListeTenue, int]],
    mention: Mention,
) -> str:
    """Why somebody has no seat."""
    if mention.key not in placed:
        return "n'est sur aucune liste"
    liste, rank = placed[mention.key]
    if election.voie is Voie.LISTE:
        return (
            f"est sur la liste {write(liste.mention)}, qui "
            f"{tell_votes(election, liste.key)} ; {tell_needed(election)}"
        )
    seats = election.attribution.sieges.get(liste.key, 0) if election.attribution else 0
    return (
        f"vient au rang {rank} de {write(liste.mention)}, à qui les voix donnent "
        f"{count(seats, 'siège')}"
    )


def _check_order(
    election: ElectionTenue, liste: ListeTenue, report: Report
) -> Iterator[Diagnostic]:
    """The people of a single list have the seats in its order."""
    named = [m.key for m in election.elus]
    expected = liste.membres[: election.sieges]
    if named != [m.key for m in expected]:
        yield report(
            (*election.path, "elus"),
            "la liste unique est nommée dans son ordre : "
            f"{join(write(m) for m in expected)}",
            "corrigez `elus` ou la liste",
            regle=election.regle,
        )


@rule("VOT24", A, scope="acte", regles=("regimes.uninominal",))
def listes_non_admises(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Élection par listes, là où chacun est élu séparément.

    Vérifie : là où le régime veut que chaque personne soit élue l'une après l'autre,
    l'élection n'a pas de `listes`, et pourvoit un siège.
    Pourquoi : le juge annule l'élection faite selon un autre mode de scrutin.
    Exemple : les vice-présidents d'une communauté élus ensemble, sur une liste.
    Que faire : donnez chaque élection à la suite, sous `elections`. Si une autre règle
    s'applique, ajoutez `mode: autre` et son `motif`.
    """
    for election in iter_readable(acte):
        regle = election.regle
        if regle is None or not regle.uninominal or election.voie is Voie.AUTRE:
            continue
        if election.saisie.listes or election.sieges > 1:
            yield report(
                (*election.path, "listes" if election.saisie.listes else "elus"),
                "ces personnes sont élues ensemble ; le texte veut qu'elles le soient "
                "une par une",
                "donnez une élection par siège, l'une après l'autre, sous "
                "`elections` ; si une autre règle s'applique, ajoutez `mode: autre` et "
                "son `motif`",
                regle=regle,
            )


@rule("VOT19", A, scope="acte", regles=("regimes.parite",))
def liste_sans_parite(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Liste où femmes et hommes ne sont pas comme la loi le veut.

    Vérifie : là où le régime le demande, les listes dont les noms sont donnés
    alternent une femme et un homme, ou en ont autant à un près.
    Pourquoi : une liste qui ne le respecte pas n'est pas recevable.
    Exemple : deux hommes de suite sur une liste d'adjoints.
    Que faire : vérifiez l'ordre et les noms de la liste ; si un texte permet de la
    compléter autrement, rien n'est à corriger.
    """
    for election in iter_readable(acte):
        parite = election.regle.parite if election.regle else None
        for liste in election.listes if parite else ():
            women = [m.elu.feminin for m in liste.membres if m.elu is not None]
            if len(women) < len(liste.membres):
                continue
            fault = (
                _find_pair(liste, women)
                if parite is Parite.ALTERNANCE
                else _tell_gap(sum(women), len(women))
            )
            if fault:
                yield report(
                    liste.path,
                    f"{write(liste.mention)} : {fault}",
                    "vérifiez l'ordre et les noms de la liste ; si un texte permet de "
                    "la compléter autrement, rien n'est à corriger",
                    regle=election.regle,
                )


def _find_pair(liste: ListeTenue, women: list[bool]) -> str:
    """The first two of the same sex that follow each other."""
    for rank, (one, other) in enumerate(pairwise(women)):
        if one is other:
            first, second = liste.membres[rank : rank + 2]
            return (
                f"{write(first)} et {write(second)} se suivent, mais la liste doit "
                "alterner une femme et un homme"
            )
    return ""


def _tell_gap(women: int, people: int) -> str:
    men = people - women
    if abs(women - men) <= 1:
        return ""
    return (
        f"{count(women, 'femme')} et {count(men, 'homme')}, mais l'écart ne peut "
        "dépasser un"
    )
