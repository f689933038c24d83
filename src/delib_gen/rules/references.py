"""STR02, STR03, ACT06: what the session and the authority refer to by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR02, STR03
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import name_organe, write_day, write_period
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import fold_word, suggest
from delib_gen.schema.droit import find_in_force
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import TexteHabituel
    from delib_gen.schema.texte import TexteOuRef

A = Severity.AVERTISSEMENT

_NEEDED = ("effectif", "quorum", "pouvoirs", "majorite", "partage")
"""The rules without which no sitting can be checked."""
_LISTS = ("visas", "considerants", "articles")


@check(STR02)
def regle_sans_valeur_ce_jour(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """A day for which the authority's data are silent: nothing could be checked."""
    if not situation.annuaire.membres:
        return  # the date is surely wrong, or nobody ever sits; that is told
    missing = [
        name
        for name in _NEEDED
        if find_in_force(getattr(situation.regles, name), situation.jour) is None
    ]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        yield report(
            ("collectivite",),
            "le fichier de la collectivité n'a pas de règle en vigueur le "
            f"{write_day(situation.jour)} ({name_organe(situation)}) : {names}",
            "vérifiez la date de la séance, ou complétez ces règles dans le fichier de "
            "la collectivité"
            + " (`population` y donne l'`effectif` d'un conseil municipal)"
            * ("effectif" in missing),
        )


@check(STR02)
def collectivite_sans_membres(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """A general authority, used as it is: it has rules, and nobody to sit."""
    if not situation.autorite.membres:
        code = situation.autorite.code
        yield report(
            ("collectivite",),
            f"la collectivité « {code} » n'a aucun membre : personne ne peut y siéger",
            f"faites votre propre fichier, avec `base: {code}`, ses `noms`, ses "
            "`membres` et l'`effectif` de ses organes, et nommez-le ici par son chemin",
        )


@check(STR03)
def autorite_incoherente(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Codes of the authority file that lead nowhere, and names it does not give."""
    autorite, organe = situation.autorite, situation.organe
    offices = [*organe.presidence, *organe.signataires]
    offices += [f.fonction for elu in autorite.membres for f in elu.fonctions]
    if autorite.ordonnateur is not None:
        offices.append(autorite.ordonnateur)
    offices += autorite.rapporteurs_selon
    reporters = [
        code
        for selon in autorite.rapporteurs_selon.values()
        for code in (selon.masculin, selon.feminin)
    ]
    seats = [m.organe for elu in autorite.membres for m in elu.mandats]
    for what, codes, known in (
        ("la fonction", offices, autorite.fonctions),
        ("l'organe", seats, autorite.organes),
        ("le rapporteur", reporters, autorite.rapporteurs),
    ):
        for code in dict.fromkeys(codes):
            if code not in known:
                yield report(
                    ("collectivite",),
                    f"le fichier de la collectivité emploie {what} « {code} », qu'il "
                    "ne définit pas",
                    _propose(code, known),
                )
    named: dict[str, dict[str, object]] = {
        "la collectivité": dict(autorite.noms),
        f"l'organe « {situation.code_organe} »": dict(organe.noms),
    }
    named |= {f"la fonction « {c} »": dict(n) for c, n in autorite.fonctions.items()}
    named |= {
        f"le rapporteur « {c} »": dict(n) for c, n in autorite.rapporteurs.items()
    }
    for what, names in named.items():
        if LANGUE_DE_REFERENCE not in names:
            yield report(
                ("collectivite",),
                f"le fichier de la collectivité ne nomme pas {what} en français",
                f"ajoutez ses noms sous `{LANGUE_DE_REFERENCE}:`",
            )


@check(STR03, scope="acte", with_statut=True)
def renvoi_inconnu(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A code of the act that the authority file does not define."""
    typed, autorite = acte.acte, acte.situation.autorite
    code = typed.rapporteur
    if code and code not in autorite.rapporteurs and acte.rapporteur is None:
        yield report(
            (*acte.path, "rapporteur"),
            f"« {code} » n'est ni un rapporteur que la collectivité connaît, ni le nom "
            "d'un membre",
            _propose(code, autorite.rapporteurs),
        )
    regimes = [Acte.model_fields["regime"].default, *acte.situation.regles.regimes]
    if typed.regime not in regimes:
        yield report(
            (*acte.path, "regime"),
            f"« {typed.regime} » n'est pas un régime que cet organe connaît "
            f"({name_organe(acte.situation)})",
            _propose(typed.regime, dict.fromkeys(regimes)),
        )
    for path, item, library in _iter_items(acte):
        if item.ref is not None and item.texte is not None:
            yield report(
                path,
                "`ref` et un texte sont donnés ensemble ; un seul des deux est attendu",
                "gardez `ref`, ou le texte",
            )
        elif item.ref is not None and item.ref not in library:
            yield report(
                (*path, "ref"),
                f"« {item.ref} » n'est pas un texte habituel de la collectivité",
                f"{_propose(item.ref, library)} Sinon, tapez le texte lui-même",
            )


def _propose(code: str, known: Iterable[str]) -> str:
    """The nearest code that the authority defines, or all of them."""
    choices = list(known)
    if not choices:
        return "le fichier de la collectivité n'en définit aucun."
    hint = suggest(code, choices)
    return hint if hint.endswith("?") else f"{hint}."


@check(STR02, scope="acte", with_statut=True)
def visa_vide(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A dash with no text behind it."""
    for path, item, _ in _iter_items(acte):
        if item.ref is None and item.texte is None and "articles" not in path:
            yield report(
                path, "ce tiret n'est suivi d'aucun texte", "complétez-le, ou ôtez-le"
            )


@rule("ACT06", A, scope="acte")
def texte_habituel(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Visa habituel ou article de publication absent, ou texte plus en vigueur.

    Vérifie : les visas et les articles que tous les actes de la collectivité portent
    sont là, et ceux qui sont nommés par `ref` sont en vigueur le jour de la séance.
    Pourquoi : un acte fondé sur un texte abrogé, ou qui ne dit pas sa publication,
    est contesté.
    Exemple : des articles sans `{ref: publication-electronique}`.
    Que faire : ajoutez le `ref` indiqué, ou remplacez celui qui n'est plus en
    vigueur.
    """
    for path, item, library in _iter_items(acte):
        text = library.get(item.ref or "")
        if text is not None and not text.covers(acte.jour):
            yield report(
                (*path, "ref"),
                f"« {item.ref} » n'est pas en vigueur le {write_day(acte.jour)} : ce "
                f"texte vaut {write_period(text)}",
                "remplacez-le par le texte en vigueur ce jour-là",
            )
    if not acte.acte.articles:
        return
    autorite = acte.situation.autorite
    for key, library, what in (
        ("visas", autorite.visas, "le visa habituel"),
        ("articles", autorite.articles, "l'article habituel"),
    ):
        items = getattr(acte.acte, key) or []
        for code, text in library.items():
            if not text.habituel or not text.covers(acte.jour):
                continue
            if not any(is_text(item, code, text) for item in items):
                yield report(
                    (*acte.path, key),
                    f"{what} « {code} » manque : {quote(text.texte.reference)}",
                    f"ajoutez à `{key}` la ligne `- ref: {code}`",
                )


def is_text(item: TexteOuRef, code: str, text: TexteHabituel) -> bool:
    """Whether an item is this usual text, by its name or word for word."""
    if item.ref is not None:
        return item.ref == code
    return item.texte is not None and (
        fold_word(item.texte.reference) == fold_word(text.texte.reference)
    )


def find_usual(item: TexteOuRef, library: dict[str, TexteHabituel]) -> str:
    """The name of the text of every act that an item is; empty where it is none."""
    for code, text in library.items():
        if text.habituel and is_text(item, code, text):
            return code
    return ""


def quote(text: str, limit: int = 60) -> str:
    """The beginning of a text, as it is quoted in a message."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return f"« {words} »"
    return f"« {words[:limit].rsplit(' ', 1)[0]}… »"


def _iter_items(
    acte: ActeEnSeance,
) -> Iterator[tuple[YamlPath, TexteOuRef, dict[str, TexteHabituel]]]:
    autorite = acte.situation.autorite
    for key in _LISTS:
        library = autorite.articles if key == "articles" else autorite.visas
        for index, item in enumerate(getattr(acte.acte, key) or ()):
            yield (*acte.path, key, index), item, library
