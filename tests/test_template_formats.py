"""GAB03: what an own template says in one format, and another does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from delib_gen.formats.base import RenderTools
from delib_gen.templatecheck.literal import compare_formats
from delib_gen.templating.library import make_library
from delib_gen.view.deliberation import DeliberationView
from docx_helpers import make_own

PAGE = """{% extends "_base.html.j2" %}
{% block piece %}
{% for part in partie.values() %}
{{ part }}
{% endfor %}
<p class="ampliation">Ampliation : préfecture {{ titres[0].texte }}</p>
{% endblock %}
"""
PARTS = ("{{ partie.entete }}", "{{ partie.visas }}", "{{ partie.articles }}")
NAMES = ("deliberation.html.j2", "deliberation.docx")


def compare(own: Path, tools: RenderTools) -> list[str]:
    library = make_library("fr", "corse", own, tools.charte)
    found = list(compare_formats(library, DeliberationView, NAMES))
    assert {(f.code, f.severity.value) for f in found} <= {("GAB03", "avertissement")}
    return [f.message for f in found]


def test_shipped_templates_say_the_same(tmp_path: Path, tools: RenderTools) -> None:
    assert compare(tmp_path, tools) == []


def test_words_of_a_page_alone_are_told(tmp_path: Path, tools: RenderTools) -> None:
    (tmp_path / NAMES[0]).write_text(PAGE, encoding="utf-8")

    (said,) = compare(tmp_path, tools)
    assert said.endswith("n'imprime pas : « Ampliation préfecture »")
    assert said.startswith(f"{tmp_path / NAMES[0]} imprime des mots que")


@pytest.mark.parametrize("place", ["body", "header"])
def test_words_of_a_word_file_alone_are_told(
    tmp_path: Path, tools: RenderTools, place: str
) -> None:
    make_own(tmp_path, "deliberation", *PARTS)
    document = Document(str(tmp_path / NAMES[1]))
    if place == "body":
        document.add_paragraph("Copie certifiée de {{ titres[0].texte }}")
    else:
        document.sections[0].header.paragraphs[0].text = "Copie certifiée de"
    document.save(str(tmp_path / NAMES[1]))

    (said,) = compare(tmp_path, tools)
    assert said.endswith("« Copie certifiée de »")


def test_the_same_words_in_both_are_not(tmp_path: Path, tools: RenderTools) -> None:
    (tmp_path / NAMES[0]).write_text(PAGE, encoding="utf-8")
    make_own(tmp_path, "deliberation", *PARTS, "Ampliation : préfecture")

    assert compare(tmp_path, tools) == []


def test_a_template_that_cannot_be_filled_is_told_otherwise(
    tmp_path: Path, tools: RenderTools
) -> None:
    (tmp_path / NAMES[0]).write_text("{{ nulle_part }} mot", encoding="utf-8")

    assert compare(tmp_path, tools) == []


@pytest.mark.parametrize("text", ["", " \n", "<!-- rien -->", "{# rien #}"])
def test_a_page_without_a_word_is_compared(
    tmp_path: Path, tools: RenderTools, text: str
) -> None:
    (tmp_path / NAMES[0]).write_text(text, encoding="utf-8")

    assert compare(tmp_path, tools) == []
