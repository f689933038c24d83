"""click in French: commands, groups and their help."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import click

from delib_gen.cli.misuse import Misuse, advise

_WHOLE = 1000
"""Longer than any help: click would cut it to one line, with an ellipsis."""


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
            (names, said.replace("[required]", "[obligatoire]"))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for names, said in filter(None, [param.get_help_record(ctx)])
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
            advice = advise(name, known, "commandes")
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
