"""Who may ask the desk for anything: the browser that was let in, and nobody else.

Each request is looked at before any page of ours: its host with the port, where it
comes from, the cookie, and, where it would change something, the page's own word, its
kind and its size.
"""

from __future__ import annotations

import getpass
import hmac
import re
import secrets
import threading
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

from delib_gen.desk.web.visitors import CURRENT, Visitor, find_visitor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRY = "/entrer"
"""Where the one-time address leads."""
MOST_BYTES = 4 << 20
"""Of what is sent to us, but for files that are dropped in."""
MOST_FILE_BYTES = 100_000_000
_FILES = re.compile(
    r"/s/[^/]+/actes/[0-9]+/annexes|/c/[^/]+/(?:tableau|emblemes/[a-z]+)"
)
"""Where files are dropped in."""
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; frame-src 'self'; "
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
_JSON, _BYTES = "application/json", "application/octet-stream"


class Door(Protocol):
    """Knows who may come in; the gate stands behind it.

    Attributes:
        origins: where the pages are, each as browsers say it: `http://127.0.0.1:8000`.
        routes: the pages that it has of its own.
    """

    origins: tuple[str, ...]
    routes: Sequence[BaseRoute]

    def enter(self, scope: Scope) -> ASGIApp | None:
        """What answers before anybody is known; None where one must be."""

    def know(self, headers: Headers) -> Visitor | None:
        """Who asks."""

    def turn_away(self, scope: Scope) -> ASGIApp:
        """What is answered to somebody unknown."""


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
            good = bool(self.once) and is_same(given, self.once)
            if good:
                self.once = ""
            return good


class OneBrowser:
    """Lets in the one browser of this machine that has the one-time address."""

    routes: Sequence[BaseRoute] = ()

    def __init__(self, keys: Keys, port: int) -> None:
        self.origins: tuple[str, ...] = (
            f"http://127.0.0.1:{port}",
            f"http://localhost:{port}",
        )
        self._keys, self._cookie = keys, f"bureau-{port}"
        self._visitor = Visitor(_find_user(), keys.csrf)

    def enter(self, scope: Scope) -> ASGIApp | None:
        """The one-time address gives the cookie, once."""
        if scope["path"] != ENTRY or scope["method"] != "GET":
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if not self._keys.enter(asked.get("jeton", [""])[0]):
            return refuse(
                403,
                "cette adresse a déjà servi ; arrêtez « delib-gen desk », puis "
                "relancez-le : il en affiche une nouvelle",
            )
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            self._cookie, self._keys.cookie, httponly=True, samesite="strict"
        )
        return response

    def know(self, headers: Headers) -> Visitor | None:
        """The browser that has the cookie."""
        given = read_cookie(headers, self._cookie)
        return self._visitor if is_same(given, self._keys.cookie) else None

    def turn_away(self, scope: Scope) -> ASGIApp:  # noqa: ARG002
        """Where the address is to be found."""
        return refuse(
            403,
            "le bureau ne connaît pas ce navigateur ; ouvrez l'adresse que "
            "« delib-gen desk » affiche au démarrage (elle ne sert qu'une fois : "
            "arrêtez la commande, puis relancez-la)",
        )


class Gate:
    """Stands before the pages."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        """Guard some pages that a door gives on."""
        self._app, self._door = app, door
        self._origins = {o.partition("://")[2]: o for o in door.origins}

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

        answers = self._look(scope) or self._app
        await answers(scope, _Bounded(receive, _find_bound(scope)), send_guarded)

    def _look(self, scope: Scope) -> ASGIApp | None:
        headers, method = Headers(scope=scope), scope["method"]
        if headers.get("host", "") not in self._origins:
            return refuse(400, "cette adresse n'est pas celle du bureau")
        navigates = headers.get("sec-fetch-mode") == "navigate" and method == "GET"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
            navigates and headers.get("sec-fetch-dest") == "document"
        ):
            return refuse(403, "cette demande vient d'un autre site")
        answer = self._door.enter(scope)
        if answer is not None:
            return answer
        visitor = self._door.know(headers)
        if visitor is None:
            return self._door.turn_away(scope)
        CURRENT.set(visitor)
        return None if method in _READING else self._look_at_change(scope, headers)

    def _look_at_change(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """What else is asked of a request that would change something."""
        if scope["method"] != "POST":
            return refuse(405, "cette méthode n'est pas admise")
        if headers.get("origin") != self._origins[headers["host"]]:
            return refuse(403, "cette demande ne vient pas d'une page du bureau")
        if not is_same(headers.get("x-bureau", ""), find_visitor().word):
            return refuse(403, "cette page n'est plus à jour ; rechargez-la")
        kind = headers.get("content-type", "").partition(";")[0].strip()
        if kind != (_BYTES if _FILES.fullmatch(scope["path"]) else _JSON):
            return refuse(415, "cette sorte d'envoi n'est pas admise")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _find_bound(scope):
            return refuse(413, "cet envoi est trop grand")
        return None


def _find_bound(scope: Scope) -> int:
    """How much may be sent to an address."""
    return MOST_FILE_BYTES if _FILES.fullmatch(scope["path"]) else MOST_BYTES


def read_cookie(headers: Headers, name: str) -> str:
    """What a cookie holds; empty where there is none of that name."""
    try:
        given = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return given.value if given else ""


def _find_user() -> str:
    """Who sits before this machine, for the history."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this number
        return ""


class _Bounded:
    """What a request sends, up to the bound: no header is taken at its word."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._read = receive, most, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._most:
            return {"type": "http.disconnect"}
        return message


def is_same(given: str, wanted: str) -> bool:
    """Whether a word is the one that is wanted, in the same time whatever it is."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def refuse(status: int, words: str) -> Response:
    """Why a request goes no further."""
    return PlainTextResponse(f"{words}\n", status_code=status)
