"""What a template prints, and where it may print no markup: in a title, a style.

A text that is in several languages prints as markup (`lang.said`), in HTML and in
Word alike. Where that has no place its words alone are printed, without the writer
of a template having to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateRuntimeError, Undefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from delib_gen.lang.said import LACKING, Said
from delib_gen.templating.messages import NO_TEXT

_FILTER = "mots"
_SIGN = re.compile(r"<!--.*?-->|</?[A-Za-z][\w:.-]*|[\"'>]", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_RAW = ("title", "style", "script", "textarea")
"""The elements of HTML that hold text alone."""


def keep_words(value: object) -> object:
    """A text without its languages; any other value as it is."""
    if isinstance(value, Markup) and LACKING in value:  # put together by a template
        return Markup(_TAG.sub("", value))  # noqa: S704 - it was escaped before
    return str(value) if isinstance(value, Said) else value


def refuse_records(value: object) -> object:
    """A value that a template prints; nothing that Python would show as it shows it.

    Raises:
        TemplateRuntimeError: if it has texts and is none, as a list of lines is.
    """
    if isinstance(value, str | int | float | Undefined) or hasattr(value, "__html__"):
        return value
    raise TemplateRuntimeError(NO_TEXT)


class PlainPlaces(Extension):
    """Prints the words alone of what stands where markup cannot."""

    def __init__(self, environment: object) -> None:
        super().__init__(environment)  # type: ignore[arg-type]  # jinja's own class
        self.environment.filters[_FILTER] = keep_words

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The same tokens, the filter being added where it is needed."""
        place, plain = _Place(), False
        for token in stream:
            line = token.lineno
            if token.type == "data":
                place.read(token.value)
            if token.type == "variable_end" and plain:
                yield Token(line, "rparen", ")")
                yield Token(line, "pipe", "|")
                yield Token(line, "name", _FILTER)
            yield token
            if token.type == "variable_begin":
                plain = place.plain
                if plain:
                    yield Token(line, "lparen", "(")


class _Place:
    """Where the text of a template has come to: a tag, its quotes, an element."""

    def __init__(self) -> None:
        self._quote = self._raw = ""
        self._in_tag = False

    @property
    def plain(self) -> bool:
        return self._in_tag or bool(self._raw)

    def read(self, text: str) -> None:
        for sign in _SIGN.findall(text):
            if self._quote:
                self._quote = "" if sign == self._quote else self._quote
            elif self._in_tag:
                self._quote = sign if sign in "\"'" else ""
                self._in_tag = sign != ">"
            elif sign.startswith("<") and not sign.startswith("<!"):
                self._in_tag = True
                name = sign.strip("</").lower()
                if name in _RAW:
                    self._raw = "" if sign.startswith("</") else name
