"""Séances: the sittings of the folder, each with its stage and what is due next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.web.desk import describe_sitting, find_desk
from delib_gen.lang.days import list_months

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def list_all(request: Request) -> Response:
    """The sittings, the latest first."""
    desk = find_desk(request)
    rows = []
    for sitting in desk.office.list_sittings():
        checked = desk.office.read(sitting)
        situation = checked.situation
        rows.append(
            {
                **describe_sitting(desk, sitting, checked),
                "jour": situation.jour if situation else None,
                "mois": list_months("fr")[situation.jour.month - 1]
                if situation
                else "",
                "actes": len(situation.actes) if situation else 0,
            }
        )
    known = desk.office.list_autorites()
    rows.sort(key=lambda row: str(row["jour"] or "9999"), reverse=True)
    return desk.show("seances", {"seances": rows, "collectivites": known})


ROUTES = (("/", list_all, ("GET",)),)
