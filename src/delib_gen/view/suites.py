"""What an act says of its fate: which act touched it, and which ones it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.suites import find_day, list_touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.schema.suite import Suite
    from delib_gen.view.context import ActeContext


def list_fate(context: ActeContext) -> tuple[str, ...]:
    """What was done to an act once it was signed, a line each."""
    return tuple(_write_suite(context, suite) for suite in context.acte.acte.suites)


def list_touching(context: ActeContext) -> Iterator[str]:
    """What an act does to others, a line each."""
    for effet, numero in list_touched(context.acte):
        day = find_day(context.situation, numero)
        key = f"suite.{effet.value}.{'autre' if day is None else 'autre_du'}"
        said = context.find_speaker(key)
        date = said.grammar.format_day(day) if day else ""
        acte = said.number(said.phrase("nature.deliberation.cite"), numero)
        yield said.phrase(key, acte=acte, date=date)


def _write_suite(context: ActeContext, suite: Suite) -> str:
    alone = suite.acte is None and suite.par is None
    key = f"suite.{suite.effet.value}.{'seul' if alone else 'par'}"
    said = context.find_speaker(key)
    par = said.text(suite.par) if suite.par else ""
    if suite.acte is not None:
        par = said.number(said.phrase("nature.deliberation.cite"), suite.acte)
    line = said.phrase(key, par=par, date=said.grammar.format_day(suite.le))
    if suite.motif is None:
        return line
    return join_texts("", (line, " (", context.text(suite.motif), ")"))
