"""Production: what was made, whether it is still what the files say, and making it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from delib_gen.bundle.manifest import MANIFEST, FichierLu, Manifest, ManifestError
from delib_gen.bundle.naming import name_sitting
from delib_gen.catalogue import CATALOGUE
from delib_gen.desk.history import Sort
from delib_gen.desk.web.desk import find_desk, find_sitting, locate, show_sitting
from delib_gen.desk.web.receiving import receive, refuse
from delib_gen.desk.web.registre_lu import list_signed
from delib_gen.desk.web.words import load_mots
from delib_gen.resources import list_languages
from delib_gen.rules.words import join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Office
    from delib_gen.desk.web.producing import Production

OUT = "out"
"""The folder of what is made, beside the sittings: that of `delib-gen render`."""
_FORMATS = ("pdf", "docx", "html")
_KINDS = {
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def show_production(request: Request) -> Response:
    """What was made of a sitting, and what may be."""
    seen = find_sitting(request)
    office = find_desk(request).office
    manifest = _read_manifest(_find_folder(office, seen.checked))
    return show_sitting(
        request,
        "production",
        seen,
        {
            "production": office.workshop.find(seen.sitting.path),
            "dossiers": _group(manifest) if manifest else [],
            "change": _find_changed(seen.checked, manifest) if manifest else [],
            "pieces": [(n, load_mots().pieces.get(n, n)) for n in CATALOGUE.names],
            "usuelles": list(CATALOGUE.usual),
            "formats": _FORMATS,
            "langues": list_languages(),
            "signes": list_signed(seen.checked.situation),
        },
    )


def _find_folder(office: Office, checked: Checked) -> Path | None:
    situation = checked.situation
    if situation is None:
        return None
    seance = situation.seance
    sigle = situation.organe.sigle
    name = name_sitting(seance.jours, seance.organe, sigle, seance.suffixe)
    return office.folder / OUT / name


def _read_manifest(folder: Path | None) -> Manifest | None:
    try:
        return Manifest.from_bytes((folder / MANIFEST).read_bytes()) if folder else None
    except (OSError, ManifestError):
        return None


def _find_changed(checked: Checked, manifest: Manifest) -> list[str]:
    """The files that are no longer what the documents were made from."""
    now = {FichierLu.of(f.relative, f.content) for f in checked.lue.sources.files}
    then = set(manifest.entrees)
    # What the software ships is told by its versions, not as files of the sitting.
    names = {entry.fichier for entry in now & then}
    return sorted({e.fichier for e in now ^ then} - names) if now != then else []


def _group(manifest: Manifest) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files by folder, each with its address and its name."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for file in manifest.fichiers:
        folder, _, name = file.chemin.rpartition("/")
        groups.setdefault(folder, []).append((file.chemin, name))
    return sorted(groups.items(), key=lambda item: (item[0] == "seance", item[0]))


def begin(request: Request, sent: Mapping[str, Any]) -> Response:
    """Begin to make documents.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    signed = list_signed(find_sitting(request).checked.situation)
    if signed and sent.get("refaire") != "oui":
        verb = "est signé" if len(signed) == 1 else "sont signés"
        return refuse(
            f"{join(signed)} {verb} : ce qui a été signé ne se refait pas en silence ; "
            "cochez « Refaire ce qui est signé », ou comparez d'abord"
        )
    return _begin(request, sent, comparer=False)


def compare(request: Request, sent: Mapping[str, Any]) -> Response:
    """Begin to make documents elsewhere, to be compared with those that are there.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    return _begin(request, sent, comparer=True)


def _begin(request: Request, sent: Mapping[str, Any], *, comparer: bool) -> Response:
    office, sitting = locate(request)
    asked = {
        "pieces": _choose(sent, "pieces", CATALOGUE.names),
        "formats": _choose(sent, "formats", _FORMATS),
        "langues": _choose(sent, "langues", list_languages()),
    }
    if not all(asked.values()):
        return refuse("cochez au moins une pièce, un format et une langue")
    told = {**asked, "comparer": comparer}
    who = office.who

    def tell(made: Production) -> None:
        screen = f"Production : {made.mots}"
        sitting.keeper.note(sitting.path, who, screen, Sort.MADE)

    if not office.workshop.begin(sitting.path, office.folder / OUT, told, tell):
        return refuse("les documents de cette séance sont déjà en cours de production")
    word = "Comparaison demandée" if comparer else "Production demandée"
    return JSONResponse({"mot": word})


def _choose(sent: Mapping[str, Any], key: str, known: tuple[str, ...]) -> list[str]:
    given = sent.get(key, [])
    if not isinstance(given, list) or not set(map(str, given)) <= set(known):
        raise HTTPException(400)
    return [name for name in known if name in given]


def give_document(request: Request) -> Response:
    """A file that was made: only what the manifest names is ever given.

    Raises:
        HTTPException: if it names no such file.
    """
    seen = find_sitting(request)
    folder = _find_folder(find_desk(request).office, seen.checked)
    manifest = _read_manifest(folder)
    wanted = request.path_params["chemin"]
    known = {file.chemin for file in manifest.fichiers} if manifest else set()
    if folder is None or wanted not in known:
        raise HTTPException(404)
    path = (folder / PurePosixPath(wanted)).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise HTTPException(404)
    kind = _KINDS.get(path.suffix, "application/octet-stream")
    shown = "inline" if path.suffix == ".pdf" else "attachment"
    headers = {
        "content-disposition": f'{shown}; filename="{path.name}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(path.read_bytes(), media_type=kind, headers=headers)


ROUTES = (
    ("/s/{slug}/production", show_production, ("GET",)),
    ("/s/{slug}/production", receive(begin), ("POST",)),
    ("/s/{slug}/comparaison", receive(compare), ("POST",)),
    ("/s/{slug}/documents/{chemin:path}", give_document, ("GET",)),
)
