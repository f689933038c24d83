"""Un tableau: the members of an organ from a table, shown before it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from delib_gen.bundle.errors import BundleError
from delib_gen.desk.state import Done, show_diff, strip
from delib_gen.desk.web.depot import make_name
from delib_gen.desk.web.desk import find_sitting, locate, show_sitting
from delib_gen.desk.web.findings import list_findings
from delib_gen.desk.web.membres import list_organes
from delib_gen.desk.web.receiving import read_text, receive, refuse, refuse_told
from delib_gen.desk.web.saisie import answer
from delib_gen.edits.changes import Refused
from delib_gen.load.files import NamedFile, find_limit
from delib_gen.load.reference import load_autorite
from delib_gen.load.sources import Sources
from delib_gen.membres.errors import MembresError
from delib_gen.membres.file import lay_empty_list, open_file
from delib_gen.membres.renew import Renewed, plan_renewal, tell_renewed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.web.office import Sitting

SORTES = (".csv", ".xlsx")
_SCREEN = "Tableau des membres"
_MOST_CHOICES = 400


@dataclass(slots=True)
class Given:
    """A table that somebody dropped in, kept until it is written or left.

    Attributes:
        file: the table.
        organe: the organ whose members these are.
        de: the authority that is meant, where the table has several.
        jour: the day on which those who are in it no more left.
    """

    file: NamedFile
    organe: str = ""
    de: str = ""
    jour: str = ""


def _find_tables(
    request: Request,
) -> tuple[dict[tuple[str, Path], Given], tuple[str, Path]]:
    """The tables that are looked at, and where that of who asks is among them."""
    office, place = locate(request)
    tables: dict[tuple[str, Path], Given] = request.app.state.tables
    return tables, (office.who, place.path)


async def receive_table(request: Request) -> Response:
    """A table that is dropped in.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    tables, key = await run_in_threadpool(_find_tables, request)
    name = make_name(unquote(request.headers.get("x-nom", "")))
    ending = Path(name).suffix
    if ending not in SORTES:
        return refuse(
            f"« {name} » n'est pas un tableau ; donnez un fichier {' ou '.join(SORTES)}"
        )
    limit, content = find_limit(ending), bytearray()
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > limit:
                return refuse(
                    f"« {name} » pèse plus de {limit / 1e6:.0f} Mo, la limite de ces "
                    "fichiers ; ne gardez que les lignes de votre collectivité"
                )
    except ClientDisconnect as error:  # cut off, or larger than it said
        raise HTTPException(413) from error
    tables[key] = Given(NamedFile(name, name, bytes(content)))
    return JSONResponse({"mot": f"« {name} » est lu"})


def show_table(request: Request) -> Response:
    """What becomes of the members, by the table that was dropped in."""
    seen = find_sitting(request)
    tables, key = _find_tables(request)
    given = tables.get(key)
    values: dict[str, object] = {
        "donne": given,
        "sortes": SORTES,
        "organes": list_organes(seen.checked),
        "refus": None,
        "lignes": [],
        "ajoutes": [],
        "constats": [],
        "ecrit": "",
    }
    if given is not None:
        try:
            renewed = _plan(seen.sitting, given)
        except MembresError as error:
            values["refus"] = error
        else:
            values |= {
                "lignes": list(tell_renewed(renewed)),
                "ajoutes": renewed.fait.ajoutes,
                "constats": list_findings(renewed.findings),
                "ecrit": _show(seen.sitting, renewed),
            }
    return show_sitting(request, "tableau", seen, values)


def _plan(place: Sitting, given: Given) -> Renewed:
    """What becomes of the members.

    Raises:
        MembresError: if the table cannot be taken.
    """
    sources = Sources(lay_empty_list(place.path))
    path = place.path
    autorite = load_autorite(path.name, path.parent, None, sources=sources).autorite
    if autorite is None:
        raise MembresError(
            "le fichier de la collectivité ne se comprend pas encore",
            "corrigez d'abord ses constats",
        )
    organe = given.organe if given.organe in autorite.organes else ""
    organe = organe or next(iter(autorite.organes))
    try:
        jour = dt.date.fromisoformat(given.jour) if given.jour else None
    except ValueError as error:
        raise MembresError(
            f"« {given.jour} » n'est pas un jour", "donnez-le à nouveau", "date"
        ) from error
    fichier = open_file(path)
    return plan_renewal(fichier, given.file, autorite, organe, given.de or None, jour)


def _show(place: Sitting, renewed: Renewed) -> str:
    """The lines of the file that leave and come; nothing where none does."""
    if renewed.apres is None:
        return ""
    before = strip({place.path.name: place.path.read_text(encoding="utf-8")})
    return show_diff(before, {place.path.name: renewed.apres})


def choose(request: Request, sent: Mapping[str, Any]) -> Response:
    """What has to be said besides the table."""
    tables, key = _find_tables(request)
    given = tables.get(key)
    if given is None:
        return refuse("donnez d'abord un tableau")
    given.organe, given.de, given.jour = (
        read_text(sent, name).strip() for name in ("organe", "de", "jour")
    )
    return JSONResponse({"mot": "Le tableau est relu"})


def leave(request: Request) -> Response:
    """Look at the table no more."""
    tables, key = _find_tables(request)
    tables.pop(key, None)
    return JSONResponse({"mot": "Rien n'a été changé"})


def write(request: Request) -> Response:
    """Write the members into the authority's file."""
    office, place = locate(request)
    tables, key = _find_tables(request)
    given = tables.get(key)
    if given is None:
        return refuse("donnez d'abord un tableau")
    with office.lock:
        opened = office.open(place)
        if isinstance(opened, Refused):
            return answer(office, place, opened)
        try:
            renewed = _plan(place, given)
        except (MembresError, BundleError) as error:
            return refuse_told(error, office.folder)
        if renewed.apres is None:
            return refuse("ce tableau ne change rien au fichier")
        texts = {place.path.name: renewed.apres}
        done = place.keeper.rewrite(
            place.path, texts, opened.version, office.who, _SCREEN
        )
        if not isinstance(done, Done):
            return answer(office, place, done)
        office.keep(place, done)
    del tables[key]
    return JSONResponse({"adresse": f"/c/{place.slug}"})


ROUTES = (
    ("/c/{collectivite}/tableau", show_table, ("GET",)),
    ("/c/{collectivite}/tableau", receive_table, ("POST",)),
    ("/c/{collectivite}/tableau/choix", receive(choose), ("POST",)),
    ("/c/{collectivite}/tableau/laisser", leave, ("POST",)),
    ("/c/{collectivite}/tableau/ecrire", write, ("POST",)),
)
