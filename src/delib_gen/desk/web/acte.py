"""Acte: a form of all its keys, findings beside their fields, and the real page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from delib_gen.catalogue import CATALOGUE, build_views
from delib_gen.desk.web.debats import (
    ACTE,
    SEANCE,
    build_debates,
    list_debate_texts,
    list_debates,
)
from delib_gen.desk.web.desk import find_desk, find_sitting, show_sitting
from delib_gen.desk.web.findings import name_field
from delib_gen.desk.web.formulaire import draw_form
from delib_gen.desk.web.outcome import describe_outcome
from delib_gen.desk.web.pages import fill
from delib_gen.desk.web.preview import Sheet
from delib_gen.desk.web.tenue import list_actes
from delib_gen.load.nodes import find_node
from delib_gen.model.issue import flatten
from delib_gen.render import RenderSpec, group_parts
from delib_gen.schema.kinds import KINDS
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.context import make_seance_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office
    from delib_gen.desk.web.preview import Laid
    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.charte import Charte
    from delib_gen.view.base import View

_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""Dots for a point, as pictures have them: what is asked for is rounded up."""
_MOST_SEEN = 12
"""How many pages a screen can show at once."""


def show_acte(request: Request) -> Response:
    """The form of an act.

    Raises:
        HTTPException: if the sitting has no such act.
    """
    seen = find_sitting(request)
    if not seen.checked.lue.actes and request.path_params["rang"] == 1:
        return RedirectResponse(f"/s/{seen.sitting.slug}", 303)
    checked, lu = seen.checked, find_acte(request, seen.checked)
    form = draw_form(checked, lu.path, seen.sitting)
    values = {**describe_acte(request, checked), "sortes": list(KINDS), **form}
    return show_sitting(request, "acte", seen, values)


def describe_acte(request: Request, checked: Checked) -> dict[str, Any]:
    """What the head of an act's form says, and the pieces that are beside it.

    Raises:
        HTTPException: if the sitting has no such act.
    """
    lu = find_acte(request, checked)
    held = _find_held(checked, lu)
    return {
        "rang": lu.index + 1,
        "actes": [_name(acte) for acte in checked.lue.actes],
        "titre": _name(lu)[1],
        "numero": (lu.acte and lu.acte.numero) or "",
        "issue": describe_outcome(held) if held else None,
        "pieces": list_pieces(find_desk(request).office, held) if held else [],
    }


def find_acte(request: Request, checked: Checked) -> LoadedActe:
    """The act that an address names.

    Raises:
        HTTPException: if the sitting has no such act.
    """
    rank: int = request.path_params["rang"]
    if not 1 <= rank <= len(checked.lue.actes):
        raise HTTPException(404)
    return checked.lue.actes[rank - 1]


def _find_held(checked: Checked, lu: LoadedActe) -> ActeEnSeance | None:
    actes = list_actes(checked)
    return next((acte for acte in actes if acte.lu.index == lu.index), None)


def _name(lu: LoadedActe) -> tuple[str, str]:
    if lu.acte is None:
        return "", f"acte {lu.index + 1}, qui ne se lit pas"
    return lu.acte.numero or "", flatten(lu.acte.titre.reference)


def list_pieces(office: Office, acte: ActeEnSeance) -> list[tuple[str, str]]:
    """The files of an act that may be looked at: their names, and what they are."""
    try:
        views = _build_once(office, acte)
    except Exception:  # an act that is being typed need not make sense
        return []
    made = [(parts[0].meta.fichier, parts[0].meta.signet) for parts in views]
    return made + list_debates(acte, ACTE)


def _build_once(office: Office, acte: ActeEnSeance) -> list[list[View]]:
    """The pieces of an act: its form lists them, and the page beside shows one."""
    with office.lock:
        if office.built[0] is not acte:
            office.built = acte, _build(acte)
        return office.built[1]


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

    def find() -> ActeEnSeance | None:
        checked = find_sitting(request).checked
        return _find_held(checked, find_acte(request, checked))

    return preview_act(request, find, list_texts)


def preview_act(
    request: Request,
    find: Callable[[], ActeEnSeance | None],
    tell: Callable[[ActeEnSeance, str], list[tuple[YamlPath, str]]],
) -> Response:
    """The pages of one piece of an act.

    Args:
        request: which piece, and how it is looked at.
        find: gives the act.
        tell: what was typed for a piece, by its name, each with its field.
    """
    previewer, scale = find_desk(request).office.previewer, _read_scale(request)
    if key := request.query_params.get("cle"):
        return _show_pages(previewer.finish(key, scale))
    held, office = find(), find_desk(request).office
    wanted = request.query_params.get("piece", "")
    charte = held.situation.reference.charte if held else None
    if held is None or charte is None:
        return Response(status_code=204)
    try:
        views = _find_views(office, held, charte, wanted)
    except Exception:  # an act that is being typed need not make sense
        return Response(status_code=204)
    if not views:
        return Response(status_code=204)
    piece = wanted if wanted in (ACTE, SEANCE) else views[0].meta.fichier
    spec = RenderSpec(held.situation.autorite.code, charte, None)
    texts = tuple(tell(held, piece))
    sheet = Sheet(spec, LANGUE_DE_REFERENCE, tuple(views), texts)
    place = request.url.path, request.query_params.get("fenetre", "")
    return _show_pages(previewer.lay_out(sheet, _read_seen(request), scale, place))


def _find_views(
    office: Office, acte: ActeEnSeance, charte: Charte, wanted: str
) -> list[View]:
    """The pieces of a file that is asked for; the first one where it is not there."""
    if wanted in (ACTE, SEANCE):
        return build_debates(acte, charte, wanted)
    files = _build_once(office, acte)
    first = files[0] if files else []
    return next((f for f in files if f[0].meta.fichier == wanted), first)


def _show_pages(laid: Laid | None) -> Response:
    if laid is None:
        return Response(status_code=204)
    return HTMLResponse(fill("_pages", {"pose": laid, "champ": name_field}))


def _read_scale(request: Request) -> float:
    """How many dots a point of a picture is: steps, of which few pictures come."""
    try:
        wanted = float(request.query_params.get("echelle", _SCALES[-1]))
    except ValueError:
        wanted = _SCALES[-1]
    return next((scale for scale in _SCALES if scale >= wanted), _SCALES[-1])


def _read_seen(request: Request) -> tuple[int, ...]:
    """The pages that are looked at: the first ones where it is not said."""
    ranks = request.query_params.get("vues", "0").split(",")[:_MOST_SEEN]
    return tuple(int(rank) for rank in ranks if rank.isdecimal() and len(rank) < 5)


def list_texts(acte: ActeEnSeance, piece: str) -> list[tuple[YamlPath, str]]:
    """What was typed for a piece, each with the field that it stands in."""
    if piece in (ACTE, SEANCE):
        return list_debate_texts(acte.situation, acte, piece)
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
    root, version = acte.situation.lue.root, (*path, LANGUE_DE_REFERENCE)
    return version if root and find_node(root, version)[1] else path


def paint(request: Request) -> Response:
    """A page of a file that was laid out, as a picture.

    Raises:
        HTTPException: if there is none of that name.
    """
    key, rank = request.path_params["cle"], request.path_params["rang"]
    scale = _read_scale(request)
    picture = find_desk(request).office.previewer.paint(key, rank, scale)
    if picture is None:
        raise HTTPException(404)
    kept = {"cache-control": "private, max-age=3600, immutable"}
    return Response(picture, media_type="image/png", headers=kept)


ROUTES = (
    ("/s/{slug}/actes/{rang:int}", show_acte, ("GET",)),
    ("/s/{slug}/actes/{rang:int}/apercu", preview, ("GET",)),
    ("/apercu/{cle}/{rang:int}.png", paint, ("GET",)),
)
