"""What a Word file says of itself, and every sign of its text whole."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx import FORMAT
from delib_gen.view.base import LigneArticle, LigneSignature, LigneVisa, Titre
from docx_helpers import (
    get_annexe,
    get_view,
    list_parts,
    list_styled,
    make_tools,
    read_part,
    read_visible_text,
    render,
    render_dossier,
)
from format_helpers import render_piece

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made = {piece: render(get_view(piece)) for piece in ("deliberation", "rapport")}
    return made | {"dossier": render_dossier()}


def test_languages_are_said(files):
    styles = read_part(files["rapport"], "word/styles.xml")
    default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert default.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"
    settings = read_part(files["rapport"], "word/settings.xml")
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == "fr-FR"
    for piece in ("deliberation", "rapport"):
        marked = [
            (run.find(f"{qn('w:rPr')}/{qn('w:lang')}"), "".join(run.itertext()))
            for run in read_part(files[piece]).iter(qn("w:r"))
        ]
        said = [(e.get(qn("w:val")), t) for e, t in marked]
        (corsican,) = (text for tag, text in said if tag == "co-FR")
        assert "CULLITTIVITÀ DI CORSICA" in corsican
        assert {tag for tag, _ in said} == {"fr-FR", "co-FR"}


def test_properties_are_those_of_the_act(files):
    core = Document(io.BytesIO(files["rapport"])).core_properties
    assert core.title == "Rapport n° 2023/330/CP"
    assert core.author == "Collectivité de Corse"
    assert core.language == "fr-FR"
    assert str(core.created) == str(core.modified) == "2023-12-19 00:00:00+00:00"
    assert core.last_modified_by == ""
    assert core.comments == core.keywords == ""
    xml = etree.tostring(read_part(files["rapport"], "docProps/core.xml")).decode()
    assert "lastModifiedBy" not in xml
    assert "<cp:revision>1</cp:revision>" in xml
    assert Document(io.BytesIO(files["dossier"])).core_properties.title == "Dossier"


def test_a_file_has_no_more_parts_than_needed(files):
    assert list_parts(files["deliberation"]) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


AWKWARD = (
    "A & B <x> R&D « l’eau » \"q\" 'q' {{ nom }} {% if %} %} }} {# c #} {_{ ]]> "
    "taux < 5 % 🙂 n°\u00a07 &amp; \\ fin"
)


def test_awkward_characters_come_out_whole():
    view = dataclasses.replace(
        get_view("deliberation"),
        entete=AWKWARD,
        titres=(Titre(AWKWARD, "co"),),
        visas=(LigneVisa("VU", AWKWARD),),
        articles=(LigneArticle("", (AWKWARD,)),),
        signatures=(LigneSignature("Le Maire,", AWKWARD),),
    )
    content = render(view)
    lines = read_visible_text(content).splitlines()
    assert lines.count(AWKWARD) == 4
    assert f"VU\t{AWKWARD}" in lines
    assert FORMAT.audit(content, [view]) == []


def test_controls_that_xml_cannot_hold_do_not_break_the_file():
    view = dataclasses.replace(get_view("deliberation"), entete="a\x07b\ufffec\x00")
    content = render(view)
    assert list_styled(content)[0] == ("Heading 1", "abc")


def test_no_break_spaces_stay(files):
    assert "n°\u00a021/083" in read_visible_text(files["dossier"])


def test_numbers_do_not_break_at_hyphens(files):
    text = read_visible_text(files["deliberation"])
    assert "D.\u00a04425-53," in text
    cut = [
        t.text
        for t in read_part(files["deliberation"]).iter(qn("w:t"))
        if re.search(r"\d-\d", t.text)
    ]
    assert cut == []


def test_a_joined_file_has_no_word_file_of_its_own():
    view = dataclasses.replace(
        get_annexe(), corps=(), renvoi="Voir bilan.pdf.", joint=b"%PDF"
    )
    assert render_piece(FORMAT, view, make_tools()) is None


_PROGRAM = """
import hashlib, sys, time
moment, folder = float(sys.argv[1]), sys.argv[2]
time.time = lambda: moment
sys.path[:0] = [folder]
import datetime as dt
class Later(dt.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(moment, tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(moment)
dt.datetime = Later
from docx_helpers import get_annexe, get_view, render, render_dossier
for content in (render(get_view("rapport")), render_dossier()):
    print(hashlib.sha256(content).hexdigest())
"""


def test_bytes_depend_on_nothing_but_the_act(files):
    outputs = []
    for zone, moment, seed in (("UTC", 1e9, "1"), ("Pacific/Kiritimati", 2e9, "2")):
        env = {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-B", "-c", _PROGRAM, str(moment), str(ROOT / "tests")],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    with zipfile.ZipFile(io.BytesIO(files["dossier"])) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_in_corsican_says_so():
    view = get_view("deliberation")
    view = dataclasses.replace(view, meta=dataclasses.replace(view.meta, langue="co"))
    content = render(view)
    styles = read_part(content, "word/styles.xml")
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:val")) == "co-FR"
    marked = [e.get(qn("w:val")) for e in read_part(content).iter(qn("w:lang"))]
    assert (marked.count("fr-FR"), set(marked)) == (1, {"fr-FR", "co-FR"})
    assert Document(io.BytesIO(content)).core_properties.language == "co-FR"
