"""What pages send: read before any work, worked on beside, and refused in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from delib_gen.desk.state import hide_folder
from delib_gen.desk.web.words import name_screens

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.findings import Diagnostic
    from delib_gen.findings.told import ToldError

_REFUSED = 422


def receive(
    work: Callable[[Request, Mapping[str, Any]], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """What answers an address that pages send to.

    Args:
        work: what is done with a block that was sent, while others are answered.
    """

    async def take(request: Request) -> Response:
        sent = await _read_sent(request)
        return await run_in_threadpool(work, request, sent)

    return take


async def _read_sent(request: Request) -> Mapping[str, Any]:
    """What a page sent: a block of JSON.

    Raises:
        HTTPException: if it is none.
    """
    try:
        sent = await request.json()
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    except ClientDisconnect as error:  # cut off, or larger than it said
        raise HTTPException(413) from error
    if not isinstance(sent, dict):
        raise HTTPException(400)
    return sent


def read_text(sent: Mapping[str, Any], key: str) -> str:
    """A text that a page sent; empty where it sent none.

    Raises:
        HTTPException: if it is no text.
    """
    value = sent.get(key, "")
    if not isinstance(value, str):
        raise HTTPException(400)
    return value


def refuse(message: str, status: int = _REFUSED) -> Response:
    """Why what a page asks for is not done."""
    return JSONResponse({"message": name_screens(message)}, status)


def refuse_told(told: ToldError | Diagnostic, folder: Path) -> Response:
    """Why what a page asks for is not done, and what to do, as it was told.

    Args:
        told: what was told.
        folder: the desk's, which nobody needs to be shown.
    """
    words = " ; ".join(filter(None, (told.message, told.hint)))
    return refuse(hide_folder(words, folder))
