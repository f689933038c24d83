"""What a deliberation says of who was there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.annuaire import sort_elus
from delib_gen.model.build import count_en_exercice
from delib_gen.schema.presentation import LigneEncadree
from delib_gen.view.base import Groupe, LignePouvoir, Personne
from delib_gen.view.personnes import (
    APART,
    find_presentation,
    make_attendance,
    make_personne,
    sort_people,
)

if TYPE_CHECKING:
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
            context, elu, elu.civilite.value, "", context.phrase("personne.consultatif")
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
            else make_personne(context, elu, elu.civilite.value, "", more)
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
    return context.agree("deliberation.pouvoirs", givers) if givers else ""


def list_powers(context: ActeContext) -> tuple[LignePouvoir, ...]:
    """The powers that count at this act, a line each."""
    link = context.phrase("deliberation.lien_pouvoir")
    powers = context.acte.presence.representes
    return tuple(
        LignePouvoir(context.person(giver), link, context.person(powers[giver]))
        for giver in sort_people(context, powers)
    )


def list_absents(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is neither there nor represented: the absent, then the excused."""
    presence = context.acte.presence
    end = context.charte.ponctuation.fin_presents
    groups = (("absents", presence.absents), ("excuses", presence.excuses))
    return tuple(
        make_attendance(context, context.agree(f"deliberation.{key}", elus), elus, end)
        for key, elus in groups
        if elus
    )


_COUNTS = {
    LigneEncadree.EN_EXERCICE: "en_exercice",
    LigneEncadree.PRESENTS: "presents",
    LigneEncadree.REPRESENTES: "representes",
    LigneEncadree.VOTANTS: "votants",
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
        return said.phrase(key, date=said.grammar.format_day(seance.convocation))
    if line is LigneEncadree.VOTANTS and not _is_voted(context):
        return ""
    return context.phrase(key, nombre=_count(context)[_COUNTS[line]])


def _is_voted(context: ActeContext) -> bool:
    """Whether anybody votes on the act: one may but take note."""
    return not context.acte.acte.prend_acte or context.acte.scrutin is not None


def _count(context: ActeContext) -> dict[str, int]:
    """How many members there are at the act, by what they are."""
    acte = context.acte
    presence, decompte = acte.presence, acte.decompte
    aside = decompte.non_participation if decompte is not None else ()
    return {
        "en_exercice": count_en_exercice(acte.situation, acte.jour, acte.etat),
        "presents": acte.quorum.presents,  # those who step aside are not
        "representes": len(presence.representes),
        "votants": len([elu for elu in presence.votants if elu not in aside]),
    }


def write_secretaries(context: ActeContext) -> str:
    """Who kept the minutes, members or not, with the qualities that were typed."""
    secretaires = context.situation.secretaires
    number = "un" if len(secretaires) == 1 else "plusieurs"
    key = f"deliberation.secretaires.{number}"
    said = context.find_speaker(key)
    names: list[str] = []
    for mention, role in secretaires:
        elu = mention.elu if mention is not None else None
        name = context.full_name(elu) if elu is not None else context.line(role.mention)
        typed = role.qualite
        names.append(join_texts(", ", (name, said.text(typed))) if typed else name)
    if not names:
        return ""
    return said.phrase(key, noms=said.grammar.join(names))
