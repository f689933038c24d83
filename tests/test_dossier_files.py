"""The Word and HTML dossiers: their contents page, heads, links and anchors."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.formats import page as pages
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.formats.docx.book import name_bookmark
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.base import View
from delib_gen.view.en_regard import pair_views
from delib_gen.view.sommaire import SommaireView, add_contents
from docx_helpers import read_part
from en_regard_helpers import COLONNES, make_pairs, translate_view
from format_helpers import render_pieces
from view_helpers import build_views, make_acte_context


@pytest.fixture(scope="module")
def word(whole: tuple[View, ...], tools: RenderTools) -> bytes:
    fmt = list_formats()["docx"]
    content = render_pieces(fmt, whole, whole[0].meta, tools).content
    assert fmt.audit(content, whole) == []
    return content


@pytest.fixture(scope="module")
def page(whole: tuple[View, ...], tools: RenderTools) -> str:
    fmt = list_formats()["html"]
    content = render_pieces(fmt, whole, whole[0].meta, tools).content
    assert fmt.audit(content, whole) == []
    return content.decode()


def test_word_entries_ask_for_the_page_of_a_bookmark_that_is_there(
    word: bytes, whole: tuple[View, ...]
) -> None:
    body = read_part(word)
    pieces = [name_bookmark(view.meta.piece) for view in whole]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    asked = [(order.text or "").split()[:2] for order in body.iter(qn("w:instrText"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]

    assert marks == pieces
    assert asked == [["PAGEREF", mark] for mark in pieces[1:]]
    # Those of the texts, which send to annexes, come after those of the contents.
    assert [link for link in links if link][: len(pieces) - 1] == pieces[1:]
    assert all(re.fullmatch(r"_\w{1,39}", mark) for mark in marks)
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_word_heads_say_the_act_and_the_piece(
    word: bytes, whole: tuple[View, ...]
) -> None:
    acte = whole[0].meta.intitule
    heads = [
        [paragraph.text for paragraph in section.header.paragraphs]
        for section in Document(io.BytesIO(word)).sections
    ]

    assert [head[0] for head in heads] == [
        acte + "\t" + ("" if name == acte else name)
        for name in (view.meta.intitule for view in whole)
    ]


def test_html_entries_lead_to_the_pieces(page: str, whole: tuple[View, ...]) -> None:
    contents, _, rest = page.partition("</section>")
    links = re.findall(r'href="#([^"]+)"', contents)

    assert list(dict.fromkeys(links)) == [view.meta.piece for view in whole[1:]]
    for link in links:
        assert rest.count(f'id="{link}"') == 1
    assert 'class="page"' not in page


def test_html_of_two_languages_keeps_the_look_of_its_columns(
    whole: tuple[View, ...],
) -> None:
    """The head of the contents page, which stands first, does not have it."""
    pairs, both = make_pairs()
    views = [whole[0], *pairs[:1]]
    fmt = list_formats()["html"]
    content = render_pieces(fmt, views, whole[0].meta, both).content.decode()

    head = content.partition("</head>")[0]
    assert ".colonne" in head
    assert content.index('class="piece sommaire"') < content.index('class="rang')


def test_corsican_contents_page_says_which_names_are_french(
    whole: tuple[View, ...], reference, tools: RenderTools
) -> None:
    """« Annexe » has no attested Corsican: that name is in French, and says so."""
    acte = reference.situation.actes[0]
    context = make_acte_context(acte, "co", tools.charte)
    views = add_contents(context, build_views(context))
    corsican = make_tools("co", RenderSpec("corse", tools.charte, None))
    contents = views[0]
    assert isinstance(contents, SommaireView)
    content = render_pieces(
        list_formats()["html"], [contents, views[1]], contents.meta, corsican
    )
    text = content.content.decode().partition("</main>")[0]

    assert "Deliberazione" in text
    assert re.search(r'<a [^>]*lang="fr"[^>]*>Annexe 1 au rapport', text)
    assert not re.search(r'<a [^>]*lang="fr"[^>]*>Deliberazione', text)


@pytest.mark.parametrize("edition", ["fr", "fr+co"])
def test_a_dossier_fills_each_page_once_and_its_own_once(
    edition: str,
    whole: tuple[View, ...],
    tools: RenderTools,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    views = list(whole)
    if edition == "fr+co":
        views = pair_views(views, [translate_view(view) for view in views], COLONNES)
    filled: list[str] = []

    def note(library: object, name: str, *more: object) -> str:
        filled.append(name)
        return fill(library, name, *more)

    fill = pages.render_html_template
    monkeypatch.setattr(pages, "render_html_template", note)
    monkeypatch.setattr(pages, "render_block", None)  # not one is filled by its block
    render_pieces(list_formats()["html"], views, views[0].meta, tools)

    assert len(filled) == len(views) + 1
