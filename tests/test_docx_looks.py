"""What Word files look like: the house style's size, styles, what stays together."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from delib_gen.formats.base import RenderTools
from delib_gen.formats.docx import FORMAT
from delib_gen.load.reference import load_autorite
from delib_gen.prose.pieces import Signataire, Signatures
from delib_gen.prose.tree import Tableau
from delib_gen.resources import data_dir
from delib_gen.templating.library import make_library
from delib_gen.view.base import BlocScrutin, Groupe, Personne
from docx_blocks_helpers import p, render_blocks, t, table
from docx_helpers import (
    dossier_meta,
    get_view,
    list_parts,
    make_own,
    make_tools,
    read_part,
    render,
)
from format_helpers import render_piece, render_pieces

SIZE, NEXT, BOUND = qn("w:sz"), qn("w:keepNext"), qn("w:noBreakHyphen")


def list_paragraphs(content: bytes) -> list[tuple[str, Any]]:
    """The paragraphs of a file, those of tables too: text, element."""
    body = Document(io.BytesIO(content)).element.body
    return [
        ("".join(text.text or "" for text in paragraph.iter(qn("w:t"))), paragraph)
        for paragraph in body.iter(qn("w:p"))
    ]


def is_held(content: bytes, text: str) -> bool:
    """Whether a paragraph itself asks to stay with the next one."""
    (found,) = [element for said, element in list_paragraphs(content) if said == text]
    return found.find(f"{qn('w:pPr')}/{NEXT}") is not None


# --- The house style -------------------------------------------------------------


@pytest.mark.parametrize(("autorite", "size"), [("corse", "24"), ("commune", "22")])
def test_the_size_is_that_of_the_house_style(autorite: str, size: str) -> None:
    charte = load_autorite(autorite, data_dir(), None).charte
    assert charte is not None
    tools = dataclasses.replace(make_tools(), charte=charte)
    rendered = render_piece(FORMAT, get_view("deliberation"), tools)
    styles = read_part(rendered.content, "word/styles.xml")
    assert next(styles.iter(SIZE)).get(qn("w:val")) == size


def test_the_page_is_that_of_the_house_style() -> None:
    tools = make_tools()
    mesures = tools.charte.mesures.model_copy(update={"marge": 2.0})
    charte = tools.charte.model_copy(update={"mesures": mesures})
    view = get_view("deliberation")
    rendered = render_piece(FORMAT, view, dataclasses.replace(tools, charte=charte))
    (section,) = Document(io.BytesIO(rendered.content)).sections
    assert round(section.left_margin.cm, 1) == 2.0
    assert section.page_height > section.page_width


def test_an_office_s_own_template_keeps_its_size(tmp_path) -> None:
    own = make_own(tmp_path, "deliberation", "{{ partie.articles }}")
    before = Document(tmp_path / "deliberation.docx").styles.element
    styles = read_part(render(get_view("deliberation"), own), "word/styles.xml")
    sizes = [next(root.iter(SIZE)).get(qn("w:val")) for root in (before, styles)]
    assert sizes[0] == sizes[1]


def test_the_heads_of_a_dossier_are_a_style(whole, tools) -> None:
    """Changed once, it changes on every page; nothing is formatted by hand."""
    content = render_pieces(FORMAT, whole, dossier_meta(), tools).content
    names = [name for name in list_parts(content) if name.startswith("word/header")]
    assert names
    for name in names:
        head = read_part(content, name)[0]
        style = head.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        assert style.startswith("Tetededossier")
        assert not list(head.iter(qn("w:rPr"), qn("w:jc"), qn("w:tabs")))


def test_an_office_s_own_look_of_the_heads_is_kept(tmp_path, whole) -> None:
    own = make_own(tmp_path, "sommaire", "{{ partie.pieces }}")
    document = Document(tmp_path / "sommaire.docx")
    document.styles.add_style("Tête de dossier", WD_STYLE_TYPE.PARAGRAPH)
    document.sections[0].header.paragraphs[0].text = "Ici"
    document.save(tmp_path / "sommaire.docx")
    content = render_pieces(FORMAT, whole, dossier_meta(), make_tools(own)).content
    document = Document(io.BytesIO(content))
    (head, _) = document.sections[0].header.paragraphs
    assert head.style.name == "Tête de dossier"
    assert head.style.font.size is None


def test_names_are_set_ragged() -> None:
    """Justified, a list of names has holes."""
    styles = Document(io.BytesIO(render(get_view("deliberation")))).styles
    for name in ("Présents", "Votants"):
        style = styles[name]
        while style.paragraph_format.alignment is None:
            style = style.base_style
        assert style.paragraph_format.alignment == 0, name


def test_a_name_is_not_cut_at_its_hyphen_nor_its_space() -> None:
    """« Jean-Luc SAN-PIERRE » stands on one line, where the house wants it so."""
    name = Personne("M.", "Jean-Luc", "SAN-PIERRE", ".")
    groupe = Groupe("ETAIENT PRESENTS :", (name,))
    view = dataclasses.replace(get_view("deliberation"), presences=(groupe,))
    charte = load_autorite("commune", data_dir(), None).charte
    library = make_library("fr", "commune", charte=charte)
    tools = RenderTools(library, charte, None)
    content = render_piece(FORMAT, view, tools).content
    lines = list_paragraphs(content)
    (line,) = [element for text, element in lines if "PIERRE" in text]
    runs = [child for child in line.iter() if child.tag in (BOUND, qn("w:t"))]
    assert [child.text or "-" for child in runs][-5:] == [
        "M.\u00a0Jean",
        "-",
        "Luc\u00a0SAN",
        "-",
        "PIERRE.",
    ]
    assert not [f for f in FORMAT.audit(content, [view]) if f.code == "SOR01"]


# --- What stays together ---------------------------------------------------------


def test_a_count_does_not_part_from_its_figures() -> None:
    figures = ("POUR : 8", "CONTRE : 1", "ABSTENTIONS : 2")
    scrutin = BlocScrutin("", ("À la majorité,",), figures, (), "")
    view = dataclasses.replace(get_view("deliberation"), scrutins=(scrutin,))
    content = render(view)
    held = [is_held(content, figure) for figure in figures]
    assert held == [True, True, False]  # what comes after it may go on elsewhere


def test_signatures_keep_the_text_above_them() -> None:
    signatures = Signatures((), (Signataire((t("Le Maire"),)),))
    content = render_blocks(p("Une clause."), p("La dernière clause."), signatures)
    assert is_held(content, "La dernière clause.")
    assert not is_held(content, "Une clause.")


def list_whole_rows(block: Tableau) -> list[bool]:
    """For each row of a table, whether no page's end cuts it."""
    body = Document(io.BytesIO(render_blocks(block))).element.body
    rows = body.iter(qn("w:tr"))
    return [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]


def test_a_row_as_high_as_a_page_goes_on_over_its_end() -> None:
    tall = (t("Un long texte. " * 400), t("1"))
    assert list_whole_rows(dataclasses.replace(table(2), lignes=(tall,))) == [
        True,
        False,
    ]


def test_a_row_of_some_lines_stays_whole() -> None:
    high = (t("Un long texte. " * 20), t("1"))
    assert all(list_whole_rows(dataclasses.replace(table(2), lignes=(high,))))
