"""Footnotes and places to fill in, as Word's own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.notes import Footnotes
from delib_gen.formats.docx.runs import squeeze
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.prose.tree import Brin, Citation, Tableau
from delib_gen.prose.walk import map_brins, set_language
from delib_gen.view.en_regard import pair_views
from docx_blocks_helpers import (
    items,
    note,
    p,
    picture,
    render_blocks,
    t,
    table,
    tools,
    view_of,
)
from docx_helpers import (
    change,
    dossier_meta,
    list_parts,
    make_own,
    read_part,
    read_visible_columns,
    read_visible_text,
    render,
)
from en_regard_helpers import COLONNES
from format_helpers import render_piece, render_pieces

NOTED = (
    p("un", note("note une ", Brin("ici", cible="https://exemple.fr/une")), " fin"),
    items((p("point", note("note deux")),)),
    Citation((p("cité", note("note ", Brin("trois", gras=True))),)),
)


def list_notes(content: bytes) -> list[str]:
    """The text of the notes behind their numbers, in the order of their calls."""
    (name,) = [n for n in list_parts(content) if n.startswith("word/footnotes")]
    notes = {n.get(qn("w:id")): n for n in read_part(content, name)}
    calls = read_part(content).iter(qn("w:footnoteReference"))
    texts = ("".join(notes[c.get(qn("w:id"))].itertext()) for c in calls)
    return [re.sub(r"^\d+ ", "", text).strip() for text in texts]


@pytest.fixture(scope="module")
def noted() -> bytes:
    return render_blocks(*NOTED)


def test_notes_are_words_own(noted):
    assert list_notes(noted) == ["note une ici", "note deux", "note trois"]
    styles = {
        use.get(qn("w:val")) for use in read_part(noted, "word/footnotes.xml").iter(
            qn("w:pStyle"), qn("w:rStyle")
        )
    }  # fmt: skip
    assert styles == {"Footnotetext", "Footnotereference", "Hyperlink", "Strong"}


def test_a_note_keeps_the_space_before_it_and_has_none_of_its_own(noted):
    lines = [line for line in read_visible_text(noted).splitlines() if line]
    assert lines[1:] == [
        "un fin", "point", "cité", " note une ici", " note deux", " note trois",
    ]  # fmt: skip


def test_the_link_of_a_note_is_in_its_part(noted):
    rels = read_part(noted, "word/_rels/footnotes.xml.rels")
    (link,) = read_part(noted, "word/footnotes.xml").iter(qn("w:hyperlink"))
    targets = {rel.get("Id"): rel.get("Target") for rel in rels}
    assert targets[link.get(qn("r:id"))] == "https://exemple.fr/une"


def test_cells_and_heads_call_notes():
    called = Tableau(
        (), ("gauche",), ((*t("Poste"), note("du titre")),),
        (((*t("ligne"), note("de la ligne")),),),
    )  # fmt: skip
    content = render_blocks(called)
    assert list_notes(content) == ["du titre", "de la ligne"]
    assert len(list(read_part(content).iter(qn("w:tblHeader")))) == 1


def test_a_document_without_notes_has_no_part_for_them():
    content = render_blocks(p("rien"))
    assert not [n for n in list_parts(content) if "footnotes" in n]


def test_notes_of_three_pieces_follow_each_other(noted):
    views = [view_of(*NOTED), view_of(p("sans")), view_of(*NOTED), view_of(*NOTED)]
    content = render_pieces(FORMAT, views, dossier_meta(), tools()).content
    assert list_notes(content) == 3 * list_notes(noted)
    assert FORMAT.audit(content, views) == []


def test_links_of_notes_lead_where_they_did():
    pages = ("https://exemple.fr/un", "https://exemple.fr/deux")
    views = [view_of(p("vu", note(Brin("ici", cible=page)))) for page in pages]
    content = render_pieces(FORMAT, views, dossier_meta(), tools()).content
    rels = read_part(content, "word/_rels/footnotes.xml.rels")
    targets = {rel.get("Id"): rel.get("Target") for rel in rels}
    links = read_part(content, "word/footnotes.xml").iter(qn("w:hyperlink"))
    assert [targets[link.get(qn("r:id"))] for link in links] == list(pages)


def test_notes_come_with_the_lines_above_them():
    views = [view_of(p("sans")), view_of(*NOTED)]
    content = render_pieces(FORMAT, views, dossier_meta(), tools()).content
    assert list_notes(content) == ["note une ici", "note deux", "note trois"]
    said = read_part(content, "word/settings.xml").find(qn("w:footnotePr"))
    assert [line.get(qn("w:id")) for line in said] == ["-1", "0"]


def test_numbers_do_not_break_at_hyphens_in_notes():
    content = render_blocks(p("vu", note("l’article D. 4425-53")))
    notes = read_part(content, "word/footnotes.xml")
    assert len(list(notes.iter(qn("w:noBreakHyphen")))) == 1
    assert "4425-53" in read_visible_text(content)


def test_a_template_that_has_notes_keeps_them(tmp_path):
    own = make_own(tmp_path, "annexe", "{{ titre }}", "{{ corps }}", "{{ renvoi }}")
    document = Document(own / "annexe.docx")
    reference = etree.SubElement(
        document.paragraphs[0].add_run()._r, qn("w:footnoteReference")
    )
    reference.set(qn("w:id"), "7")
    notes = Footnotes(document)
    notes.add([], 7, StyleNames.read(document), "fr-FR", "")
    last = notes.part.element[-1]
    last[0].append(
        etree.fromstring(
            f'<w:r xmlns:w="{qn("w:r")[1:-2]}"><w:t>du gabarit</w:t></w:r>'
        )
    )
    document.save(own / "annexe.docx")
    content = render(view_of(*NOTED), own)
    assert list_notes(content)[0] == "du gabarit"
    assert list_notes(content)[1:] == ["note une ici", "note deux", "note trois"]


def test_runs_of_notes_say_their_language():
    corsican = set_language(NOTED, "fr")
    content = render_blocks(*corsican, p("corsu"), langue="co")
    said = {
        "".join(run.itertext()).strip(): run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(
            qn("w:val")
        )
        for run in read_part(content, "word/footnotes.xml").iter(qn("w:r"))
    }
    assert said.pop("") == "co-FR", "the number, which is nobody's"
    assert set(said.values()) == {"fr-FR"}
    assert set(said) == {"note une", "ici", "note deux", "note", "trois"}


def test_side_by_side_each_column_has_its_notes():
    first = view_of(*NOTED, table(2, "Un tableau", total=True), picture())
    turned = map_brins(
        first.corps,
        lambda items: tuple(
            replace(b, texte=b.texte and f"zz {b.texte}") for b in items
        ),
    )
    second = view_of(*turned, langue="co")
    (pair,) = pair_views([first], [second], COLONNES)
    rendered = render_piece(FORMAT, pair, tools())
    assert rendered is not None
    columns = [" ".join(c.split()) for c in read_visible_columns(rendered.content)]
    for column, text, notes in zip(
        columns,
        ("un fin point cité", "zz unzz fin zz point"),
        ("note une ici note deux note trois", "zz note une zz ici zz note deux"),
        strict=True,
    ):
        assert text in column.partition(notes)[0]
        assert notes in column
    assert FORMAT.audit(rendered.content, [pair]) == []


def test_places_to_fill_in_are_controls():
    content = render_blocks(
        p("à ", Brin("LA VILLE", blanc=True), ", le ", Brin("", blanc=True), ".")
    )
    labelled, bare = read_part(content).iter(qn("w:sdt"))
    assert labelled.find(f".//{qn('w:alias')}").get(qn("w:val")) == "LA VILLE"
    assert "".join(labelled.itertext()) == "LA VILLE"
    assert "".join(bare.itertext()).strip("\u00a0") == ""
    assert bare.find(f".//{qn('w:u')}") is not None
    text = " ".join(read_visible_text(content).split())
    assert text.endswith("à LA VILLE, le .")


def test_a_control_says_its_language():
    content = render_blocks(p(Brin("VILLE", blanc=True, langue="fr")), langue="co")
    (control,) = read_part(content).iter(qn("w:sdt"))
    assert control.find(f".//{qn('w:alias')}").get(qn("w:val")) == "VILLE"
    assert control.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr-FR"


def test_a_title_is_no_longer_than_word_takes():
    content = render_blocks(p(Brin("x" * 200, blanc=True)))
    (alias,) = read_part(content).iter(qn("w:alias"))
    assert alias.get(qn("w:val")) == "x" * 64
    assert "x" * 200 in read_visible_text(content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((Brin("a "), note("n"), Brin(" b")), ["a ", "", " b"]),
        ((Brin("a"), note("n"), Brin(" ")), ["a", ""]),
        ((Brin("a "), Brin("", blanc=True)), ["a ", ""]),
        ((Brin("a"), Brin(" x  y ", blanc=True), Brin(" b")), ["a", "x y", " b"]),
    ],
)
def test_spaces_around_notes_and_places_to_fill_in(given, kept):
    assert [brin.texte for brin in squeeze(given)] == kept


def test_hidden_calls_hide_their_note(noted):
    def hide(xml: str) -> str:
        return xml.replace(
            '<w:rStyle w:val="Footnotereference"/>',
            '<w:rStyle w:val="Footnotereference"/><w:vanish/>', 1,
        )  # fmt: skip

    text = read_visible_text(change(noted, "word/document.xml", hide))
    assert "note une" not in text
    assert "note deux" in text


def test_a_note_hidden_or_lost_is_told(noted):
    def lose(xml: str) -> str:
        return xml.replace("note deux", "note", 1)

    content = change(noted, "word/footnotes.xml", lose)
    (found,) = FORMAT.audit(content, [view_of(*NOTED)])
    assert found.code == "SOR01"
    assert "« deux »" in found.message


def list_marks(content: bytes) -> list[str]:
    """The number that each call shows: typed, or counted by Word."""
    shown, counted = [], 0
    for call in read_part(content).iter(qn("w:footnoteReference")):
        if call.get(qn("w:customMarkFollows")) is None:
            counted += 1
            shown.append(str(counted))
        else:
            shown.append(call.getnext().text)
    return shown


def make_noted(name: str, *notes: str, langue: str = "fr"):
    """A piece whose text calls notes, numbered as its document numbers them."""
    view = view_of(p("Texte", *(note(text) for text in notes)), langue=langue)
    meta = replace(view.meta, piece=name, fichier=name)
    return replace(view, meta=meta)


def test_notes_begin_again_with_each_piece_of_a_dossier():
    """As in the PDF; Word's own count goes on through the file."""
    pieces = [make_noted("un", "a", "b"), make_noted("deux", "c", "d", "e")]
    content = render_pieces(FORMAT, pieces, dossier_meta(), tools()).content
    assert list_marks(content) == ["1", "2", "1", "2", "3"]
    assert FORMAT.audit(content, pieces) == []
    text = read_visible_text(content)
    assert "Texte\n" in text  # a typed number is no part of the word before it
    assert [line for line in text.split("\n") if line.strip() in "abcde"]


def test_notes_of_a_piece_alone_are_counted_by_word():
    """One that is put in renumbers those below."""
    content = render_piece(FORMAT, make_noted("un", "a", "b"), tools()).content
    calls = read_part(content).iter(qn("w:footnoteReference"))
    assert [call.get(qn("w:customMarkFollows")) for call in calls] == [None, None]


def test_each_of_two_languages_has_its_own_numbers():
    first = make_noted("un", "a", "b")
    second = make_noted("un", "c", "d", langue="co")
    (pair,) = pair_views([first], [second], COLONNES)
    content = render_piece(FORMAT, pair, tools()).content
    assert list_marks(content) == ["1", "2", "1", "2"]
    assert FORMAT.audit(content, [pair]) == []
