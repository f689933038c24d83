"""What Jinja reads in a template: the whole file, or the parts of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, Template, TemplateSyntaxError

from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.messages import explain_error
from delib_gen.templating.render import explain_missing, show_template
from delib_gen.templating.sandbox import ENCODING, refuse_outside

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.templating.word_parts import WordPart

_CLOSED = ("if", "for", "block", "macro", "call", "filter", "with", "autoescape")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text that Jinja fills.

    Attributes:
        shown: the template's path, as users know it.
        text: the text; in Word, a line is a paragraph.
        show_place: how a line is called, in French.
    """

    shown: str
    text: str
    show_place: Callable[[int], str]

    def compile(self, env: Environment) -> Template:
        """The text ready to be filled.

        Raises:
            TemplateFault: if Jinja cannot read it.
        """
        try:
            return env.from_string(self.text)
        except TemplateSyntaxError as error:
            raise self.explain(env, error) from error

    def explain(self, env: Environment, error: TemplateSyntaxError) -> TemplateFault:
        """The fault of a text that Jinja cannot read."""
        line = error.lineno
        if (error.message or "").startswith("Unexpected end of template"):
            # Jinja says only that the end came too soon.
            line = _find_open_tag(env, self.text) or line
        return TemplateFault(self.shown, self.show_place(line), *explain_error(error))


def read_sources(library: TemplateLibrary, name: str) -> Iterator[TemplateText]:
    """What Jinja reads in a template.

    Raises:
        TemplateFault: if the template is missing, or cannot be read for certain.
    """
    path = library.find(name)
    if path is None:
        raise explain_missing(library, name)
    shown = show_template(library, name)
    refuse_outside(path, library.folders, shown)
    for danger in list_dangers(library, name):
        raise danger
    try:
        if path.suffix.lower() == ".docx":
            for part in _read_parts(path, shown):
                yield TemplateText(shown, part.source, part.show_place)
        else:
            yield TemplateText(shown, path.read_text(encoding=ENCODING), show_line)
    except UnicodeDecodeError:
        raise TemplateFault(
            shown,
            "",
            "ce fichier n'est pas en UTF-8",
            "dans l'éditeur : « Enregistrer sous », codage « UTF-8 »",
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise TemplateFault(shown, "", f"ce fichier ne se lit pas ({reason})") from None


def list_dangers(library: TemplateLibrary, name: str) -> list[TemplateFault]:
    """What an own Word template would do, beside being read."""
    path = library.find(name)
    if path is None or path.suffix.lower() != ".docx" or not library.is_own(path):
        return []
    refuse_outside(path, library.folders, shown := show_template(library, name))
    # Loaded here: a template in HTML needs no library for Word.
    from delib_gen.templating.word_dangers import find_dangers

    return list(find_dangers(path.read_bytes(), shown))


def _read_parts(path: Path, shown: str) -> list[WordPart]:
    """The parts of a Word template, in which every tag that opens also closes."""
    # Loaded here: a template in HTML needs no library for Word.
    from delib_gen.templating.word_parts import (
        NotWordError,
        closing_sign,
        read_word_parts,
    )

    try:
        parts = read_word_parts(path)
    except NotWordError:
        raise TemplateFault(
            shown,
            "",
            "ce fichier ne s'ouvre pas comme un document Word (.docx)",
            "enregistrez-le depuis Word ou LibreOffice, « Document Word (.docx) »",
        ) from None
    for part in parts:
        for line, sign in part.find_cut_tags():
            raise TemplateFault(
                shown,
                part.show_place(line),
                f"la balise ouverte par `{sign}` n'est pas refermée",
                f"refermez-la par `{closing_sign(sign)}` dans le même paragraphe",
            )
    return parts


def show_line(line: int) -> str:
    """How a line of a text is called."""
    return f"ligne {line}"


def _find_open_tag(env: Environment, source: str) -> int | None:
    """The line of the innermost `{% if %}` or the like that nothing closes."""
    opened: list[tuple[str, int]] = []
    tag = ""
    start = 0
    words: list[str] = []
    for line, kind, value in env.lex(source):
        if kind == "block_begin":
            tag, start, words = "", line, []
        elif kind == "block_end":
            if tag.startswith("end") and opened:
                opened.pop()
            elif tag in _CLOSED or (tag == "set" and "=" not in words):
                opened.append((tag, start))
        elif kind == "name" and not tag:
            tag = value
        elif kind == "operator":
            words.append(value)
    return opened[-1][1] if opened else None
