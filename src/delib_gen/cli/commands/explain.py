"""`delib-gen explain`: what a rule checks, why, its legal basis, an example."""

from __future__ import annotations

import datetime as dt

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say
from delib_gen.cli.values import TypedValue, Unfit

_LETTERS = 3


class RuleCode(TypedValue):
    """The code of a rule, whatever its case."""

    name = "code"

    def read(self, value: str) -> str:
        """The code, if a rule has it."""
        from delib_gen.rules.registry import list_kinds
        from delib_gen.schema.base import find_nearest

        known = [kind.code for kind in list_kinds()]
        wanted = str(value).strip().upper()
        if wanted in known:
            return wanted
        padded = wanted[:_LETTERS] + wanted[_LETTERS:].zfill(2)
        near = padded if padded in known else find_nearest(wanted, known)
        advice = (
            f"vouliez-vous écrire `{near}` ?"
            if near
            else "`delib-gen rules` les énumère"
        )
        raise Unfit(f"« {value} » n'est pas une règle ; {advice}")


@click.command("explain", cls=FrenchCommand)
@click.argument("code", type=RuleCode(), metavar="CODE")
def COMMAND(code: str) -> int:  # noqa: N802
    """Explique une règle : ce qu'elle vérifie, pourquoi, sa base légale, un exemple."""
    from delib_gen.rules.explain import explain

    say(explain(code, dt.datetime.now(tz=dt.UTC).date()) or "")
    return 0
