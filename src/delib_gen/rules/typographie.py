"""TYP01: typing slips that will show on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import count
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.model.passages import Passage
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

A = Severity.AVERTISSEMENT

_STRAIGHT, _CURLY = re.compile(r"(?<=\w)'(?=\w)"), re.compile(r"(?<=\w)’(?=\w)")
_UNSPACED = re.compile(r"(?<=[\w)»’'])[;:?!]+(?=\s|$)")
_ENTITY = re.compile(r"&#?\w+$")
_QUOTES = re.compile("[«»]")
_DOUBLE = re.compile(r"(?<=[^\s>|])[ \u00a0\u202f]{2,}(?=[^\s|])")
_ODD_BREAK = re.compile("[\u2028\u2029]")
_MARKER = re.compile(r"(?m)^[ >]*(?:[-*+•]|\d+[.)])[ ]+")


@rule("TYP01", A, scope="acte", with_statut=True)
def typographie(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Typographie qui se verra.

    Vérifie : dans un même texte, les apostrophes sont toutes droites ou toutes
    courbes ; une espace précède « : », « ; », « ? » et « ! » (sa sorte est l'affaire
    du logiciel) ; il n'y a pas deux espaces de suite ; les guillemets français
    vont par deux ; aucune fin de ligne n'est cachée dans le texte (U+2028, U+2029).
    Pourquoi : le logiciel imprime ce qui est tapé ; il ne corrige pas.
    Exemple : `l'avis` et `l’avis` dans le même visa, ou `Objet: voirie`.
    Que faire : corrigez le texte. S'il cite un acte publié tel quel, n'y touchez
    pas.
    """
    for passage in acte.passages:
        if not passage.is_ref:
            yield from _tell(passage, report)


@check(typographie.kind)
def typographie_en_seance(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """The same of the texts of the sitting."""
    for passage in situation.passages:
        yield from _tell(passage, report)


def _tell(passage: Passage, report: Report) -> Iterator[Diagnostic]:
    for (start, end), message, hint in _find_slips(passage):
        yield report(passage.path, message, hint, span=passage.place(start, end))


_Slip = tuple[tuple[int, int], str, str]


def _find_slips(passage: Passage) -> Iterator[_Slip]:
    """Each sort of slip once a text, at its first place."""
    # Same length, so that places hold: the marks of Markdown lists are no words.
    text = _MARKER.sub(lambda m: "\n" * len(m[0]), passage.text)
    straight = list(_STRAIGHT.finditer(text))
    curly = list(_CURLY.finditer(text))
    if straight and curly:
        rare = min(straight, curly, key=len)
        kinds = (
            f"{count(len(straight), 'droite')} (') et {count(len(curly), 'courbe')} (’)"
        )
        yield (
            rare[0].span(),
            f"les apostrophes de ce texte sont mêlées : {kinds}",
            "gardez une seule sorte d'apostrophes dans ce texte",
        )
    if passage.langue == LANGUE_DE_REFERENCE:
        found = [
            match
            for match in _UNSPACED.finditer(text)
            if not _ENTITY.search(text, max(0, match.start() - 10), match.start())
        ]
        if found:
            yield (
                found[0].span(),
                f"une espace manque devant « {found[0][0]} »{_times(len(found))}",
                "ajoutez une espace ; le logiciel la rend insécable",
            )
    doubled = list(_DOUBLE.finditer(text))
    if doubled:
        yield (
            doubled[0].span(),
            f"deux espaces se suivent{_times(len(doubled))}",
            "n'en gardez qu'une",
        )
    odd = list(_ODD_BREAK.finditer(text))
    if odd:
        yield (
            odd[0].span(),
            f"une fin de ligne invisible, venue d'une copie, est imprimée comme une "
            f"espace{_times(len(odd))}",
            "effacez-la ; si un alinéa finit là, mettez-y une ligne vide",
        )
    yield from _find_unpaired(text)


def _find_unpaired(text: str) -> Iterator[_Slip]:
    opened: list[int] = []
    for match in _QUOTES.finditer(text):
        index, sign = match.start(), match[0]
        if sign == "«":
            opened.append(index)
        elif opened:
            opened.pop()
        else:
            yield _tell_unpaired(index, "fermant (»)", "ouvrant («)")
            return
    if opened:
        yield _tell_unpaired(opened[0], "ouvrant («)", "fermant (»)")


def _tell_unpaired(index: int, sign: str, other: str) -> _Slip:
    return (
        (index, index + 1),
        f"un guillemet {sign} n'a pas de guillemet {other}",
        f"ajoutez le guillemet {other}, ou ôtez celui-ci",
    )


def _times(number: int) -> str:
    return f" ({count(number, 'fois', 'fois')} dans ce texte)" if number > 1 else ""
