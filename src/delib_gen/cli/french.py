"""click in French: its headings, the kinds of values, the words of its errors."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

_WHOLE = 1000
"""Longer than any help: click would cut it to one line, with an ellipsis."""


class Misuse(click.UsageError):
    """A command line that cannot be followed, told in French."""


class BadValue(click.BadParameter):
    """A value that cannot be taken, told in French."""


class _French(click.Command):
    """A command whose help is in French throughout."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line.

        Raises:
            click.UsageError: with its context, so that this command's own help
                is proposed.
        """
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Usage : ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, with its French word."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The options of the help."""
        rows = [
            record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            and (record := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section("Options "):
                formatter.write_dl(rows)


class FrenchCommand(_French):
    """A command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line.

        Raises:
            Misuse: if there are too many.
        """
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Misuse(f"« {rest[0]} » est de trop", ctx)
        return rest


class FrenchGroup(_French, click.Group):
    """A group of commands."""

    command_class = FrenchCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        kwargs.setdefault("subcommand_metavar", "COMMANDE [ARGUMENTS]…")
        kwargs.setdefault("no_args_is_help", False)
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line.

        Raises:
            click.exceptions.Exit: after the help, if there are none.
        """
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(click.UsageError.exit_code)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant.

        Raises:
            Misuse: if there is none of that name.
        """
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not ctx.resilient_parsing:
            advice = _advise(name, known, "commandes")
            raise Misuse(f"la commande « {name} » n'existe pas ; {advice}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The options, then the commands, each with what it does."""
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(_WHOLE))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section("Commandes "):
            formatter.write_dl(rows)


class FolderGroup(FrenchGroup):
    """A group whose commands are the modules of a package, imported when used."""

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, by their files."""
        package = importlib.import_module(self.package)
        return sorted(info.name for info in pkgutil.iter_modules(package.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self.package}.{cmd_name}")
        command: click.Command = module.COMMAND
        return command


class Word(click.ParamType):  # type: ignore[type-arg]
    """One word of a known set."""

    name = "mot"

    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        self._known = known

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The word.

        Raises:
            BadValue: if it is not of the set.
        """
        known = list(self._known())
        if value not in known:
            advice = _advise(value, known, "valeurs admises")
            raise BadValue(f"« {value} » n'est pas connu ; {advice}", ctx, param)
        return value


class Words(Word):
    """Words of a known set, separated by commas."""

    name = "mots"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The words, each once.

        Raises:
            BadValue: if one is not of the set, or if there are none.
        """
        if isinstance(value, tuple):
            return value
        words = [word.strip() for word in value.split(",") if word.strip()]
        if not words:
            raise BadValue("aucune valeur n'est donnée", ctx, param)
        convert = super().convert
        return tuple(dict.fromkeys(convert(word, param, ctx) for word in words))


class Number(click.ParamType):  # type: ignore[type-arg]
    """A whole number within bounds."""

    name = "nombre"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The number.

        Raises:
            BadValue: if it is none, or too small, or too large.
        """
        try:
            number = int(value)
        except ValueError:
            number = self._least - 1
        if not self._least <= number <= self._most:
            wanted = f"un nombre de {self._least} à {self._most} est attendu"
            raise BadValue(f"{wanted}, « {value} » est donné", ctx, param)
        return number


class Text(click.ParamType):  # type: ignore[type-arg]
    """Any text but an empty one, as an unset variable of a script gives."""

    name = "texte"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The text.

        Raises:
            BadValue: if it is empty.
        """
        if not str(value).strip():
            raise BadValue("aucune valeur n'est donnée", ctx, param)
        return value


class FilePath(Text):
    """The path of a file; what is wrong with the file itself is a finding."""

    name = "fichier"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The path, as it was typed."""
        return Path(super().convert(value, param, ctx))


class FolderPath(FilePath):
    """The path of a folder that is there."""

    name = "dossier"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The path, as it was typed.

        Raises:
            BadValue: if it is not that of a folder.
        """
        path = super().convert(value, param, ctx)
        if not path.is_dir():
            raise BadValue(f"« {path} » n'est pas un dossier", ctx, param)
        return path


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


def _advise(word: str, known: Iterable[str], heading: str) -> str:
    from delib_gen.schema.base import find_nearest

    near = find_nearest(word, known)
    if near:
        return f"vouliez-vous écrire `{near}` ?"
    return f"{heading} : " + ", ".join(f"`{choice}`" for choice in known)


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
