"""Who somebody is, by what a provider says, and what roles that gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from delib_gen.desk.serveur.reglages import EMAIL, Reglages
from delib_gen.desk.web.roles import Role

VERIFIED = "email_verified"
_MOST_SIGNS, _MOST_VALUES = 120, 500


class UnknownPersonError(Exception):
    """What a provider says does not tell who somebody is; why, in French."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody.

    Attributes:
        identifiant: what tells the person from all others.
        nom: how the person is called.
        attributs: what is said of the person that roles may depend on.
    """

    identifiant: str
    nom: str
    attributs: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """As the history says it: a name may be anybody's, so both."""
        if not self.nom or self.nom == self.identifiant:
            return self.identifiant
        return f"{self.nom} ({self.identifiant})"


def list_claims(reglages: Reglages) -> set[str]:
    """What is to be said of somebody: what identifies, and what roles depend on."""
    key = reglages.fournisseur.identifiant
    vouched = {VERIFIED} if key == EMAIL else set()
    return {key, "name", *vouched, *_list_attributes(reglages)}


def _list_attributes(reglages: Reglages) -> list[str]:
    return sorted({a.attribut for a in reglages.roles if a.attribut})


def has_claim(claims: Mapping[str, Any], name: str) -> bool:
    """Whether something is said, in itself or below another name (`a.b`)."""
    return _find(claims, name) is not None


def identify(reglages: Reglages, claims: Mapping[str, Any]) -> Person:
    """Who somebody is.

    Raises:
        UnknownPersonError: if that is not said, or not vouched for.
    """
    key = reglages.fournisseur.identifiant
    given = claims.get(key)
    if not isinstance(given, str) or not (identifiant := _clean(given)):
        raise UnknownPersonError(f"le fournisseur ne donne pas « {key} »")
    if key == EMAIL and claims.get(VERIFIED) is not True:
        raise UnknownPersonError(
            "le fournisseur ne garantit pas votre adresse électronique"
        )
    parts = [claims.get("given_name"), claims.get("family_name")]
    name = claims.get("name") or " ".join(p for p in parts if isinstance(p, str))
    values = {a: _list_values(_find(claims, a)) for a in _list_attributes(reglages)}
    return Person(identifiant, _clean(name) if isinstance(name, str) else "", values)


def find_roles(reglages: Reglages, person: Person) -> frozenset[Role]:
    """The roles of somebody; none for whoever may not come in."""
    mail = reglages.fournisseur.identifiant == EMAIL
    fold = str.casefold if mail else str
    roles = set()
    for given in reglages.roles:
        named = {fold(name.strip()) for name in given.personnes}
        has = set(person.attributs.get(given.attribut or "", ()))
        if fold(person.identifiant) in named or has & set(given.valeurs):
            roles.add(given.role)
    return frozenset(roles)


def _find(claims: Mapping[str, Any], name: str) -> object:
    """What a claim says; `a.b` is b within a, where no claim is called so."""
    if name in claims:
        return claims[name]
    here: object = claims
    for step in name.split("."):
        if not isinstance(here, Mapping) or step not in here:
            return None
        here = here[step]
    return here


def _list_values(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values[:_MOST_VALUES] if isinstance(v, str)]


def _clean(text: str) -> str:
    """On one line, without signs that would not be seen."""
    seen = (c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join("".join(seen).split())[:_MOST_SIGNS]
