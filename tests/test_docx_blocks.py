"""Tables, pictures, definitions, forms and slides as Word's own."""

from __future__ import annotations

import dataclasses
import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image as Pillow

from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.columns import share_width
from delib_gen.formats.docx.room import measure_room
from delib_gen.lang.typography import NBSP
from delib_gen.prose.pieces import (
    Chiffre,
    Chiffres,
    Choix,
    Diapositive,
    Signataire,
    Signatures,
)
from delib_gen.prose.tree import (
    Brin,
    Citation,
    Definition,
    Definitions,
    Liste,
    SautDePage,
    Tableau,
    Titre,
)
from delib_gen.view.en_regard import pair_views
from docx_blocks_helpers import (
    NUMBERED,
    SVG,
    items,
    p,
    picture,
    png,
    question,
    render_blocks,
    t,
    table,
    tools,
    view_of,
)
from docx_helpers import (
    list_labels,
    list_parts,
    list_styled,
    make_own,
    read_part,
    read_visible_text,
    render,
)
from en_regard_helpers import COLONNES
from format_helpers import render_piece

CM = 360_000
FULL = 9072  # twentieths of a point between the margins


def list_tables(content: bytes) -> list:
    return list(read_part(content).iter(qn("w:tbl")))


def list_breaks(content: bytes) -> list[str]:
    """The text of the paragraphs that begin a page."""
    return [
        "".join(paragraph.itertext())
        for paragraph in read_part(content).iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    ]


def has_keep(paragraph) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_table_is_words_own():
    content = render_blocks(table(3, "Les postes", total=True), p("suite"))
    (found,) = list_tables(content)
    rows = found.findall(qn("w:tr"))
    assert [len(row.findall(qn("w:tc"))) for row in rows] == [2] * 5
    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [
        False
    ] * 4
    assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
    assert ("Caption", "Les postes") in list_styled(content)
    title = found.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    assert title.get(qn("w:val")) == "Les postes"
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}") is None
    styles = [s.get(qn("w:val")) for s in found.iter(qn("w:pStyle"))]
    assert styles == ["Entetedecolonne"] * 2 + ["Cellule"] * 6 + ["Total"] * 2
    sides = [s.get(qn("w:val")) for s in found.iter(qn("w:jc"))]
    assert sides == ["left", "right"] * 5


def test_a_caption_stays_with_its_table_and_nothing_empty_is_left():
    content = render_blocks(table(1, "Un"), p("suite"))
    body = read_part(content)[0]
    kinds = [(e.tag.partition("}")[2], "".join(e.itertext())) for e in body]
    assert kinds[1:4] == [
        ("p", "Un"),
        ("tbl", "PosteMontantligne 11 000,00\xa0€".replace("\xa0", " ")),
        ("p", "suite"),
    ]
    assert has_keep(body[1])


def test_a_table_fills_the_page_and_no_more():
    for blocks in ([table(2)], [items((table(2),))], [Citation((table(2),))]):
        (found,) = list_tables(render_blocks(*blocks))
        indent = int(found.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}").get(qn("w:w")))
        widths = [int(c.get(qn("w:w"))) for c in found.iter(qn("w:gridCol"))]
        assert abs(indent + sum(widths) - FULL) <= 3
        assert widths[1] < widths[0]
        assert not list(found.iter(qn("w:ind"))), "its cells stand in by themselves"


def test_a_long_table_keeps_its_head_with_two_rows_and_its_totals_with_one():
    (found,) = list_tables(render_blocks(table(30, total=True)))
    kept = [
        all(has_keep(x) for x in row.iter(qn("w:p")))
        for row in found.findall(qn("w:tr"))
    ]
    assert [rank for rank, keep in enumerate(kept) if keep] == [0, 1, 30]


def test_a_table_that_ends_a_text_leaves_no_line():
    body = read_part(render_blocks(table(1)))[0]
    last = body[-2]
    assert last.tag == qn("w:p")
    assert last.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:line")) == "20"


def test_a_table_without_heads_has_no_head():
    bare = Tableau((), ("gauche",), ((),), ((t("a"),), (t("b"),)))
    (found,) = list_tables(render_blocks(bare))
    assert len(found.findall(qn("w:tr"))) == 2
    assert not list(found.iter(qn("w:tblHeader")))


@pytest.mark.parametrize(
    ("texts", "sides", "check"),
    [
        # figures stay narrow, the text takes the rest
        (("un texte", "1 000"), ("gauche", "droite"), lambda w: w[0] > 5 * w[1]),
        # two long texts share the room as they need
        (("mot " * 200, "mot " * 100), ("gauche", "gauche"), lambda w: w[0] > w[1]),
        # a number is not cut at its spaces
        (("mot " * 200, "1 000 000 000"), ("gauche", "droite"), lambda w: w[1] > 2.4),
        # a long word is not broken for the sake of a long text
        (("x" * 30, "mot " * 200), ("gauche", "gauche"), lambda w: w[0] > 5),
    ],
)
def test_columns_are_as_wide_as_their_texts_need(texts, sides, check):
    rows = (tuple(t(text) for text in texts),)
    columns = share_width(Tableau((), sides, ((), ()), rows), 16.0, 0.35)
    assert sum(columns.widths) == pytest.approx(16.0)
    assert columns.scale == 1
    assert check(columns.widths), columns


def test_the_type_shrinks_where_words_would_be_broken():
    many = Tableau(
        (), ("droite",) * 14, (t("Montants"),) * 14, ((t("1 000 000"),) * 14,)
    )
    (found,) = list_tables(render_blocks(many))
    sizes = {int(s.get(qn("w:val"))) for s in found.iter(qn("w:sz"))}
    assert len(sizes) == 1
    assert 10 <= sizes.pop() < 20


def test_a_table_in_a_cell_of_the_template_fits_it(tmp_path):
    document = Document()
    document.add_paragraph("{{ titre }}{{ renvoi }}")
    cell = document.add_table(1, 2).cell(0, 1)
    cell.paragraphs[0].text = "{{ corps }}"
    document.save(tmp_path / "annexe.docx")
    content = render(view_of(table(1)), tmp_path)
    outer, inner = list_tables(content)
    width = int(outer.find(f".//{qn('w:tcW')}").get(qn("w:w")))
    assert sum(int(c.get(qn("w:w"))) for c in inner.iter(qn("w:gridCol"))) <= width
    assert inner.getnext().tag == qn("w:p"), "a cell ends with a paragraph"


def test_room_is_that_of_the_section_of_a_paragraph():
    document = Document()
    first = document.add_paragraph("portrait")
    document.add_section()
    last = document.add_paragraph("paysage")
    section = document.sections[1]
    section.page_width, section.page_height = section.page_height, section.page_width
    upright, lying = measure_room(first._p), measure_room(last._p)
    assert upright.width == pytest.approx(15.24, abs=0.01)
    assert lying.width == pytest.approx(27.94 - 6.35, abs=0.01)
    assert lying.height < upright.height


def test_styles_that_a_template_lacks_are_made_by_hand(tmp_path):
    own = make_own(tmp_path, "annexe", "{{ titre }}", "{{ corps }}", "{{ renvoi }}")
    document = Document(own / "annexe.docx")
    for name in ("Table Grid", "Caption"):
        for style in [s for s in document.styles if s.name == name]:
            style.element.getparent().remove(style.element)
    document.save(own / "annexe.docx")
    content = render(view_of(table(1, "Légende", total=True)), own)
    (found,) = list_tables(content)
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None
    bold = {
        "".join(run.itertext())
        for run in read_part(content).iter(qn("w:r"))
        if run.find(f".//{qn('w:b')}") is not None
        or run.find(f".//{qn('w:rStyle')}") is not None
    }
    assert bold == {"Poste", "Montant", "Ensemble", "3 000,00 €"}


def test_a_picture_says_what_it_shows_and_fits_the_page():
    wide = picture(contenu=png(3000, 600), alternative="Large & haut", legende=t("Vue"))
    content = render_blocks(wide, picture(largeur=4.0))
    first, second = read_part(content).iter(qn("wp:inline"))
    assert first.find(qn("wp:docPr")).get("descr") == "Large & haut"
    size = first.find(qn("wp:extent"))
    assert int(size.get("cx")) == pytest.approx(16 * CM, rel=0.001)
    assert int(size.get("cy")) == pytest.approx(16 * CM / 5, rel=0.001)
    assert int(second.find(qn("wp:extent")).get("cx")) == 4 * CM
    styled = list_styled(content)
    assert [s for s, _ in styled[1:3]] == ["Figure", "Caption"]
    assert read_visible_text(content).count("Vue") == 1
    assert "Large" not in read_visible_text(content)


def test_a_high_picture_leaves_room_for_its_caption():
    content = render_blocks(picture(contenu=png(100, 4000)))
    height = int(read_part(content).find(f".//{qn('wp:extent')}").get("cy"))
    assert height <= 24.7 * CM * 0.86


def test_one_picture_shown_twice_is_one_part():
    content = render_blocks(
        picture(), picture(), picture(contenu=png(kind="JPEG"), sorte="jpeg")
    )
    media = [name for name in list_parts(content) if "media" in name]
    assert media == ["word/media/image1.jpeg", "word/media/image1.png"]


def test_a_drawing_comes_with_points_that_stand_for_it():
    content = render_blocks(picture(contenu=SVG, sorte="svg"))
    blip = read_part(content).find(f".//{qn('a:blip')}")
    vector = next(e for e in blip.iter() if e.tag.endswith("svgBlip"))
    relations = {
        r.get("Id"): r.get("Target")
        for r in read_part(content, "word/_rels/document.xml.rels")
    }
    assert relations[blip.get(qn("r:embed"))] == "media/image1.png"
    assert relations[vector.get(qn("r:embed"))] == "media/image1.svg"
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        drawn = Pillow.open(io.BytesIO(package.read("word/media/image1.png")))
        assert package.read("word/media/image1.svg") == SVG
    assert drawn.size == (834, 417)
    assert drawn.convert("RGB").getpixel((160, 300)) == (26, 63, 139)


def test_definitions():
    blocks = Definitions((Definition((t("quorum"), t("seuil")), ((p("nombre"),),)),))
    content = render_blocks(blocks)
    assert list_styled(content)[1:4] == [
        ("Terme", "quorum"), ("Terme", "seuil"), ("Définition", "nombre"),
    ]  # fmt: skip


def test_new_pages_are_begun_by_what_stands_on_them():
    content = render_blocks(
        p("a"), SautDePage(), p("b"), SautDePage(), table(1), SautDePage()
    )
    assert list_breaks(content) == ["b", ""]
    assert not list(read_part(content).iter(qn("w:br")))


def test_a_new_page_within_a_list_keeps_the_number():
    content = render_blocks(
        items((p("un"),), (SautDePage(), p("deux")), label=NUMBERED)
    )
    assert list_breaks(content) == ["deux"]
    assert [text for *_, text in list_labels(content)] == ["un", "deux"]


def test_a_list_that_goes_on_is_one_list_in_word():
    content = render_blocks(
        items((p("un"),), (p("deux"),), label=NUMBERED),
        p("entre"),
        items((p("trois"),), label=NUMBERED, start=3),
        p("ailleurs"),
        items((p("sept"),), label=NUMBERED, start=7),
        items((p("autre"),), label=NUMBERED),
    )
    numbers = [n.get(qn("w:val")) for n in read_part(content).iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] == numbers[2]
    assert len(set(numbers)) == 3
    starts = [start for _, start, _, _ in list_labels(content)]
    assert starts == [1, 1, 1, 7, 1]


def test_a_question_stays_with_its_answer():
    content = render_blocks(question((p("réponse"),)), question(lines=5))
    styled = list_styled(content)
    assert styled[1:4] == [
        ("Question", "1. Quel est votre projet ?"),
        ("Réponse", "réponse"),
        ("Question", "1. Quel est votre projet ?"),
    ]
    (box,) = list_tables(content)
    assert has_keep(box.getprevious())
    assert box.find(f".//{qn('w:trHeight')}").get(qn("w:val")) == "2126"  # 3.75 cm
    (control,) = box.iter(qn("w:sdt"))
    assert control.find(f".//{qn('w:tag')}").get(qn("w:val")) == "projet"
    assert (
        control.find(f".//{qn('w:alias')}").get(qn("w:val"))
        == "Quel est votre projet ?"
    )


def test_answers_to_tick_have_a_box_each_and_stay_together():
    yes = Choix((Brin("Oui"),), "oui", "Êtes-vous aidés ? Oui")
    no = Choix((Brin("Non"),), "non", "Êtes-vous aidés ? Non")
    asked = dataclasses.replace(question(), sorte="option", choix=(yes, no))
    content = render_blocks(asked, dataclasses.replace(question(), lignes=0), p("fin"))

    assert [text.replace(NBSP, " ") for _, text in list_styled(content)][2:4] == [
        "☐ Oui",
        "☐ Non",
    ]
    assert not list_tables(content)
    tags = [tag.get(qn("w:val")) for tag in read_part(content).iter(qn("w:tag"))]
    assert tags == ["projet_oui", "projet_non"]
    boxes = [e for e in read_part(content).iter() if str(e.tag).endswith("}checkbox")]
    assert len(boxes) == 2


@pytest.mark.parametrize(("count", "grid"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3)])
def test_parties_sign_side_by_side(count, grid):
    places = tuple(Signataire((t(f"Nom {n}"), t("Maire"))) for n in range(count))
    content = render_blocks(Signatures(t("Fait à Bastia"), places))
    (found,) = list_tables(content)
    rows = found.findall(qn("w:tr"))
    assert {len(row.findall(qn("w:tc"))) for row in rows} == {grid}
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is None
    assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
    assert has_keep(found.getprevious())
    kept = [all(has_keep(x) for x in row.iter(qn("w:p"))) for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False]
    for n in range(count):
        assert read_visible_text(content).count(f"Nom {n}") == 1


def test_figures_are_big_and_none_is_cut():
    short = Chiffres(tuple(Chiffre(t(str(n)), t("ateliers")) for n in range(3)))
    long = Chiffres((Chiffre(t("MWMWMW"), t("budget")),) * 4)
    three, four = list_tables(render_blocks(short, long))
    assert len(three.findall(qn("w:tr"))) == 1
    sizes = [
        {int(s.get(qn("w:val"))) for s in found.iter(qn("w:sz"))}
        for found in (three, four)
    ]
    assert sizes[0] == set(), "that of the style"
    assert 16 <= sizes[1].pop() < 40


def test_figures_with_much_to_say_stand_before_it():
    label = "une chose comptée dont le nom prend bien plus d’une ligne dans une carte"
    rows = Chiffres(tuple(Chiffre(t(f"{n} %"), t(label)) for n in (5, 100)))
    (found,) = list_tables(render_blocks(items((p("un"), rows))))
    first, second = (int(c.get(qn("w:w"))) for c in found.iter(qn("w:gridCol")))
    assert first < second / 4
    indent = int(found.find(f".//{qn('w:tblInd')}").get(qn("w:w")))
    assert abs(indent + first + second - FULL) <= 3
    styles = [s.get(qn("w:val")) for s in found.iter(qn("w:pStyle"))]
    assert styles == ["Chiffreenligne", "Libelleenligne"] * 2


def test_figures_wider_than_a_card_stand_before_what_they_count():
    wide = Chiffres((Chiffre(t("1 234 567 890,12 €"), t("budget")),) * 4)
    (found,) = list_tables(render_blocks(wide))
    assert len(found.findall(qn("w:tr"))) == 4


def test_a_picture_leaves_room_for_the_text_of_its_slide():
    tower = picture(contenu=png(100, 4000))
    alone, beside = (
        int(read_part(content).find(f".//{qn('wp:extent')}").get("cy"))
        for content in (
            render_blocks(Diapositive(t("Titre"), (tower,))),
            render_blocks(Diapositive(t("Titre"), (p("un texte"), tower))),
        )
    )
    assert beside < 0.75 * alone


def test_slides_begin_pages_but_for_one_that_opens_the_text():
    slides = tuple(
        Diapositive(t(f"Titre {n}"), (p(f"texte {n}"),), t("pied")) for n in (1, 2)
    )
    assert list_breaks(render_blocks(*slides)) == ["Titre 2"]
    content = render_blocks(p("avant"), *slides)
    assert list_breaks(content) == ["Titre 1", "Titre 2"]
    names = [name for name, _ in list_styled(content)]
    assert names[2:5] == [
        "Titre de diapositive",
        "Texte de diapositive",
        "Pied de diapositive",
    ]


def test_a_slide_has_a_heading_of_its_level():
    opening = Diapositive(t("Ouverture"), (p("service"),), ouverture=True)
    content = render_blocks(opening, Diapositive(t("Un"), (Titre(1, t("Deux")),)))
    document = Document(io.BytesIO(content))
    levels = {}
    for paragraph in document.paragraphs:
        style = paragraph.style
        while style is not None and not levels.get(paragraph.text):
            level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            levels[paragraph.text] = None if level is None else level.get(qn("w:val"))
            style = style.base_style
    assert [levels[text] for text in ("Ouverture", "Un", "Deux")] == ["1"] * 3


def test_side_by_side_tables_and_pictures_fit_their_column():
    figures = Chiffres((Chiffre(t("32"), t("ateliers")),))
    first = view_of(table(2), picture(contenu=png(3000, 600)), figures)
    second = dataclasses.replace(first, titre="zz")
    second = dataclasses.replace(second, corps=(table(3), *first.corps[1:]))
    (pair,) = pair_views([first], [second], COLONNES)
    rendered = render_piece(FORMAT, pair, tools())
    assert rendered is not None
    outer, *inner = list_tables(rendered.content)
    half = int(outer.find(f".//{qn('w:gridCol')}").get(qn("w:w")))
    assert len(inner) == 4
    whole = [
        row for row in outer.findall(qn("w:tr")) if row.find(qn("w:trPr")) is not None
    ]
    assert len(whole) == 1 + 2, "the heads of the columns, the rows that hold tables"
    (size,) = (int(s.get(qn("w:val"))) for s in inner[-1].iter(qn("w:sz")))
    assert size < 56, "the figure is smaller too"
    for found in inner:
        assert sum(int(c.get(qn("w:w"))) for c in found.iter(qn("w:gridCol"))) < half
    for size in outer.iter(qn("wp:extent")):
        assert int(size.get("cx")) < half * 635


def list_sizes(content: bytes) -> dict[str, int]:
    """The sizes that runs say, in half points, by their texts."""
    runs = read_part(content).iter(qn("w:r"))
    said = {"".join(r.itertext()): r.find(f".//{qn('w:sz')}") for r in runs}
    return {k: int(v.get(qn("w:val"))) for k, v in said.items() if v is not None}


def test_the_text_of_a_slide_is_as_large_as_on_its_page_where_it_holds():
    points = Liste(NUMBERED, None, 1, False, ((p("point"),),))
    short = Diapositive(t("T"), (p("texte"), points), t("pied"), echelle=1.1)
    dense = Diapositive(t("D"), tuple(p(f"alinéa {n}") for n in range(40)))
    content = render_blocks(short, dense)
    sizes = list_sizes(content)

    assert sizes["texte"] == sizes["point"] == 44
    assert 26 <= sizes["alinéa 0"] < 40
    assert not {"T", "pied"} & sizes.keys(), "their styles say it"
    marks = read_part(content).findall(f".//{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:sz')}")
    assert [mark.get(qn("w:val")) for mark in marks] == ["44"]


def test_a_text_beside_a_picture_leaves_it_its_room():
    texts = tuple(p(f"alinéa {n}") for n in range(8))
    alone, beside = (
        list_sizes(render_blocks(Diapositive(t("T"), blocs)))["alinéa 0"]
        for blocs in (texts, (*texts, picture(contenu=png(900, 600))))
    )
    assert beside < alone == 40
