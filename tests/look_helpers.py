"""A small act in looks that an office may give it, lawful or hostile."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import NamedTuple

from delib_gen.formats.base import RenderTools
from delib_gen.formats.html import FORMAT as HTML
from delib_gen.prose.parse import parse_prose
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.base import View
from docx_helpers import get_annexe, load_reference
from format_helpers import render_piece

TEXT = """\
# Scrutin

Ont voté contre : **BASTIANI Livia** et [ORSETTI Pasquale](https://exemple.fr), soit
douze voix sur quarante, au premier tour comme au second ; la séance est levée à midi.

| Canton | Voix |
|--------|-----:|
| Filosorma | 312 |
| Deux-Sevi | 45 |

- le **quitus** est donné
- le *reliquat* est reporté
"""


class Look(NamedTuple):
    """A style that an office may have, and what its template prints more.

    Attributes:
        css: what is added to the shipped style.
        extra: what is printed after the piece.
        why: words of the reason that a finding must give.
    """

    css: str
    extra: str = ""
    why: str = ""


@cache
def make_act(text: str = TEXT) -> View:
    """An annexe: with a heading, a paragraph, a table and a list, or of a text."""
    prose, findings = parse_prose(text, "essai.md")
    assert not findings
    return dataclasses.replace(get_annexe(), corps=prose)


@cache
def make_html_tools() -> RenderTools:
    _, charte = load_reference()
    return make_tools("fr", RenderSpec("corse", charte, None))


@cache
def _write_plain(text: str) -> str:
    rendered = render_piece(HTML, make_act(text), make_html_tools())
    assert rendered is not None
    return rendered.content.decode()


def write_page(look: Look, text: str = TEXT) -> str:
    """The page of the act in a look, as an own template and style would make it."""
    page = _write_plain(text)
    head, body = "</style>\n</head>", "</body>"
    assert page.count(head) == page.count(body) == 1
    page = page.replace(head, f"\n{look.css}\n{head}")
    return page.replace(body, f"{look.extra}\n{body}")
