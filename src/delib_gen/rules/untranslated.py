"""The texts that an edition in another language would print in French."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from delib_gen.model.issue import enacts, flatten, list_rejected
from delib_gen.model.textes import list_seance_textes
from delib_gen.schema.acte import Destination
from delib_gen.schema.base import shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.findings import Span, YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.model.textes import TexteDit
    from delib_gen.schema.texte import Texte

_EXCERPT = 50


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A printed text that a language lacks.

    Attributes:
        printed: the text.
        span: where its French version begins.
        contexte: what stands around it, in French.
        fichier: the Markdown file that holds it; empty where the session does, or
            a fiche.
    """

    printed: TexteDit
    span: Span
    contexte: str
    fichier: str = ""


def list_untranslated(situation: Situation, langue: str) -> list[Untranslated]:
    """The printed texts without a version in a language, in the order of reading.

    Args:
        situation: the sitting.
        langue: the language's code; the reference language lacks nothing.
    """
    printed = list(iter_printed(situation))
    around = _look_around(printed)
    found: list[Untranslated] = []
    for item in printed:
        if item.texte.get(langue) is not None or not _has_words(item.texte):
            continue
        span = item.find(situation.lue, LANGUE_DE_REFERENCE).place(0, 0)
        prose = item.proses.get(LANGUE_DE_REFERENCE)
        own = prose.fichier if prose else ""
        found.append(Untranslated(item, span, around[item.path], own))
    return found


def _has_words(texte: Texte) -> bool:
    """Whether there is anything to translate: a figure alone is said everywhere."""
    return any(sign.isalpha() for sign in texte.reference)


def _look_around(printed: Sequence[TexteDit]) -> dict[YamlPath, str]:
    """What a translator is told of the neighbourhood of each text."""
    before: dict[YamlPath, str] = {}
    after: dict[YamlPath, str] = {}
    for one, other in pairwise(printed):
        if one.path[:-1] == other.path[:-1] and isinstance(other.path[-1], int):
            before[other.path] = f"après « {_excerpt(one.texte)} »"
            after[one.path] = f"avant « {_excerpt(other.texte)} »"
    told: dict[YamlPath, str] = {}
    for item in printed:
        near = [p[item.path] for p in (before, after) if item.path in p]
        if not near and item.acte is not None and item.path[-1:] != ("titre",):
            near = [f"dans « {_excerpt(item.acte.acte.titre)} »"]
        told[item.path] = " ; ".join(near)
    return told


def _excerpt(texte: Texte) -> str:
    return shorten(flatten(texte.reference), _EXCERPT)


def iter_printed(situation: Situation) -> Iterator[TexteDit]:
    """Every text of a session that its documents print, in any language.

    An act that was not put to the sitting has no document, but papers of the sitting
    tell of it. An annexe that is a file in Markdown has one language.
    """
    told = [acte for acte in situation.actes if acte.delibere]
    chairs = any(acte.acte.president is None for acte in told)
    rapports = any(acte.acte.rapport for acte in told)
    for said in list_seance_textes(situation) if told else ():
        lacks_use = said.path[0] == "president" and not chairs
        if not lacks_use and (rapports or said.piece is not Destination.RAPPORT):
            yield from _keep(said, situation)
    for acte in situation.actes:
        for said in acte.textes:
            if not said.fichier and _is_enacted(said, acte, situation):
                yield from _keep(said, situation)


def _keep(said: TexteDit, situation: Situation) -> Iterator[TexteDit]:
    """A text that documents or papers print at this stage of the sitting."""
    held = situation.lue.tenue
    if said.is_in_act(held=held) or said.list_papers(held=held):
        yield said


def _is_enacted(said: TexteDit, acte: ActeEnSeance, situation: Situation) -> bool:
    """Whether something prints an article, or the text in the place of articles.

    A rejected one stands in no deliberation, yet its rapport may ask for it.
    """
    held, typed = situation.lue.tenue, acte.acte
    enacted = not held or enacts(acte)
    if said.path[2] == "dispositif":
        return enacted and typed.articles is None
    if said.path[2] != "articles":
        return True
    asked = typed.rapport is not None and typed.rapport.conclusions is None
    usual = said.ref and acte.situation.autorite.articles[said.ref].habituel
    rejected = list_rejected(acte) if held else set()
    kept = enacted and cast("int", said.path[3]) + 1 not in rejected
    return kept or (asked and not usual)
