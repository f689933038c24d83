"""Who asks: known to the gate, and from there to whatever answers the request."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from delib_gen.desk.web.receiving import refuse
from delib_gen.desk.web.roles import MOTS, Role, find_needed

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who was let in.

    Attributes:
        who: the name, as the history says it.
        word: the word that changes bear, which none but our pages know.
        roles: what was given to do.
        until: until when one is let in, in words; empty where that has no end.
        lasts: whether one still is.
    """

    who: str
    word: str
    roles: frozenset[Role] = frozenset({Role.ADMINISTRER})
    until: str = ""
    lasts: Callable[[], bool] = _always

    def may(self, action: str) -> bool:
        """Whether an action may be done."""
        needed = find_needed(action)
        return needed is Role.LIRE or bool(self.roles & {needed, Role.ADMINISTRER})

    @property
    def words(self) -> list[str]:
        """What may be done, in words."""
        return [MOTS[role] for role in Role if role in self.roles]


CURRENT: ContextVar[Visitor] = ContextVar("visitor")
"""Set by the gate, for each request; whatever works for that request sees it."""


def find_visitor() -> Visitor:
    """Who asks."""
    return CURRENT.get()


def may(action: str) -> bool:
    """Whether who asks may do something."""
    return find_visitor().may(action)


TYPING = ContextVar("typing", default="/s/{slug}/saisie")
"""What it is to type in the fields of the page that is asked for."""


def may_type() -> bool:
    """Whether who asks may type in the fields of the page."""
    return may(TYPING.get())


def explain(action: str) -> str:
    """Why something is not done, and what to do about it."""
    needed = find_needed(action)
    return (
        f"votre rôle ne le permet pas ; il faut le rôle « {needed} » : demandez-le à "
        "qui administre le bureau"
    )


class Held:
    """Stands before an address that pages send to, and asks for its role."""

    def __init__(self, app: ASGIApp, action: str) -> None:
        self._app, self._action = app, action

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through whoever may."""
        if Request(scope).method == "POST" and not may(self._action):
            await refuse(explain(self._action), 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)
