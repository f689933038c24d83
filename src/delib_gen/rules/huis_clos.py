"""VOT22, ACT14: behind closed doors, and names that are not published."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.proteges import find_remains, protect
from delib_gen.model.build import open_first
from delib_gen.model.huis_clos import list_protected
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.huis_clos import HuisClosTenu
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT
_DEBATES = "debats"
_PUBLISHED = ("titre", "theme", "avis", "articles", _DEBATES)
"""The parts of an act that minutes print."""


@rule("VOT22", E, regles=("huis_clos",))
def huis_clos_mal_decide(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Huis clos demandé par trop peu de membres, ou que la majorité n'a pas voté.

    Vérifie : le huis clos est demandé par autant de membres présents que la loi le
    veut, ou par qui préside ; plus de la moitié des présents ou représentés a voté
    pour, et il n'y a pas plus de voix que de présents ou représentés.
    Pourquoi : les séances sont publiques ; un huis clos irrégulier les vicie.
    Exemple : `huis_clos: {demande_par: [AMBRE, BOIS], pour: 12}` dans une commune, où
    il faut trois membres ou le maire.
    Que faire : complétez `demande_par` et les voix ; si le public était là, retirez
    `huis_clos`.
    """
    if not situation.actes:
        return
    opening = open_first(situation)
    if situation.huis_clos is not None:
        yield from _judge(situation.huis_clos, opening, report)
    for acte in situation.actes:
        if acte.huis_clos is not None:
            told = replace(report, acte=acte.numero)
            yield from _judge(acte.huis_clos, acte, told)


def _judge(
    held: HuisClosTenu, acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    situation, presence, saisi = acte.situation, acte.presence, held.saisi
    regle = find_in_force(situation.regles.huis_clos, acte.jour)
    if regle is None:
        return
    asking = {m.elu for m in held.demandeurs if m.elu in presence.presents}
    chairs = {situation.president.elu, acte.president.elu}
    sure = all(m.sure for m in held.demandeurs)
    if sure and not asking & chairs and len(asking) < regle.valeur:
        yield report(
            (*held.path, "demande_par"),
            "le huis clos est demandé par "
            f"{count(len(asking), 'membre présent', 'membres présents')} ; il en faut "
            f"{regle.valeur}, ou qui préside",
            "complétez `demande_par`",
            regle=regle,
        )
    voters = len(presence.presents) + len(presence.representes)
    given = saisi.pour + saisi.contre + saisi.abstention
    if given > voters:
        yield report(
            held.path,
            f"le huis clos a {given} voix, pour {voters} présents ou représentés",
            "corrigez `pour`, `contre` ou `abstention`",
        )
    elif 2 * saisi.pour <= voters:
        yield report(
            (*held.path, "pour"),
            f"le huis clos a {saisi.pour} voix pour ; il en faut {voters // 2 + 1} "
            f"(plus de la moitié des {voters} présents ou représentés)",
            "corrigez `pour`, ou retirez `huis_clos` s'il n'a pas été décidé",
            regle=regle,
        )


@rule("ACT14", E, A, scope="acte-parmi", with_statut=True)
def nom_protege_mal_donne(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Nom protégé qui est celui d'un membre, ou que rien ne dit.

    Vérifie : un nom de `noms_proteges` n'est pas celui d'un membre de l'organe, et se
    lit dans l'acte ou dans les débats de la séance ; il n'est ni une lettre seule, ni
    un mot seul sans capitale ; ses initiales, ou les mots d'un nom sans capitales, ne
    se lisent pas ailleurs dans l'édition publique.
    Pourquoi : le procès-verbal nomme les présents ; un nom mal tapé resterait dans
    l'édition publique, et un mot courant y serait caché partout.
    Exemple : `noms_proteges: [Jeanne DUPOND]`, quand les débats disent « DUPONT ».
    Que faire : tapez le nom comme les débats le disent ; retirez celui d'un membre.
    """
    if not acte.acte.noms_proteges:
        return
    situation = acte.situation
    said = (*acte.passages, *situation.passages)
    said = (*said, *(p for other in situation.actes for p in other.passages))
    register = situation.names.annuaire(acte.jour)
    for rank, name in enumerate(acte.acte.noms_proteges):
        path = (*acte.path, "noms_proteges", rank)
        elu = register.find(name).elu
        if elu is not None:
            yield report(
                path,
                f"« {name} » est un membre de l'organe, que le procès-verbal nomme",
                "retirez ce nom de `noms_proteges`",
                severity=E,
            )
        elif len(name.split()) == 1 and _is_common(name):
            yield report(
                path,
                f"« {name} » serait caché partout dans le procès-verbal public, même "
                "où il ne nomme personne",
                "écrivez le prénom et le nom, comme `Jeanne DUPONT`",
                severity=A,
            )
        elif not any(protect([name]).find(passage.text) for passage in said):
            yield report(
                path,
                f"« {name} » ne se lit ni dans cet acte ni dans les débats",
                "tapez ce nom comme les débats le disent",
                severity=A,
            )
        elif left := _find_left(situation, name):
            yield report(
                path,
                f"« {name} » est caché, mais « {left} » se lit encore dans le "
                "procès-verbal public",
                f"ajoutez `{left}` à `noms_proteges` si c'est la même personne",
                severity=A,
            )


def _find_left(situation: Situation, name: str) -> str:
    """What the public minutes still say of a protected name."""
    members = situation.names.annuaire(situation.jour).membres
    published = [(tuple(situation.passages), situation.huis_clos)]
    published += [
        (acte.passages, acte.huis_clos or situation.huis_clos)
        for acte in situation.actes
    ]
    texts = tuple(
        passage.text
        for passages, closed in published
        for passage in passages
        if passage.part in _PUBLISHED and not (closed and passage.part == _DEBATES)
    )
    kept = frozenset(elu.nom for elu in members)
    said = _hide(tuple(list_protected(situation)), kept, texts)
    return find_remains(name, said, {elu.nom_complet for elu in members})


@lru_cache(maxsize=1)
def _hide(
    names: tuple[str, ...], surnames_kept: frozenset[str], texts: tuple[str, ...]
) -> tuple[str, ...]:
    """Texts without names; done once for all the names of a sitting."""
    hidden = protect(names, surnames_kept)
    return tuple("".join(hidden.hide([text], "\n")) for text in texts)


def _is_common(word: str) -> bool:
    """Whether a word by itself does not look like a name: no capital, or a letter."""
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) == 1 or not any(map(str.isupper, letters))
