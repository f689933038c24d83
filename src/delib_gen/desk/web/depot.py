"""Files that are dropped in: looked at as annexes are, and put beside the sitting.

A file is received under a name of our own, in pieces and up to a bound. It takes its
own name, made safe, only where nothing else has it, and stays only if it can be read.
"""

from __future__ import annotations

import filecmp
import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from delib_gen.bundle.naming import name_acts
from delib_gen.desk.web.changing import find_data, put
from delib_gen.desk.web.desk import locate
from delib_gen.desk.web.receiving import refuse, refuse_told
from delib_gen.desk.web.saisie import answer, change, is_done
from delib_gen.desk.web.security import MOST_FILE_BYTES
from delib_gen.edits.changes import Insert, Refused
from delib_gen.findings import has_errors
from delib_gen.load.files import YAML, find_limit
from delib_gen.load.loader import look_at_annexe
from delib_gen.load.nodes import find_node, to_data
from delib_gen.schema.kinds import KINDS, FileKind, explain_ending

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office, Sitting
    from delib_gen.edits.changes import Change
    from delib_gen.findings import YamlPath

_ANNEXES, _IMAGES = "annexes", "images"
"""The folders that files are put into, beside the file that names them."""
_EMBLEMES = ("blason", "logo")
_TYPED = (".md", *YAML)
"""Files that are corrected here: what is wrong with them is told beside their field."""
_TAKEN = 409
_NameIt = Callable[..., "tuple[list[Change], str]"]
"""From the request, the file, its place and its title to changes, and the screen."""


async def receive_annexe(request: Request) -> Response:
    """A file that is dropped on an act.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    return await _receive(request, _ANNEXES, tuple(KINDS), _add_annexe)


async def receive_embleme(request: Request) -> Response:
    """A picture that is dropped as the arms or the logo of an authority.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    if request.path_params["cle"] not in _EMBLEMES:
        raise HTTPException(404)
    pictures = [name for name, kind in KINDS.items() if kind is FileKind.IMAGE]
    return await _receive(request, _IMAGES, tuple(pictures), _put_embleme)


async def _receive(
    request: Request, kept_in: str, endings: tuple[str, ...], name_it: _NameIt
) -> Response:
    """A file that is dropped, put beside the file that it is for, and named there.

    Args:
        request: what was sent.
        kept_in: the folder that it is put into.
        endings: those that files may have here.
        name_it: the changes by which it is named.
    """
    office, sitting = locate(request)
    name = make_name(unquote(request.headers.get("x-nom", "")))
    ending = Path(name).suffix
    if ending not in endings:
        wanted = None if len(endings) == len(KINDS) else KINDS[endings[0]]
        return refuse(" ; ".join((f"« {name} »", *explain_ending(ending, wanted))))
    limit = min(find_limit(ending), MOST_FILE_BYTES)
    folder = sitting.path.parent / kept_in
    if not folder.resolve().is_relative_to(sitting.path.parent.resolve()):
        return refuse(f"le dossier « {kept_in} » mène hors du dossier de ce fichier")
    waiting = folder / f".{secrets.token_hex(8)}{ending}"
    try:
        folder.mkdir(exist_ok=True)
        with waiting.open("xb") as file:
            async for piece in request.stream():
                if file.tell() + len(piece) > limit:
                    return refuse(
                        f"« {name} » pèse plus de {limit / 1e6:.0f} Mo, la limite de "
                        "ces fichiers ; allégez-le"
                    )
                file.write(piece)
        keep = partial(_keep, request, office, sitting, waiting, name, name_it)
        return await run_in_threadpool(keep)
    except ClientDisconnect as error:  # cut off, or larger than it said
        raise HTTPException(413) from error
    except OSError as error:
        return refuse(f"« {name} » ne s'écrit pas ({os.strerror(error.errno or 0)})")
    finally:
        waiting.unlink(missing_ok=True)


def make_name(given: str) -> str:
    """The name of a file that is dropped in, safe on every system.

    Letters without accents, digits, `-`, `_` and `.`, the ending in small letters.
    """
    base = Path(given.replace("\\", "/").rpartition("/")[2])
    stem, ending = base.stem, base.suffix
    plain = unicodedata.normalize("NFKD", stem.replace("’", "-").replace("'", "-"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-_") or "annexe"
    ending = re.sub(r"[^a-z0-9.]", "", ending.lower())
    return f"{name_acts((plain,))[0]}{ending}"


def _keep(
    request: Request,
    office: Office,
    sitting: Sitting,
    waiting: Path,
    name: str,
    name_it: _NameIt,
) -> Response:
    """Give a file its name, look at it, and name it where it is for."""
    target = waiting.with_name(name)
    if target.exists() and not filecmp.cmp(waiting, target, shallow=False):
        other = _find_free(target)
        if request.headers.get("x-autre") != other.name:
            message = f"« {name} » est déjà dans le dossier, avec un autre contenu"
            return JSONResponse({"message": message, "autre": other.name}, _TAKEN)
        target = other
    new = not target.exists()
    if new:
        os.link(waiting, target)  # refused were the name taken meanwhile
    done = False
    try:
        root = sitting.path.parent
        found = look_at_annexe(root, target.relative_to(root).as_posix())
        if has_errors(found) and target.suffix not in _TYPED:
            return refuse_told(found[0], root)
        with office.lock:
            opened = office.open(sitting)
            if isinstance(opened, Refused):
                return answer(office, sitting, opened)
            stem = unquote(request.headers.get("x-nom", "")).rpartition(".")[0]
            titre = re.sub(r"[\s_-]+", " ", stem).strip()[:200] or target.stem
            added, screen = name_it(request, opened.checked, target, titre)
            response = change(office, sitting, added, screen, opened.version)
            done = is_done(response)
            return response
    finally:
        if new and not done:
            target.unlink(missing_ok=True)


def _add_annexe(
    request: Request, checked: Checked, target: Path, titre: str
) -> tuple[list[Change], str]:
    path, folder = _find_act(checked, request.path_params["rang"])
    annexe = {"titre": titre, "fichier": _name_from(target, folder)}
    rank = len(_list_annexes(checked, path))
    return [Insert((*path, "annexes"), rank, annexe)], "Annexes"


def _put_embleme(
    request: Request, checked: Checked, target: Path, titre: str
) -> tuple[list[Change], str]:
    """A picture in the place of another one, or with what it shows, to be said."""
    root, path = checked.lue.root, ("identite", request.path_params["cle"])
    if root is None:
        raise HTTPException(404)
    data, named = to_data(root), _name_from(target, Path(root.span.file).parent)
    if isinstance(find_data(data, path), dict):
        return put(data, (*path, "fichier"), named), "Documents"
    return put(data, path, {"fichier": named, "alternative": titre}), "Documents"


def _name_from(target: Path, folder: Path) -> str:
    return Path(os.path.relpath(target, folder)).as_posix()


def _find_free(target: Path) -> Path:
    """A name like a file's that no other file has."""
    number = 2
    while (other := target.with_stem(f"{target.stem}-{number}")).exists():
        number += 1
    return other


def _find_act(checked: Checked, rank: int) -> tuple[YamlPath, Path]:
    """The place of an act, and the folder that its names start from.

    Raises:
        HTTPException: if the sitting has none of that rank.
    """
    if not 1 <= rank <= len(checked.lue.actes) or checked.lue.root is None:
        raise HTTPException(404)
    path = checked.lue.actes[rank - 1].path
    node, _ = find_node(checked.lue.root, path)
    return path, Path(node.span.file).parent


def _list_annexes(checked: Checked, path: YamlPath) -> list[object]:
    root = checked.lue.root
    node, exact = find_node(root, (*path, "annexes")) if root else (None, False)
    return list(getattr(node, "items", ())) if exact else []


ROUTES = (
    ("/s/{slug}/actes/{rang:int}/annexes", receive_annexe, ("POST",)),
    ("/c/{collectivite}/emblemes/{cle}", receive_embleme, ("POST",)),
)
