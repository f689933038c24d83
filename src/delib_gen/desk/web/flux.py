"""What tells the other screens that a sitting has changed, here or outside."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from delib_gen.desk.web.desk import PLACES, locate
from delib_gen.desk.web.visitors import find_visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.web.office import Office, Sitting

_SECONDS = 0.7
"""How often the files are looked at, for each screen that is open."""
_BREATH = 20
"""After how many looks something is said, so that a lost connection is noticed."""


async def follow(request: Request) -> Response:
    """The versions of a sitting, as they come."""
    office, sitting = await run_in_threadpool(locate, request)
    kind, now = "text/event-stream", {"x-accel-buffering": "no"}  # nginx holds it else
    told = _tell(request, office, sitting)
    return StreamingResponse(told, media_type=kind, headers=now)


async def _tell(
    request: Request, office: Office, sitting: Sitting
) -> AsyncIterator[str]:
    told, known, looks, shown, visitor = "", 0, 0, 0, find_visitor()
    yield "retry: 1500\n\n"
    while (
        visitor.lasts() and not office.leaving and not await request.is_disconnected()
    ):
        version, turn = await run_in_threadpool(office.find_state, sitting)
        if version != told:
            told, known = version, turn
            yield f"data: {version}\n\n"
        elif turn != known:
            known = turn
            yield f"event: autour\ndata: {turn}\n\n"
        elif shown != (now := office.shown.get(sitting.path, 0)):
            shown = now
            yield f"event: montre\ndata: {now}\n\n"
        elif looks % _BREATH == 0:
            yield ": là\n\n"
        looks += 1
        await asyncio.sleep(_SECONDS)


ROUTES = tuple((f"{place}/flux", follow, ("GET",)) for place in PLACES)
