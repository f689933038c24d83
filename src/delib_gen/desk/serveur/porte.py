"""The door of a desk for several people: signing in, who is known, and leaving."""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from delib_gen.desk.serveur.fournisseur import RETURN
from delib_gen.desk.serveur.personnes import UnknownPersonError, find_roles, identify
from delib_gen.desk.web.pages import give_static, show
from delib_gen.desk.web.security import read_cookie, refuse
from delib_gen.desk.web.visitors import Visitor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import Headers
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Scope

    from delib_gen.desk.serveur.fournisseur import Provider
    from delib_gen.desk.serveur.lecture import Settings
    from delib_gen.desk.serveur.sessions import Sessions

COOKIE = "__Host-bureau"
SIGN_IN, LEFT = "/connexion", "/sortie"
_WAITS = "__Host-connexion"
_SECONDS = 600
"""How long one may be at the provider's."""
_OWN = re.compile(r"/(?![/\\])[A-Za-z0-9._~/?=&%-]{0,300}")
"""An address of ours, and of no other site."""
_NOBODY = Visitor("", "", frozenset())
_AGAIN = "Se connecter"
_LOG = logging.getLogger("delib_gen.desk")


class OfficeDoor:
    """Lets in those to whom the settings give a role."""

    def __init__(
        self, settings: Settings, provider: Provider, sessions: Sessions
    ) -> None:
        self._reglages, self._provider = settings.reglages, provider
        self._sessions = sessions
        self.origins: tuple[str, ...] = (self._reglages.adresse,)
        self.routes: Sequence[BaseRoute] = (
            Route("/deconnexion", self._leave, methods=["POST"]),
        )
        waiting = Middleware(
            SessionMiddleware,
            secret_key=secrets.token_urlsafe(32),
            session_cookie=_WAITS,
            max_age=_SECONDS,
            same_site="lax",  # one comes back from another site
            https_only=True,
        )
        self._signing_in = Starlette(
            routes=[Route(SIGN_IN, self._sign_in), Route(RETURN, self._come_back)],
            middleware=[waiting],
        )

    def enter(self, scope: Scope) -> ASGIApp | None:
        """Only the proxy's requests; signing in, and the page of who has left."""
        client = scope.get("client")
        if client is None or client[0] not in self._reglages.peers:
            return refuse(403, "cette demande ne vient pas du mandataire du bureau")
        if scope["method"] != "GET":
            return None
        if scope["path"] in (SIGN_IN, RETURN):
            return self._signing_in
        if scope["path"] == LEFT:
            return self._show_left()
        return None

    def know(self, headers: Headers) -> Visitor | None:
        """Whoever has a cookie of ours, and still a role."""
        word = read_cookie(headers, COOKIE)
        session = self._sessions.find(word)
        roles = find_roles(self._reglages, session.person) if session else None
        if session is None or not roles:
            return None
        end = dt.datetime.fromtimestamp(session.end).astimezone()
        return Visitor(
            session.person.who,
            self._sessions.make_word(session.person),
            roles,
            f"{end:%H:%M}",
            lambda: self._sessions.find(word) is not None,
        )

    def turn_away(self, scope: Scope) -> ASGIApp:
        """The page where one signs in, and what it is drawn with."""
        if scope["method"] not in ("GET", "HEAD"):
            words = "votre connexion est finie ; reconnectez-vous dans un autre onglet"
            return JSONResponse({"message": f"{words}, puis recommencez ici"}, 401)
        if scope["path"].startswith("/fixe/"):
            try:
                return give_static(scope["path"].removeprefix("/fixe/"))
            except HTTPException:
                return refuse(404, "cette page n'existe pas")
        asked = scope["path"] + (
            f"?{q}" if (q := scope["query_string"].decode("latin-1")) else ""
        )
        return _say(
            "Connexion",
            "Présences, votes et actes de la collectivité : pour y entrer, dites qui "
            "vous êtes.",
            (_AGAIN, f"{SIGN_IN}?vers={quote(asked, safe='')}"),
            status=401,
        )

    async def _sign_in(self, request: Request) -> Response:
        asked = request.query_params.get("vers", "/")
        request.session["vers"] = asked if _OWN.fullmatch(asked) else "/"
        try:
            return await self._provider.send_to(request)
        except Exception as error:  # whatever it is, nobody is let in
            _LOG.warning(
                "le fournisseur ne répond pas comme il faut : %s", _name(error)
            )
            return _say(
                "Connexion impossible",
                "Le fournisseur d'identité ne répond pas comme il le devrait. "
                "Réessayez dans un moment ; si cela dure, dites-le à qui administre le "
                "bureau.",
                ("Réessayer", SIGN_IN),
                status=502,
            )

    async def _come_back(self, request: Request) -> Response:
        asked = str(request.session.pop("vers", "/"))
        try:
            claims = await self._provider.receive(request)
            person = identify(self._reglages, claims)
        except UnknownPersonError as error:
            _LOG.warning("connexion refusée : %s", error)
            return _refuse_entry(f"Vous n'êtes pas entré : {error}.")
        except Exception as error:  # whatever it is, nobody is let in
            _LOG.warning("connexion refusée : %s", _name(error))
            return _refuse_entry(
                "Cette connexion n'a pas abouti : elle a trop attendu, a déjà servi "
                "ou n'a pas été commencée ici."
            )
        if not find_roles(self._reglages, person):
            _LOG.warning("connexion refusée : aucun rôle pour %s", person.who)
            return _refuse_entry(
                f"Vous êtes bien {person.who}, mais aucun rôle ne vous est donné dans "
                "ce bureau. Demandez-le à qui l'administre."
            )
        self._sessions.end(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(asked if _OWN.fullmatch(asked) else "/", 303)
        response.set_cookie(
            COOKIE,
            self._sessions.begin(person),
            max_age=self._reglages.duree * 3600,
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return response

    def _leave(self, request: Request) -> Response:
        self._sessions.end(request.cookies.get(COOKIE, ""))
        response = JSONResponse({"adresse": LEFT})
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
        return response

    def _show_left(self) -> Response:
        return _say(
            "Vous êtes déconnecté",
            "Rien de ce qui était enregistré n'est perdu.",
            ("Se reconnecter", "/"),
            also=("Me déconnecter aussi du fournisseur d'identité", a)
            if (a := self._provider.address_leaving())
            else None,
        )


def _refuse_entry(words: str) -> Response:
    return _say("Entrée refusée", words, ("Recommencer", SIGN_IN), status=403)


def _say(
    title: str,
    words: str,
    link: tuple[str, str],
    also: tuple[str, str] | None = None,
    status: int = 200,
) -> Response:
    """A page for whoever is not in."""
    given = {"visiteur": _NOBODY, "dossier": "", "titre": title, "mots": words}
    return show("porte", {**given, "liens": [link, also] if also else [link]}, status)


def _name(error: Exception) -> str:
    """What kind of error it is: what it says may be somebody else's words."""
    return type(error).__name__
