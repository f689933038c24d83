"""ACT01, ACT02, ACT05, ACT07, ACT10, ACT16: the act's number, subject and matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.jours import locate_days
from delib_gen.rules.references import quote
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import name_organe, write_day
from delib_gen.schema.base import find_nearest, fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT

_NATIONAL_LEVELS = 2
"""Levels of the nomenclature that are the same everywhere; the data say no
more, since the next ones belong to each préfecture."""


@rule("ACT01", E, scope="acte")
def numero_hors_modele(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Numéro qui ne suit pas le modèle de l'organe, ou l'année de la séance.

    Vérifie : le numéro a la forme que l'organe lui donne, et son année est celle de
    la séance.
    Pourquoi : le numéro classe l'acte au registre ; il est cité par d'autres.
    Exemple : `numero: 22/186 CP` pour une séance de 2023, ou `23/186 AC` en
    Commission permanente.
    Que faire : corrigez le numéro ; un exemple est donné.
    """
    situation, place = acte.situation, (*acte.path, "numero")
    if not acte.numero:
        return
    numeros = situation.organe.numeros
    match = re.fullmatch(numeros.motif, acte.numero)
    if match is None:
        other = _find_other_organe(situation, acte.numero)
        yield report(
            place,
            f"« {acte.numero} » n'a pas la forme des numéros de cet organe "
            f"({name_organe(situation)}), comme « {numeros.exemple} »"
            + (f" ; c'est celle d'un autre : {other}" if other else ""),
            f"écrivez le numéro comme `{numeros.exemple}`, ou corrigez `organe`",
        )
        return
    year = match.groupdict().get("annee")
    if year is not None and not f"{acte.jour.year:04d}".endswith(year):
        yield report(
            place,
            f"le numéro « {acte.numero} » est de l'année « {year} », mais la séance "
            f"est du {write_day(acte.jour)}",
            "corrigez l'année du numéro, ou la date de la séance",
            related=((locate_days(situation), "la date de la séance"),),
        )


def _find_other_organe(situation: Situation, numero: str) -> str:
    for organe in situation.autorite.organes.values():
        noms = organe.noms.get(LANGUE_DE_REFERENCE)
        if noms and re.fullmatch(organe.numeros.motif, numero):
            return noms.sujet
    return ""


@rule("ACT02", E)
def numero_en_double(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Numéro donné à deux actes.

    Vérifie : deux actes de la séance n'ont pas le même numéro.
    Pourquoi : ils se confondraient au registre, et leurs fichiers aussi.
    Exemple : deux actes `23/186 CP`.
    Que faire : corrigez l'un des deux.
    """
    seen: dict[str, ActeEnSeance] = {}
    for acte in situation.actes:
        if not acte.numero or not acte.delibere:
            continue
        first = seen.setdefault(fold_word(acte.numero), acte)
        if first is not acte:
            yield report(
                (*acte.path, "numero"),
                f"le numéro « {acte.numero} » est déjà celui d'un autre acte de la "
                "séance",
                "corrigez l'un des deux numéros",
                related=(((*first.path, "numero"), "déjà donné ici"),),
            )


@check(numero_en_double.kind)
def id_en_double(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """An `id` that another act has, or that reads like another one's number."""
    seen: dict[str, tuple[ActeEnSeance, str]] = {}
    for acte in situation.actes:
        for key, word in (("numero", acte.numero), ("id", acte.acte.id or "")):
            first, other = seen.setdefault(fold_word(word), (acte, key))
            if not word or first is acte or "id" not in (key, other):
                continue
            yield report(
                (*acte.path, key),
                f"« {word} » désigne déjà un autre acte de la séance (`{other}`)",
                "donnez à l'un des deux un autre `id` : sans les signes ni les "
                "capitales, ils se confondent",
                related=(((*first.path, other), "déjà donné ici"),),
            )


@rule("ACT16", E, A, scope="acte")
def acte_sans_numero(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Acte pris, qui n'a pas encore de numéro.

    Vérifie : un acte qui a été pris a un numéro. Un avertissement tant qu'il n'a que
    son `id` : ses documents sont marqués « PROVISOIRE ». Une erreur dès qu'il est dit
    signé, reçu ou publié.
    Pourquoi : ce qui se signe est inscrit au registre sous son numéro, et c'est par
    lui qu'il est cité.
    Exemple : `id: budget` sans `numero:`, et `signe_le: 2023-12-20`.
    Que faire : lancez `delib-gen numeroter` sur le fichier de séance, ou écrivez
    `numero:`, avant de le signer.
    """
    if not acte.provisoire:
        return
    seance = acte.situation.seance
    definitive = [
        (*(acte.path if getattr(acte.acte, key) else ()), key)
        for key in ("signe_le", "recu_le", "publie_le")
        if getattr(acte.acte, key) or getattr(seance, key)
    ]
    name = f"l'acte « {acte.repere} » n'a pas de numéro"
    if definitive:
        yield report(
            (*acte.path, "id"),
            f"{name}, mais il est dit signé, reçu ou publié : il lui en faut un",
            "lancez `delib-gen numeroter` sur ce fichier, ou écrivez `numero:` ; "
            f"sinon, retirez `{definitive[0][-1]}`",
            related=((definitive[0], "c'est dit ici"),),
        )
        return
    yield report(
        (*acte.path, "id"),
        f"{name} : ses documents sont marqués comme provisoires, et ne se signent pas",
        "quand l'ordre des actes est sûr, lancez `delib-gen numeroter` sur ce fichier, "
        "ou écrivez `numero:`",
        severity=A,
    )


@rule("ACT17", E, A, scope="acte-parmi")
def numero_deja_pris(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Numéro qu'une autre séance a déjà pris.

    Vérifie : au registre que le logiciel tient, le numéro n'est pas celui d'un acte
    d'une autre séance du même organe ; ni, sans lui, celui d'une autre séance donnée à
    la même commande. Un avertissement quand cet acte a le même
    titre : c'est sans doute le même, dont la séance a changé de jour.
    Pourquoi : deux actes sous un numéro ne se distinguent plus, et l'un des deux est
    exposé à l'annulation.
    Exemple : `numero: 23/187 CP` le 20 décembre, donné la veille à un autre acte.
    Que faire : `delib-gen numeroter --tout` donne à l'acte le numéro qui suit.
    """
    tenu = acte.situation.reference.tenu
    if tenu is None or not acte.numero or not acte.delibere:
        return
    titre = fold_word(acte.acte.titre.reference)
    for pris in tenu.find_claims(acte.numero, acte.situation.code_organe):
        same = fold_word(pris.titre) == titre
        yield report(
            (*acte.path, "numero"),
            f"le numéro « {acte.numero} » est déjà celui d'un acte de la séance "
            f"« {pris.seance} », au registre « {tenu.name} » : {quote(pris.titre)}",
            "si la séance a changé de jour, rien n'est à corriger ; sinon, donnez un "
            "autre numéro à cet acte"
            if same
            else "`delib-gen numeroter --tout` donne à cet acte celui qui suit : un "
            "numéro pris ne se donne plus, même si l'autre acte est retiré",
            severity=A if same else E,
        )


@rule("ACT05", E, A, scope="acte")
def matiere_inconnue(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Matière qui n'est pas à la nomenclature.

    Vérifie : le code de `matiere` est à la nomenclature ACTES. Une erreur aux deux
    niveaux nationaux ; un avertissement aux niveaux suivants, propres à chaque
    préfecture.
    Pourquoi : la télétransmission refuse un code inconnu.
    Exemple : `matiere: "7.15"`, ou `matiere: 7`.
    Que faire : corrigez le code ; le plus proche est proposé. Gardez-le entre
    guillemets : `7.10` n'est pas `7.1`.
    """
    code, known = acte.acte.matiere, acte.situation.reference.nomenclature
    if code is None or known is None or code in known.matieres:
        return
    parts = code.split(".")
    national = ".".join(parts[:_NATIONAL_LEVELS])
    if len(parts) > _NATIONAL_LEVELS and national in known.matieres:
        yield report(
            (*acte.path, "matiere"),
            f"la matière « {code} » n'est pas à la nomenclature au-delà de "
            f"« {national} » ({known.matieres[national]})",
            f'vérifiez-la auprès de la préfecture, ou écrivez `matiere: "{national}"`',
            severity=A,
        )
        return
    siblings = [c for c in known.matieres if c.split(".")[0] == parts[0]]
    near = find_nearest(code, siblings) if len(parts) >= _NATIONAL_LEVELS else None
    if national in known.matieres:
        near = national
    codes = siblings or list(known.matieres)
    yield report(
        (*acte.path, "matiere"),
        f"la matière « {code} » n'est pas à la nomenclature ({known.source})",
        f'vouliez-vous écrire `matiere: "{near}"` ({known.matieres[near]}) ?'
        if near
        else "donnez les deux niveaux nationaux : les codes vont de "
        f"« {codes[0]} » à « {codes[-1]} »",
    )


@rule("ACT07", E, scope="acte")
def sans_dispositif(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Acte sans article ni dispositif, ou qui en a un vide.

    Vérifie : l'acte a des articles, ou un dispositif d'un seul tenant, mais pas les
    deux, et aucun n'est vide.
    Pourquoi : un acte qui ne décide rien n'est pas un acte.
    Exemple : `articles:` suivi de rien, ou d'un tiret sans texte.
    Que faire : ajoutez les articles, ou `dispositif`.
    """
    typed = acte.acte
    if not typed.articles and typed.dispositif is None:
        yield report(
            (*acte.path, "articles"),
            "l'acte n'a ni article ni dispositif : rien n'y est décidé",
            "ajoutez `articles:`, un tiret par article, ou `dispositif:` et le texte",
        )
        return
    if typed.articles and typed.dispositif is not None:
        yield report(
            (*acte.path, "dispositif"),
            "l'acte a des articles et un dispositif ; un seul des deux est attendu",
            "gardez `articles` ou `dispositif`",
            related=(((*acte.path, "articles"), "les articles"),),
        )
    for index, item in enumerate(typed.articles or ()):
        if item.texte is None and item.ref is None:
            yield report(
                (*acte.path, "articles", index),
                f"l'article {index + 1} est vide",
                "complétez-le, ou supprimez ce tiret",
            )


@rule("ACT10", A)
def numeros_sans_suite(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Numéros qui ne se suivent pas.

    Vérifie : dans l'ordre des votes, les numéros de la séance se suivent.
    Pourquoi : un trou, ou un retour en arrière, fait chercher un acte au registre.
    Exemple : `23/186 CP`, puis `23/188 CP`.
    Que faire : vérifiez les numéros et l'ordre des actes.
    """
    before: tuple[int, ActeEnSeance] | None = None
    for acte in situation.actes:
        match = re.fullmatch(situation.organe.numeros.motif, acte.numero)
        rank = match.groupdict().get("rang") if match else None
        if rank is None or not rank.isdigit():
            continue
        found = int(rank)
        if (
            before is not None
            and acte.delibere
            and found
            not in (
                before[0],  # the same number twice is another fault
                before[0] + 1,
            )
        ):
            yield report(
                (*acte.path, "numero"),
                f"le numéro « {acte.numero} » ne suit pas « {before[1].numero} », "
                "celui de l'acte qui précède",
                "vérifiez les numéros et l'ordre des actes",
                related=(((*before[1].path, "numero"), "l'acte qui précède"),),
            )
        before = (found, acte)
