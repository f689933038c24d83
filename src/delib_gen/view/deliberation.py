"""The deliberation: the act itself, or its draft before the sitting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from delib_gen.lang.numbered import Numbered
from delib_gen.lang.said import Said
from delib_gen.prose.tree import Paragraphe, Prose
from delib_gen.prose.walk import end_paragraph
from delib_gen.schema.acte import PlaceExpose
from delib_gen.schema.vote import PlaceVote
from delib_gen.view.base import (
    NON_IMPRIME,
    BlocScrutin,
    Groupe,
    LigneArticle,
    LignePouvoir,
    LigneSignature,
    LigneVisa,
    Titre,
    View,
)
from delib_gen.view.context import ActeContext
from delib_gen.view.disposition import Disposition, write_disposition
from delib_gen.view.identite import build_identity
from delib_gen.view.mentions import list_mentions_legales
from delib_gen.view.mouvements import list_mouvements
from delib_gen.view.preambule import (
    head_meeting,
    write_draft_preamble,
    write_preamble,
)
from delib_gen.view.presence import (
    head_powers,
    list_absents,
    list_assistants,
    list_boxed,
    list_powers,
    list_presents,
    write_counts,
    write_secretaries,
)
from delib_gen.view.scrutin import (
    enacts,
    list_rejected,
    tell_once,
    write_formula,
    write_note,
    write_outcome,
    write_scrutins,
)
from delib_gen.view.signatures import (
    list_signatures,
    write_dateline,
)
from delib_gen.view.suites import list_fate, list_touching

if TYPE_CHECKING:
    from delib_gen.schema.acte import Acte

_END_SIGNS = tuple(",;.:")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliberationView(View):
    """The parts of a deliberation, in reading order.

    Those that have a default are what the sitting adds: a draft lacks them; `ordre`,
    its number in the sitting, is what the register adds.
    """

    genre: ClassVar[str] = "deliberation"

    ordre: str = ""
    identite: Prose = ()
    extrait: str = ""
    """That it is an extract of the register; empty for the act itself."""
    suites: tuple[str, ...] = ()
    """What became of it once it was signed, and what it does to other acts."""
    entete: str
    titres: tuple[Titre, ...]
    filet: str
    reunion: str
    encadre: tuple[str, ...] = ()
    preambule: str
    presences: tuple[Groupe, ...] = ()
    pouvoirs_intitule: str = ""
    pouvoirs: tuple[LignePouvoir, ...] = ()
    absences: tuple[Groupe, ...] = ()
    assistants: tuple[Groupe, ...] = ()
    mouvements: tuple[str, ...] = ()
    comptes: str = ""
    secretaires: str = ""
    expose_intitule: str = ""
    expose: Prose = ()
    expose_apres: bool = False
    disposition: Disposition = field(
        default_factory=Disposition.specimen, metadata=NON_IMPRIME
    )
    """In which order the parts of its layout say their pieces."""
    organe: str
    visas: tuple[LigneVisa, ...]
    mentions: tuple[str, ...]
    considerants: tuple[LigneVisa, ...]
    formule: str
    scrutins: tuple[BlocScrutin, ...] = ()
    vote_apres: bool = False
    suite: str = ""
    articles: tuple[LigneArticle, ...]
    certifications: tuple[str, ...] = ()
    lieu_date: str = ""
    signatures: tuple[LigneSignature, ...] = ()
    signature_qualite: str = field(default="", metadata=NON_IMPRIME)
    signature_nom: str = field(default="", metadata=NON_IMPRIME)
    mentions_legales: tuple[str, ...] = ()


def build_deliberation_view(context: ActeContext) -> Iterator[DeliberationView]:
    """The deliberation of an act that was put to the sitting; none otherwise."""
    if not context.acte.delibere:
        return
    draft = _write_proposal(context)
    yield draft if context.projet else _add_sitting(context, draft)


def _write_proposal(context: ActeContext) -> DeliberationView:
    """What is put to the vote: all that the act says, the sitting apart."""
    acte, nom = context.acte.acte, context.name_acte("nom")
    return DeliberationView(
        meta=context.meta(nom, nom, DeliberationView.genre),
        identite=build_identity(context, of_act=True),
        suites=tuple(list_touching(context)),
        entete=_write_heading(context),
        titres=_list_titles(context),
        filet=context.phrases.get("filet"),
        reunion=head_meeting(context),
        preambule=write_draft_preamble(context),
        expose_intitule=_announce_statement(context),
        expose=context.prose(context.acte.lu.contents.prose("expose", "texte")),
        expose_apres=_follows_visas(acte),
        disposition=write_disposition(context),
        organe=_name_organ(context),
        visas=_list_grounds(context, "visa", "visas"),
        mentions=_list_mentions(context),
        considerants=_list_grounds(context, "considerant", "considerants"),
        formule=context.phrase("deliberation.formule"),
        suite=write_note(context) if acte.prend_acte else "",
        articles=list_articles(context),
    )


def _add_sitting(context: ActeContext, draft: DeliberationView) -> DeliberationView:
    """The act: its draft, with who was there, how they voted, and who signs."""
    signatures, scrutins = list_signatures(context), write_scrutins(context)
    return replace(
        draft,
        suites=(*list_fate(context), *draft.suites),
        encadre=list_boxed(context),
        preambule=write_preamble(context),
        presences=list_presents(context),
        pouvoirs_intitule=head_powers(context),
        pouvoirs=list_powers(context),
        absences=list_absents(context),
        assistants=list_assistants(context),
        mouvements=list_mouvements(context),
        comptes=write_counts(context),
        secretaires=write_secretaries(context),
        formule=write_formula(context, scrutins) or draft.formule,
        scrutins=tell_once(context, scrutins),
        vote_apres=context.situation.organe.place_vote is PlaceVote.APRES,
        suite=write_outcome(context),
        articles=draft.articles if enacts(context.acte) else (),
        certifications=list_mentions_legales(context, above=True),
        lieu_date=write_dateline(context),
        signatures=signatures,
        signature_qualite=signatures[0].qualite,
        signature_nom=signatures[0].nom,
        mentions_legales=list_mentions_legales(context, above=False),
    )


def _write_heading(context: ActeContext) -> str:
    numero = context.acte.numero
    key = f"deliberation.{'entete' if numero else 'entete_sans_numero'}"
    said = context.find_speaker(key)
    nature = said.name_nature("entete")
    if said.projet:
        nature = said.phrase("projet.entete", entete=nature)
    organe = said.noms_organe.titre
    return said.phrase(key, nature=nature, numero=numero, organe=organe)


def _list_titles(context: ActeContext) -> tuple[Titre, ...]:
    """The titles; that of the language of the phrase, as the office has it."""
    key = "deliberation.titre"
    langue = context.phrases.find_language(key)
    said = context.find_speaker(key)
    return tuple(
        replace(titre, texte=said.phrase(key, titre=titre.texte))
        if titre.langue == langue
        else titre
        for titre in context.titles(context.acte.acte.titre, DeliberationView.genre)
    )


def _name_organ(context: ActeContext) -> str:
    """The organ, where its name stands above what it considers."""
    said = context.find_speaker("deliberation.organe")
    return said.phrase("deliberation.organe", organe=said.noms_organe.capitales)


def _announce_statement(context: ActeContext) -> str:
    """Who sets things out, where the act says it."""
    expose = context.acte.acte.expose
    if expose is None or expose.par is None:
        return ""
    said = context.find_speaker("deliberation.expose")
    return said.phrase("deliberation.expose", par=said.text(expose.par))


def _follows_visas(acte: Acte) -> bool:
    return acte.expose is not None and acte.expose.place is PlaceExpose.APRES_VISAS


def _list_grounds(context: ActeContext, phrase: str, key: str) -> tuple[LigneVisa, ...]:
    """Visas or recitals after their opening word, with the sign that ends them."""
    opening = context.phrase(f"deliberation.{phrase}")
    proses = (
        context.part(key, rank) for rank in range(len(getattr(context.acte.acte, key)))
    )
    return tuple(_write_ground(context, opening, prose) for prose in proses)


def _write_ground(context: ActeContext, opening: str, prose: Prose) -> LigneVisa:
    """A sign that was typed at the end of a text is kept; nothing ends a table."""
    end = context.charte.ponctuation.fin_visa
    if prose and isinstance(prose[-1], Paragraphe):
        last = prose[-1]
        if not last.brins[-1].texte.endswith(_END_SIGNS):
            prose = (*prose[:-1], end_paragraph(last, end))
    texts, rest = context.begin(prose)
    others = prose[1 : len(texts)]
    return LigneVisa(opening, texts[0] if texts else "", (*others, *rest))


def _list_mentions(context: ActeContext) -> tuple[str, ...]:
    lines: list[str] = []
    said = context.find_speaker("deliberation.sur_rapport")
    if said.noms_rapporteur is not None:
        du = said.noms_rapporteur.du
        lines.append(said.phrase("deliberation.sur_rapport", du=du))
    auteurs = [context.name(mention) for mention in context.acte.auteurs]
    if auteurs:
        said = context.find_speaker("deliberation.sur_proposition")
        named = said.grammar.join(auteurs)
        lines.append(said.phrase("deliberation.sur_proposition", auteurs=named))
    said = context.find_speaker("deliberation.apres_avis")
    for avis in context.acte.acte.avis:
        whose = said.grammar.put_article(said.text(avis))
        lines.append(said.phrase("deliberation.apres_avis", de_la_commission=whose))
    return tuple(lines)


def list_articles(context: ActeContext) -> tuple[LigneArticle, ...]:
    """The articles, numbered, or the text that stands in their place.

    Those of a part that was rejected are left out, and the others numbered on.
    """
    acte = context.acte.acte
    if acte.articles is None:
        if acte.dispositif is None:
            return ()
        contents = context.acte.lu.contents
        return (
            _write_article(context, "", context.prose(contents.prose("dispositif"))),
        )
    rejected = list_rejected(context.acte)
    kept = [p for p in range(len(acte.articles)) if p + 1 not in rejected]
    lines: list[LigneArticle] = []
    for rank, place in enumerate(kept, start=1):
        key = "article_premier" if rank == 1 else "article"
        prose = context.part("articles", place)
        heading = context.phrase(f"deliberation.{key}", rang=rank)
        if not isinstance(heading, Said):
            following = context.phrase("deliberation.article", rang=rank + 1)
            heading = Numbered(heading, following)
        lines.append(_write_article(context, heading, prose))
    return tuple(lines)


def _write_article(context: ActeContext, heading: str, prose: Prose) -> LigneArticle:
    texts, rest = context.begin(prose)
    return LigneArticle(heading, texts, rest)
