"""YAML: the files of a sitting as they are, with the same findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from delib_gen.desk.web.desk import PLACES, find_desk, find_sitting, show_sitting
from delib_gen.desk.web.formulaire import make_drawer
from delib_gen.desk.web.saisie import find_action
from delib_gen.desk.web.visitors import may
from delib_gen.desk.web.words import load_mots

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.web.desk import Seen


def show_yaml(request: Request) -> Response:
    """The editor, on one of the files of a sitting."""
    seen = find_sitting(request)
    files = _list_files(seen)
    name = _choose(request, files)
    action = find_action(find_desk(request).office, seen.sitting, name)
    values = {"fichiers": list(files), "choisi": name, "lecture": not may(action)}
    return show_sitting(request, "yaml", seen, values)


def give_text(request: Request) -> Response:
    """The text of a file, its version and what was found in it, for the editor."""
    seen = find_sitting(request)
    files = _list_files(seen)
    name = _choose(request, files)
    version = seen.opened.version if seen.opened else ""
    return JSONResponse(
        {
            "texte": files[name],
            "version": version,
            "constats": _list_marks(seen, name),
            "mots": _list_words(seen),
        }
    )


def _list_files(seen: Seen) -> dict[str, str]:
    """The texts that may be edited, the session's first."""
    if seen.opened is None:
        return {}
    main = seen.sitting.path.name
    texts = seen.opened.texts
    return {name: texts[name] for name in sorted(texts, key=lambda n: (n != main, n))}


def _choose(request: Request, files: dict[str, str]) -> str:
    wanted = request.query_params.get("fichier") or next(iter(files), "")
    if wanted not in files:
        raise HTTPException(404)
    return wanted


def _list_marks(seen: Seen, name: str) -> list[dict[str, Any]]:
    """The findings in a file, each with its lines and columns, from 1."""
    whole = str(seen.sitting.path.parent / name)
    return [
        {
            "gravite": finding.severity.value,
            "code": finding.code,
            "message": finding.message,
            "aide": finding.hint,
            "de": [finding.span.line, finding.span.column],
            "a": [finding.span.end_line, finding.span.end_column],
        }
        for finding in seen.checked.findings
        if finding.span is not None and finding.span.file == whole
    ]


def _list_words(seen: Seen) -> list[dict[str, str]]:
    """The words that are proposed as one types: keys, and what the authority knows."""
    keys = load_mots().libelles.items()
    words = [
        {"label": f"{key}:", "detail": said, "type": "property"} for key, said in keys
    ]
    for kind, known in make_drawer(seen.checked).listes.items():
        if kind != "vide":
            words += [
                {"label": w.valeur, "detail": w.sens or kind, "type": "text"}
                for w in known
            ]
    return words


ROUTES = tuple(
    (f"{place}/{end}", work, ("GET",))
    for place in PLACES
    for end, work in (("yaml", show_yaml), ("yaml/texte", give_text))
)
