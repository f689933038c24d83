"""What an authority is known by: read from its file, at the head of its covers."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from autorite_helpers import DEPARTEMENT, list_codes, try_sitting
from delib_gen.checking import Checked, check_session
from delib_gen.formats import docx, html, pdf
from delib_gen.formats.base import OutputFormat, RenderTools
from delib_gen.prose.pieces import Emblemes
from delib_gen.view.base import View
from delib_gen.view.sommaire import add_contents
from docx_helpers import read_part
from format_helpers import render_pieces
from pdf_helpers import iter_structure
from verapdf_helpers import PROFILES, start_engine
from view_helpers import build_views, make_acte_context

RED = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='10'>"
    "<path d='M0 0h9v9z' fill='#b00'/></svg>"
)
LOGO = {"fichier": "images/logo.svg", "alternative": "Un triangle rouge"}
WHOLE = {
    "republique": {"image": LOGO, "lignes": ["ÉTAT INVENTÉ", "Devise – Inventée"]},
    "blason": {"fichier": "armes.svg", "alternative": "Des armes", "hauteur": "3 cm"},
    "logo": LOGO,
    "filet": "oui",
}
RAPPORT = {"numero": "R-1", "corps": "Il est proposé un essai."}
JOUR = dt.date(2026, 6, 18)


def dress(folder: Path, identite: Any, named: str = "autorite.yaml") -> Checked:
    """A sitting of one act whose authority is known by something."""
    try_sitting(
        folder,
        DEPARTEMENT,
        JOUR,
        membres=9,
        presents=9,
        seance={"collectivite": named},
        acte={"rapport": RAPPORT, "rapporteur": "president-conseil-departemental"},
    )
    data = json.loads((folder / "autorite.yaml").read_text(encoding="utf-8"))
    if identite is not None:
        data["identite"] = identite
    own = folder / named
    (own.parent / "images").mkdir(parents=True, exist_ok=True)
    own.write_text(json.dumps(data), encoding="utf-8")
    (own.parent / "images/logo.svg").write_text(RED.format(40), encoding="utf-8")
    (own.parent / "armes.svg").write_text(RED.format(8), encoding="utf-8")
    return check_session(folder / "seance.yaml")


def make_dossier(checked: Checked) -> tuple[list[View], RenderTools]:
    """The pieces of its act behind their contents page."""
    from delib_gen.render import RenderSpec, make_tools

    situation = checked.situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    context = make_acte_context(situation.actes[0], "fr", charte)
    views = add_contents(context, build_views(context))
    return views, make_tools("fr", RenderSpec(situation.autorite.code, charte, None))


def find_emblems(view: View) -> list[Emblemes]:
    return list(getattr(view, "identite", ()))


def test_it_heads_the_contents_page_and_the_cover_and_nothing_else(tmp_path: Path):
    views, _ = make_dossier(dress(tmp_path, WHOLE))

    assert [v.genre for v in views if find_emblems(v)] == ["sommaire", "rapport"]
    (block,) = find_emblems(views[0])
    sizes = [round(e.image.largeur or 0, 2) for e in block.emblemes if e.image]
    assert sizes == [4.67, 2.4, 4.67]  # as high as wished, but for what has no room
    assert block.filet == "1A3F8B"


@pytest.mark.parametrize("lines", [(), ["ÉTAT INVENTÉ"]])
def test_an_authority_without_pictures_has_the_pages_that_it_had(
    lines: Any, tmp_path: Path
):
    bare, _ = make_dossier(dress(tmp_path, None))
    own, _ = make_dossier(
        dress(tmp_path, {"republique": {"lignes": lines}} if lines else None)
    )

    assert not any(map(find_emblems, bare))
    words = [[w for w in v.iter_words() if w not in lines] for v in own]
    assert words == [list(v.iter_words()) for v in bare]


def read_pdf(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        return [str(e.Alt) for e in iter_structure(file) if "/Alt" in e]


def read_html(content: bytes) -> list[str]:
    return [part.split('"')[0] for part in content.decode().split(' alt="')[1:]]


def read_word(content: bytes) -> list[str]:
    return [
        p.get("descr") for p in read_part(content).iter() if p.tag.endswith("docPr")
    ]


FORMATS = {
    "pdf": (pdf.FORMAT, read_pdf),
    "html": (html.FORMAT, read_html),
    "docx": (docx.FORMAT, read_word),
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_shows_it_and_says_what_it_shows(name: str, tmp_path: Path):
    fmt: OutputFormat
    read: Callable[[bytes], list[str]]
    fmt, read = FORMATS[name]
    views, tools = make_dossier(dress(tmp_path, WHOLE))
    content = render_pieces(fmt, views, views[0].meta, tools).content

    assert fmt.audit(content, views) == []
    said = [LOGO["alternative"], "Des armes", LOGO["alternative"]]
    assert read(content) == said * 2


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", PROFILES)
def test_a_dressed_dossier_conforms_to_both_standards(flavour: str, tmp_path: Path):
    views, tools = make_dossier(dress(tmp_path, WHOLE))
    path = tmp_path / "dossier.pdf"
    path.write_bytes(render_pieces(pdf.FORMAT, views, views[0].meta, tools).content)

    assert start_engine().list_failures(path, flavour) == []


def test_its_pictures_are_named_from_its_file_and_not_from_the_session(tmp_path: Path):
    folder = tmp_path / "seance"
    folder.mkdir()
    checked = dress(folder, WHOLE, "../chartes/autorite.yaml")

    assert list_codes(checked) == []
    assert checked.reference is not None
    assert len(checked.reference.emblemes) == 3


def change_logo(**keys: str) -> dict[str, Any]:
    return {"logo": {**LOGO, **keys}}


WRONG: dict[str, tuple[Any, str, str]] = {
    "another kind of file": (change_logo(fichier="armes.pdf"), "STR06", "image"),
    "a file that is not there": (change_logo(fichier="x.svg"), "STR06", "existe pas"),
    "no words for who does not see": (
        {"logo": {"fichier": "armes.svg"}},
        "STR02",
        "alternative",
    ),
    "nothing to show": ({"filet": "oui"}, "STR02", "montre"),
    "a block without anything": ({"republique": {}}, "STR02", "montre"),
    "too high": (change_logo(hauteur="20 cm"), "STR03", "0,5 à 6 cm"),
    "no drawing": (change_logo(fichier="faux.svg"), "STR13", "faux.svg"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_place(name: str, tmp_path: Path):
    identite, code, words = WRONG[name]
    (tmp_path / "faux.svg").write_text("<p>Rien</p>", encoding="utf-8")
    checked = dress(tmp_path, identite)

    (finding,) = checked.findings
    assert finding.code == code
    assert words in finding.message
    assert finding.span is not None
    assert finding.span.file.endswith(("autorite.yaml", "faux.svg"))
    assert finding.excerpt
