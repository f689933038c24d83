"""VOT20: the groups that a vote names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.ballot import list_voters
from delib_gen.rules.registry import rule
from delib_gen.rules.words import write_elu
from delib_gen.schema.base import fold_word, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.mentions import GroupeNomme
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, N = Severity.ERREUR, Severity.NOTE


@rule("VOT20", E, N, scope="acte")
def groupe_sans_voix(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Groupe inconnu, ou dont nul ne vote, dans une liste du vote.

    Vérifie : chaque groupe nommé dans un vote est celui d'un membre en fonction, et
    l'un des siens vote à cet acte ; il n'est nommé qu'une fois ; qui est sous `sauf`
    est de l'un des groupes nommés. Qui a donné pouvoir vote comme qui le détient, et
    donc avec le groupe de celui-ci : si ce n'est pas le sien, une note le dit.
    Pourquoi : les voix d'un groupe sont comptées et imprimées au nom de ses membres.
    Exemple : `contre: {groupes: [Demian]}`, quand le groupe s'appelle « Demain ».
    Que faire : corrigez le nom du groupe ; il est celui que porte `groupe`, chez ses
    membres, dans le fichier de la collectivité. Ou nommez les votants un par un.
    """
    for scrutin in acte.scrutins:
        seen: dict[str, GroupeNomme] = {}
        for groups in scrutin.groupes.values():
            for group in groups:
                yield from _check_group(group, report)
                if group.nom and group.nom in seen:
                    yield report(
                        group.path,
                        f"le groupe « {group.nom} » est nommé deux fois dans ce vote",
                        "gardez la bonne mention, supprimez l'autre",
                        related=((seen[group.nom].path, "ici aussi"),),
                    )
                seen.setdefault(group.nom, group)
                yield from _tell_powers(scrutin, group, report)
        yield from _check_spared(scrutin, report)


def _check_group(group: GroupeNomme, report: Report) -> Iterator[Diagnostic]:
    typed = shorten(group.texte)
    if fold_word(group.texte) != fold_word(group.nom):
        yield report(
            group.path,
            f"« {typed} » n'est le groupe d'aucun membre",
            f"vouliez-vous écrire `{group.nom}` ?"
            if group.nom
            else "corrigez ce nom, ou donnez ce `groupe` à ses membres, dans le "
            "fichier de la collectivité",
        )
    elif not group.voix:
        yield report(
            group.path,
            f"le groupe « {typed} » n'a aucun votant à cet acte",
            "retirez ce groupe du vote, ou corrigez la feuille de présence",
        )


def _tell_powers(
    scrutin: ScrutinTenu, group: GroupeNomme, report: Report
) -> Iterator[Diagnostic]:
    """Those whose group says one thing, and that of who votes for them another."""
    named = {m.elu for _, m in list_voters(scrutin) if not m.groupe}
    named |= {mention.elu for mention in scrutin.sauf}
    led = (
        f"n'est pas du groupe « {group.nom} », mais vote avec le membre de ce groupe à "
        "qui pouvoir a été donné"
    )
    left = (
        f"est du groupe « {group.nom} », mais ne vote pas avec lui : pouvoir a été "
        "donné à qui n'en est pas"
    )
    parted = ((group.suivants, led, "sauf"), (group.partis, left, "membres"))
    for elu, why, key in ((e, why, key) for elus, why, key in parted for e in elus):
        if elu not in named:
            yield report(
                group.path,
                f"{write_elu(elu)} {why}",
                "rien n'est à corriger si c'est exact ; sinon, ajoutez après `groupes` "
                f"`{key}: [{elu.nom}]`",
                severity=N,
            )


def _check_spared(scrutin: ScrutinTenu, report: Report) -> Iterator[Diagnostic]:
    voting = {m.elu for gs in scrutin.groupes.values() for g in gs for m in g.voix}
    for mention in scrutin.sauf:
        if mention.sure and mention.elu is not None and mention.elu not in voting:
            yield report(
                mention.path,
                f"{write_elu(mention.elu)} est sous `sauf`, mais n'est au nombre des "
                "votants d'aucun des groupes nommés",
                "retirez ce nom de `sauf`",
            )
