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
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from delib_gen.bundle.naming import name_acts
from delib_gen.desk.web.desk import locate
from delib_gen.desk.web.receiving import refuse, refuse_told
from delib_gen.desk.web.saisie import answer, change, is_done
from delib_gen.desk.web.security import MOST_FILE_BYTES
from delib_gen.edits.changes import Insert, Refused
from delib_gen.findings import has_errors
from delib_gen.load.files import YAML, find_limit
from delib_gen.load.loader import look_at_annexe
from delib_gen.load.nodes import find_node
from delib_gen.schema.kinds import KINDS, explain_ending

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office, Sitting
    from delib_gen.findings import YamlPath

FOLDER = "annexes"
_TYPED = (".md", *YAML)
"""Files that are corrected here: what is wrong with them is told beside their field."""
_TAKEN = 409


async def receive_annexe(request: Request) -> Response:
    """A file that is dropped on an act.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, sitting = locate(request)
    name = make_name(unquote(request.headers.get("x-nom", "")))
    ending = Path(name).suffix
    if ending not in KINDS:
        return refuse(" ; ".join((f"« {name} »", *explain_ending(ending, None))))
    limit = min(find_limit(ending), MOST_FILE_BYTES)
    folder = sitting.path.parent / FOLDER
    if not folder.resolve().is_relative_to(sitting.path.parent.resolve()):
        return refuse(f"le dossier « {FOLDER} » mène hors du dossier de la séance")
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
        return await run_in_threadpool(_keep, request, office, sitting, waiting, name)
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
    request: Request, office: Office, sitting: Sitting, waiting: Path, name: str
) -> Response:
    """Give a file its name, look at it, and add it to the annexes of the act."""
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
            path, folder = _find_act(opened.checked, request.path_params["rang"])
            stem = unquote(request.headers.get("x-nom", "")).rpartition(".")[0]
            titre = re.sub(r"[\s_-]+", " ", stem).strip()[:200] or target.stem
            named = Path(os.path.relpath(target, folder)).as_posix()
            annexe = {"titre": titre, "fichier": named}
            rank = len(_list_annexes(opened.checked, path))
            added = [Insert((*path, "annexes"), rank, annexe)]
            response = change(office, sitting, [*added], "Annexes", opened.version)
            done = is_done(response)
            return response
    finally:
        if new and not done:
            target.unlink(missing_ok=True)


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


ROUTES = (("/s/{slug}/actes/{rang:int}/annexes", receive_annexe, ("POST",)),)
