"""What all pages share: the folder, the page's own word, and the head of a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from delib_gen.desk.web.pages import show
from delib_gen.desk.web.stage import describe_stage, name_sitting
from delib_gen.findings import Severity, count_severities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office, Sitting


TABS = (("ordre", "Ordre du jour", ""),)
"""The screens of a sitting: a template, what it is called, its address below it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder, and what its pages have in common."""

    office: Office
    csrf: str

    def common(self) -> dict[str, Any]:
        """What every page is given."""
        return {"csrf": self.csrf, "dossier": self.office.folder.name}

    def show(self, name: str, values: Mapping[str, object]) -> Response:
        """A page that is of no sitting."""
        return show(name, {**self.common(), **values})


def find_desk(request: Request) -> Desk:
    """The desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


def find_sitting(request: Request) -> tuple[Sitting, Checked]:
    """The sitting that an address names, read and checked.

    Raises:
        HTTPException: if the folder has none of that name.
    """
    office = find_desk(request).office
    sitting = office.find(request.path_params["slug"])
    if sitting is None:
        raise HTTPException(404)
    return sitting, office.read(sitting)


def show_sitting(
    request: Request,
    name: str,
    sitting: Sitting,
    checked: Checked,
    values: Mapping[str, object],
) -> Response:
    """A screen of a sitting.

    Args:
        request: what was asked.
        name: the screen's, as `TABS` has it.
        sitting: the sitting.
        checked: it, as it was read.
        values: what the screen shows.
    """
    desk = find_desk(request)
    place = f"/s/{sitting.slug}"
    tabs = [(words, f"{place}{end}", key == name) for key, words, end in TABS]
    head = describe_sitting(desk, sitting, checked)
    here = {"seance": head, "onglets": tabs, "place": place}
    return show(name, {**desk.common(), **here, **values})


def describe_sitting(desk: Desk, sitting: Sitting, checked: Checked) -> dict[str, Any]:
    """What the head of a sitting's pages says."""
    counts = count_severities(checked.findings)
    return {
        "slug": sitting.slug,
        "fichier": sitting.name,
        "nom": name_sitting(checked, sitting),
        "etape": describe_stage(checked, desk.office.today),
        "erreurs": counts[Severity.ERREUR],
        "avertissements": counts[Severity.AVERTISSEMENT],
    }
