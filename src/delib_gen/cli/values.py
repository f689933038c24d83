"""The kinds of values that options and arguments take, each with its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from delib_gen.cli.misuse import BadValue, advise


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
            advice = advise(value, known, "valeurs admises")
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
