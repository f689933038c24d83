"""What the tests of Word files share: the reference dossier, and looking inside."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.base import RenderTools
from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.labels import Labels
from delib_gen.formats.docx.reading import read_streams
from delib_gen.formats.docx.xml import read_text
from delib_gen.load.loader import load_seance
from delib_gen.load.reference import load_autorite
from delib_gen.load.sources import Sources
from delib_gen.model.build import build_situation
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import Brin, Paragraphe
from delib_gen.resources import data_dir
from delib_gen.schema.charte import Charte
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import make_library
from delib_gen.view.annexes.base import AnnexeView
from delib_gen.view.base import Meta, View
from format_helpers import render_piece, render_pieces
from view_helpers import build_views, make_acte_context

REFERENCE = data_dir() / "exemples/2023-12-19-cp/seance.yaml"


@cache
def load_reference() -> tuple[tuple[View, ...], Charte]:
    """The views of the reference dossier, and the house style."""
    seance = load_seance(REFERENCE, Sources())
    assert seance.seance is not None
    loaded = load_autorite(seance.seance.collectivite, seance.folder, None)
    situation = build_situation(seance, loaded)
    assert loaded.charte is not None
    context = make_acte_context(situation.actes[0], "fr", loaded.charte)
    return tuple(build_views(context)), loaded.charte


def get_view(fichier: str) -> Any:
    """A view of the reference dossier, by the name of its file."""
    views, _ = load_reference()
    return next(view for view in views if view.meta.fichier == fichier)


def get_annexe() -> AnnexeView:
    """An annexe in free prose: that of the reference dossier, with a short text."""
    view = get_view("annexe-rapport-2")
    prose = (Paragraphe((Brin("Un bilan."),)),)
    return AnnexeView(meta=view.meta, titre=view.titre, corps=prose)


def make_tools(own: Path | None = None) -> RenderTools:
    """What the format works with; `own` is an office's folder of templates."""
    _, charte = load_reference()
    library = make_library("fr", "corse", own=own, charte=charte)
    return RenderTools(library, charte, None)  # type: ignore[arg-type]


def render(view: View, own: Path | None = None) -> bytes:
    """The Word file of a view."""
    rendered = render_piece(FORMAT, view, make_tools(own))
    assert rendered is not None
    return rendered.content


def render_dossier(own: Path | None = None) -> bytes:
    """The Word file of the whole reference dossier."""
    views, _ = load_reference()
    return render_pieces(FORMAT, views, dossier_meta(), make_tools(own)).content


def dossier_meta() -> Meta:
    """What a dossier says of itself."""
    return dataclasses.replace(get_view("deliberation").meta, titre_document="Dossier")


def render_markdown(text: str, own: Path | None = None) -> bytes:
    """An annexe made of a Markdown text, as a Word file."""
    prose, findings = parse_prose(text)
    assert not findings
    return render(dataclasses.replace(get_annexe(), corps=prose), own)


def change(content: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """A Word file with one of its parts rewritten."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                edited = edit(data.decode())
                assert edited != data.decode(), "nothing was changed"
                data = edited.encode()
            target.writestr(name, data)
    return buffer.getvalue()


def read_part(content: bytes, name: str = "word/document.xml") -> Any:
    """The tree of a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def read_visible_columns(content: bytes) -> list[str]:
    """What is read back of each column of a Word file, its notes last."""
    streams = read_streams(content).streams
    return ["".join(p.text for p in stream.pieces) for stream in streams]


def read_visible_text(content: bytes) -> str:
    """What is read back of a Word file, whatever its columns."""
    return read_streams(content).text


def list_parts(content: bytes) -> list[str]:
    """The names of the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def list_styled(content: bytes) -> list[tuple[str, str]]:
    """The paragraphs of a Word file: style's name, text."""
    document = Document(io.BytesIO(content))
    return [
        (paragraph.style.name, read_text(paragraph._p))
        for paragraph in document.paragraphs
    ]


def iter_labelled(content: bytes) -> Iterator[tuple[str, Any]]:
    """The paragraphs of a Word file, each after the words of its label."""
    document = Document(io.BytesIO(content))
    lists = [p for p in list_parts(content) if p == "word/numbering.xml"]
    labels = Labels(read_part(content, lists[0]) if lists else None)
    for paragraph in document.element.body.iter(qn("w:p")):
        yield labels.read(paragraph)[0], paragraph


def list_labels(content: bytes) -> list[tuple[str, int, int, str]]:
    """The items of lists: pattern of the label, first number, indent, text."""
    numbering = read_part(content, "word/numbering.xml")
    abstracts = {
        a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))
    }
    numbers = {
        n.get(qn("w:numId")): abstracts[n.find(qn("w:abstractNumId")).get(qn("w:val"))]
        for n in numbering.iter(qn("w:num"))
    }
    items = []
    for paragraph in read_part(content).iter(qn("w:p")):
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is None:
            continue
        abstract = numbers[number.find(qn("w:numId")).get(qn("w:val"))]
        rank = number.find(qn("w:ilvl")).get(qn("w:val"))
        level = next(
            x for x in abstract.iter(qn("w:lvl")) if x.get(qn("w:ilvl")) == rank
        )
        items.append(
            (
                level.find(qn("w:lvlText")).get(qn("w:val")),
                int(level.find(qn("w:start")).get(qn("w:val"))),
                int(level.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:left"))),
                read_text(paragraph),
            )
        )
    return items


def make_own(folder: Path, genre: str, *paragraphs: str) -> Path:
    """A template of an office's own, each text a paragraph; gives its folder."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(folder / f"{genre}.docx")
    return folder


def catch_fault(view: View, own: Path) -> TemplateFault:
    """The fault that a template has."""
    with pytest.raises(TemplateFault) as caught:
        render(view, own)
    return caught.value
