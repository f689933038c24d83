"""An act of a made-up commune, typed by a few keys, and what is made of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.view.base import View
from delib_gen.view.context import make_seance_context
from format_helpers import render_piece
from view_helpers import build_views

EXAMPLE = data_dir() / "exemples" / "2026-05-22-petite-commune"
HEAD = "articles: [APPROUVE.]"


def write(folder: Path, acte: str) -> Path:
    """A sitting of the example's, with one act."""
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    path = folder / "seance.yaml"
    head = path.read_text(encoding="utf-8").split("actes:")[0]
    head = re.sub(r"^secretaires:.*\n", "", head, flags=re.MULTILINE)
    path.write_text(
        f"{head}actes:\n  - numero: 2026-05-010\n    titre: Tarifs\n"
        f"    vote: unanimite\n    {acte}\n",
        encoding="utf-8",
    )
    return path


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def make(path: Path, genre: str = "deliberation") -> tuple[View, RenderTools]:
    checked = check_session(path)
    situation = checked.situation
    assert situation is not None, checked.findings
    assert not [f for f in checked.findings if f.severity.value == "erreur"]
    charte = situation.reference.charte
    assert charte is not None
    context = make_seance_context(situation, "fr", charte)
    views = build_views(context.turn_to(situation.actes[0]))
    code = situation.reference.autorite.code
    tools = make_tools("fr", RenderSpec(code, charte, None))
    (view,) = [view for view in views if view.genre == genre]
    return view, tools


def render(name: str, view: View, tools: RenderTools) -> bytes:
    fmt = list_formats()[name]
    made = render_piece(fmt, view, tools)
    assert made is not None
    assert fmt.audit(made.content, [view]) == []
    return made.content
