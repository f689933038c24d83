"""A command line that cannot be followed, and what to tell whoever typed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click


class Misuse(click.UsageError):
    """A command line that cannot be followed, told in French."""


class BadValue(click.BadParameter):
    """A value that cannot be taken, told in French."""


def explain_usage(error: click.UsageError) -> str:
    """What is wrong with a command line, in French, by the type of the error."""
    if isinstance(error, Misuse):
        return error.message
    if isinstance(error, click.NoSuchOption):
        from delib_gen.schema.base import find_nearest

        near = find_nearest(error.option_name, error.possibilities or [])
        advice = f" ; vouliez-vous écrire `{near}` ?" if near else ""
        return f"l'option `{error.option_name}` n'existe pas{advice}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_name(error)}"
    if isinstance(error, click.BadOptionUsage):
        verb = "n'attend pas de" if _is_flag(error) else "attend une"
        return f"l'option `{error.option_name}` {verb} valeur"
    if isinstance(error, BadValue):
        return f"{_name(error)} : {error.message}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} : cette valeur ne convient pas"
    return "les mots de la commande ne sont pas ceux attendus"


def advise(word: str, known: Iterable[str], heading: str) -> str:
    """The nearest of the known words, else all of them under a heading."""
    from delib_gen.schema.base import find_nearest

    near = find_nearest(word, known)
    if near:
        return f"vouliez-vous écrire `{near}` ?"
    return f"{heading} : " + ", ".join(f"`{choice}`" for choice in known)


def choose_organe(organe: str | None, known: Collection[str]) -> str:
    """The organ that `--organe` names; the authority's first where it names none.

    Raises:
        Misuse: if the authority has no such organ.
    """
    organe = organe or next(iter(known))
    if organe not in known:
        raise Misuse(
            f"`--organe` : « {organe} » n'est pas un organe de cette collectivité ; "
            f"{advise(organe, known, 'organes')}",
            click.get_current_context(),
        )
    return organe


def _name(error: click.BadParameter) -> str:
    """What the error is about, as it is typed."""
    if isinstance(error.param, click.Option):
        return f"`{error.param.opts[-1]}`"
    return error.param.human_readable_name if error.param else "un argument"


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        isinstance(param, click.Option)
        and param.is_flag
        and error.option_name in param.opts
        for param in params
    )
