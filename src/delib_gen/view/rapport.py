"""The rapport: cover, body, and what it asks of the organ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from delib_gen.lang.conclusions import derive_conclusions
from delib_gen.prose.tree import Prose, map_text
from delib_gen.view.base import Titre, View
from delib_gen.view.context import ViewContext
from delib_gen.view.proses import read_prose
from delib_gen.view.registry import document_kind


@dataclass(frozen=True, slots=True)
class RapportView(View):
    """The parts of a rapport, in reading order."""

    genre: ClassVar[str] = "rapport"

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
    priere: str


@document_kind(RapportView, rank=20)
def build_rapport_view(context: ViewContext) -> Iterator[RapportView]:
    """The rapport of an act; none where it has none."""
    acte = context.acte.acte
    rapport = acte.rapport
    if rapport is None:
        return
    noms, rapporteur = context.noms_organe, context.noms_rapporteur
    seance = context.acte.situation.seance
    nom = context.number(context.phrase("rapport.nom"), rapport.numero)
    commissions = rapport.commissions if rapport.commissions is not None else acte.avis
    requests = _list_requests(context)
    yield RapportView(
        meta=context.meta(nom, nom, RapportView.genre),
        collectivite=context.noms_autorite.couverture,
        intitule=context.phrase("rapport.intitule"),
        numero=(
            context.phrase("rapport.numero", numero=rapport.numero)
            if rapport.numero
            else ""
        ),
        organe=noms.couverture,
        session=context.text(seance.session) if seance.session else "",
        reunion=context.phrase_of_days(
            "rapport.reunion",
            seance.jours,
            date=context.grammar.format_days_capitals(seance.jours),
        ),
        rapporteur=tuple(rapporteur.couverture) if rapporteur else (),
        titres=context.titles(rapport.titre or acte.titre, RapportView.genre),
        commissions_intitule=(
            context.phrase("rapport.commissions") if commissions else ""
        ),
        commissions=tuple(context.text(c) for c in commissions),
        en_tete=rapporteur.en_tete if rapporteur else "",
        corps=_read_body(context),
        demande=(
            context.phrase("rapport.demande", saisine=noms.saisine) if requests else ""
        ),
        conclusions=requests,
        priere=context.phrase("rapport.priere") if requests else "",
    )


def _read_body(context: ViewContext) -> Prose:
    rapport = context.acte.acte.rapport
    if rapport is None:
        return ()
    text = rapport.corps.get(context.langue) or rapport.corps.reference
    return map_text(read_prose(text), context.typography.set_spaces)


def _list_requests(context: ViewContext) -> tuple[str, ...]:
    """The requests with the signs that end them: given, else from the articles."""
    acte = context.acte.acte
    if acte.rapport is not None and acte.rapport.conclusions is not None:
        requests = [context.text(c) for c in acte.rapport.conclusions]
    else:
        texts = [
            context.text(context.resolve(item, context.autorite.articles))
            for item in acte.articles or ()
            if not _is_usual(context, item.ref)
        ]
        requests = derive_conclusions(texts, context.phrases)
    between = context.phrases.get("rapport.fin_demande")
    end = context.phrases.get("rapport.fin_demandes")
    last = len(requests) - 1
    return tuple(
        context.line(text.rstrip(" .;,") + (end if i == last else between))
        for i, text in enumerate(requests)
    )


def _is_usual(context: ViewContext, ref: str | None) -> bool:
    """Whether an article is one that every act carries, which nobody asks for."""
    return ref is not None and context.autorite.articles[ref].habituel
