"""click in French: its headings, and the words of its errors by their type."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import click


class _French(click.Command):
    """A command whose help is in French throughout."""

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
            if (record := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section("Options"):
                formatter.write_dl(rows)


class FrenchCommand(_French):
    """A command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **kwargs)


class FrenchGroup(_French, click.Group):
    """A group of commands."""

    command_class = FrenchCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("subcommand_metavar", "COMMANDE [ARGUMENTS]…")
        super().__init__(*args, **kwargs)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The options, then the commands, each with its first line."""
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(70))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section("Commandes"):
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


def explain_usage(error: click.UsageError, commands: list[str]) -> str:
    """What is wrong with a command line, in French, by the type of the error."""
    from delib_gen.schema.base import find_nearest

    if isinstance(error, click.NoSuchOption):
        near = find_nearest(error.option_name, error.possibilities or [])
        advice = f" ; vouliez-vous écrire `{near}` ?" if near else ""
        return f"l'option `{error.option_name}` n'existe pas{advice}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else "un argument"
        return f"il manque {name}"
    if isinstance(error, click.BadOptionUsage):
        return f"l'option `{error.option_name}` attend une valeur"
    if isinstance(error, click.BadParameter):
        name = (
            error.param.opts[0] if error.param and error.param.opts else "un argument"
        )
        return f"{name} : {error.message}"
    words = error.message.split("'")
    if len(words) >= 3 and error.message.startswith("No such command"):
        near = find_nearest(words[1], commands)
        advice = (
            f"vouliez-vous écrire `{near}` ?"
            if near
            else ("commandes : " + ", ".join(commands))
        )
        return f"la commande « {words[1]} » n'existe pas ; {advice}"
    return "les mots de la commande ne sont pas ceux attendus"
