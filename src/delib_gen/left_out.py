"""Telling which of the papers that were asked for a sitting does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.catalogue import TOUT
from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR09

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from delib_gen.findings import Diagnostic
    from delib_gen.kinds import Scope
    from delib_gen.schema.seance import Stade
    from delib_gen.view.context import ActeContext, SeanceContext


def tell_left_out(
    scope: Scope[SeanceContext],
    of_acts: Scope[ActeContext],
    pieces: Collection[str],
    stade: Stade,
    asked: Collection[str],
) -> Iterator[Diagnostic]:
    """SOR09: the papers of another stage, and those that have nothing to say.

    Args:
        scope: the papers that were asked for.
        of_acts: what was asked for of each act.
        pieces: what the sitting has, and the files that need no page.
        stade: the stage of the sitting.
        asked: the words of `--only`: a paper that was named there is warned of, one
            that came with all the others is only noted.
    """
    other = [kind.name for kind in scope.documents if stade not in kind.stades]
    other += [export.name for export in scope.exports if stade not in export.stades]
    other += [kind.name for kind in of_acts.documents if stade not in kind.stades]
    empty = [name for name in scope.names if name not in pieces and name not in other]
    severity = Severity.NOTE if TOUT in asked else Severity.AVERTISSEMENT
    if other:
        yield SOR09.at(
            (),
            f"{_quote(other)} : rien n'en est produit au stade `{stade.value}`",
            "ces papiers disent ce que la séance a décidé : relancez quand elle aura "
            "eu lieu, avec `stade: seance`",
            severity=severity,
        )
    if empty:
        yield SOR09.at(
            (),
            f"{_quote(empty)} : cette séance n'a rien à y mettre",
            "si c'est bien le cas, rien n'est à corriger",
            severity=severity,
        )


def _quote(names: Sequence[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)
