"""What a page sends: fields that were typed, undone, or done again."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from delib_gen.desk.keeper import Keeper
from delib_gen.desk.state import Conflict, Done, Opened, Outcome
from delib_gen.desk.web.changing import move, put, put_text, read_path, remove
from delib_gen.desk.web.desk import PLACES, is_ones_own, locate
from delib_gen.desk.web.receiving import read_text, receive, refuse
from delib_gen.desk.web.visitors import explain, may
from delib_gen.edits.changes import Refused
from delib_gen.load.nodes import to_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.history import Record
    from delib_gen.desk.web.office import Office, Sitting
    from delib_gen.edits.changes import Change

_DONE, _CONFLICT = 200, 409
_MOST_GESTURES = 500


def take(request: Request, sent: Mapping[str, Any]) -> Response:
    """Fields that were typed, put into the files.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, sitting = locate(request)
    base, screen = read_text(sent, "base"), read_text(sent, "ecran")
    goes_on = sent.get("suite") is True
    if "fichier" in sent:
        typed = read_text(sent, "fichier"), read_text(sent, "texte")
        action = find_action(office, sitting, typed[0])
        if not may(action):
            return refuse(explain(action), 403)
        with office.lock:
            keeper, who = sitting.keeper, office.who
            done = keeper.replace(sitting.path, *typed, base, who, goes_on=goes_on)
            return answer(office, sitting, done)
    with office.lock:
        opened = office.open(sitting)
        if isinstance(opened, Refused):
            return answer(office, sitting, opened)
        root = opened.checked.lue.root
        data = to_data(root) if root is not None else {}
        try:
            changes = list_changes(data, sent.get("gestes"))
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise HTTPException(400) from error
        return change(office, sitting, changes, screen, base or None, goes_on=goes_on)


def find_action(office: Office, sitting: Sitting, file: str) -> str:
    """What it is to change a whole file: the authority's is not any of a sitting's."""
    path = (sitting.path.parent / file).resolve()
    return f"{PLACES[path == office.locate_autorite(sitting)]}/saisie"


def change(
    office: Office,
    sitting: Sitting,
    changes: list[Change],
    screen: str,
    base: str | None,
    *,
    goes_on: bool = False,
) -> Response:
    """Make changes, and say what came of it."""
    keeper, who = sitting.keeper, office.who
    done = keeper.change(sitting.path, changes, who, screen, base, goes_on=goes_on)
    return answer(office, sitting, done)


def list_changes(data: object, gestures: object) -> list[Change]:
    """The changes that fields ask for.

    Raises:
        ValueError, TypeError, KeyError: if no field of ours would.
    """
    if not isinstance(gestures, list) or len(gestures) > _MOST_GESTURES:
        raise ValueError("no list")
    changes: list[Change] = []
    for gesture in gestures:
        path = read_path(gesture["chemin"])
        kind = gesture["genre"]
        if kind == "poser":
            changes += put(data, path, _read_value(gesture["valeur"]))
        elif kind == "texte":
            langue, value = str(gesture["langue"]), str(gesture["valeur"])
            changes += put_text(data, path, langue, value)
        elif kind == "retirer":
            changes += remove(path)
        elif kind == "deplacer":
            changes += move(path, int(gesture["vers"]))
        else:
            raise ValueError(kind)
    return changes


def _read_value(value: object) -> object:
    """A text, or plain data of texts: what a clerk might type."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_read_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _read_value(item) for key, item in value.items()}
    raise TypeError("no text")


def undo(request: Request) -> Response:
    """Take back the last change."""
    return _turn(request, lambda opened: opened.undoable, Keeper.undo)


def redo(request: Request) -> Response:
    """Make again the last change that was taken back."""
    return _turn(request, lambda opened: opened.redoable, Keeper.redo)


def _turn(
    request: Request,
    find: Callable[[Opened], Record | None],
    turn: Callable[[Keeper, Path, str], Outcome],
) -> Response:
    office, sitting = locate(request)
    with office.lock:
        opened = office.open(sitting)
        last = find(opened) if isinstance(opened, Opened) else None
        if last is not None and not is_ones_own(last):
            return refuse(f"le dernier changement est de {last.who}, à qui le demander")
        return answer(office, sitting, turn(sitting.keeper, sitting.path, office.who))


def is_done(response: Response) -> bool:
    """Whether a change was made, by what its page is answered."""
    return response.status_code == _DONE


def answer(office: Office, sitting: Sitting, done: Outcome) -> Response:
    """What came of a change, for the page that asked for it."""
    if isinstance(done, Done):
        office.keep(sitting, done)
        return JSONResponse({"version": done.version, "difference": done.diff})
    if isinstance(done, Conflict):
        ours, theirs = _show_apart(done.ours, done.theirs)
        both = {"notre": ours, "leur": theirs, "version": done.version}
        return JSONResponse({"message": done.reason, **both}, _CONFLICT)
    return refuse(done.reason)


def _show_apart(
    ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Of two versions of some files, the lines that differ and those around them."""
    shown: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for name, text in ours.items():
        mine, other = text.splitlines(), theirs.get(name, "").splitlines()
        matcher = SequenceMatcher(None, mine, other, autojunk=False)
        parts: tuple[list[str], list[str]] = ([], [])
        for hunk in matcher.get_grouped_opcodes(2):
            (_, start, _, begin, _), (_, _, stop, _, end) = hunk[0], hunk[-1]
            parts[0].append("\n".join(mine[start:stop]))
            parts[1].append("\n".join(other[begin:end]))
        shown[0][name], shown[1][name] = map("\n…\n".join, parts)
    return shown


_WORKS = (("saisie", receive(take)), ("annuler", undo), ("retablir", redo))
ROUTES = tuple(
    (f"{place}/{end}", work, ("POST",)) for place in PLACES for end, work in _WORKS
)
