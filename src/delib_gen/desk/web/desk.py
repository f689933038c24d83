"""What all pages share: the folder, the page's own word, and the head of a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from delib_gen.desk.web.changing import find_data
from delib_gen.desk.web.pages import show
from delib_gen.desk.web.roles import OTHERS, Role
from delib_gen.desk.web.stage import can_open, describe_stage, name_sitting
from delib_gen.desk.web.visitors import TYPING, find_visitor, may, may_type
from delib_gen.edits.changes import Refused
from delib_gen.findings import Severity, count_severities
from delib_gen.load.nodes import to_data
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.history import Record
    from delib_gen.desk.state import Opened
    from delib_gen.desk.web.office import Office, Sitting


TABS = (
    ("ordre", "Ordre du jour", ""),
    ("la_seance", "La séance", "/seance"),
    ("presences", "Présences", "/presences"),
    ("votes", "Votes", "/votes"),
    ("acte", "Actes", "/actes/1"),
    ("production", "Production", "/production"),
    ("suite", "Suite", "/suite"),
    ("yaml", "YAML", "/yaml"),
    ("historique", "Historique", "/historique"),
)
"""The screens of a sitting: a template, what it is called, its address below it."""
_BELOW = {"fichier": "acte"}
"""Screens that are reached from another one, and stand below it."""
_READS = "votre rôle permet de lire ce fichier, non de le changer"
AUTORITE_TABS = (
    ("membres", "Membres", ""),
    ("collectivite", "Collectivité", "/reglages"),
    ("documents", "Documents", "/documents"),
    ("yaml", "YAML", "/yaml"),
)
"""Those of an authority's file."""
PLACES = ("/s/{slug}", "/c/{collectivite}")
"""The addresses of a sitting, and of an authority's file."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder, and what its pages have in common."""

    office: Office

    def common(self) -> dict[str, Any]:
        """What every page is given."""
        visitor = find_visitor()
        return {"visiteur": visitor, "dossier": self.office.folder.name}

    def show(self, name: str, values: Mapping[str, object]) -> Response:
        """A page that is of no sitting."""
        return show(name, {**self.common(), **values})


def find_desk(request: Request) -> Desk:
    """The desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


@dataclass(frozen=True, slots=True)
class Seen:
    """A sitting as a page shows it.

    Attributes:
        sitting: the sitting.
        opened: it, to be changed; None where it can only be looked at.
        checked: it, as it was read.
        why: why it can only be looked at.
    """

    sitting: Sitting
    opened: Opened | None
    checked: Checked
    why: str = ""


def locate(request: Request) -> tuple[Office, Sitting]:
    """The sitting, or the authority's file, that an address names, unread.

    Raises:
        HTTPException: if the folder has none of that name.
    """
    office, named = find_desk(request).office, request.path_params
    if "slug" in named:
        sitting = office.find(named["slug"])
    else:
        sitting = office.find_autorite(named["collectivite"])
    if sitting is None:
        raise HTTPException(404)
    return office, sitting


def find_sitting(request: Request) -> Seen:
    """The sitting that an address names, read and checked."""
    office, sitting = locate(request)
    opened = office.open(sitting)
    if isinstance(opened, Refused):
        return Seen(sitting, None, office.read(sitting), opened.reason)
    return Seen(sitting, opened, opened.checked)


def show_sitting(
    request: Request, name: str, seen: Seen, values: Mapping[str, object]
) -> Response:
    """A screen of a sitting, or of an authority's file.

    Args:
        request: what was asked.
        name: the screen's, as `TABS` or `AUTORITE_TABS` has it.
        seen: the sitting.
        values: what the screen shows.
    """
    desk, slug = find_desk(request), seen.sitting.slug
    of_autorite = "collectivite" in request.path_params
    place, known = (
        (f"/c/{slug}", AUTORITE_TABS) if of_autorite else (f"/s/{slug}", TABS)
    )
    shown = _BELOW.get(name, name)
    tabs = [(words, f"{place}{end}", key == shown) for key, words, end in known]
    head = describe_sitting(desk, seen.sitting, seen.checked)
    if of_autorite:
        head |= {"nom": name_autorite(seen.checked, seen.sitting), "etape": None}
    TYPING.set(f"{PLACES[of_autorite]}/saisie")
    reads = not find_visitor().roles - {Role.LIRE, Role.PRODUIRE}
    if of_autorite:
        reads = not may_type()
    foot = _describe(seen, reads=reads)
    here = {"seance": head, "onglets": tabs, "place": place, "pied": foot}
    return show(name, {**desk.common(), **here, **values})


def name_autorite(checked: Checked, sitting: Sitting) -> str:
    """What an authority is called; its file where that cannot be read."""
    tree = checked.reference.tree if checked.reference else None
    named = (
        find_data(to_data(tree), ("noms", LANGUE_DE_REFERENCE, "nom")) if tree else 0
    )
    return str(named or sitting.name)


def _describe(seen: Seen, *, reads: bool) -> dict[str, Any]:
    """What the foot of a sitting's pages says: what may be undone, and redone."""
    opened = seen.opened
    if opened is None:
        return {"version": "", "lecture": seen.why, "annuler": "", "retablir": ""}
    return {
        "version": opened.version,
        "lecture": _READS if reads else "",
        "annuler": _tell(opened.undoable),
        "retablir": _tell(opened.redoable),
    }


def is_ones_own(record: Record | None) -> bool:
    """Whether who asks made a change, or may take back those of others."""
    return record is None or record.who == find_visitor().who or may(OTHERS)


def _tell(record: Record | None) -> str:
    """A change that may be taken back: when it was made, on which screen, by whom."""
    if record is None or not is_ones_own(record):
        return ""
    who = "" if record.who == find_visitor().who else record.who
    return ", ".join(filter(None, (record.screen, record.when[11:16], who)))


def describe_sitting(desk: Desk, sitting: Sitting, checked: Checked) -> dict[str, Any]:
    """What the head of a sitting's pages says."""
    counts = count_severities(checked.findings)
    return {
        "slug": sitting.slug,
        "fichier": sitting.name,
        "nom": name_sitting(checked, sitting),
        "etape": describe_stage(checked, desk.office.today),
        "a_ouvrir": can_open(checked, desk.office.today),
        "erreurs": counts[Severity.ERREUR],
        "avertissements": counts[Severity.AVERTISSEMENT],
    }
