"""Registre: what the office's register knows, by organ and year; nothing changes it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from delib_gen.bundle.registre import export_registre
from delib_gen.bundle.registre_copie import copy_registre
from delib_gen.desk.state import hide_folder
from delib_gen.desk.web.desk import find_desk
from delib_gen.desk.web.registre_lu import read_known
from delib_gen.findings.told import ToldError
from delib_gen.load.registre_place import name_seance
from delib_gen.numeros.entries import find_registre
from delib_gen.numeros.form import read_rank
from delib_gen.numeros.propose import tell_gaps
from delib_gen.numeros.suivi import FAITS
from delib_gen.rules.words import title_organe, write_day
from delib_gen.tenue import TAKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request

    from delib_gen.bundle.registre_copie import Inscriptions
    from delib_gen.bundle.registre_tenu import Numero
    from delib_gen.desk.web.office import Office
    from delib_gen.schema.numerotation import Numerotation

_ISSUES = {"adopte": "adopté", "rejete": "rejeté", "acte": "pris acte"}
_NOTHING = "aucun acte produit n'est encore à ce registre"
_KINDS = {".yaml": "application/yaml", ".sqlite": "application/vnd.sqlite3"}


@dataclass(slots=True)
class Tenu:
    """A register of the folder.

    Attributes:
        path: its file.
        noms: what its organs are called, by their codes.
        formes: the forms of their numbers.
        seances: the addresses of the sittings that are here, by the register's words.
    """

    path: Path
    noms: dict[str, str] = field(default_factory=dict)
    formes: dict[str, Numerotation] = field(default_factory=dict)
    seances: dict[str, str] = field(default_factory=dict)


def _list_registers(office: Office) -> list[Tenu]:
    """The registers of the sittings of the folder, those that are there."""
    found: dict[Path, Tenu] = {}
    for sitting in office.list_sittings():
        situation = office.read(sitting).situation
        if situation is None:
            continue
        path = find_registre(situation).resolve()
        if not path.exists():
            continue
        tenu, organe = found.setdefault(path, Tenu(path)), situation.code_organe
        tenu.noms[organe] = title_organe(situation)
        tenu.formes[organe] = situation.organe.numeros
        tenu.seances[name_seance(situation.seance)] = f"/s/{sitting.slug}/suite"
    return list(found.values())


def show_registre(request: Request) -> Response:
    """The entries of a register, of an organ and a year."""
    desk = find_desk(request)
    registers = _list_registers(desk.office)
    rank = _choose(request, len(registers))
    values: dict[str, Any] = {"registres": [t.path.parent.name for t in registers]}
    if not registers:
        return desk.show("registre", {**values, "choisi": None})
    tenu = registers[rank]
    known = read_known(tenu.path)
    shown = {"rang": rank, "fichier": tenu.path.name, "illisible": known or ""}
    if known is not None and not isinstance(known, str):
        shown = {**shown, "illisible": "", **_describe(request, tenu, known)}
    return desk.show("registre", {**values, "choisi": shown})


def _choose(request: Request, many: int) -> int:
    wanted = request.query_params.get("registre", "0")
    rank = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
    return rank if rank < many else 0


def _describe(request: Request, tenu: Tenu, known: Inscriptions) -> dict[str, Any]:
    """The entries that are asked for, and what else there is to choose from."""
    years: dict[str, dict[int, list[Numero]]] = {}
    for one in known.numeros:
        years.setdefault(one.organe, {}).setdefault(one.jour.year, []).append(one)
    organes = [code for code in tenu.noms if code in years]
    organes += [code for code in years if code not in organes]
    asked = request.query_params.get("organe")
    organe = asked if asked in years else next(iter(organes), "")
    of_organe = years.get(organe, {})
    wanted = request.query_params.get("annee", "")
    year = next((y for y in of_organe if str(y) == wanted), max(of_organe, default=0))
    entries = of_organe.get(year, [])
    return {
        "organes": [(c, tenu.noms.get(c) or c or "Sans organe") for c in organes],
        "organe": organe,
        "annees": sorted(of_organe, reverse=True),
        "annee": year,
        "inscriptions": [_tell(one, tenu, known) for one in entries],
        "trous": _tell_gaps(tenu.formes.get(organe), entries),
    }


def _tell(one: Numero, tenu: Tenu, known: Inscriptions) -> dict[str, Any]:
    faits = {f.fait: f for f in known.list_faits(one.organe, one.numero)}
    issue = known.find_issue(one)
    where = f"séance du {write_day(one.jour)}" if one.seance else one.source
    state = _ISSUES[issue] if issue in TAKEN else "pris, pas encore produit"
    return {
        "numero": one.numero,
        "jour": write_day(one.jour),
        "titre": one.titre,
        "lieu": where,
        "adresse": tenu.seances.get(one.seance, ""),
        "issue": state if one.seance else "connu",
        "faits": [
            f"{words} le {write_day(faits[name].jour)}"
            for name, words in FAITS.items()
            if name in faits
        ],
    }


def _tell_gaps(form: Numerotation | None, entries: Iterable[Numero]) -> list[str]:
    """The ranks that nobody has, of what numbers write as their year."""
    if form is None:
        return []
    ranks: dict[str, list[int]] = {}
    for one in entries:
        rank = read_rank(form, one.numero)
        if rank is not None:
            ranks.setdefault(rank.annee, []).append(rank.rang)
    return [said for year, of in ranks.items() for said in tell_gaps(form, year, of)]


def export(request: Request) -> Response:
    """A register that people read, with the acts that were taken."""
    return _give(request, "registre.yaml", export_registre)


def copy(request: Request) -> Response:
    """A copy of a register, to be kept safe."""
    return _give(request, "sauvegarde.sqlite", copy_registre)


def _give(
    request: Request, name: str, write: Callable[[Path, Path], object]
) -> Response:
    """What is made of a register, to be kept elsewhere.

    Raises:
        HTTPException: if there is no register.
    """
    desk = find_desk(request)
    registers = _list_registers(desk.office)
    if not registers:
        raise HTTPException(404)
    source = registers[_choose(request, len(registers))].path
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        try:
            write(source, target)
            content = target.read_bytes()
        except ToldError as error:
            why = hide_folder(error.message, Path(folder))
            why = hide_folder(why, desk.office.folder)
            return desk.show("refus", {"message": why})
        except FileNotFoundError:
            return desk.show("refus", {"message": _NOTHING})
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_KINDS[target.suffix], headers=headers)


ROUTES = (
    ("/registre", show_registre, ("GET",)),
    ("/registre/lisible", export, ("GET",)),
    ("/registre/sauvegarde", copy, ("GET",)),
)
