"""The tables of a book of a period: by date, by subject, by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.huis_clos import list_protected
from delib_gen.schema.base import fold_word
from delib_gen.view.sommaire import Entree, SommaireView

if TYPE_CHECKING:
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.view.base import Meta
    from delib_gen.view.context import ActeContext
    from delib_gen.view.periode.context import PeriodContext

_LAST = "\uffff"
"""What comes behind any code."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of a table.

    Attributes:
        ordre: what its heading is sorted by.
        rubrique: the heading.
        texte: the act, and what it is there for.
        cible: the anchor of the act.
    """

    ordre: str
    rubrique: str
    texte: str
    cible: str


def name_target(context: ActeContext) -> str:
    """The anchor of an act in a book."""
    return f"{context.groupe}deliberation"


def write_line(context: ActeContext) -> str:
    """An act in a list: its number and its title."""
    said = context.find_speaker("periode.ligne")
    titre = said.text(said.acte.acte.titre)
    return said.phrase("periode.ligne", numero=said.acte.numero, titre=titre)


def iter_dates(context: PeriodContext) -> Iterator[Ligne]:
    """Each act under its day."""
    for said in context.iter_acts():
        day = said.grammar.format_day(said.jour)
        yield Ligne(said.jour.isoformat(), day, write_line(said), name_target(said))


def iter_subjects(context: PeriodContext) -> Iterator[Ligne]:
    """Each act under its subject: that of the nomenclature, else its theme."""
    for said in context.iter_acts():
        code, theme = said.acte.acte.matiere, said.acte.acte.theme
        known = said.situation.reference.nomenclature
        if code:
            name = known.matieres.get(code, "") if known else ""
            order, head = code, join_texts(" ", filter(None, (code, name)))
        elif theme:
            head = said.text(theme)
            order = _LAST + fold_word(head)
        else:
            order, head = _LAST * 2, said.phrase("periode.sans_matiere")
        yield Ligne(order, head, write_line(said), name_target(said))


def iter_names(context: PeriodContext) -> Iterator[Ligne]:
    """Each act under those who reported, moved it or were elected by it.

    An office that reports has no name; a name that what is published hides has no line.
    """
    for said in context.iter_acts():
        acte, hidden = said.acte, list_protected(said.situation)
        named: list[tuple[str, Mention]] = []
        named += [("rapport", acte.rapporteur)] if acte.rapporteur else []
        named += [("auteur", mention) for mention in acte.auteurs]
        named += [("elu", m) for e in acte.elections for m in _list_elected(e)]
        for quality, mention in named:
            if mention.texte in hidden:
                continue
            who = _name(said, mention)
            text = said.phrase(
                "periode.ligne_nom",
                ligne=write_line(said),
                qualite=said.phrase(f"periode.qualite.{quality}"),
            )
            order = fold_word(who)
            if mention.elu is None:  # groups and people from elsewhere come last
                order = _LAST + order
            yield Ligne(order, who, text, name_target(said))


def _list_elected(election: ElectionTenue) -> tuple[Mention, ...]:
    """Who is elected: of a list that is, its people."""
    seats = election.attribution
    if election.elit_une_liste and seats is not None and seats.surs:
        return seats.surs
    return election.elus


def _name(context: ActeContext, mention: Mention) -> str:
    elu = mention.elu
    if elu is None:
        return context.line(mention.texte)
    return context.line(f"{elu.nom} {elu.prenom}")


TABLES = {"date": iter_dates, "objet": iter_subjects, "nom": iter_names}
"""The tables, by what their phrases are called."""


def write_table(context: PeriodContext, table: str, meta: Meta) -> SommaireView:
    """A table; its lines keep the order of the acts below each heading.

    Args:
        context: the period.
        table: which one.
        meta: what the book's own contents page says of itself.
    """
    lines = sorted(TABLES[table](context), key=lambda line: line.ordre)
    intitule = context.phrase(f"periode.table.{table}")
    entrees: list[Entree] = []
    before = None
    for line in lines:
        if line.ordre != before:
            entrees.append(Entree(line.rubrique, "", ""))
        before = line.ordre
        entrees.append(Entree(line.texte, "", line.cible, 2))
    name = f"table-{table}"
    own = replace(meta, signet=str(intitule), fichier=name, piece=name)
    return SommaireView(
        meta=replace(own, intitule=intitule),
        intitule=intitule,
        titres=(),
        sommaire="",
        entrees=tuple(entrees),
    )
