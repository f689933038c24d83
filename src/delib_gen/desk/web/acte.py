"""Acte: a form of all its keys, findings beside their fields, and the real page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from delib_gen.aide.session_schema import build_session_schema
from delib_gen.catalogue import CATALOGUE, build_views
from delib_gen.desk.web.desk import find_desk, find_sitting, show_sitting
from delib_gen.desk.web.fields import Field
from delib_gen.desk.web.findings import Shown, list_findings, name_field, select_below
from delib_gen.desk.web.form import Drawer
from delib_gen.desk.web.outcome import describe_outcome
from delib_gen.desk.web.pages import fill
from delib_gen.desk.web.preview import Sheet
from delib_gen.load.nodes import Scalar, find_node, to_data
from delib_gen.model.issue import flatten
from delib_gen.render import RenderSpec, group_parts
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.context import make_seance_context

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from delib_gen.aide.shapes import JsonSchema
    from delib_gen.checking import Checked
    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.view.base import View


def show_acte(request: Request) -> Response:
    """The form of an act.

    Raises:
        HTTPException: if the sitting has no such act.
    """
    seen = find_sitting(request)
    checked, lu = seen.checked, _find_acte(request, seen.checked)
    drawer = _make_drawer(checked)
    groups, above = _draw(drawer, checked, lu.path, seen.sitting.path.parent)
    held = _find_held(checked, lu)
    found = select_below(checked, lu.path)
    return show_sitting(
        request,
        "acte",
        seen,
        {
            "rang": lu.index + 1,
            "actes": [_name(acte) for acte in checked.lue.actes],
            "titre": _name(lu)[1],
            "repere": lu.acte.repere if lu.acte else "",
            "issue": describe_outcome(held) if held else None,
            "groupes": groups,
            "listes": drawer.listes,
            "constats": list_findings(found),
            "au_dessus": above,
            "pieces": _list_pieces(held) if held else [],
        },
    )


def _find_acte(request: Request, checked: Checked) -> LoadedActe:
    rank: int = request.path_params["rang"]
    if not 1 <= rank <= len(checked.lue.actes):
        raise HTTPException(404)
    return checked.lue.actes[rank - 1]


def _find_held(checked: Checked, lu: LoadedActe) -> ActeEnSeance | None:
    actes = checked.situation.actes if checked.situation else []
    return next((acte for acte in actes if acte.lu.index == lu.index), None)


def _name(lu: LoadedActe) -> tuple[str, str]:
    if lu.acte is None:
        return "", f"acte {lu.index + 1}, qui ne se lit pas"
    return lu.acte.repere, flatten(lu.acte.titre.reference)


def _draw(
    drawer: Drawer, checked: Checked, path: YamlPath, folder: Path
) -> tuple[list[Field], list[Shown]]:
    """The form of an act, and the findings that have no field in it."""
    root = checked.lue.root
    node = find_node(root, path)[0] if root is not None else None
    data = to_data(node) if node is not None else {}
    groups = drawer.draw_act(path, data if isinstance(data, dict) else {})
    for drawn in (f for group in groups for f in group.tous):
        if root is not None and drawn.genre in ("long", "ligne"):
            drawn.fichier = _find_file(checked, drawn, folder)
    return groups, _attach(groups, list_findings(select_below(checked, path)))


def _find_file(checked: Checked, drawn: Field, folder: Path) -> str:
    """The file that a field's text is read from, where it is not the session's."""
    root = checked.lue.root
    if root is None:
        return ""
    node, exact = find_node(root, drawn.path)
    if not exact or not isinstance(node, Scalar) or not node.span.file.endswith(".md"):
        return ""
    return node.span.file.removeprefix(f"{folder}/")


def _attach(groups: list[Field], found: list[Shown]) -> list[Shown]:
    """Put each finding beside the field nearest to its place; those left over."""
    fields = {f.path: f for group in groups for f in group.tous if f.genre != "groupe"}
    left = []
    for finding in found:
        path = finding.path
        while path and path not in fields:
            path = path[:-1]
        if path:
            fields[path].constats.append(finding)
        else:
            left.append(finding)
    return left


class _Same:
    """An authority that is the same object, by which what is made of it is kept."""

    def __init__(self, loaded: LoadedAutorite | None) -> None:
        self.loaded = loaded
        self._one = loaded.autorite if loaded else None

    def __hash__(self) -> int:
        return id(self._one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._one is self._one


@lru_cache(maxsize=8)
def _make_schema(same: _Same) -> JsonSchema:
    return build_session_schema([same.loaded] if same.loaded else [])


def _make_drawer(checked: Checked) -> Drawer:
    reference = checked.reference
    schema = _make_schema(_Same(reference))
    printed: dict[str, None] = {LANGUE_DE_REFERENCE: None}
    charte = reference.charte if reference else None
    if charte is not None:
        printed |= dict.fromkeys(c for titres in charte.titres.values() for c in titres)
    return Drawer(schema, tuple(printed))


def _list_pieces(acte: ActeEnSeance) -> list[tuple[str, str]]:
    """The files of an act that may be looked at: their names, and what they are."""
    try:
        views = _build(acte)
    except Exception:  # an act that is being typed need not make sense
        return []
    return [(parts[0].meta.fichier, parts[0].meta.signet) for parts in views]


def _build(acte: ActeEnSeance) -> list[list[View]]:
    """The pieces of an act, a list for each file."""
    charte = acte.situation.reference.charte
    if charte is None:
        return []
    context = make_seance_context(acte.situation, LANGUE_DE_REFERENCE, charte)
    return group_parts(build_views(CATALOGUE.acte.pieces, context.turn_to(acte)))


def preview(request: Request) -> Response:
    """The pages of one piece of an act; nothing where they cannot be made now.

    Raises:
        HTTPException: if the sitting has no such act.
    """
    seen = find_sitting(request)
    checked, lu = seen.checked, _find_acte(request, seen.checked)
    held, office = _find_held(checked, lu), find_desk(request).office
    wanted = request.query_params.get("piece", "")
    charte = checked.reference.charte if checked.reference else None
    if held is None or charte is None:
        return Response(status_code=204)
    try:
        with office.lock:
            files = _build(held)
    except Exception:  # an act that is being typed need not make sense
        return Response(status_code=204)
    views = next(
        (f for f in files if f[0].meta.fichier == wanted), files[0] if files else []
    )
    if not views:
        return Response(status_code=204)
    spec = RenderSpec(held.situation.autorite.code, charte, None)
    texts = tuple(_list_texts(held, views[0].meta.fichier))
    laid = office.previewer.lay_out(
        Sheet(spec, LANGUE_DE_REFERENCE, tuple(views), texts)
    )
    if laid is None:
        return Response(status_code=204)
    return HTMLResponse(
        fill("_pages", {"cle": laid.key, "pages": laid.pages, "champ": name_field})
    )


def _list_texts(acte: ActeEnSeance, piece: str) -> list[tuple[YamlPath, str]]:
    """What was typed for a piece, each with the field that it stands in."""
    texts = [((*acte.path, "numero"), acte.numero)] if acte.numero else []
    for passage in acte.passages:
        kind = str(passage.path[len(acte.path)])
        whose = kind if kind in ("rapport", "annexes") else "deliberation"
        if piece.startswith(whose.removesuffix("s")):
            path = passage.path if passage.is_ref else _find_version(acte, passage.path)
            texts.append((path, passage.text))
    return texts


def _find_version(acte: ActeEnSeance, path: YamlPath) -> YamlPath:
    """The place of the version that the page shows."""
    root = acte.situation.lue.root
    node, exact = (
        find_node(root, (*path, LANGUE_DE_REFERENCE)) if root else (None, False)
    )
    del node
    return (*path, LANGUE_DE_REFERENCE) if exact else path


def paint(request: Request) -> Response:
    """A page of a file that was laid out, as a picture.

    Raises:
        HTTPException: if there is none of that name.
    """
    key, rank = request.path_params["cle"], request.path_params["rang"]
    picture = find_desk(request).office.previewer.paint(key, rank)
    if picture is None:
        raise HTTPException(404)
    kept = {"cache-control": "private, max-age=3600, immutable"}
    return Response(picture, media_type="image/png", headers=kept)


ROUTES = (
    ("/s/{slug}/actes/{rang:int}", show_acte, ("GET",)),
    ("/s/{slug}/actes/{rang:int}/apercu", preview, ("GET",)),
    ("/apercu/{cle}/{rang:int}.png", paint, ("GET",)),
)
