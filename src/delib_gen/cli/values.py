"""The kinds of values that options and arguments take, each with its own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from delib_gen.cli.misuse import BadValue, advise
from delib_gen.lang.editions import MOST_SIDE_BY_SIDE, split_edition
from delib_gen.resources import list_languages, list_text_languages

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


class Unfit(Exception):  # noqa: N818 - a user's value, not a bug
    """A value that does not suit, told in French."""


def today() -> dt.date:
    """Today, where the office is; tests put another day in its place."""
    return dt.datetime.now().astimezone().date()


def is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    """Whether there is a file or a folder; none has a name that no disk can hold."""
    try:
        return kind(path)
    except (OSError, ValueError):
        return False


def option(
    asked: str,
    kind: click.ParamType,  # type: ignore[type-arg]
    said: str,
    *,
    to: str | None = None,
    **more: Any,  # noqa: ANN401 - whatever click takes
) -> Callable[[Decorated], Decorated]:
    """An option that takes a value.

    Args:
        asked: its names, and what its help calls the value: `-o --out=DOSSIER`.
        kind: how the value is read.
        said: its help.
        to: the parameter that gets the value; by default its last name.
        more: what else click is told.
    """
    names, _, metavar = asked.partition("=")
    declared = [*names.split(), *filter(None, [to])]
    return click.option(*declared, type=kind, metavar=metavar, help=said, **more)


class TypedValue(click.ParamType):  # type: ignore[type-arg]
    """A kind of value: what differs from one to the next is how it is read."""

    def read(self, value: str) -> object:
        """The value as it is typed; a kind that wants more says Unfit."""
        return value

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> object:
        """The value, as click asks for it.

        Raises:
            BadValue: if it does not suit.
        """
        try:
            return self.read(value)
        except Unfit as error:
            raise BadValue(str(error), ctx, param) from None


class Word(TypedValue):
    """One word of a known set."""

    name = "mot"

    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        self.known = known

    def read(self, value: str) -> object:
        """The word.

        Raises:
            Unfit: if it is not of the set.
        """
        return self.read_one(value)

    def read_one(self, word: str) -> str:
        """A word of the set.

        Raises:
            Unfit: if it is none.
        """
        known = list(self.known())
        if word not in known:
            advice = advise(word, known, "valeurs admises")
            raise Unfit(f"« {word} » n'est pas connu ; {advice}")
        return word


class Words(Word):
    """Words of a known set, separated by commas."""

    name = "mots"

    def read(self, value: str) -> object:
        """The words, each once.

        Raises:
            Unfit: if one is not of the set, or if there are none.
        """
        if isinstance(value, tuple):
            return value
        words = [word.strip() for word in value.split(",") if word.strip()]
        if not words:
            raise Unfit("aucune valeur n'est donnée")
        return tuple(dict.fromkeys(self.read_one(word) for word in words))


class Editions(Words):
    """Languages, separated by commas; two to be set side by side, joined by `+`."""

    name = "langues"

    def __init__(self) -> None:
        super().__init__(list_languages)

    def read_one(self, word: str) -> str:
        """A language, or two of them.

        Raises:
            Unfit: if a language is not known, has no phrases yet, or is joined to
                itself or to more than one other.
        """
        langues = split_edition(word)
        for langue in langues:
            if langue in list_text_languages() and langue not in self.known():
                raise Unfit(
                    f"« {langue} » n'a pas encore ses phrases : des textes peuvent y "
                    f"être donnés, mais aucun acte n'y est produit ; langues "
                    f"possibles : {', '.join(self.known())}"
                )
            super().read_one(langue)
        if len(langues) > MOST_SIDE_BY_SIDE or len(set(langues)) < len(langues):
            raise Unfit(
                f"« {word} » ne se met pas en regard : deux langues différentes sont "
                "attendues de part et d'autre du `+`"
            )
        return word


class Number(TypedValue):
    """A whole number within bounds."""

    name = "nombre"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def read(self, value: str) -> object:
        """The number.

        Raises:
            Unfit: if it is none, or too small, or too large.
        """
        try:
            number = int(value)
        except ValueError:
            number = self._least - 1
        if not self._least <= number <= self._most:
            wanted = f"un nombre de {self._least} à {self._most} est attendu"
            raise Unfit(f"{wanted}, « {value} » est donné")
        return number


class Text(TypedValue):
    """Any text but an empty one, as an unset variable of a script gives."""

    name = "texte"

    def read(self, value: str) -> object:
        """The text.

        Raises:
            Unfit: if it is empty.
        """
        if not str(value).strip():
            raise Unfit("aucune valeur n'est donnée")
        return value


class FilePath(Text):
    """The path of a file; what is wrong with the file itself is a finding."""

    name = "fichier"

    def read(self, value: str) -> Path:
        """The path, as it was typed."""
        super().read(value)
        return Path(value)


class FolderPath(FilePath):
    """The path of a folder that is there."""

    name = "dossier"

    def read(self, value: str) -> Path:
        """The path, as it was typed.

        Raises:
            Unfit: if it is not that of a folder.
        """
        path = super().read(value)
        if not is_there(path, Path.is_dir):
            from delib_gen.schema.base import shorten

            raise Unfit(f"« {shorten(str(path))} » n'est pas un dossier")
        return path


class Day(Text):
    """A day, as it is typed in a session."""

    name = "jour"

    def read(self, value: str) -> object:
        """The day.

        Raises:
            Unfit: if it is none.
        """
        if isinstance(value, dt.date):
            return value
        from pydantic import TypeAdapter, ValidationError

        from delib_gen.schema.base import Jour

        try:
            return TypeAdapter(Jour).validate_python(super().read(value))
        except ValidationError as error:
            told = error.errors()[0]["ctx"]
            raise Unfit(f"{told['message']} ; {told['hint']}") from None
