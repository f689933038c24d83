"""Statistiques: the page of `delib-gen stats`, of a sitting or of a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from delib_gen.catalogue import CATALOGUE
from delib_gen.desk.web.desk import find_desk
from delib_gen.desk.web.findings import Shown, list_findings
from delib_gen.desk.web.preview import Book
from delib_gen.findings import has_errors
from delib_gen.period import check_period, sort_sittings
from delib_gen.recueil import OfPeriod, Period
from delib_gen.render import RenderSpec
from delib_gen.request import RenderRequest
from delib_gen.rules.words import title_organe
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from starlette.requests import Request

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office
    from delib_gen.model.situation import Situation

_REQUEST = RenderRequest(
    Path(), langues=(LANGUE_DE_REFERENCE,), formats=("html",), only=("statistiques",)
)
_FRAMED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; frame-ancestors 'self'"
)
"""A page that was made runs nothing, asks for nothing, and is framed by ours alone."""


@dataclass(frozen=True, slots=True)
class Choix:
    """The sittings that are asked for.

    Attributes:
        organe: the key of the organ, among those of the folder.
        du: the first day.
        au: the last one.
        seances: those that were held, read.
        constats: what keeps their figures from being added up.
    """

    organe: str
    du: dt.date
    au: dt.date
    seances: list[Checked]
    constats: list[Shown]


def show_statistiques(request: Request) -> Response:
    """What may be asked for, and the page in its frame."""
    desk = find_desk(request)
    known = _list_held(desk.office)
    choice = _choose(request, desk.office, known)
    return desk.show(
        "statistiques",
        {
            "organes": [(key, words) for key, (words, _) in known.items()],
            "choix": choice,
            "question": request.url.query,
        },
    )


def _list_held(office: Office) -> dict[str, tuple[str, list[Checked]]]:
    """The sittings that were held, by organ: its words, and the sittings."""
    found: dict[str, tuple[str, list[Checked]]] = {}
    for sitting in office.list_sittings():
        checked = office.read(sitting)
        situation = checked.situation
        if situation is None or not situation.lue.tenue:
            continue
        if situation.jour > office.today:
            continue
        held = found.setdefault(_make_key(situation), (title_organe(situation), []))
        held[1].append(checked)
    return found


def _make_key(situation: Situation) -> str:
    """What tells an organ from those of other authorities."""
    return f"{situation.autorite.code}/{situation.code_organe}"


def _choose(
    request: Request, office: Office, known: dict[str, tuple[str, list[Checked]]]
) -> Choix | None:
    """The sittings of the organ and of the days that are asked for."""
    asked = request.query_params
    wanted = office.find(asked.get("seance", "")) if asked.get("seance") else None
    if wanted is not None:
        checked = office.read(wanted)
        situation = checked.situation
        if situation is None:
            return None
        days = situation.seance.jours
        return _check(_make_key(situation), days[0], days[-1], [checked])
    if not known:
        return None
    latest = max(known, key=lambda key: max(map(_first_day, known[key][1])))
    key = asked.get("organe", "") if asked.get("organe") in known else latest
    seances = known[key][1]
    year = max(map(_first_day, seances)).year
    du = _read_day(asked.get("du")) or dt.date(year, 1, 1)
    au = _read_day(asked.get("au")) or dt.date(year, 12, 31)
    within = [
        each
        for each in seances
        if each.situation and all(du <= j <= au for j in each.situation.seance.jours)
    ]
    return _check(key, du, au, within)


def _first_day(checked: Checked) -> dt.date:
    return checked.situation.jour if checked.situation else dt.date.min


def _read_day(typed: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed or "")
    except ValueError:
        return None


def _check(key: str, du: dt.date, au: dt.date, seances: list[Checked]) -> Choix:
    """The sittings, with what `delib-gen stats` would refuse them for."""
    found = [f for each in seances for f in each.findings]
    if seances:
        found += check_period(sort_sittings(seances), du, au, gaps=True)
    wrong = [f for f in dict.fromkeys(found) if has_errors([f])]
    return Choix(key, du, au, seances, list_findings(wrong))


def give_page(request: Request) -> Response:
    """The page itself, as `delib-gen stats` writes it.

    Raises:
        HTTPException: if there is none.
    """
    office = find_desk(request).office
    choice = _choose(request, office, _list_held(office))
    if choice is None or not choice.seances or choice.constats:
        raise HTTPException(404)
    sittings = sort_sittings(choice.seances)
    situation, charte = sittings[-1].checked.sound
    period = Period(choice.du, choice.au, True, "statistiques")
    with office.lock:
        books = OfPeriod(sittings, period, (), _REQUEST, CATALOGUE)
        made = [make() for make in books.list_jobs(LANGUE_DE_REFERENCE)]
    spec = RenderSpec(situation.autorite.code, charte, None)
    jobs = [job for job in made if job is not None]
    page = office.previewer.write(Book(spec, jobs[0])) if jobs else None
    if page is None:
        raise HTTPException(404)
    return HTMLResponse(page, headers={"content-security-policy": _FRAMED})


ROUTES = (
    ("/statistiques", show_statistiques, ("GET",)),
    ("/statistiques/page", give_page, ("GET",)),
)
