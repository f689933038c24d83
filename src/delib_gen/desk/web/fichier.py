"""The form of a file that an act names: a fiche, or a text in Markdown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from delib_gen.aide.fiche_schema import build_fiche_schema
from delib_gen.desk.web.acte import describe_acte, find_acte
from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.fields import Field
from delib_gen.desk.web.findings import select_below
from delib_gen.desk.web.form import Drawer
from delib_gen.desk.web.formulaire import list_printed, name_files, show_fields
from delib_gen.desk.web.words import Groupe, load_mots
from delib_gen.load.nodes import Mapping, Scalar, find_node, to_data
from delib_gen.model.issue import flatten
from delib_gen.schema.fiche import list_fiches

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.aide.shapes import JsonSchema
    from delib_gen.checking import Checked
    from delib_gen.desk.web.fields import Choice
    from delib_gen.findings import YamlPath
    from delib_gen.load.nodes import Node

_MARKDOWN = ".md"


def show_fichier(request: Request) -> Response:
    """The form of the file that is named at a place of an act.

    Raises:
        HTTPException: if no file that is changed here is named there.
    """
    seen = find_sitting(request)
    checked, rank = seen.checked, request.path_params["rang"]
    steps = request.path_params["lieu"].split("/")
    path = ("actes", rank - 1, *(int(s) if s.isdecimal() else s for s in steps))
    root = checked.lue.root
    node, exact = find_node(root, path) if root is not None else (None, False)
    if root is None or node is None or not exact:
        raise HTTPException(404)
    if isinstance(node, Scalar):
        listes: dict[str, list[Choice]] = {}
        groups = _draw_markdown(checked, path, node)
    else:
        drawer, groups = _draw_fiche(checked, path, node)
        listes = drawer.listes
        name_files(root, groups, seen.sitting)
    lu = find_acte(request, checked)
    annexes = lu.acte.annexes if lu.acte is not None and steps[0] == "annexes" else []
    titre = flatten(annexes[int(steps[1])].titre.reference) if annexes else ""
    head = describe_acte(request, checked)
    values = {
        **head,
        "objet": titre,
        "montree": next((n for n, said in head["pieces"] if said.endswith(titre)), ""),
        "retour": f"{rank}#{groups[0].champ}",
        "fichier": groups[0].fichier,
        **show_fields(listes, groups, select_below(checked, path)),
    }
    return show_sitting(request, "fichier", seen, values)


def _draw_markdown(checked: Checked, path: YamlPath, node: Scalar) -> list[Field]:
    """The whole text of a file that is named."""
    text = node.text.strip()
    named = (Path(node.span.file).parent / text).resolve()
    files = checked.lue.sources.files if text.lower().endswith(_MARKDOWN) else ()
    file = next((f for f in files if Path(f.name).resolve() == named), None)
    if file is None:
        raise HTTPException(404)
    said = file.content.decode("utf-8-sig", "replace")
    words = load_mots().contenu
    field = Field(path, "long", words, valeur=said, fichier=file.relative, rempli=True)
    return [
        Field(path, "groupe", words, dedans=[field], fichier=file.relative, rempli=True)
    ]


def _draw_fiche(
    checked: Checked, path: YamlPath, node: Node
) -> tuple[Drawer, list[Field]]:
    """The keys of a fiche."""
    data = to_data(node)
    genre = str(data.get("genre")).strip() if isinstance(node, Mapping) else ""
    if genre not in list_fiches():
        raise HTTPException(404)
    drawer, whole = make_fiche_drawer(genre, list_printed(checked.reference))
    groups = drawer.draw_groups([whole], "", path, data)
    groups[0].path, groups[0].fichier = path, _name(checked, node)
    return drawer, groups


def make_fiche_drawer(genre: str, langues: tuple[str, ...]) -> tuple[Drawer, Groupe]:
    """What draws the fiches of a genre, and all their keys.

    Args:
        genre: one of `list_fiches`.
        langues: the languages that texts are given in.
    """
    schema, mots = _make_schema(genre), load_mots()
    drawer = Drawer(schema, langues, {**mots.libelles, **mots.libelles_fiche})
    return drawer, Groupe(nom=schema["title"], cles=list(schema["properties"]))


def _name(checked: Checked, node: Node) -> str:
    """A file by its name below the sitting's folder."""
    files = checked.lue.sources.files
    return next((f.relative for f in files if f.name == node.span.file), "")


@cache
def _make_schema(genre: str) -> JsonSchema:
    return build_fiche_schema(genre)


ROUTES = (("/s/{slug}/actes/{rang:int}/fichiers/{lieu:path}", show_fichier, ("GET",)),)
