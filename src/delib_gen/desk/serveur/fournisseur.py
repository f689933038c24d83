"""The provider of identities, asked by OpenID Connect through Authlib.

Authorization code with PKCE; the state, the nonce and the verifier wait in a signed
cookie of a few minutes. What the provider tells of itself is cut down to what is
needed, so that nothing of it sets how it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from authlib.integrations.starlette_client import (
    StarletteIntegration,
    StarletteOAuth2App,
)

from delib_gen.desk.serveur.personnes import has_claim, list_claims

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.serveur.lecture import Settings

RETURN = "/retour"
_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "PS384", "PS512")
"""Signatures that only the provider can make; never `none`, never a shared word."""
_SIGNED = "id_token_signing_alg_values_supported"
_METHODS = "token_endpoint_auth_methods_supported"
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MORE = ("userinfo_endpoint", "end_session_endpoint")
_SECONDS = 10.0
_LEEWAY = 60
"""By how many seconds two clocks may differ."""


class ProviderError(Exception):
    """What a provider answers is not what it should be."""


class Provider:
    """A provider, found by its address."""

    def __init__(self, settings: Settings, **client: Any) -> None:  # noqa: ANN401
        """Know a provider; nothing is asked of it before somebody connects.

        Args:
            settings: who it is, and what it knows us by.
            client: how it is reached, other than by the network (for tests).
        """
        self._settings, self._client = settings, client
        told = settings.reglages
        self._issuer, self._back = told.fournisseur.adresse, told.adresse + RETURN
        self._known: dict[str, Any] = {}

    async def send_to(self, request: Request) -> Response:
        """Send a browser to the provider.

        Raises:
            ProviderError: if the provider is not what it should be.
        """
        app = self._make_app(**await self._learn())
        response: Response = await app.authorize_redirect(request, self._back)
        return response

    async def receive(self, request: Request) -> dict[str, Any]:
        """What the provider says of whoever comes back from it.

        Raises:
            ProviderError: if it does not say who it is. Whatever else is raised by
                what an answer is checked with is a refusal too.
        """
        app = self._make_app(**(known := await self._learn()))
        client = self._settings.reglages.fournisseur.client
        token = await app.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": client},
            },
            leeway=_LEEWAY,
        )
        if not token.get("userinfo"):
            raise ProviderError("id_token")
        claims = dict(token["userinfo"])
        needed = list_claims(self._settings.reglages)
        if "userinfo_endpoint" in known and not all(
            has_claim(claims, name) for name in needed
        ):
            more = await app.userinfo(token=token)
            if more.get("sub") != claims["sub"]:
                raise ProviderError("sub")
            claims = {**claims, **more}
        return claims

    def address_leaving(self) -> str:
        """Where one leaves the provider too; empty where it has no such page."""
        place = self._known.get("end_session_endpoint", "")
        told = self._settings.reglages
        asked = {
            "client_id": told.fournisseur.client,
            "post_logout_redirect_uri": told.adresse + "/",
        }
        return f"{place}?{urlencode(asked)}" if place else ""

    def _make_app(self, **known: Any) -> Any:  # noqa: ANN401 - Authlib has no types
        """Authlib's client: it knows what it is told, and looks for nothing else."""
        told = self._settings.reglages.fournisseur
        methods = known.get(_METHODS) or ["client_secret_basic"]
        post = self._settings.secret and "client_secret_basic" not in methods
        return StarletteOAuth2App(
            StarletteIntegration("bureau"),
            name="bureau",
            client_id=told.client,
            client_secret=self._settings.secret or None,
            client_kwargs={
                "scope": " ".join(dict.fromkeys(("openid", *told.portees))),
                "code_challenge_method": "S256",
                "timeout": _SECONDS,
                "leeway": 0,  # it is used at once, and may be short-lived
                **(
                    {"token_endpoint_auth_method": "client_secret_post"} if post else {}
                ),
                **self._client,
            },
            **known,
        )

    async def _learn(self) -> dict[str, Any]:
        """What the provider tells of itself, cut down to what is needed of it."""
        if self._known:
            return self._known
        place = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
        told = await self._make_app(server_metadata_url=place).load_server_metadata()
        if told.get("issuer") != self._issuer:
            raise ProviderError("issuer")
        scheme = self._issuer.partition("://")[0] + "://"
        known = {k: told[k] for k in (*_ADDRESSES, *_MORE) if k in told}
        for place in known.values():
            if not isinstance(place, str) or not place.startswith((scheme, "https://")):
                raise ProviderError("endpoint")
        if not set(_ADDRESSES) <= set(known):
            raise ProviderError("endpoints")
        signed = [a for a in told.get(_SIGNED) or ["RS256"] if a in _ALGORITHMS]
        if not signed:
            raise ProviderError("algorithms")
        self._known = {**known, "issuer": self._issuer, _SIGNED: signed}
        self._known[_METHODS] = told.get(_METHODS)
        return self._known
