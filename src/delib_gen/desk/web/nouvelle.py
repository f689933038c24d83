"""A new sitting, by the functions of `init`: its organ, its day, its members."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from delib_gen.aide.begin import begin_sitting
from delib_gen.aide.starter_text import put_files
from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.naming import is_folder_name, name_sitting
from delib_gen.desk.web.desk import find_desk
from delib_gen.desk.web.office import is_shipped
from delib_gen.desk.web.receiving import read_text, receive, refuse, refuse_told
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.load.sources import Sources
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.web.office import Office

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Connue:
    """An authority that a sitting may be of.

    Attributes:
        code: how it is named: a code, or a path.
        nom: what it is called.
        organes: its organs, each with its words.
        a_nommer: whether it is but a kind of authority, without a name or members.
    """

    code: str
    nom: str
    organes: tuple[tuple[str, str], ...]
    a_nommer: bool


def show_form(request: Request) -> Response:
    """What is asked for a new sitting."""
    desk = find_desk(request)
    known = _list_known(desk.office)
    return desk.show("nouvelle", {"connues": known, "jour": desk.office.today})


def _list_known(office: Office) -> list[Connue]:
    """The office's own authorities, then those of its sittings, then the shipped."""
    shipped = list_autorites()
    known = [*office.list_autorites(), *office.list_named()]
    own = [str(place.path) for place in known if not is_shipped(place)]
    found = [_describe(code, code in shipped) for code in (*own, *shipped)]
    return [known for known in found if known is not None]


def _load(code: str) -> LoadedAutorite:
    return load_autorite(code, Path(), None, sources=Sources())


def _describe(code: str, shipped: bool) -> Connue | None:
    autorite = _load(code).autorite
    if autorite is None or not autorite.organes:
        return None
    noms = autorite.noms.get(LANGUE_DE_REFERENCE)
    organes = []
    for key, organe in autorite.organes.items():
        words = organe.noms.get(LANGUE_DE_REFERENCE)
        organes.append((key, words.sujet if words else key))
    name = str(noms.nom) if noms else code
    return Connue(code, name, tuple(organes), shipped and not autorite.membres)


def begin(request: Request, sent: Mapping[str, Any]) -> Response:
    """Write the files of a new sitting."""
    office = find_desk(request).office
    choice, _, organe = read_text(sent, "organe").rpartition("|")
    jour, nom = read_text(sent, "jour").strip(), read_text(sent, "nom").strip()
    known = {c.code: c for c in _list_known(office)}.get(choice)
    if known is None or organe not in dict(known.organes):
        return refuse("choisissez l'organe qui se réunit")
    try:
        day = dt.date.fromisoformat(jour if _DAY.fullmatch(jour) else "")
    except ValueError:
        return refuse("donnez le jour de la séance, par exemple 18/12/2026")
    if known.a_nommer and not nom:
        return refuse("donnez le nom de votre collectivité")
    loaded = _load(known.code)
    autorite = loaded.autorite
    if autorite is None:
        return refuse("cette collectivité ne se lit pas")
    body = autorite.organes[organe]
    name = name_sitting([day], organe, body.sigle)
    if not is_folder_name(name):
        return refuse("ce nom de dossier ne se peut pas")
    folder = office.folder / name
    with office.lock:
        begun = begin_sitting(
            folder,
            known.code,
            loaded,
            organe,
            day,
            nom if known.a_nommer else None,
            projet=day >= office.today,
        )
        if begun.starter is None:
            return refuse("le fichier de la collectivité ne se lit pas")
        try:
            put_files(folder, begun.files)
        except BundleError as error:
            return refuse_told(error, office.folder)
    made = next((s for s in office.look_again() if s.path.parent == folder), None)
    return JSONResponse({"adresse": f"/s/{made.slug}/seance" if made else "/"})


ROUTES = (
    ("/nouvelle", show_form, ("GET",)),
    ("/nouvelle", receive(begin), ("POST",)),
)
