"""`delib-gen explain`: what a rule checks, why, its legal basis, an example."""

from __future__ import annotations

import datetime as dt

import click

from delib_gen.cli.french import FrenchCommand


@click.command("explain", cls=FrenchCommand)
@click.argument("code", metavar="CODE")
def COMMAND(code: str) -> int:  # noqa: N802
    """Explique une règle : ce qu'elle vérifie, pourquoi, sa base légale, un exemple."""
    from delib_gen.rules.explain import explain
    from delib_gen.rules.registry import list_kinds
    from delib_gen.schema.base import suggest

    known = [kind.code for kind in list_kinds()]
    wanted = code.strip().upper()
    if wanted not in known:
        near = suggest(wanted, known)
        advice = near if near.startswith("vouliez") else "delib-gen rules les énumère"
        raise click.BadParameter(
            f"« {code} » n'est pas une règle ; {advice}", param_hint="CODE"
        )
    click.echo(explain(wanted, dt.datetime.now(tz=dt.UTC).date()))
    return 0
