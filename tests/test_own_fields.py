"""Own templates that print fields of a document, not its parts, go on working."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import draw
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.templatecheck.check import check_template
from delib_gen.view.annexes.base import AnnexeView
from delib_gen.view.base import View
from delib_gen.view.en_regard import EnRegardView, pair_views
from docx_helpers import make_own
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece

PAGE = """{% extends "_base.html.j2" %}
{% from "_prose.html.j2" import blocs %}
{% block piece %}
<h1 class="titre-annexe" data-signet="{{ meta.signet }}">{{ titre }}</h1>
<section class="prose">
{{ blocs(corps) }}
</section>
{% endblock %}
"""
WORD = ("{%p if traduction %}", "{{ traduction }}", "{%p endif %}", "{{ titre }}")
FORMATS = ("html", "pdf", "docx")


@pytest.fixture
def own(tmp_path: Path, tools: RenderTools) -> RenderTools:
    """Templates as they were before parts had names."""
    (tmp_path / "annexe.html.j2").write_text(PAGE, encoding="utf-8")
    make_own(tmp_path, "annexe", *WORD, "{{ corps }}")
    folders = (tmp_path, *tools.library.folders)
    library = dataclasses.replace(tools.library, folders=folders, own=1, _made=[])
    return dataclasses.replace(tools, library=library)


def list_editions(views: Sequence[View]) -> list[View]:
    """An annexe in French, in another language, and in both."""
    first = next(view for view in views if isinstance(view, AnnexeView) and view.corps)
    second = dataclasses.replace(translate_view(first), traduction="Zztraduction.")
    (both,) = pair_views([first], [second], COLONNES)
    return [first, second, both]


EDITIONS = ("fr", "co", "fr+co")


@pytest.mark.serie(2)
@pytest.mark.parametrize(("name", "edition"), draw(3, FORMATS, EDITIONS))
def test_every_edition_comes_out_whole(
    name: str, edition: str, views: tuple[View, ...], own: RenderTools
) -> None:
    view = list_editions(views)[EDITIONS.index(edition)]
    fmt = list_formats()[name]
    rendered = render_piece(fmt, view, own)

    assert rendered is not None
    assert fmt.audit(rendered.content, [view]) == []
    if name == "html":
        page = rendered.content.decode()
        assert page.count("Zztraduction.") == (edition != "fr")
        assert page.count('data-colonne="') == 2 * isinstance(view, EnRegardView)


@pytest.mark.parametrize("template", ["annexe.html.j2", "annexe.docx"])
def test_nothing_is_held_against_them(template: str, own: RenderTools) -> None:
    assert check_template(own.library, template, AnnexeView) == []


def test_what_they_ask_of_shipped_macros_is_still_looked_at(
    own: RenderTools,
) -> None:
    page = own.library.folders[0] / "annexe.html.j2"
    page.write_text(PAGE.replace("blocs(corps)", "blocs(corsp)"), encoding="utf-8")

    (found,) = check_template(own.library, page.name, AnnexeView)
    assert "corsp" in found.message
