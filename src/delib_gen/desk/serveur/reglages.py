"""The settings of a desk for several people: a YAML file whose keys clerks can read."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, model_validator

from delib_gen.desk.web.roles import Role
from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Entier, Ligne, Schema, one_of, saisie_error

EMAIL = "email"
_LOCAL = ("localhost", "127.0.0.1")
_MOST_HOURS = 24


def _parse_origin(value: object) -> object:
    """A public address: a name of a machine, with no path below it."""
    if not isinstance(value, str) or not value.strip():
        return value
    address = _split(value)
    if urlsplit(address).path:
        raise saisie_error(
            STR03,
            "l'adresse du bureau est suivie d'un chemin",
            "donnez au bureau un nom à lui : `https://bureau.mairie.example`",
        )
    return address


def _parse_issuer(value: object) -> object:
    """The address of a provider, as it names itself: its last `/` counts."""
    if not isinstance(value, str) or not value.strip():
        return value
    _split(value)
    return value.strip()


def _split(value: str) -> str:
    parts = urlsplit(value.strip())
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in _LOCAL
    )
    if not safe or not parts.hostname or parts.username or parts.query:
        raise saisie_error(
            STR03,
            "une adresse qui commence par `https://` est attendue",
            "écrivez-la comme dans le navigateur : `https://bureau.mairie.example` "
            "(`http://localhost` est admis pour un essai)",
        )
    usual = ":443" if parts.scheme == "https" else ":80"
    return value.strip().rstrip("/").lower().removesuffix(usual)


def _parse_listening(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        return value
    host, _, port = value.strip().rpartition(":")
    if not _is_ip(host) or not re.fullmatch(r"\d{1,5}", port) or int(port) > 65535:
        raise saisie_error(
            STR03,
            "une adresse de cette machine et un port sont attendus",
            "écrivez-les en chiffres : `127.0.0.1:8000`",
        )
    return value.strip()


def _parse_ip(value: object) -> object:
    if isinstance(value, str) and value.strip() and not _is_ip(value.strip()):
        raise saisie_error(
            STR03,
            "l'adresse d'une machine est attendue, en chiffres",
            "écrivez celle du mandataire (nginx, Caddy…) : `127.0.0.1`",
        )
    return value.strip() if isinstance(value, str) else value


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def _refuse_bare(value: object) -> object:
    """A secret that is typed there: what was typed is not said again."""
    if isinstance(value, str):
        raise saisie_error(
            STR03,
            "un secret ne s'écrit pas dans ce fichier",
            "mettez-le seul dans un autre : `secret: {fichier: secret}`",
        )
    return value


def _bound_hours(value: int) -> int:
    if not 1 <= value <= _MOST_HOURS:
        raise saisie_error(
            STR03,
            f"une connexion dure de 1 à {_MOST_HOURS} heures, {value} est donné",
            "écrivez par exemple `duree: 10`",
        )
    return value


class Secret(Schema):
    """Where a secret is, never the secret itself."""

    fichier: Ligne | None = None
    environnement: Ligne | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if (self.fichier is None) == (self.environnement is None):
            raise saisie_error(
                STR03,
                "un secret est dans un fichier, ou dans une variable d'environnement",
                "gardez l'un des deux : `{fichier: secret}`",
                key="fichier",
            )
        return self


class Fournisseur(Schema):
    """Who says who people are, by OpenID Connect."""

    adresse: Annotated[Ligne, BeforeValidator(_parse_issuer)]
    client: Ligne
    secret: Annotated[Secret | None, BeforeValidator(_refuse_bare)] = None
    identifiant: Ligne = EMAIL
    portees: list[Ligne] = ["openid", "email", "profile"]


class Attribution(Schema):
    """A role, and who has it: people by name, or those of whom something is said."""

    other_words: ClassVar[dict[str, str]] = {"groupe": "valeurs", "groupes": "valeurs"}

    role: Annotated[Role, one_of(Role)]
    personnes: list[Ligne] = []
    attribut: Ligne | None = None
    valeurs: list[Ligne] = []

    @model_validator(mode="after")
    def _somebody(self) -> Attribution:
        if (self.attribut is None) != (not self.valeurs):
            raise saisie_error(
                STR02,
                "`attribut` et `valeurs` vont ensemble",
                "écrivez par exemple `attribut: groups` et `valeurs: [secretariat]`",
                key="attribut",
            )
        if not self.personnes and not self.valeurs:
            raise saisie_error(
                STR02,
                "ce rôle n'est donné à personne",
                "nommez des `personnes`, ou un `attribut` et ses `valeurs`",
                key="personnes",
            )
        return self


class Reglages(Schema):
    """The settings."""

    adresse: Annotated[Ligne, BeforeValidator(_parse_origin)]
    ecoute: Annotated[Ligne, BeforeValidator(_parse_listening)] = "127.0.0.1:8000"
    mandataires: list[Annotated[Ligne, BeforeValidator(_parse_ip)]] = []
    fournisseur: Fournisseur
    roles: list[Attribution]
    duree: Annotated[Entier, AfterValidator(_bound_hours)] = 10
    sessions: Ligne | None = None

    @model_validator(mode="after")
    def _whole(self) -> Reglages:
        if not self.roles:
            raise saisie_error(
                STR02,
                "aucun rôle n'est donné : personne n'entrerait",
                "donnez-en un : `- {role: administrer, personnes: [anne@mairie.fr]}`",
                key="roles",
            )
        if not ipaddress.ip_address(self.place[0]).is_loopback and not self.mandataires:
            raise saisie_error(
                STR02,
                "le bureau écouterait d'autres machines, sans dire lesquelles",
                "nommez celle du mandataire, `mandataires: [10.0.0.2]`, ou gardez "
                "`ecoute: 127.0.0.1:8000`",
                key="mandataires",
            )
        return self

    @property
    def place(self) -> tuple[str, int]:
        """Where requests are listened for: an address of this machine, and a port."""
        host, _, port = self.ecoute.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def peers(self) -> frozenset[str]:
        """Whose requests are taken: the proxy's machine."""
        return frozenset(self.mandataires or ("127.0.0.1", "::1"))
