"""A provider of identities, in this process: its keys, codes, tokens and answers."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("authlib", reason="needs the extra `serveur`")

import httpx2
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

ISSUER = "https://connexion.example/mairie"
CLIENT, SECRET = "delib-gen", "le-mot-que-nul-ne-doit-lire"
ACCESS = "le-jeton-que-nul-ne-doit-lire"
KEY = ECKey.generate_key("P-256", {"kid": "une", "use": "sig"})
OTHER_KEY = ECKey.generate_key("P-256", {"kid": "une", "use": "sig"})
SHARED = OctKey.import_key(SECRET * 3)


class LocalProvider:
    """What a provider does; a test may have it say something else."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.key: Any = KEY
        self.algorithm = "ES256"
        self.gives_token = True
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        routes = [
            Route("/mairie/.well-known/openid-configuration", self._tell),
            Route("/mairie/cles", self._give_keys),
            Route("/mairie/jeton", self._give_token, methods=["POST"]),
            Route("/mairie/qui", self._give_userinfo),
        ]
        self.transport = httpx2.ASGITransport(app=Starlette(routes=routes))

    def authorize(self, address: str) -> str:
        """Somebody signs in: the query with which the browser comes back."""
        assert address.startswith(f"{ISSUER}/entrer?")
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"code={code}&state={asked['state']}"

    async def _tell(self, _: Request) -> Response:
        self.asked.append("discovery")
        return JSONResponse(
            {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/entrer",
                "token_endpoint": f"{ISSUER}/jeton",
                "jwks_uri": f"{ISSUER}/cles",
                "userinfo_endpoint": f"{ISSUER}/qui",
                "end_session_endpoint": f"{ISSUER}/sortir",
                "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
                **self.told,
            }
        )

    async def _give_keys(self, _: Request) -> Response:
        return JSONResponse(KeySet([KEY]).as_dict(private=False))

    async def _give_token(self, request: Request) -> Response:
        form = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or request.headers.get("authorization") != f"Basic {known}"
            or proof != asked["code_challenge"]
            or form.get("redirect_uri") != asked["redirect_uri"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        answer = {"access_token": ACCESS, "token_type": "Bearer", "expires_in": 60}
        if self.gives_token:
            answer["id_token"] = self._sign(asked)
        return JSONResponse(answer)

    def _sign(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "sujet-1",
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
            "email": "anne@mairie.example",
            "email_verified": True,
            "name": "Anne AMBRE",
            **self.claims,
        }
        claims = {k: v for k, v in claims.items() if v is not None}
        header = {"alg": self.algorithm, "kid": "une"}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    async def _give_userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == f"Bearer {ACCESS}"
        return JSONResponse({"sub": "sujet-1", **self.userinfo})
