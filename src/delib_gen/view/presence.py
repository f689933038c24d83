"""What a deliberation says of who was there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.annuaire import sort_elus
from delib_gen.schema.presentation import LigneEncadree, ListeDesRepresentes
from delib_gen.view.base import Groupe, LignePouvoir, Personne
from delib_gen.view.offers import list_secretaries, offer, write_day
from delib_gen.view.personnes import (
    APART,
    find_presentation,
    make_attendance,
    make_personne,
    sort_people,
)

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Elu
    from delib_gen.view.context import ActeContext


def list_presents(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is in the room when the act opens."""
    presents = context.acte.presence.presents
    end = context.charte.ponctuation.fin_presents
    if not presents:
        return ()
    heading = context.agree("deliberation.presents", presents)
    return (make_attendance(context, heading, presents, end),)


def list_assistants(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is there and does not vote: advisory voices, then whoever was typed."""
    heard = sort_elus(context.acte.presence.suppleances.consultatifs)
    named = [
        make_personne(
            context,
            elu,
            context.civility(elu),
            "",
            context.phrase("personne.consultatif"),
        )
        for elu in sort_people(context, heard)
    ]
    for mention, role in context.situation.assistants:
        elu = mention.elu if mention is not None else None
        said = role.qualite
        more = "" if said is None else join_texts("", (", ", context.text(said)))
        named.append(
            Personne("", "", context.line(role.mention), "", complement=more)
            if elu is None
            else make_personne(context, elu, context.civility(elu), "", more)
        )
    if not named:
        return ()
    *others, last = named
    between, end = APART, context.charte.ponctuation.fin_presents
    people = (*(replace(p, suite=between) for p in others), replace(last, suite=end))
    number = "un" if not others else "plusieurs"
    heading = context.phrase(f"deliberation.assistants.{number}")
    alone = find_presentation(context).seul_en_ligne and not others
    return (Groupe(heading, people, en_ligne=alone),)


def head_powers(context: ActeContext) -> str:
    """The heading of the powers; empty where there is none."""
    givers = tuple(context.acte.presence.representes)
    if not givers or not _has_powers(context):
        return ""
    return context.agree("deliberation.pouvoirs", givers)


def _has_powers(context: ActeContext) -> bool:
    """Whether powers have a list of their own; where nobody is named elsewhere, yes."""
    where = find_presentation(context).representes
    return not where or ListeDesRepresentes.POUVOIRS in where


def list_powers(context: ActeContext) -> tuple[LignePouvoir, ...]:
    """The powers that count at this act, a line each, or all on one."""
    link = context.phrase("deliberation.lien_pouvoir")
    powers = context.acte.presence.representes if _has_powers(context) else {}
    lines = [
        LignePouvoir(context.person(giver), link, context.person(powers[giver]))
        for giver in sort_people(context, powers)
    ]
    if not lines or not find_presentation(context).en_ligne:
        return tuple(lines)
    ends = [*(APART for _ in lines[1:]), context.charte.ponctuation.fin_presents]
    return tuple(
        replace(line, mandataire=replace(line.mandataire, suite=end), en_ligne=True)
        for line, end in zip(lines, ends, strict=True)
    )


def list_absents(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is not there: the absent, then the excused, with those who gave power.

    Those are named here where the organ's acts do so.
    """
    presence, end = context.acte.presence, context.charte.ponctuation.fin_presents
    where = find_presentation(context).representes
    groups = []
    for liste, elus in (
        (ListeDesRepresentes.ABSENTS, presence.absents),
        (ListeDesRepresentes.EXCUSES, presence.excuses),
    ):
        given = tuple(presence.representes) if liste in where else ()
        listed = sort_elus((*elus, *given))
        if not listed:
            continue
        more = {elu: context.agree(f"personne.{liste.value}", (elu,)) for elu in elus}
        if not _has_powers(context):
            more |= {elu: _tell_power(context, elu) for elu in given}
        heading = context.agree(f"deliberation.{liste.value}", listed)
        groups.append(make_attendance(context, heading, listed, end, more))
    return tuple(groups)


def _tell_power(context: ActeContext, giver: Elu) -> str:
    """To whom a member gave power, after his or her name."""
    holder = context.person(context.acte.presence.representes[giver])
    name = " ".join(filter(None, (holder.civilite, holder.prenom, holder.nom)))
    return context.agree("personne.pouvoir", (giver,), mandataire=name)


_COUNTS = {
    LigneEncadree.EN_EXERCICE: "en_exercice",
    LigneEncadree.PRESENTS: "presents",
    LigneEncadree.REPRESENTES: "representes",
    LigneEncadree.VOTANTS: "votants",
    LigneEncadree.QUORUM: "quorum",
}


def counts_present(context: ActeContext) -> bool:
    """Whether the act says how many are there."""
    boxed = find_presentation(context).encadre
    if set(boxed).intersection(_COUNTS):
        return LigneEncadree.PRESENTS in boxed
    return context.situation.organe.comptes_imprimes


def write_counts(context: ActeContext) -> str:
    """The counts of the attendance, where the organ's acts print them below it."""
    boxed = set(find_presentation(context).encadre).intersection(_COUNTS)
    if boxed or not context.situation.organe.comptes_imprimes:
        return ""
    return say_counts(context, "comptes" if _is_voted(context) else "comptes_sans_vote")


def say_counts(context: ActeContext, key: str) -> str:
    """How many are in office, present, represented, and, where asked, vote."""
    return context.phrase(f"deliberation.{key}", **_count(context))


def list_boxed(context: ActeContext) -> tuple[str, ...]:
    """What the box says that heads an act: days, hour, counts, a line each."""
    lines = (_write_boxed(context, line) for line in find_presentation(context).encadre)
    return tuple(line for line in lines if line)


def _write_boxed(context: ActeContext, line: LigneEncadree) -> str:
    seance, key = context.situation.seance, f"deliberation.encadre.{line.value}"
    if line is LigneEncadree.HEURE:
        return context.phrase(key, heure=seance.heure) if seance.heure else ""
    if line is LigneEncadree.CONVOCATION:
        if seance.convocation is None:
            return ""
        said = context.find_speaker(key)
        return said.phrase(key, date=write_day(said, seance.convocation))
    if line is LigneEncadree.PUBLIE:
        said = context.find_speaker(key)
        return said.phrase(key, publie=offer(said, "publie"))
    if line is LigneEncadree.VOTANTS and not _is_voted(context):
        return ""
    return context.phrase(key, nombre=_count(context)[_COUNTS[line]])


def _is_voted(context: ActeContext) -> bool:
    """Whether anybody votes on the act: one may but take note."""
    return not context.acte.acte.prend_acte or context.acte.scrutin is not None


def _count(context: ActeContext) -> dict[str, object]:
    """How many members there are at the act, by what they are."""
    return {name: offer(context, name) for name in _COUNTS.values()}


def write_secretaries(context: ActeContext) -> str:
    """Who kept the minutes, members or not, with the qualities that were typed."""
    people = tuple(list_secretaries(context))
    if not people:
        return ""
    key = f"deliberation.secretaires.{'un' if len(people) == 1 else 'plusieurs'}"
    said = context.find_speaker(key)
    names = said.write_names(
        [
            (None, join_texts(", ", (name, said.text(typed)))) if typed else (elu, name)
            for elu, name, typed in people
        ]
    )
    elus = [elu for elu, _, _ in people if elu is not None]
    if len(elus) < len(people):
        return said.phrase(key, noms=names)
    return said.agree(key, elus, noms=names)
