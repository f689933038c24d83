"""The deliberation: the act itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from delib_gen.model.decompte import SENS
from delib_gen.view.base import (
    Groupe,
    LigneArticle,
    LignePouvoir,
    LigneVisa,
    Titre,
    View,
)
from delib_gen.view.context import MissingDataError, ViewContext
from delib_gen.view.registry import document_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.schema.acte import TexteOuRef

_END_SIGNS = ",;.:"


@dataclass(frozen=True, slots=True)
class DeliberationView(View):
    """The parts of a deliberation, in reading order."""

    genre: ClassVar[str] = "deliberation"

    entete: str
    titres: tuple[Titre, ...]
    filet: str
    reunion: str
    preambule: str
    presences: tuple[Groupe, ...]
    pouvoirs_intitule: str
    pouvoirs: tuple[LignePouvoir, ...]
    absences: tuple[Groupe, ...]
    organe: str
    visas: tuple[LigneVisa, ...]
    mentions: tuple[str, ...]
    considerants: tuple[LigneVisa, ...]
    formule: str
    resultat: str
    votes: tuple[Groupe, ...]
    suite: str
    articles: tuple[LigneArticle, ...]
    lieu_date: str
    signature_qualite: str
    signature_nom: str


@document_kind(DeliberationView, rank=10)
def build_deliberation_view(context: ViewContext) -> Iterator[DeliberationView]:
    """The deliberation of an act that was put to the sitting; none otherwise."""
    acte = context.acte
    if not acte.delibere:
        return
    situation = acte.situation
    president, signataire = acte.president.elu, situation.signataire
    if president is None or signataire is None or signataire.elu is None:
        raise MissingDataError("chair or signatory")
    titre = context.phrase("deliberation.titre_document", numero=acte.numero)
    yield DeliberationView(
        meta=context.meta(
            titre,
            context.phrase("deliberation.signet", numero=acte.numero),
            DeliberationView.genre,
        ),
        entete=context.phrase(
            "deliberation.entete",
            numero=acte.numero,
            organe=context.noms_organe.titre,
        ),
        titres=context.titles(acte.acte.titre, DeliberationView.genre),
        filet=context.phrases.get("filet"),
        reunion=context.phrase(
            "deliberation.reunion",
            reunion=context.noms_organe.reunion,
            date=context.grammar.format_day_capitals(acte.jour),
        ),
        preambule=_write_preamble(context),
        presences=_list_presents(context),
        pouvoirs_intitule=_head_powers(context),
        pouvoirs=_list_powers(context),
        absences=_list_absents(context),
        organe=context.noms_organe.capitales,
        visas=_list_grounds(context, "visa", acte.acte.visas),
        mentions=_list_mentions(context),
        considerants=_list_grounds(context, "considerant", acte.acte.considerants),
        formule=context.phrase("deliberation.formule"),
        resultat=_write_result(context),
        votes=_list_votes(context),
        suite=_write_outcome(context),
        articles=_list_articles(context),
        lieu_date=context.phrase(
            "deliberation.lieu_date",
            lieu=context.noms_autorite.lieu_signature,
            date=context.grammar.format_day(acte.jour),
        ),
        signature_qualite=context.line(context.signature(signataire.elu)),
        signature_nom=signataire.elu.nom_complet,
    )


def _write_preamble(context: ViewContext) -> str:
    situation, style = context.acte.situation, context.charte.nombres
    president = context.acte.president.elu
    if president is None:
        raise MissingDataError("chair")
    jour, convocation = context.acte.jour, situation.seance.convocation
    noms = context.noms_organe
    key = "preambule" if convocation else "preambule_sans_convocation"
    return context.phrase(
        f"deliberation.{key}",
        annee=context.grammar.spell(jour.year, style),
        jour=context.grammar.spell_day(jour, style),
        organe=noms.sujet,
        convoque=noms.convoque,
        convocation=context.grammar.format_day(convocation) if convocation else "",
        reunie=", ".join(
            filter(None, (_write_meeting(context), noms.lieu_habituel)),
        ),
        president=f"{president.civilite.value} {president.nom_complet}",
        qualite=context.office(president),
    )


def _write_meeting(context: ViewContext) -> str:
    noms = context.noms_organe
    return " ".join(filter(None, (noms.reunie, noms.en_nombre)))


def _list_presents(context: ViewContext) -> tuple[Groupe, ...]:
    presents = context.acte.presence.presents
    end = context.charte.ponctuation.fin_presents
    if not presents:
        return ()
    return (context.group("deliberation.presents", presents, end),)


def _head_powers(context: ViewContext) -> str:
    givers = tuple(context.acte.presence.representes)
    return context.agree("deliberation.pouvoirs", givers) if givers else ""


def _list_powers(context: ViewContext) -> tuple[LignePouvoir, ...]:
    link = context.phrase("deliberation.lien_pouvoir")
    return tuple(
        LignePouvoir(context.person(giver), link, context.person(holder))
        for giver, holder in context.acte.presence.representes.items()
    )


def _list_absents(context: ViewContext) -> tuple[Groupe, ...]:
    presence = context.acte.presence
    end = context.charte.ponctuation.fin_presents
    absents = (*presence.absents, *presence.suspendus)
    groups = (("absents", absents), ("excuses", presence.excuses))
    return tuple(
        context.group(f"deliberation.{key}", elus, end) for key, elus in groups if elus
    )


def _list_grounds(
    context: ViewContext, key: str, items: Sequence[TexteOuRef]
) -> tuple[LigneVisa, ...]:
    """Visas or recitals after their opening word, with the sign that ends them.

    A sign that was typed at the end of a text is kept instead.
    """
    end = context.charte.ponctuation.fin_visa
    opening = context.phrase(f"deliberation.{key}")
    texts = (
        context.text(context.resolve(item, context.autorite.visas)) for item in items
    )
    return tuple(
        LigneVisa(opening, text if text[-1] in _END_SIGNS else text + end)
        for text in texts
    )


def _list_mentions(context: ViewContext) -> tuple[str, ...]:
    lines: list[str] = []
    rapporteur = context.noms_rapporteur
    if rapporteur is not None:
        lines.append(context.phrase("deliberation.sur_rapport", du=rapporteur.du))
    for avis in context.acte.acte.avis:
        whose = context.grammar.put_article(context.text(avis))
        lines.append(context.phrase("deliberation.apres_avis", de_la_commission=whose))
    return tuple(lines)


def _write_result(context: ViewContext) -> str:
    resultat = context.acte.resultat
    if resultat is None:
        return ""
    key = f"vote.{resultat.mode.value}"
    president = context.acte.president.elu
    if "" in context.phrases.phrases[key].formes or president is None:
        return context.phrase(key)
    return context.agree(key, (president,))


def _list_votes(context: ViewContext) -> tuple[Groupe, ...]:
    decompte = context.acte.decompte
    if decompte is None:
        return ()
    end = context.charte.ponctuation.fin_votants
    return tuple(
        context.group(f"vote.{sens}", getattr(decompte, sens), end)
        for sens in SENS
        if getattr(decompte, sens)
    )


def _write_outcome(context: ViewContext) -> str:
    """What the organ did, where the articles do not say it."""
    acte = context.acte
    if acte.acte.prend_acte and acte.resultat is None:
        return context.phrase("vote.acte_pris")
    if acte.resultat is not None and not acte.resultat.adopte:
        return context.phrase("vote.rejet")
    return context.phrase("vote.amende") if acte.acte.amende else ""


def _list_articles(context: ViewContext) -> tuple[LigneArticle, ...]:
    """The articles, numbered; a rejected act enacts nothing and has none."""
    acte = context.acte
    if acte.resultat is not None and not acte.resultat.adopte:
        return ()
    if acte.acte.articles is None:
        if acte.acte.dispositif is None:
            return ()
        return (LigneArticle("", context.paragraphs(acte.acte.dispositif)),)
    lines: list[LigneArticle] = []
    for rank, item in enumerate(acte.acte.articles, start=1):
        key = "article_premier" if rank == 1 else "article"
        texte = context.resolve(item, context.autorite.articles)
        heading = context.phrase(f"deliberation.{key}", rang=rank)
        lines.append(LigneArticle(heading, context.paragraphs(texte)))
    return tuple(lines)
