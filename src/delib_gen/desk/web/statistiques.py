"""Statistiques: the page of `delib-gen stats`, of a sitting or of a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from delib_gen.catalogue import CATALOGUE
from delib_gen.desk.web.desk import find_desk
from delib_gen.desk.web.findings import Shown, list_findings
from delib_gen.desk.web.preview import Book
from delib_gen.findings import has_errors
from delib_gen.findings.periode import PER07
from delib_gen.period import check_period, sort_sittings
from delib_gen.recueil import OfPeriod, Period, recall
from delib_gen.render import RenderSpec
from delib_gen.request import RenderRequest
from delib_gen.rules.words import title_organe
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office
    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.period import Sitting

_REQUEST = RenderRequest(
    Path(), langues=(LANGUE_DE_REFERENCE,), formats=("html",), only=("statistiques",)
)
_REGISTRE, _FICHIERS = "registre", "fichiers"
_SOURCES = (
    (_REGISTRE, "le registre"),
    (_FICHIERS, "les fichiers"),
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
        source: where they are taken from: `registre`, or `fichiers`.
        sources: where they may be, with their words.
        seances: those that were held, in their order.
        constats: what keeps their figures from being added up.
    """

    organe: str
    du: dt.date
    au: dt.date
    source: str = _FICHIERS
    sources: tuple[tuple[str, str], ...] = ()
    seances: tuple[Sitting, ...] = ()
    constats: tuple[Shown, ...] = ()


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
        return _check(Choix(_make_key(situation), days[0], days[-1]), [checked])
    if not known:
        return None
    latest = max(known, key=lambda key: max(map(_first_day, known[key][1])))
    key = asked.get("organe", "") if asked.get("organe") in known else latest
    seances = known[key][1]
    year = max(map(_first_day, seances)).year
    du = _read_day(asked.get("du")) or dt.date(year, 1, 1)
    au = _read_day(asked.get("au")) or dt.date(year, 12, 31)
    choice = Choix(key, du, au)
    registre = _find_registre(seances)
    if registre is None:
        return _check(choice, seances)
    named = asked.get("source")
    source = _FICHIERS if named == _FICHIERS else _REGISTRE
    choice = replace(choice, source=source, sources=_SOURCES)
    if source == _FICHIERS:
        return _check(choice, seances)
    with office.lock:
        asked_of_it = replace(_REQUEST, registre=registre)
        outcome, recalled = recall(_make_period(choice), asked_of_it)
    # That it has none those days is said as it is of files.
    found = [f for f in outcome.findings if f.code != PER07.code]
    return _show(choice, found, recalled)


def _find_registre(seances: list[Checked]) -> Path | None:
    """The register of an organ's last sitting, where it is there."""
    reference = max(seances, key=_first_day).reference
    tenu = reference.tenu if reference else None
    return tenu.path if tenu and tenu.path.is_file() else None


def _first_day(checked: Checked) -> dt.date:
    return checked.situation.jour if checked.situation else dt.date.min


def _read_day(typed: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed or "")
    except ValueError:
        return None


def _check(choice: Choix, seances: list[Checked]) -> Choix:
    """The sittings of the days, with what `stats` would refuse them for."""
    du, au = choice.du, choice.au
    within = [
        each
        for each in seances
        if each.situation and all(du <= j <= au for j in each.situation.seance.jours)
    ]
    found = [f for each in within for f in each.findings]
    sittings = sort_sittings(within)
    if sittings:
        found += check_period(sittings, du, au, gaps=True)
    return _show(choice, found, sittings)


def _show(
    choice: Choix, found: Sequence[Diagnostic], sittings: Sequence[Sitting]
) -> Choix:
    wrong = [f for f in dict.fromkeys(found) if has_errors([f])]
    shown = tuple(list_findings(wrong))
    return replace(choice, seances=tuple(sittings), constats=shown)


def _make_period(choice: Choix) -> Period:
    organe = choice.organe.partition("/")[2]
    return Period(choice.du, choice.au, True, "statistiques", organe=organe)


def give_page(request: Request) -> Response:
    """The page itself, as `delib-gen stats` writes it.

    Raises:
        HTTPException: if there is none.
    """
    office = find_desk(request).office
    choice = _choose(request, office, _list_held(office))
    if choice is None or not choice.seances or choice.constats:
        raise HTTPException(404)
    situation, charte = choice.seances[-1].checked.sound
    with office.lock:
        period = _make_period(choice)
        books = OfPeriod(choice.seances, period, (), _REQUEST, CATALOGUE)
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
