"""People as an act sets them out: their order, the form of their names, their lists."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import groupby
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
    QuiSiege,
)
from delib_gen.view.base import Groupe, Personne, Rubrique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from delib_gen.schema.autorite import Elu, Place
    from delib_gen.view.naming import Naming

P = TypeVar("P")
_LAST = sys.maxsize
_CLOSE = ",;.:"
APART = f"{NBSP};"
"""What parts people of whom more than the name is said."""


def find_presentation(context: Naming) -> Presentation:
    """How people are set out: as the organ says, else as the house style does."""
    usual, own = context.charte.presences, context.situation.organe.presences
    said = {key: getattr(own, key) for key in own.model_fields_set}
    return usual.model_copy(update=said) if said else usual


def make_personne(
    context: Naming, elu: Elu, civilite: str, suite: str, complement: str = ""
) -> Personne:
    """A member in the form that names have here."""
    forme, prenom, nom = find_presentation(context).noms, elu.prenom, elu.nom
    if forme is FormeDuNom.NOM_PRENOM:
        prenom, nom = "", f"{nom} {prenom}"
    elif forme is FormeDuNom.NOM and _is_alone_of_name(context, elu):
        prenom = ""
    return Personne(civilite, prenom, nom, suite, complement=complement)


def _is_alone_of_name(context: Naming, elu: Elu) -> bool:
    """Whether no other member has the same surname: the first name would tell them."""
    nom = fold_word(elu.nom)
    return sum(fold_word(other.nom) == nom for other in context.autorite.membres) == 1


def make_groupe(
    context: Naming, intitule: str, elus: Sequence[Elu], end: str
) -> Groupe:
    """Members under a heading, in a sentence of their names."""
    people = _list_people(context, sort_people(context, elus), end, Presentation())
    heading = _head(context, intitule, elus)
    return Groupe(heading, people, en_ligne=_is_alone(context, elus))


def make_attendance(
    context: Naming,
    intitule: str,
    elus: Sequence[Elu],
    end: str,
    more: Mapping[Elu, str] | None = None,
) -> Groupe:
    """Members under a heading, as the attendance sets them out.

    Args:
        context: the sitting or the act.
        intitule: the heading.
        elus: the members.
        end: the sign that ends the list.
        more: what is said of some of them, after their name.
    """
    shown, alone = find_presentation(context), _is_alone(context, elus)
    groupe = Groupe(
        _head(context, intitule, elus),
        (),
        un_par_ligne=shown.un_par_ligne and not alone,
        en_ligne=alone,
    )
    parts = _part(context, shown, sort_people(context, elus))
    if shown.en_ligne and not shown.un_par_ligne and not any(parts):
        groupe = replace(groupe, en_ligne=True)
    if alone or not any(parts):
        people = [elu for part in parts.values() for elu in part]
        listed = _list_people(context, people, end, shown, more)
        return replace(groupe, personnes=listed)
    rubriques = (
        Rubrique(
            context.phrase("personne.rubrique", nom=context.line(nom)) if nom else "",
            _list_people(context, people, end, shown, more),
        )
        for nom, people in parts.items()
    )
    return replace(groupe, rubriques=tuple(rubriques))


def sort_people(context: Naming, elus: Iterable[Elu]) -> list[Elu]:
    """People in the order of the house; those whom it does not rank come last."""
    typed = list_typed(context.situation.feuille)
    return order_people(
        context, elus, typed, lambda elu: place_elu(context, elu).rang or 0
    )


def order_people(
    context: Naming,
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


def place_elu(context: Naming, elu: Elu) -> Place:
    """How a member stands among the others at the act, or in the sitting."""
    organe, jour = context.situation.code_organe, context.jour
    return find_place(elu, context.find_seat(elu), organe, jour)


def _part(
    context: Naming, shown: Presentation, elus: Iterable[Elu]
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


def _head(context: Naming, intitule: str, elus: Sequence[Elu]) -> str:
    """A heading, which loses its civility where each of the names has one."""
    if find_presentation(context).civilites is PlaceCivilite.LISTE:
        return intitule
    usual = context.phrases.phrases["personne.civilites"].formes.values()
    ends = (context.agree("personne.civilites", elus), *usual)
    end = next((text for text in ends if intitule.endswith(text)), "")
    return intitule.removesuffix(end).rstrip()


def _is_alone(context: Naming, elus: Sequence[Elu]) -> bool:
    return find_presentation(context).seul_en_ligne and len(elus) == 1


def _name(personne: Personne) -> str:
    return " ".join(filter(None, (personne.civilite, personne.prenom, personne.nom)))


def _list_people(
    context: Naming,
    elus: Sequence[Elu],
    end: str,
    shown: Presentation,
    more: Mapping[Elu, str] | None = None,
) -> tuple[Personne, ...]:
    """People of a list; `;` parts them where one is followed by more than his name."""
    said = [
        join_texts(
            "",
            (
                _complete(context, elu, shown),
                _attach((more or {}).get(elu, "")),
            ),
        )
        for elu in elus
    ]
    if shown.un_par_ligne:
        between = end = ""
    else:
        between = APART if any(said) else ","
    last = len(elus) - 1
    people = [_put_first(context, elu, shown) for elu in elus]
    return tuple(
        make_personne(
            context,
            named,
            civility,
            end if rank == last else between,
            follows,
        )
        for rank, (named, civility, follows) in enumerate(
            zip(people, _set_civilities(context, people), said, strict=True)
        )
    )


def _set_civilities(context: Naming, elus: Sequence[Elu]) -> list[str]:
    """What stands before each name: nothing where the heading has said it."""
    place = find_presentation(context).civilites
    if place is PlaceCivilite.CHACUN:
        return [context.civility(elu) for elu in elus]
    if place is PlaceCivilite.LISTE:
        return ["" for _ in elus]
    said: list[str] = []
    for _, run in groupby(elus, key=lambda elu: elu.feminin):
        alike = tuple(run)
        said += [context.agree("personne.civilites", alike), *("" for _ in alike[1:])]
    return said


def _attach(said: str) -> str:
    """What follows a name: apart from it, unless it begins with a sign that is not."""
    return said if not said or said[0] in _CLOSE else join_texts("", (" ", said))


def _put_first(context: Naming, elu: Elu, shown: Presentation) -> Elu:
    """Who is named in a list: who sits, or the member for whom a substitute does."""
    return context.find_seat(elu) if shown.remplaces is QuiSiege.TITULAIRE else elu


def _complete(context: Naming, elu: Elu, shown: Presentation) -> str:
    """What follows a name: the title, and who sits for whom."""
    titre, seat = place_elu(context, elu).titre, context.find_seat(elu)
    parts = []
    if shown.titres and titre:
        parts.append(context.phrase("personne.titre", titre=titre))
    if seat is not elu:
        first = _put_first(context, elu, shown)
        other = elu if first is seat else seat
        name = _name(make_personne(context, other, context.civility(other), ""))
        key, role = (
            ("personne.remplace", "suppleant")
            if first is seat
            else ("personne.suppleant", "titulaire")
        )
        parts.append(context.agree(key, (first,), **{role: name}))
    return join_texts("", map(_attach, parts))
