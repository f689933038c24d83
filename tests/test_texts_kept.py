"""A line that comes again is kept: the bytes are those of lines set one by one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from weasyprint.text import fonts, line_break

from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import engine, texts
from delib_gen.formats.pdf.engine import lay_out, write_document

LONG = "La commune prend acte de l'état des effectifs présenté par le rapporteur. " * 4
AGAIN = {
    "justified": f"<p style='text-align: justify'>{LONG}</p>",
    "bold within": f"<p>{LONG[:60]}<b>{LONG[:40]}</b> <i>{LONG[:50]}</i></p>",
    "the same, bold, small": "<p>Lu.</p><p><b>Lu.</b></p><p style='font-size: 8pt'>Lu.",
    "the same, spread out": "".join(
        f"<div style='width: {width}; text-align: justify'>{LONG}</div>"
        for width in ("10cm", "10.1cm")
    ),
    "two colours": "<p>Lu. <span style='color: #900'>Lu.</span> <i>Lu.</i></p>",
    "underlined": f"<p style='text-decoration: underline'>{LONG}</p>",
    "spaced": "<p style='letter-spacing: 2pt; word-spacing: 3pt'>Le vote est clos.</p>",
    "not shown": "<p>Le <span style='visibility: hidden'>vote</span> est clos.</p>",
    "two languages": "<p lang='co'>U cunsigliu.</p><p lang='fr'>U cunsigliu.</p>",
    "another face for a letter": "<p><i>Un → deux</i> ☐ trois</p>",
    "a list": "<ul><li>Un</li><li>Un</li></ul>",
    "narrow, wide": f"<p style='width: 4cm'>{LONG}</p><p>{LONG}</p>",
    "cut words": f"<p style='width: 1cm; overflow-wrap: anywhere'>{LONG[:40]}</p>",
    "hyphens": f"<p lang='fr' style='width: 4cm; hyphens: auto'>{LONG}</p>",
    "a table": f"<table><tr><td>{LONG}</td><td>Lu.</td></tr></table>",
    "high lines": f"<p style='line-height: 2'>{LONG}</p><p>{LONG}</p>",
    "cut short": "<p style='width: 2cm; overflow: hidden; white-space: nowrap; "
    f"text-overflow: ellipsis'>{LONG}</p>",
}


@contextmanager
def keep_nothing() -> Iterator[None]:
    yield


@pytest.mark.parametrize("case", AGAIN)
def test_bytes_are_those_of_lines_set_one_by_one(
    case: str, tools: RenderTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<!DOCTYPE html><html lang=fr><title>t</title><body>{AGAIN[case] * 3}"

    kept = write_document(lay_out(page, tools))
    with monkeypatch.context() as patch:
        patch.setattr(texts, "_MOST", 0)
        patch.setattr(engine, "keep_drawn", keep_nothing)
        alone = write_document(lay_out(page, tools))

    assert kept == alone


def test_lines_that_come_again_are_kept(
    tools: RenderTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is drawn anew of ten letters is one letter."""
    drawn: list[Any] = []
    take = texts._take_last

    def count(*given: Any) -> Any:
        drawn.append(given)
        return take(*given)

    monkeypatch.setattr(texts, "_take_last", count)
    letter = f"<p>{LONG}</p>"

    costs = []
    for times in (1, 10):
        drawn.clear()
        write_document(lay_out(f"<!DOCTYPE html>{letter * times}", tools))
        costs.append(len(drawn))

    assert costs[0] == costs[1] > 2


def test_all_that_the_engine_reads_of_a_style_is_in_the_key() -> None:
    """A version that looks at one more property would otherwise mix lines up."""
    code = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    read = set(re.findall(r"style\['(\w+)'\]", code))

    assert read - {"line_height"} <= set(texts.STYLE)
    assert len(read) > 20
