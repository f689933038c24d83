"""Collectivité: the authorities of the folder, and what a file of one's own says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, RedirectResponse

from delib_gen.aide.own_autorite import (
    AUTORITE_FILE,
    copy_autorite,
    write_autorite,
    write_code,
)
from delib_gen.aide.starter_text import put_files
from delib_gen.bundle.errors import BundleError
from delib_gen.checking import check_autorite
from delib_gen.desk.web.desk import find_desk, find_sitting, name_autorite, show_sitting
from delib_gen.desk.web.formulaire import draw_autorite
from delib_gen.desk.web.membres import list_fiches
from delib_gen.desk.web.office import is_shipped
from delib_gen.desk.web.receiving import read_text, receive, refuse, refuse_told
from delib_gen.desk.web.words import load_mots
from delib_gen.findings import Severity
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import load_autorite
from delib_gen.load.sources import Sources
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.web.office import Office

_ASKED = ("nom", "population", "effectif")


def list_all(request: Request) -> Response:
    """The authorities of the folder; the only one itself, where there is but one."""
    desk = find_desk(request)
    known = [*desk.office.list_autorites(), *desk.office.list_named()]
    if not known:
        return RedirectResponse("/c/nouvelle", 303)
    if len(known) == 1:
        return RedirectResponse(f"/c/{known[0].slug}", 303)
    rows = []
    for place in known:
        checked = desk.office.read(place)
        rows.append(
            {
                "slug": place.slug,
                "fichier": place.name,
                "nom": name_autorite(checked, place),
                "membres": len(list_fiches(checked)[0]),
                "lecture": is_shipped(place),
                "constats": len(checked.findings),
            }
        )
    return desk.show("collectivites", {"collectivites": rows})


def show_settings(request: Request) -> Response:
    """The form of an authority: names, organs, offices, usual texts."""
    seen = find_sitting(request)
    form = draw_autorite(seen.checked, load_mots().groupes_collectivite)
    return show_sitting(request, "collectivite", seen, form)


def show_form(request: Request) -> Response:
    """What is asked for an authority's own file."""
    desk, base = find_desk(request), request.query_params.get("base", "")
    kinds = []
    for code in list_autorites():
        autorite = load_autorite(code, Path(), None).autorite
        noms = autorite.noms.get(LANGUE_DE_REFERENCE) if autorite else None
        if autorite and noms:
            kinds.append((code, noms.nom, bool(autorite.membres)))
    return desk.show("collectivite_neuve", {"sortes": kinds, "base": base})


def begin(request: Request, sent: Mapping[str, Any]) -> Response:
    """Write an authority's own file into the folder."""
    office, base = find_desk(request).office, read_text(sent, "base")
    nom, population, effectif = (read_text(sent, key).strip() for key in _ASKED)
    known = base in list_autorites()
    autorite = load_autorite(base, Path(), None).autorite if known else None
    if autorite is None:
        return refuse("choisissez la sorte de collectivité")
    if autorite.membres:
        return _put(office, copy_autorite(base), base)
    if not nom:
        return refuse("donnez le nom de votre collectivité")
    if not (population or effectif).isdecimal():
        return refuse(
            "donnez, en chiffres, le nombre d'habitants de la commune, ou le nombre "
            "légal des membres d'une autre collectivité"
        )
    size = {"population": population, "effectif": effectif}
    text = write_autorite(base, autorite, nom, office.today, **size)
    return _put(office, text, write_code(nom))


def _put(office: Office, text: str, code: str) -> Response:
    """Write the file where no other one stands, once it reads without an error."""
    paths = [office.folder / AUTORITE_FILE, office.folder / f"{code}.yaml"]
    with office.lock:
        path = next((path for path in paths if not path.exists()), paths[-1])
        checked = check_autorite(path, sources=Sources({path: text}))
        wrong = [f for f in checked.findings if f.severity is Severity.ERREUR]
        if wrong:
            return refuse_told(wrong[0], office.folder)
        try:
            put_files(path.parent, {path.name: text})
        except BundleError as error:
            return refuse_told(error, office.folder)
        office.look_again()
        made = next(place for place in office.list_autorites() if place.path == path)
    return JSONResponse({"adresse": f"/c/{made.slug}"})


ROUTES = (
    ("/c", list_all, ("GET",)),
    ("/c/nouvelle", show_form, ("GET",)),
    ("/c/nouvelle", receive(begin), ("POST",)),
    ("/c/{collectivite}/reglages", show_settings, ("GET",)),
)
