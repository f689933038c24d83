"""The rapport: cover, body, and what it asks of the organ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from delib_gen.lang.conclusions import derive_conclusions, find_underivable
from delib_gen.lang.typography import NBSP
from delib_gen.model.textes import read_part
from delib_gen.prose.tree import Bloc, Etiquette, Liste, Paragraphe, Prose
from delib_gen.prose.walk import (
    end_paragraph,
    is_text,
    map_text,
    split_paragraphs,
    write_plain,
)
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import Titre, View
from delib_gen.view.context import ActeContext
from delib_gen.view.identite import build_identity

if TYPE_CHECKING:
    from delib_gen.load.contents import ProseLue

_ENDS = f" {NBSP}.;,"
"""The signs that may end a request as it is typed."""
_DASH = Etiquette("puce", "-")


@dataclass(frozen=True, slots=True)
class RapportView(View):
    """The parts of a rapport, in reading order.

    Attributes:
        conclusions: what it asks, a text each.
        demandes: the same as a list, where one of them is more than a paragraph.
    """

    genre: ClassVar[str] = "rapport"

    identite: Prose = field(default=(), kw_only=True)
    collectivite: str
    intitule: str
    numero: str
    organe: str
    session: str
    reunion: str
    rapporteur: tuple[str, ...]
    titres: tuple[Titre, ...]
    commissions_intitule: str
    commissions: tuple[str, ...]
    en_tete: str
    corps: Prose
    demande: str
    conclusions: tuple[str, ...]
    demandes: Prose
    priere: str


def build_rapport_view(context: ActeContext) -> Iterator[RapportView]:
    """The rapport of an act; none where it has none."""
    acte = context.acte.acte
    rapport = acte.rapport
    if rapport is None:
        return
    noms, rapporteur = context.noms_organe, context.noms_rapporteur
    seance = context.situation.seance
    nom = context.number(context.phrase("rapport.nom"), rapport.numero)
    commissions = rapport.commissions if rapport.commissions is not None else acte.avis
    requests = _list_requests(context)
    plain = all(map(is_text, requests))
    yield RapportView(
        meta=context.meta(nom, nom, RapportView.genre),
        identite=build_identity(context),
        collectivite=context.noms_autorite.couverture,
        intitule=context.phrase("rapport.intitule"),
        numero=(
            context.phrase("rapport.numero", numero=rapport.numero)
            if rapport.numero
            else ""
        ),
        organe=noms.couverture,
        session=context.text(seance.session) if seance.session else "",
        reunion=_write_meeting(context),
        rapporteur=tuple(rapporteur.couverture) if rapporteur else (),
        titres=context.titles(rapport.titre or acte.titre, RapportView.genre),
        commissions_intitule=(
            context.phrase("rapport.commissions") if commissions else ""
        ),
        commissions=tuple(context.text(c) for c in commissions),
        en_tete=rapporteur.en_tete if rapporteur else "",
        corps=context.prose(context.acte.lu.contents.prose("rapport", "corps")),
        demande=_ask(context) if requests else "",
        conclusions=(
            tuple(text for r in requests for text in context.begin(r)[0])
            if plain
            else ()
        ),
        demandes=() if plain else (Liste(_DASH, None, 1, False, requests),),
        priere=context.phrase("rapport.priere") if requests else "",
    )


def _ask(context: ActeContext) -> str:
    said = context.find_speaker("rapport.demande")
    return said.phrase("rapport.demande", saisine=said.noms_organe.saisine)


def _write_meeting(context: ActeContext) -> str:
    jours = context.situation.seance.jours
    said = context.find_speaker_of_days("rapport.reunion", jours)
    days = said.grammar.format_days_capitals(jours)
    return said.phrase_of_days("rapport.reunion", jours, date=days)


def _list_requests(context: ActeContext) -> tuple[Prose, ...]:
    """The requests with the signs that end them: given, else from the articles."""
    acte = context.acte.acte
    if acte.rapport is not None and acte.rapport.conclusions is not None:
        contents = context.acte.lu.contents
        requests = [
            context.prose(contents.prose("rapport", "conclusions", rank))
            for rank in range(len(acte.rapport.conclusions))
        ]
    else:
        requests = [
            _derive_request(context, read_part(context.acte, "articles", rank))
            for rank, item in enumerate(acte.articles or ())
            if not _is_usual(context, item.ref)
        ]
    between = context.phrases.get("rapport.fin_demande")
    ends = [between] * len(requests[1:]) + [context.phrases.get("rapport.fin_demandes")]
    ended = map(_end, requests, ends)
    return tuple(map_text(r, context.typography.set_spaces) for r in ended)


def _end(prose: Prose, end: str) -> Prose:
    """A request with another sign at its end; what no paragraph ends stays as typed."""
    *before, paragraph = prose
    if not isinstance(paragraph, Paragraphe):
        return prose
    *first, last = paragraph.brins
    bare = replace(last, texte=last.texte.rstrip(_ENDS))
    return (*before, end_paragraph(Paragraphe((*first, bare)), end))


def _derive_request(context: ActeContext, article: Mapping[str, ProseLue]) -> Prose:
    """What an article answers, in the language of the article.

    An article of which the verb is not in the language's table is asked for in
    the language of reference: no request is made up. Its lists and tables stay.
    """
    langue = context.langue if context.langue in article else LANGUE_DE_REFERENCE
    prose, said = article[langue].prose, context.speak(langue)
    if not said.phrases.has_table("conclusions") or find_underivable(
        write_plain(prose), said.phrases
    ):
        said = context.speak(LANGUE_DE_REFERENCE)
        prose = article[LANGUE_DE_REFERENCE].prose
    blocs: list[Bloc] = []
    for alone, part in split_paragraphs(prose):
        if not alone:
            blocs += context.set_prose(part, said.langue)
            continue
        (request,) = derive_conclusions([write_plain(part)], said.phrases)
        blocs.append(Paragraphe(spell(said.say(said.line(request), said.langue))))
    return tuple(blocs)


def _is_usual(context: ActeContext, ref: str | None) -> bool:
    """Whether an article is one that every act carries, which nobody asks for."""
    return ref is not None and context.autorite.articles[ref].habituel
