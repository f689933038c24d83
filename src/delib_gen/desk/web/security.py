"""Who may ask the desk for anything: the browser that was let in, and nobody else.

Each request is looked at before any page of ours: its host with the port, where it
comes from, the cookie, and, where it would change something, the page's own word, its
kind and its size.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRY = "/entrer"
"""Where the one-time address leads."""
MOST_BYTES = 4 << 20
"""Of what is sent to us; files that are dropped in have a bound of their own."""
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; frame-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_READING = ("GET", "HEAD")
_JSON = "application/json"


class Keys:
    """The words by which the browser is known; new at each start, kept in memory."""

    def __init__(self) -> None:
        self.once = secrets.token_urlsafe(32)
        self.cookie = secrets.token_urlsafe(32)
        self.csrf = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    def enter(self, given: str) -> bool:
        """Whether a word is that of the one-time address; it is worth it once."""
        with self._lock:
            good = bool(self.once) and _same(given, self.once)
            if good:
                self.once = ""
            return good


class Gate:
    """Stands before the pages."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        """Guard some pages that are served on a port of this machine alone."""
        self._app, self._keys, self._port = app, keys, port
        self._cookie = f"bureau-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._look(scope)
        if refusal is not None:
            await refusal(scope, receive, send_guarded)
            return
        await self._app(scope, _Bounded(receive), send_guarded)

    def _look(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if host not in (f"127.0.0.1:{self._port}", f"localhost:{self._port}"):
            return _refuse(400, "cette adresse n'est pas celle du bureau")
        navigates = headers.get("sec-fetch-mode") == "navigate" and method == "GET"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
            navigates and headers.get("sec-fetch-dest") == "document"
        ):
            return _refuse(403, "cette demande vient d'un autre site")
        if scope["path"] == ENTRY and method == "GET":
            return self._enter(scope)
        if not self._knows(headers):
            return _refuse(
                403,
                "le bureau ne connaît pas ce navigateur ; ouvrez l'adresse que "
                "« delib-gen desk » affiche au démarrage (elle ne sert qu'une fois : "
                "arrêtez la commande, puis relancez-la)",
            )
        return None if method in _READING else self._look_at_change(headers, method)

    def _look_at_change(self, headers: Headers, method: str) -> Response | None:
        """What else is asked of a request that would change something."""
        if method != "POST":
            return _refuse(405, "cette méthode n'est pas admise")
        if headers.get("origin") != f"http://{headers['host']}":
            return _refuse(403, "cette demande ne vient pas d'une page du bureau")
        if not _same(headers.get("x-bureau", ""), self._keys.csrf):
            return _refuse(403, "cette page n'est plus à jour ; rechargez-la")
        if headers.get("content-type", "").partition(";")[0].strip() != _JSON:
            return _refuse(415, "cette sorte d'envoi n'est pas admise")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _refuse(413, "cet envoi est trop grand")
        return None

    def _enter(self, scope: Scope) -> Response:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if not self._keys.enter(asked.get("jeton", [""])[0]):
            return _refuse(
                403,
                "cette adresse a déjà servi ; arrêtez « delib-gen desk », puis "
                "relancez-le : il en affiche une nouvelle",
            )
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            self._cookie, self._keys.cookie, httponly=True, samesite="strict"
        )
        return response

    def _knows(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        given = cookies.get(self._cookie)
        return given is not None and _same(given.value, self._keys.cookie)


class _Bounded:
    """What a request sends, up to the bound: no header is taken at its word."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._read = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _refuse(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status_code=status)
