"""VOT12, VOT15: whom an election elects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.voie import Voie
from delib_gen.rules.elected import (
    iter_readable,
    join_all,
    takes_lists_for_people,
    tell_given,
    tell_needed,
    tell_regimes,
    tell_votes,
    write,
)
from delib_gen.rules.law_words import EGALITES
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import agree_all, count, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT
_BY_ROUNDS = (Voie.NOMS, Voie.LISTE, Voie.PROPORTIONNELLE)
"""The ways in which the votes tell who is elected."""


@rule(
    "VOT12",
    E,
    scope="acte",
    regles=("regimes.tours_absolus", "regimes.proportionnelle"),
)
def elu_que_les_tours_n_elisent_pas(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Élu que les tours de scrutin n'élisent pas.

    Vérifie : chaque élu a obtenu, à l'un des tours, les voix que son régime demande
    (majorité absolue aux premiers tours, le plus de voix au dernier), ou se trouve à
    son rang sur une liste qui a des sièges (la liste élue ; ou chacune sa part, à la
    plus forte moyenne ou au plus fort reste) ; aucun tour ne suit celui où tous les
    sièges sont pourvus.
    Pourquoi : une élection proclamée contre les chiffres est nulle.
    Exemple : `elus: [X]`, quand X a 30 voix au premier tour et que la majorité
    absolue des 63 membres est de 32.
    Que faire : corrigez les voix, ajoutez le tour qui manque, ou corrigez `elus`.
    """
    for election in iter_readable(acte):
        yield from _check_doubles(election, report)
        if election.voie in _BY_ROUNDS:
            yield from _check_rounds(election, report)
            lists = election.voie is Voie.LISTE and election.elit_une_liste
            if lists or election.voie is Voie.NOMS:
                yield from _check_elected(acte, election, report)


def _check_elected(
    acte: ActeEnSeance, election: ElectionTenue, report: Report
) -> Iterator[Diagnostic]:
    """Each of those named, by the votes that he, she or the list had."""
    found = election.designation
    sure = {c.key for c in found.elus}
    tied = {c.key for c in found.a_egalite}
    if takes_lists_for_people(election):
        yield report(
            (*election.path, "elus"),
            "les élus sont des membres, mais nul candidat n'en est un : sont-ce des "
            f"listes ? le régime `{acte.acte.regime}` élit des personnes",
            "corrigez les candidats ; pour des listes, donnez les noms de chacune dans "
            f"`listes`, et le régime de l'élection{tell_regimes(acte, by_lists=True)}",
        )
        return
    named = [m.key for m in election.elus]
    last, needed = election.tours[-1], tell_needed(election)
    for mention, key in zip(election.elus, named, strict=True):
        if key in sure or key in tied:
            continue
        yield report(
            mention.path,
            f"{tell_given(mention)}, mais {tell_votes(election, key)} ; {needed}",
            "corrigez les voix, ajoutez le tour qui manque, ou corrigez `elus`",
            regle=election.regle if _is_arguable(election, key) else None,
            related=((last.path, f"le {_name_last(election)}"),),
        )
    missing = [c for c in found.elus if c.key not in named]
    if missing and all(key in sure or key in tied for key in named):
        yield report(
            (*election.path, "elus"),
            f"{'le tour élit' if len(election.tours) == 1 else 'les tours élisent'} "
            f"aussi {join_all(missing)}, qui "
            f"{'manque' if len(missing) == 1 else 'manquent'} dans `elus`",
            "complétez `elus`, ou corrigez les voix",
            regle=election.regle,
        )


def _check_rounds(election: ElectionTenue, report: Report) -> Iterator[Diagnostic]:
    """No round after the one that filled every seat."""
    found = election.designation
    if found.tours_de_trop is not None:
        shared = election.voie is Voie.PROPORTIONNELLE
        why = "les sièges ont été partagés" if shared else _tell_filled(election)
        yield report(
            election.tours[found.tours_de_trop].path,
            f"ce tour ne devait pas avoir lieu : au précédent, {why}",
            "corrigez les voix du tour précédent, ou supprimez celui-ci",
            regle=election.regle,
        )


@rule("VOT15", A, scope="acte", regles=("regimes.egalite",))
def age_qui_departage(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Candidats à égalité de voix, que l'âge départage.

    Vérifie : au tour où le plus de voix élit, aucun siège ne dépend de deux candidats
    à égalité. Le registre ne connaît pas l'âge des membres : l'élu donné est admis.
    Pourquoi : la loi départage par l'âge, et le logiciel ne peut le vérifier.
    Exemple : deux candidats à 30 voix au troisième tour.
    Que faire : vérifiez les dates de naissance ; si l'élu est bien le bon, rien n'est
    à corriger.
    """
    for election in iter_readable(acte):
        if election.voie not in _BY_ROUNDS or not election.designation.a_egalite:
            continue
        egalite = election.regle.egalite if election.regle else None
        chosen = [group[0] for group in _list_chosen(election) if group]
        why = EGALITES[egalite] if egalite else ""
        if why and chosen:
            why += f" : {' ou '.join(write(m) for m in chosen)}"
        yield report(
            (*election.path, "elus"),
            f"{join_all(election.designation.a_egalite)} sont à égalité de voix"
            + (f" ; {why}" if why else ""),
            "vérifiez l'âge, que le logiciel ne connaît pas ; si l'élu est le bon, "
            "rien n'est à corriger",
            regle=election.regle,
        )


def _list_chosen(election: ElectionTenue) -> tuple[tuple[Mention, ...], ...]:
    """Among whom age chooses, where a seat of a proportion depends on it."""
    proportional = election.voie is Voie.PROPORTIONNELLE
    return (
        election.attribution.au_choix if proportional and election.attribution else ()
    )


@check(elu_que_les_tours_n_elisent_pas.kind, scope="acte")
def siege_sans_elu(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A number of names that the rounds cannot fill though each name is right."""
    for election in iter_readable(acte):
        found = election.designation
        if election.voie is not Voie.NOMS:
            continue
        tied = {c.key for c in found.a_egalite}
        known = {c.key for c in found.elus} | tied
        taken = sum(m.key in tied for m in election.elus)
        if all(m.key in known for m in election.elus) and taken > found.restants:
            yield report(
                (*election.path, "elus"),
                f"{count(found.restants, 'siège reste', 'sièges restent')} à pourvoir "
                f"entre {join_all(found.a_egalite)}, à égalité ; {taken} sont donnés "
                "pour élus",
                "gardez ceux que l'âge désigne",
                regle=election.regle,
            )


def _is_arguable(election: ElectionTenue, key: object) -> bool:
    """Whether another reading of the law could elect this one: none had more votes."""
    last = election.tours[-1]
    ahead = [c for c in last.ranked[: len(election.elus)] if c.voix > 0]
    return key in {c.key for c in ahead}


def _check_doubles(election: ElectionTenue, report: Report) -> Iterator[Diagnostic]:
    lists = [
        ((*election.path, "elus"), [m.key for m in election.elus]),
        *((t.path, [c.key for c in t.candidats]) for t in election.tours),
        (
            (*election.path, "listes"),
            [m.key for liste in election.listes for m in liste.membres],
        ),
    ]
    for path, keys in lists:
        if len(set(keys)) < len(keys):
            yield report(path, "le même nom y est deux fois", "gardez-le une fois")


def _tell_filled(election: ElectionTenue) -> str:
    """Who had been elected when a round too many was held."""
    told, found = [], election.designation
    if found.elus:
        elus = [c.elu for c in found.elus]
        elected = "élue" if election.par_listes else agree_all(elus, "élu", "élue")
        told.append(
            f"{join_all(found.elus)} {'est' if len(elus) == 1 else 'sont'} déjà "
            f"{elected}"
        )
    if found.a_egalite:
        told.append(f"l'âge départage {join_all(found.a_egalite)}")
    return join(told)


def _name_last(election: ElectionTenue) -> str:
    return "tour" if len(election.tours) == 1 else "dernier tour"
