"""The pages of the desk and their addresses, behind the gate."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from delib_gen.desk.web import (
    acte,
    collectivite,
    depot,
    documents,
    fichier,
    flux,
    gestes,
    historique,
    la_seance,
    membres,
    nouvelle,
    numeros,
    ordre,
    presences,
    production,
    public,
    registre,
    saisie,
    seances,
    statistiques,
    suite,
    tableau,
    votes,
    yaml_tab,
)
from delib_gen.desk.web.desk import Desk
from delib_gen.desk.web.pages import give_static, show
from delib_gen.desk.web.security import Gate
from delib_gen.desk.web.visitors import Held

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from delib_gen.desk.web.office import Office
    from delib_gen.desk.web.security import Door

SCREENS = (
    seances,
    nouvelle,
    ordre,
    numeros,
    la_seance,
    presences,
    votes,
    acte,
    fichier,
    depot,
    production,
    suite,
    registre,
    statistiques,
    public,
    saisie,
    gestes,
    yaml_tab,
    historique,
    flux,
    collectivite,
    membres,
    tableau,
    documents,
)
"""The modules that have pages, each with its `ROUTES`."""
_LOG = logging.getLogger("delib_gen.desk")


def make_app(office: Office, door: Door) -> ASGIApp:
    """The pages of a folder, for whom a door lets in.

    Args:
        office: the folder.
        door: who may come in.
    """
    routes = [Route("/fixe/{name:path}", _give_static)]
    routes += [
        Route(path, *rest, methods=list(how), middleware=[Middleware(Held, path)])
        for screen in SCREENS
        for path, *rest, how in screen.ROUTES
    ]
    app = Starlette(
        routes=[*routes, *door.routes],
        exception_handlers={
            404: _not_found,
            HTTPException: _not_taken,
            Exception: _failed,
        },
    )
    app.state.tables = {}
    app.state.desk = Desk(office)
    return Gate(app, door)


def _give_static(request: Request) -> Response:
    return give_static(request.path_params["name"])


def _not_found(request: Request, _: Exception) -> Response:
    if request.method == "POST":
        return _refuse(request, 404, "cette séance n'est plus dans le dossier")
    return _refuse(request, 404, "cette page n'existe pas")


def _not_taken(request: Request, error: Exception) -> Response:
    """What no page of ours sends, or one of before a change of ours."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    return _refuse(request, status, "le bureau ne comprend pas cette demande")


def _failed(request: Request, error: Exception) -> Response:
    """A bug of ours; what the user typed is on the disk already."""
    _LOG.error("le bureau a échoué", exc_info=error)
    return _refuse(request, 500, "le bureau a échoué ; ce qui était enregistré l'est")


def _refuse(request: Request, status: int, message: str) -> Response:
    desk: Desk = request.app.state.desk
    if request.method == "POST":
        return JSONResponse({"message": message}, status)
    return show("refus", {**desk.common(), "message": message}, status)
