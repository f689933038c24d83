"""Several ballots of an act in one table, as budgets and rates are voted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.prose.tree import Brin, Tableau
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import BlocScrutin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.prose.tree import Brins
    from delib_gen.view.context import ActeContext

_ALWAYS = ("pour", "contre", "abstention")
_BOLD = Brin("", gras=True)


def tabulate(
    context: ActeContext, ballots: Sequence[ScrutinTenu], blocs: Sequence[BlocScrutin]
) -> tuple[BlocScrutin, ...]:
    """The table of the ballots, then what else is said of each.

    What is the same of all of them is said once, with the table.

    Args:
        context: the act and the language.
        ballots: those held, in order.
        blocs: what a table does not say of each.
    """
    first, *others = blocs
    shared = BlocScrutin(
        "",
        tuple(a for a in first.annonces if all(a in b.annonces for b in others)),
        tableau=(_make_table(context, ballots, blocs),),
        chiffres=(),
        groupes=tuple(g for g in first.groupes if all(g in b.groupes for b in others)),
        issue="",
    )
    left = (
        replace(
            bloc,
            annonces=tuple(a for a in bloc.annonces if a not in shared.annonces),
            groupes=tuple(g for g in bloc.groupes if g not in shared.groupes),
        )
        for bloc in blocs
    )
    return (shared, *(b for b in left if b.annonces or b.chiffres or b.groupes))


def _make_table(
    context: ActeContext, ballots: Sequence[ScrutinTenu], blocs: Sequence[BlocScrutin]
) -> Tableau:
    """A row for each ballot, that on the whole in bold."""
    columns = [
        name
        for name in (*SENS, *BULLETINS)
        if name in _ALWAYS or any(b.decompte.count(name) for b in ballots)
    ]
    heads = ("objet", *columns, "resultat")
    return Tableau(
        legende=(),
        alignements=("gauche", *("centre" for _ in columns), "gauche"),
        entetes=tuple(spell(context.phrase(f"vote.tableau.{h}")) for h in heads),
        lignes=tuple(
            _make_row(context, ballot, bloc.objet, columns)
            for ballot, bloc in zip(ballots, blocs, strict=True)
        ),
    )


def _make_row(
    context: ActeContext, ballot: ScrutinTenu, objet: str, columns: Sequence[str]
) -> tuple[Brins, ...]:
    texts = (
        objet,
        *(str(ballot.decompte.count(name)) for name in columns),
        _write_outcome(context, ballot),
    )
    look = Brin("") if ballot.partie is not None else _BOLD
    return tuple(spell(text, look) for text in texts)


def _write_outcome(context: ActeContext, ballot: ScrutinTenu) -> str:
    """What was decided, and how."""
    key = f"vote.tableau.{ballot.resultat.mode.value}"
    issue = "adopte" if ballot.resultat.adopte else "rejete"
    said = context.find_speaker(key)
    return said.say_of_chair(key, issue=said.phrase(f"vote.tableau.{issue}"))
