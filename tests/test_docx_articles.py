"""The headings of articles: Word counts them, and an article put in renumbers."""

from __future__ import annotations

import dataclasses
import io
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.audit.words import tokenize
from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.headings import HeadingCounter
from delib_gen.formats.docx.labels import Labels
from delib_gen.formats.docx.numbering import find_numbering
from delib_gen.formats.docx.xml import make
from delib_gen.lang.numbered import Numbered
from delib_gen.prose.tree import Brin
from delib_gen.view.base import LigneArticle
from docx_helpers import get_view, iter_labelled, list_styled, read_visible_text, render

STYLE = "Intitulé d'article"


def articles(*headings: str) -> tuple[LigneArticle, ...]:
    """Articles under headings, each of which knows the next one."""
    following = (*headings[1:], f"ARTICLE {len(headings) + 1}\u00a0:")
    return tuple(
        LigneArticle(Numbered(own, after), (f"Texte {rank}.",))
        for rank, (own, after) in enumerate(zip(headings, following, strict=True), 1)
    )


def render_articles(lines: tuple[LigneArticle, ...]) -> bytes:
    return render(dataclasses.replace(get_view("deliberation"), articles=lines))


def list_headings(content: bytes) -> list[tuple[str, str]]:
    """The headings of a file: what Word prints before them, and what is typed."""
    styled = zip(iter_labelled(content), list_styled(content), strict=True)
    return [(label, text) for (label, _), (style, text) in styled if style == STYLE]


PUBLISHED = ("ARTICLE PREMIER\u00a0:", "ARTICLE 2\u00a0:", "ARTICLE 3\u00a0:")


def test_word_counts_the_articles():
    assert list_headings(render_articles(articles(*PUBLISHED))) == [
        ("ARTICLE PREMIER", "\u00a0:"),
        ("ARTICLE 2", "\u00a0:"),
        ("ARTICLE 3", "\u00a0:"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article 1er\u00a0:", "Article 2\u00a0:"),
        ("ARTICULU PRIMU\u00a0:", "ARTICULU 2\u00a0:"),
        ("Article 1 -", "Article 2 -"),
        ("Article premier", "Article 2"),
    ],
)
def test_any_phrase_is_printed_as_it_was(first, second):
    lines = tuple(
        LigneArticle(Numbered(own, after), ("Texte.",))
        for own, after in ((first, second), (second, second.replace("2", "3")))
    )
    content = render_articles(lines)
    shown = [label + text for label, text in list_headings(content)]
    assert shown == [first, second]
    assert read_visible_text(content).count(second) == 1


def test_an_article_put_in_renumbers_those_below():
    content = render_articles(articles(*PUBLISHED))
    document = Document(io.BytesIO(content))
    second = [p for p in document.paragraphs if p.style.name == STYLE][1]._p
    second.addprevious(deepcopy(second))
    changed = io.BytesIO()
    document.save(changed)
    shown = [label for label, _ in list_headings(changed.getvalue())]
    assert shown == ["ARTICLE PREMIER", "ARTICLE 2", "ARTICLE 3", "ARTICLE 4"]


def test_one_article_knows_what_comes_after_it():
    content = render_articles(articles(PUBLISHED[0]))
    document = Document(io.BytesIO(content))
    only = next(p for p in document.paragraphs if p.style.name == STYLE)._p
    only.addnext(added := deepcopy(only))
    added.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}").set(qn("w:val"), "1")
    changed = io.BytesIO()
    document.save(changed)
    assert [label for label, _ in list_headings(changed.getvalue())] == [
        "ARTICLE PREMIER",
        "ARTICLE 2",
    ]


def test_a_heading_of_no_sequence_is_typed():
    """An office's own view of an article, or one that a language lacks."""
    lines = (LigneArticle("ARTICLE UNIQUE\u00a0:", ("Texte.",)),)
    assert list_headings(render_articles(lines)) == [("", "ARTICLE UNIQUE\u00a0:")]


def test_two_numbers_in_a_phrase_are_typed():
    document = Document()
    counter = HeadingCounter(document)
    brins = (Brin("Article 2023-1", suivant="Article 2023-2"),)
    assert counter.count(brins) == (brins, None)
    assert find_numbering(document) is not None


def test_the_labels_are_read_back():
    view = dataclasses.replace(get_view("deliberation"), articles=articles(*PUBLISHED))
    content = render(view)
    words = tokenize(read_visible_text(content))
    assert words.count("PREMIER") == 1
    assert not FORMAT.audit(content, [view])


def test_a_label_that_does_not_show_is_not_read():
    """Hidden with its paragraph's mark, or in white: the articles have no number."""
    view = get_view("deliberation")
    document = Document(io.BytesIO(render(view)))
    for paragraph in document.paragraphs:
        if paragraph.style.name == STYLE:
            mark = make("rPr", make("color", val="FFFFFF"))
            paragraph._p.get_or_add_pPr().append(mark)
    changed = io.BytesIO()
    document.save(changed)
    (found,) = FORMAT.audit(changed.getvalue(), [view])
    assert found.code == "SOR01"


def test_plain_numbers_of_lists_are_no_text():
    """Neither « 2. » nor « a) » stands in the text that was given."""
    root = Document().part.numbering_part.element
    assert Labels(root).read(make("p")) == ("", None)
