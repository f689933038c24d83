"""The deliberation: the act itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from delib_gen.view.base import (
    BlocScrutin,
    Groupe,
    LigneArticle,
    LignePouvoir,
    LigneVisa,
    Titre,
    View,
)
from delib_gen.view.context import MissingDataError, ViewContext
from delib_gen.view.mouvements import list_mouvements
from delib_gen.view.presence import (
    head_powers,
    list_absents,
    list_powers,
    list_presents,
)
from delib_gen.view.registry import document_kind
from delib_gen.view.scrutin import (
    enacts,
    list_rejected,
    write_outcome,
    write_scrutins,
)

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
    mouvements: tuple[str, ...]
    organe: str
    visas: tuple[LigneVisa, ...]
    mentions: tuple[str, ...]
    considerants: tuple[LigneVisa, ...]
    formule: str
    scrutins: tuple[BlocScrutin, ...]
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
        presences=list_presents(context),
        pouvoirs_intitule=head_powers(context),
        pouvoirs=list_powers(context),
        absences=list_absents(context),
        mouvements=list_mouvements(context),
        organe=context.noms_organe.capitales,
        visas=_list_grounds(context, "visa", acte.acte.visas),
        mentions=_list_mentions(context),
        considerants=_list_grounds(context, "considerant", acte.acte.considerants),
        formule=context.phrase("deliberation.formule"),
        scrutins=write_scrutins(context),
        suite=write_outcome(context),
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


def _list_articles(context: ViewContext) -> tuple[LigneArticle, ...]:
    """The articles, numbered; a rejected act enacts nothing and has none.

    Those of a part that was rejected are left out, and the others numbered on.
    """
    acte = context.acte
    if not enacts(acte):
        return ()
    if acte.acte.articles is None:
        if acte.acte.dispositif is None:
            return ()
        return (LigneArticle("", context.paragraphs(acte.acte.dispositif)),)
    rejected = list_rejected(acte)
    kept = [
        item
        for number, item in enumerate(acte.acte.articles, start=1)
        if number not in rejected
    ]
    lines: list[LigneArticle] = []
    for rank, item in enumerate(kept, start=1):
        key = "article_premier" if rank == 1 else "article"
        texte = context.resolve(item, context.autorite.articles)
        heading = context.phrase(f"deliberation.{key}", rang=rank)
        lines.append(LigneArticle(heading, context.paragraphs(texte)))
    return tuple(lines)
