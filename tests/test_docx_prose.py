"""Prose in Word: headings, real lists, links, bold and italics."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.runs import squeeze
from delib_gen.prose.tree import Brin
from docx_helpers import (
    get_view,
    list_labels,
    list_styled,
    make_own,
    read_part,
    render,
    render_markdown,
)

STEP, NARROW, WIDE = 357, 357, 720  # 0.63, 0.63 and 1.27 cm as Word counts them


def test_headings_go_one_level_below_the_title():
    content = render_markdown("# Un\n\ntexte\n\n## Deux\n\n### Trois\n")
    assert list_styled(content)[:5] == [
        ("Titre d'annexe", "Bilan d’activité des deux Conseillers numériques"),
        ("Heading 2", "Un"),
        ("Body Text", "texte"),
        ("Heading 3", "Deux"),
        ("Heading 4", "Trois"),
    ]


def test_lists_of_the_rapport_have_their_documented_look():
    items = list_labels(render(get_view("rapport")))
    looks = list(dict.fromkeys((label, left) for label, _, left, _ in items))
    assert looks == [("%1-", 357), ("-", 1077), ("%1-", 794), ("-", 720)]


def test_every_list_counts_for_itself():
    content = render_markdown('3. a\n4. b\n\ntexte\n\n1. c\n\n{etiquette="a)"}\n1. d\n')
    assert [item[:2] for item in list_labels(content)] == [
        ("%1.", 3),
        ("%1.", 3),
        ("%1.", 1),
        ("%1)", 1),
    ]
    numbers = [
        paragraph.find(qn("w:val"))
        for paragraph in read_part(content).iter(qn("w:numId"))
    ]
    assert len(numbers) == 4


def test_formats_of_numbers_are_words_own():
    text = "\n\nx\n\n".join(
        f'{{etiquette="{label}"}}\n1. un' for label in ("1-", "(a)", "A.", "i)", "I/")
    )
    content = render_markdown(text)
    formats = {}
    for abstract in read_part(content, "word/numbering.xml").iter(qn("w:abstractNum")):
        level = abstract.find(qn("w:lvl"))
        pattern = level.find(qn("w:lvlText")).get(qn("w:val"))
        formats[pattern] = level.find(qn("w:numFmt")).get(qn("w:val"))
    assert formats == {
        "-": "bullet",
        "%1-": "decimal",
        "(%1)": "lowerLetter",
        "%1.": "upperLetter",
        "%1)": "lowerRoman",
        "%1/": "upperRoman",
    }


def test_nested_lists_go_down_to_nine_levels():
    text = "".join(f"{'  ' * depth}- niveau {depth}\n" for depth in range(9))
    items = list_labels(render_markdown(text))
    assert [label for label, *_ in items] == ["•", "o", "▪"] * 3
    assert [left for _, _, left, _ in items] == [
        round(0.63 * (depth + 1) * 1440 / 2.54) for depth in range(9)
    ]
    assert [text for *_, text in items] == [f"niveau {depth}" for depth in range(9)]


def test_a_number_stands_at_its_own_level():
    content = render_markdown('- a\n\n  {etiquette="1-"}\n  1. b\n')
    assert [label for label, *_ in list_labels(content)] == ["•", "%2-"]


def test_a_second_paragraph_of_an_item_stands_under_the_first():
    content = render_markdown("1. un\n\n   suite\n\n2. deux\n")
    body = read_part(content)
    indents = [
        (i.get(qn("w:left")), i.get(qn("w:firstLine"))) for i in body.iter(qn("w:ind"))
    ]
    assert indents == [(str(STEP), "0")]
    assert [text for *_, text in list_labels(content)] == ["un", "deux"]


def test_items_without_text_still_count():
    items = list_labels(render_markdown("1.\n2. deux\n3. - trois\n"))
    assert [(label, text) for label, _, _, text in items] == [
        ("%1.", ""),
        ("%1.", "deux"),
        ("%1.", ""),
        ("o", "trois"),
    ]


def test_tight_lists_have_their_style():
    loose = render_markdown("- a\n\n- b\n")
    tight = render_markdown("- a\n- b\n")
    assert ("List Paragraph", "a") in list_styled(loose)
    assert ("Liste serrée", "a") in list_styled(tight)


def test_what_announces_a_list_stays_with_it():
    content = render_markdown("simple\n\nannonce :\n\n- a\n- b\n\naprès\n")
    found = {text: style for style, text in list_styled(content)}
    assert found["simple"] == found["après"] == "Body Text"
    assert found["annonce :"] == "Annonce"


def test_quotations():
    content = render_markdown("> cité\n>\n> - point\n\n- a\n\n  > dedans\n")
    styled = list_styled(content)
    assert ("Quote", "cité") in styled
    assert ("Quote", "dedans") in styled
    lefts = {text: left for _, _, left, text in list_labels(content)}
    assert lefts["point"] == round((1 + 0.63) * 1440 / 2.54)


def test_looks_are_character_styles():
    content = render_markdown(
        "un **gras** *ital* ***deux*** [lien](https://a.fr/x?b=1&c=2)"
    )
    found = {
        "".join(run.itertext()): style.get(qn("w:val"))
        for run in read_part(content).iter(qn("w:r"))
        for style in run.iter(qn("w:rStyle"))
    }
    assert found == {
        "gras": "Strong",
        "ital": "Emphasis",
        "deux": "IntenseEmphasis",
        "lien": "Hyperlink",
    }


def test_links_are_links():
    content = render_markdown(
        "[un](https://a.fr/x?b=1&c=2) et [deux **gras**](mailto:x@y.fr)"
    )
    rels = Document(io.BytesIO(content)).part.rels
    links = {
        "".join(link.itertext()): rels[link.get(qn("r:id"))]
        for link in read_part(content).iter(qn("w:hyperlink"))
    }
    assert {text: rel.target_ref for text, rel in links.items()} == {
        "un": "https://a.fr/x?b=1&c=2",
        "deux gras": "mailto:x@y.fr",
    }
    assert all(rel.is_external for rel in links.values())
    bold = [
        run
        for run in read_part(content).iter(qn("w:r"))
        if run.find(f".//{qn('w:b')}") is not None
    ]
    assert ["".join(run.itertext()) for run in bold] == ["gras"]


def test_bold_in_a_heading_does_not_turn_light():
    content = render_markdown("# Un **titre** *fort*\n")
    body = read_part(content)
    assert [s.get(qn("w:val")) for s in body.iter(qn("w:rStyle"))] == ["Emphasis"]
    assert ("Heading 2", "Un titre fort") in list_styled(content)


def test_line_breaks():
    content = render_markdown("un  \ndeux\\\ntrois")
    assert len(list(read_part(content).iter(qn("w:br")))) == 2
    assert "".join(t.text for t in list(read_part(content).iter(qn("w:t")))[1:]) == (
        "undeuxtrois"
    )


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["a  b", " c"], ["a b", " c"]),
        (["a ", " b"], ["a ", "b"]),
        ([" a", "b "], ["a", "b"]),
        (["a", "\n", " b"], ["a", "\n", "b"]),
        (["a ", "\n", "b"], ["a", "\n", "b"]),
        (["a\u00a0", " b\u00a0"], ["a\u00a0", " b\u00a0"]),
        (["a", " "], ["a"]),
    ],
)
def test_spaces_print_as_in_a_browser(given, wanted):
    brins = [Brin("", saut=True) if t == "\n" else Brin(t) for t in given]
    assert ["\n" if b.saut else b.texte for b in squeeze(brins)] == wanted


def test_styles_that_a_template_lacks_are_done_without(tmp_path):
    own = make_own(tmp_path, "annexe", "{{ titre }}", "{{ corps }}", "{{ renvoi }}")
    document = Document(own / "annexe.docx")
    for name in ("Heading 2", "List Paragraph", "Quote", "Strong", "Emphasis"):
        element = document.styles[name].element
        element.getparent().remove(element)
    document.save(own / "annexe.docx")
    content = render_markdown("# T\n\n**gras**\n\n> cité\n\n- a\n\n  b\n", own)
    assert [(s, t) for s, t in list_styled(content) if t] == [
        ("Normal", "Bilan d’activité des deux Conseillers numériques"),
        ("Normal", "T"),
        ("Normal", "gras"),
        ("Normal", "cité"),
        ("Normal", "a"),
        ("Normal", "b"),
    ]
    assert [text for *_, text in list_labels(content)] == ["a"]
    assert len(list(read_part(content).iter(qn("w:b")))) == 1, "bold, by hand then"


def test_prose_takes_the_look_of_its_place(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("{{ corps }}", style="Intense Quote")
    paragraph.paragraph_format.page_break_before = True
    document.add_paragraph("{{ titre }}{{ renvoi }}")
    document.save(tmp_path / "annexe.docx")
    content = render_markdown("un\n\ndeux\n", tmp_path)
    styled = list_styled(content)
    assert styled[:2] == [("Intense Quote", "un"), ("Intense Quote", "deux")]
    breaks = [
        paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        for paragraph in read_part(content).iter(qn("w:p"))
    ]
    assert breaks[:2] == [True, False]


def test_a_template_without_lists_gets_some(tmp_path):
    own = make_own(tmp_path, "annexe", "{{ titre }}", "{{ corps }}", "{{ renvoi }}")
    document = Document(own / "annexe.docx")
    part = document.part
    (rid,) = [r for r, rel in part.rels.items() if rel.reltype.endswith("/numbering")]
    del part.rels[rid]
    document.save(own / "annexe.docx")
    content = render_markdown("1. un\n", own)
    assert list_labels(content) == [("%1.", 1, STEP, "un")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("10. dix\n", STEP),
        ('{retrait="1,27 cm"}\n10. dix\n', WIDE),
        ('{etiquette="(1)"}\n98. a\n99. b\n100. c\n', 632),
        ('{retrait="2,5 cm" etiquette="(1)"}\n100. c\n', 1417),
        ('{retrait="0 cm"}\n- a\n', 0),
    ],
)
def test_labels_have_the_room_they_need(text, left):
    content = render_markdown(text)
    assert {found for _, _, found, _ in list_labels(content)} == {left}
