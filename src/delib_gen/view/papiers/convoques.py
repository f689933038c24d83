"""Who is called to a sitting, when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.view.personnes import place_elu, sort_people

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Elu
    from delib_gen.view.context import SeanceContext

_ENDS = " ,."
"""What a place ends in that is typed for a sentence that goes on."""


def list_members(context: SeanceContext) -> list[Elu]:
    """The members in office on the first day, in the order of the house."""
    return sort_people(context, context.situation.annuaire.membres)


def write_member(context: SeanceContext, elu: Elu) -> str:
    """A member with the title that the house gives him."""
    titre = place_elu(context, elu).titre
    more = context.phrase("personne.titre", titre=titre) if titre else ""
    return join_texts("", (context.full_name(elu), more))


def write_when(context: SeanceContext) -> str:
    """The hour and the place, as far as they are known."""
    seance, noms = context.situation.seance, context.noms_organe
    place = context.text(seance.lieu) if seance.lieu else noms.lieu_habituel or ""
    hour = context.phrase("papier.heure", heure=seance.heure) if seance.heure else ""
    kept = (hour, place.rstrip(_ENDS))
    return join_texts(", ", filter(None, kept))


def list_substitutes(context: SeanceContext) -> list[tuple[Elu, str]]:
    """Who may sit for others, each with whose substitute he is."""
    known = context.situation.annuaire.suppleants
    found = []
    for elu in sort_people(context, known):
        seats = [context.full_name(r.elu) for r in known[elu] if r.elu is not None]
        titulaire = context.grammar.join(seats)
        more = context.agree("personne.suppleant", (elu,), titulaire=titulaire)
        found.append((elu, join_texts("", (write_member(context, elu), more))))
    return found
