"""GAB01: phrases that an authority says otherwise, and that nothing would print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings.gabarits import GAB01
from delib_gen.lang.offered import (
    DAYS,
    FORMES_DU_NOM,
    NAMES,
    OFFERED,
    TYPED,
    find_unknown_form,
    list_forms,
    takes_more,
)
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.said import list_fields
from delib_gen.resources import list_text_languages
from delib_gen.rules.registry import check
from delib_gen.schema.base import suggest
from delib_gen.schema.seance import Stade

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.lang.phrasebook import Phrasebook
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report


@check(GAB01)
def phrase_qui_ne_s_imprime_pas(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """A key that no document has, or a name in braces that is not filled."""
    for langue, phrases in situation.autorite.phrases.items():
        if langue not in list_text_languages():
            yield report(
                ("collectivite",),
                f"le fichier de la collectivité a des phrases en « {langue} », qui "
                "n'est pas une langue connue ici",
                suggest(langue, list_text_languages()),
            )
            continue
        book = load_phrasebook(langue)
        for key, formes in phrases.items():
            fault = find_fault(book, key, formes) or _find_lacking(
                situation, book, key, formes
            )
            if fault is not None:
                message, hint = fault
                yield report(("collectivite",), message, hint)


def find_fault(
    book: Phrasebook, key: str, formes: dict[str, str]
) -> tuple[str, str] | None:
    """What is wrong with a phrase said otherwise, and what to do about it."""
    if key not in book.phrases:
        told = f"le fichier de la collectivité dit « {key} », qui n'est pas une phrase"
        return told, suggest(key, book.phrases)
    if set(book.phrases[key].formes) == {""} != set(formes):
        told = (
            f"la phrase « {key} » de la collectivité a des formes, et ne s'accorde pas"
        )
        return told, f"donnez-lui un texte : `{key}: …`"
    known = book.list_fields(key) | (set(OFFERED) if takes_more(key) else set())
    forms = list_forms(book.find_language(key)) if takes_more(key) else ()
    for text in formes.values():
        try:
            unknown = list_fields(text) - known
        except ValueError:
            told = f"la phrase « {key} » de la collectivité a une accolade seule"
            return told, "écrivez un nom entre deux accolades : `{noms}`"
        if unknown:
            name = min(unknown)
            told = f"la phrase « {key} » de la collectivité demande « {{{name}}} »"
            return told, suggest(name, known)
        wrong = find_unknown_form(text, forms)
        if wrong is not None:
            name, forme = wrong
            told = (
                f"la phrase « {key} » de la collectivité demande "
                f"« {{{name}:{forme}}} », une forme que ce nom n'a pas"
            )
            return told, _advise(name, forme, forms)
    return None


def _advise(name: str, forme: str, forms: Collection[str]) -> str:
    if name not in (*DAYS, *NAMES) or not forms:
        return f"écrivez `{{{name}}}`"
    known = forms if name in DAYS else FORMES_DU_NOM
    return suggest(forme, known) or f"les formes sont : {', '.join(known)}"


def _find_lacking(
    situation: Situation, book: Phrasebook, key: str, formes: dict[str, str]
) -> tuple[str, str] | None:
    """What a phrase asks of the sitting, which does not give it."""
    if situation.seance.stade is Stade.PROJET or not takes_more(key):
        return None
    asked = {name for text in formes.values() for name in list_fields(text)}
    for name in sorted(asked.intersection(TYPED) - book.list_fields(key)):
        if getattr(situation.seance, name) is None:
            told = (
                f"la phrase « {key} » de la collectivité dit « {{{name}}} », que la "
                "séance ne donne pas"
            )
            return told, f"ajoutez `{name}:` à la séance"
    return None
