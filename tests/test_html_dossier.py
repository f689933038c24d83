"""A dossier in HTML is its pieces: a landmark and the own style of each, one `main`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import lxml.html
import pytest
import tinycss2

from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.resources import templates_dir
from delib_gen.view.base import View
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece, render_pieces

HTML = list_formats()["html"]
OF_PAPER = ("bookmark-", "string-set", "float: footnote", "string(")
"""What the layout engine knows, and no browser."""
ANNEXE = """{% extends "_base.html.j2" %}
{% block style %}.titre-annexe { color: #123456 }{% endblock %}
"""
WHOLE = """<!DOCTYPE html>
<html lang="fr"><head><title>À moi</title><style>h1 { color: #654321 }</style></head>
<body><main><h1>{{ titre }}</h1>{{ partie.corps }}</main></body></html>
"""


def write_dossier(views: tuple[View, ...], tools: RenderTools) -> str:
    made = render_pieces(HTML, views, views[0].meta, tools).content
    assert HTML.audit(made, views) == []
    return made.decode()


def lay_over(tools: RenderTools, folder: Path, text: str) -> RenderTools:
    (folder / "annexe.html.j2").write_text(text, encoding="utf-8")
    folders = (folder, *tools.library.folders)
    library = dataclasses.replace(tools.library, folders=folders, own=1, _made=[])
    return dataclasses.replace(tools, library=library)


def list_pairs(whole: tuple[View, ...]) -> tuple[View, ...]:
    return tuple(pair_views(whole, [translate_view(v) for v in whole], COLONNES))


@pytest.mark.parametrize("paired", [False, True], ids=["fr", "fr+co"])
def test_each_piece_has_a_landmark_of_its_name_in_the_only_main(
    paired: bool, whole: tuple[View, ...], tools: RenderTools
) -> None:
    views = list_pairs(whole) if paired else whole
    page = lxml.html.document_fromstring(write_dossier(views, tools))
    (main,) = page.iter("main")
    pieces = main.findall("section")

    assert [piece.get("id") for piece in pieces] == [v.meta.piece for v in views]
    assert [piece.get("aria-label") for piece in pieces] == [
        view.meta.signet for view in views
    ]
    assert len({piece.get("aria-label") for piece in pieces}) == len(views)
    assert not page.xpath("//header//header | //footer//footer")


def test_a_piece_alone_is_the_main_of_its_page(
    views: tuple[View, ...], tools: RenderTools
) -> None:
    made = render_piece(HTML, views[0], tools)
    assert made is not None
    (main,) = lxml.html.document_fromstring(made.content.decode()).iter("main")

    assert main.get("id") == views[0].meta.piece


def test_slides_keep_their_style_among_others(
    whole: tuple[View, ...], tools: RenderTools
) -> None:
    page = write_dossier(whole, tools)
    slides = next(v for v in whole if v.genre == "diapositives")

    assert f":where(#{slides.meta.piece}) {{" in page
    assert page.count("/* --- Slides: ") == 1
    assert "@page" not in page[page.index(":where(") : page.index(":root")]


def test_a_style_of_a_piece_is_that_of_no_other(
    whole: tuple[View, ...], tools: RenderTools, tmp_path: Path
) -> None:
    page = write_dossier(whole, lay_over(tools, tmp_path, ANNEXE))
    named = ", ".join(f"#{v.meta.piece}" for v in whole if v.genre == "annexe")

    assert f":where({named}) {{\n.titre-annexe {{ color: #123456 }}\n}}" in page


def test_a_whole_page_of_an_office_is_a_section_like_the_others(
    whole: tuple[View, ...], tools: RenderTools, tmp_path: Path
) -> None:
    text = write_dossier(whole, lay_over(tools, tmp_path, WHOLE))
    page = lxml.html.document_fromstring(text)
    annexe = next(v for v in whole if v.genre == "annexe").meta
    (section,) = page.xpath(f"//main/section[@id='{annexe.piece}']")

    assert len(page.xpath("//main")) == 1
    assert text.count("<!DOCTYPE") == text.count("<body") == text.count("<style>") == 1
    assert section.get("aria-label") == annexe.signet
    assert section.find("h1") is not None
    assert f":where(#{annexe.piece}) {{\nh1 {{ color: #654321 }}\n}}" in text


@pytest.mark.parametrize("paired", [False, True], ids=["fr", "fr+co"])
def test_a_page_says_nothing_that_only_paper_knows(
    paired: bool, whole: tuple[View, ...], tools: RenderTools
) -> None:
    page = write_dossier(list_pairs(whole) if paired else whole, tools)
    style = page[page.index("<style>") + 7 : page.index("</style>")]

    assert not [word for word in OF_PAPER if word in style]
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in rules if rule.type == "error"]


def test_what_only_paper_knows_is_still_said_to_the_engine() -> None:
    style = (templates_dir() / "fr" / "impression.css.j2").read_text(encoding="utf-8")

    assert not [word for word in OF_PAPER if word not in style]
