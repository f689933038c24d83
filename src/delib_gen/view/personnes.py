"""People as an act sets them out: their order, the form of their names, their lists."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from delib_gen.lang.said import join_texts
from delib_gen.lang.typography import NBSP
from delib_gen.model.feuilles import list_typed
from delib_gen.model.suppleance import find_place
from delib_gen.schema.base import fold_word
from delib_gen.schema.presentation import (
    FormeDuNom,
    Ordre,
    PlaceCivilite,
    Presentation,
)
from delib_gen.view.base import Groupe, Personne, Rubrique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from delib_gen.schema.autorite import Elu, Place
    from delib_gen.view.context import SeanceContext

P = TypeVar("P")
_LAST = sys.maxsize
APART = f"{NBSP};"
"""What parts people of whom more than the name is said."""


def find_presentation(context: SeanceContext) -> Presentation:
    """How people are set out: as the organ says, else as the house style does."""
    usual, own = context.charte.presences, context.situation.organe.presences
    said = {key: getattr(own, key) for key in own.model_fields_set}
    return usual.model_copy(update=said) if said else usual


def make_personne(
    context: SeanceContext, elu: Elu, civilite: str, suite: str, complement: str = ""
) -> Personne:
    """A member in the form that names have here."""
    return _form(find_presentation(context), elu, civilite, suite, complement)


def _form(
    shown: Presentation, elu: Elu, civilite: str, suite: str, complement: str
) -> Personne:
    prenom, nom = elu.prenom, elu.nom
    if shown.noms is FormeDuNom.NOM_PRENOM:
        prenom, nom = "", f"{nom} {prenom}"
    return Personne(civilite, prenom, nom, suite, complement=complement)


def make_groupe(
    context: SeanceContext, intitule: str, elus: Sequence[Elu], end: str
) -> Groupe:
    """Members under a heading, in a sentence of their names."""
    people = _list_people(context, sort_people(context, elus), end, Presentation())
    heading = _head(context, intitule, elus)
    return Groupe(heading, people, en_ligne=_is_alone(context, elus))


def make_attendance(
    context: SeanceContext, intitule: str, elus: Sequence[Elu], end: str
) -> Groupe:
    """Members under a heading, as the attendance sets them out."""
    shown, alone = find_presentation(context), _is_alone(context, elus)
    groupe = Groupe(
        _head(context, intitule, elus),
        (),
        un_par_ligne=shown.un_par_ligne and not alone,
        en_ligne=alone,
    )
    parts = _part(context, shown, sort_people(context, elus))
    if alone or not any(parts):
        people = [elu for part in parts.values() for elu in part]
        return replace(groupe, personnes=_list_people(context, people, end, shown))
    rubriques = (
        Rubrique(
            context.phrase("personne.rubrique", nom=context.line(nom)) if nom else "",
            _list_people(context, people, end, shown),
        )
        for nom, people in parts.items()
    )
    return replace(groupe, rubriques=tuple(rubriques))


def sort_people(context: SeanceContext, elus: Iterable[Elu]) -> list[Elu]:
    """People in the order of the house; those whom it does not rank come last."""
    typed = list_typed(context.situation.feuille)
    return order_people(
        context, elus, typed, lambda elu: place_elu(context, elu).rang or 0
    )


def order_people(
    context: SeanceContext,
    people: Iterable[P],
    typed: Iterable[P],
    find_rank: Callable[[P], int],
) -> list[P]:
    """The same of people however they are known.

    Args:
        context: the sitting, whose organ sets people out.
        people: they, by name.
        typed: as the sheet names them.
        find_rank: the rank of precedence of each; 0 for none.
    """
    ordre = find_presentation(context).ordre
    if ordre is Ordre.ALPHABETIQUE:
        return list(people)
    if ordre is Ordre.TABLEAU:
        return sorted(people, key=lambda one: find_rank(one) or _LAST)
    places = {one: place for place, one in enumerate(typed)}
    return sorted(people, key=lambda one: places.get(one, _LAST))


def place_elu(context: SeanceContext, elu: Elu) -> Place:
    """How a member stands among the others at the act, or in the sitting."""
    organe, jour = context.situation.code_organe, context.jour
    return find_place(elu, context.find_seat(elu), organe, jour)


def _part(
    context: SeanceContext, shown: Presentation, elus: Iterable[Elu]
) -> dict[str, list[Elu]]:
    """People by the name of their part; those who have none come last.

    The parts stand by name in an alphabetical list, else as their first members do.
    """
    parts: dict[str, list[Elu]] = {}
    for elu in elus:
        place = place_elu(context, elu)
        nom = getattr(place, shown.par.value) if shown.par is not None else None
        parts.setdefault(nom or "", []).append(elu)
    named = [nom for nom in parts if nom]
    if shown.ordre is Ordre.ALPHABETIQUE:
        named.sort(key=fold_word)
    return {nom: parts[nom] for nom in (*named, "") if nom in parts}


def _head(context: SeanceContext, intitule: str, elus: Sequence[Elu]) -> str:
    """A heading, which loses its civility where each of the names has one."""
    if find_presentation(context).civilites is PlaceCivilite.LISTE:
        return intitule
    usual = context.phrases.phrases["personne.civilites"].formes.values()
    ends = (context.agree("personne.civilites", elus), *usual)
    end = next((text for text in ends if intitule.endswith(text)), "")
    return intitule.removesuffix(end).rstrip()


def _is_alone(context: SeanceContext, elus: Sequence[Elu]) -> bool:
    return find_presentation(context).seul_en_ligne and len(elus) == 1


def _name(personne: Personne) -> str:
    return " ".join(filter(None, (personne.civilite, personne.prenom, personne.nom)))


def _list_people(
    context: SeanceContext, elus: Sequence[Elu], end: str, shown: Presentation
) -> tuple[Personne, ...]:
    """People of a list; `;` parts them where one is followed by more than his name."""
    usual = find_presentation(context)
    each = usual.civilites is PlaceCivilite.CHACUN
    said = [_complete(context, elu, titres=shown.titres) for elu in elus]
    if shown.un_par_ligne:
        between = end = ""
    else:
        between = APART if any(said) else ","
    last = len(elus) - 1
    return tuple(
        _form(
            usual,
            elu,
            elu.civilite.value if each else "",
            end if rank == last else between,
            more,
        )
        for rank, (elu, more) in enumerate(zip(elus, said, strict=True))
    )


def _complete(context: SeanceContext, elu: Elu, *, titres: bool) -> str:
    """What follows a name: the title, whose seat it is, that it has no vote."""
    titre, seat = place_elu(context, elu).titre, context.find_seat(elu)
    parts = []
    if titres and titre:
        parts.append(context.phrase("personne.titre", titre=titre))
    if seat is not elu:
        titulaire = _name(make_personne(context, seat, seat.civilite.value, ""))
        parts.append(context.agree("personne.suppleant", (elu,), titulaire=titulaire))
    return join_texts("", parts)
