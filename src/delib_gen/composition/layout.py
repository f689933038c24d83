"""Layouts: the parts of a kind of document, a line for each paragraph.

    == visas
    {% for visa in visas %}
    Visa | {{ visa.ouverture }}⇥{{ visa.texte }}
    {% endfor %}

`== nom` begins a part. A line is a style, a bar and a text, in which ⇥ is a tab, ↵ a
line break, and what stands between two `*` or two `^` has a look of its own; a style
may be followed by the language of the line (`Titre d'acte @co`), that of a heading by
what its bookmark says besides (`Heading 1 #{{ nom }}`). A line without a
style is blocks, of a prose above all. `<section.article>` and `</section>` stand
around what belongs together.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from delib_gen.composition.filling import FilledLayout, Printed, fill
from delib_gen.composition.runs import make_runs
from delib_gen.composition.styles import FILE, parse_tag, read_styles
from delib_gen.composition.tree import Alinea, Balise, Ensemble, Part
from delib_gen.lang.typography import NBSP
from delib_gen.prose.tree import Bloc, Brin, Brins
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import show_template
from delib_gen.templating.sandbox import ENCODING
from delib_gen.templating.sources import show_line

if TYPE_CHECKING:
    from delib_gen.templating.library import TemplateLibrary

ENDING = ".plan.j2"
"""What follows the kind of document in the name of its layout."""
_PART = "=="
_STYLE = re.compile(
    r"(?P<style>.*?)(?:\s+\.(?P<classe>[\w-]+))?(?:\s+@(?P<langue>\S*))?"
    r"(?:\s+#(?P<nom>.*))?"
)
_TAB, _BREAK = "⇥", "↵"
_BOLD, _COVER = "*", "^"
_SIGNS = re.compile(r"([⇥↵*^])")
_OPEN = re.compile(r"<([a-z][\w.-]*)>")
_CLOSE = re.compile(r"</([a-z]\w*)>")
_HEAD = "h1"
_COVER_STYLE = "Caractères de couverture"
_LONG = 12
_READ = OrderedDict[object, tuple[object, object, tuple[Bloc, ...]]]()
"""The last lines that were read, of so many pieces at least: the names of a list that
the layout was filled with before (`filling`)."""
_MOST = 64


def fill_layout(
    library: TemplateLibrary, genre: str, context: Mapping[str, Any]
) -> tuple[Part, ...]:
    """The parts of a document.

    Args:
        library: where layouts are found.
        genre: the kind of document.
        context: the names that the layout is given.

    Raises:
        TemplateFault: if the layout is missing, or cannot be filled or read.
    """
    name = f"{genre}{ENDING}"
    filled = fill(library, name, context)
    try:
        styles = read_styles(library)
    except ValueError as error:
        raise TemplateFault(show_template(library, FILE), "", str(error)) from None
    reader = _Reader(styles, context["meta"].signet)
    try:
        return reader.read(filled)
    except ValueError as error:
        place = _find_line(library, name, reader.line)
        raise TemplateFault(show_template(library, name), place, str(error)) from None


def _find_line(library: TemplateLibrary, name: str, line: list[Any]) -> str:
    """Where a layout has a line; nothing where that is not sure."""
    path = library.find(name)
    if path is None or not line or not isinstance(line[0], str):
        return ""
    rows = path.read_text(encoding=ENCODING).splitlines()
    found = [rank for rank, row in enumerate(rows, 1) if line[0].strip() in row]
    return show_line(found[0]) if len(found) == 1 else ""


class _Reader:
    """Makes parts of a filled layout.

    Attributes:
        line: the line that it reads, in pieces.
    """

    def __init__(self, styles: Mapping[str, tuple[Balise, ...]], signet: str) -> None:
        self.line: list[Any] = []
        self._styles = styles
        self._signet = signet
        self._parts: dict[str, list[Bloc]] = {}
        self._open: list[tuple[Balise, list[Bloc]]] = []

    def read(self, filled: FilledLayout) -> tuple[Part, ...]:
        for line in _cut_lines(filled):
            self.line = line
            self._read_line(line)
        self.line = []
        self._check_closed()
        return tuple(Part(name, tuple(blocs)) for name, blocs in self._parts.items())

    def _read_line(self, line: list[Any]) -> None:
        text = line[0].strip() if isinstance(line[0], str) else ""
        if text.startswith(_PART):
            self._begin_part(text.removeprefix(_PART).strip())
        elif not self._parts:
            _refuse(f"« {_show(line)} » vient avant la première partie (`== nom`)")
        elif match := _OPEN.fullmatch(text):
            self._open.append((parse_tag(match[1]), []))
        elif match := _CLOSE.fullmatch(text):
            self._close(match[1])
        else:
            self._blocs.extend(self._recall_blocs(line))
            return
        if len(line) > 1:  # what else stands there would be printed nowhere
            _refuse(f"« {text} » veut une ligne à soi")

    def _begin_part(self, name: str) -> None:
        self._check_closed()
        if not name:
            _refuse("« == » : une partie a un nom (`== visas`)")
        if name in self._parts:
            _refuse(f"la partie `{name}` commence deux fois")
        self._parts[name] = []

    def _check_closed(self) -> None:
        if self._open:
            _refuse(f"`<{self._open[-1][0].nom}>` n'est pas fermé dans sa partie")

    @property
    def _blocs(self) -> list[Bloc]:
        """Where the next block goes."""
        return self._open[-1][1] if self._open else [*self._parts.values()][-1]

    def _close(self, nom: str) -> None:
        if not self._open or self._open[-1][0].nom != nom:
            _refuse(f"`</{nom}>` ne ferme rien")
        balise, blocs = self._open.pop()
        if blocs:
            self._blocs.append(Ensemble(balise, tuple(blocs)))

    def _recall_blocs(self, line: list[Any]) -> Iterable[Bloc]:
        """The blocks of a line; those of a long one that came before are the same."""
        if len(line) < _LONG:
            return self._make_blocs(line)
        said = (piece if isinstance(piece, str) else id(piece) for piece in line)
        key = (id(self._styles), self._signet, *said)
        if key not in _READ:
            if len(_READ) == _MOST:
                _READ.popitem(last=False)
            # What goes by its identity stays as long as its name.
            _READ[key] = (self._styles, line, tuple(self._make_blocs(line)))
        _READ.move_to_end(key)
        return _READ[key][-1]

    def _make_blocs(self, line: list[Any]) -> Iterator[Bloc]:
        bars = [r for r, p in enumerate(line) if isinstance(p, str) and "|" in p]
        if not bars:
            _refuse(f"« {_show(line)} » : `style | texte` est attendu")
        bar = bars[0]
        before, _, after = line[bar].partition("|")
        head = "".join(map(_show_piece, [*line[:bar], before]))
        pieces = [after.lstrip(), *line[bar + 1 :]]
        match = _STYLE.fullmatch(head.strip())
        if match is not None and match["style"]:
            style = match["style"]
            if style not in self._styles:
                _refuse(f"le style « {style} » n'est pas dans `styles.yaml`")
            if any(isinstance(bloc, Bloc) for p in pieces for bloc in _list_content(p)):
                _refuse(
                    f"« {_show_piece(head).strip()} » : un texte suivi veut une ligne "
                    "à lui, sans style (`| {{ corps }}`)"
                )
            if not all(_is_text(p.content) for p in pieces if isinstance(p, Printed)):
                _refuse(
                    f"« {_show_piece(head).strip()} » : ceci n'est pas un texte, mais "
                    "en a un ou plusieurs (demandez-les : `visa.texte`)"
                )
            *outer, last = self._styles[style]
            if match["classe"]:
                last = replace(last, classe=f"{last.classe} {match['classe']}".strip())
            nom = (match["nom"] or "").replace(NBSP, " ")
            signet = " – ".join(filter(None, (self._signet, nom)))
            yield Alinea(
                style,
                (*outer, last),
                _make_text(pieces),
                match["langue"] or "",
                signet if last.nom == _HEAD else "",
            )
            return
        for bloc in (item for piece in pieces for item in _list_content(piece)):
            if not isinstance(bloc, Bloc):
                _refuse(f"« {bloc} » : un texte veut un style devant la barre")
            yield bloc


def _refuse(message: str) -> NoReturn:
    raise ValueError(message)


def _is_text(value: object) -> bool:
    """Whether a layout can print a value on a line."""
    if isinstance(value, tuple):
        return all(isinstance(brin, Brin) for brin in value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _list_content(piece: Printed | str) -> Iterable[object]:
    """What a piece of a line holds: blocks or runs one by one, or a text."""
    content = piece.content if isinstance(piece, Printed) else piece.strip()
    return content if isinstance(content, tuple) else (content,) if content else ()


def _cut_lines(filled: FilledLayout) -> Iterator[list[Any]]:
    """The lines of a layout, cut where its own text has an end of line."""
    line: list[Any] = []
    for piece in filled:
        if not isinstance(piece, str):
            line.append(piece)
            continue
        first, *others = piece.split("\n")
        line.append(first)
        for text in others:
            yield from _tidy(line)
            line = [text]
    yield from _tidy(line)


def _tidy(line: list[Any]) -> Iterator[list[Any]]:
    """A line without the empty texts in it; none where nothing stands on it."""
    kept = [p for p in line if not isinstance(p, str) or p]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if any(not isinstance(p, str) or p.strip() for p in kept):
        yield [p for p in kept if p != ""]


def _make_text(pieces: Iterable[Any]) -> Brins:
    """The runs of a line; signs of the layout's own text change their look."""
    runs: list[Brin] = []
    bold = cover = False

    def look(brin: Brin) -> Brin:
        brin = replace(brin, gras=True) if bold else brin
        return replace(brin, style=_COVER_STYLE) if cover else brin

    for piece in pieces:
        if isinstance(piece, Printed):
            runs += map(look, make_runs(piece.content))
            continue
        for text in _SIGNS.split(piece):
            if text == _BOLD:
                bold = not bold
            elif text == _COVER:
                cover = not cover
            elif text == _TAB:
                runs.append(Brin("\t"))
            elif text == _BREAK:
                runs.append(look(Brin("", saut=True)))
            elif text:
                runs.append(look(Brin(text)))
    return tuple(runs)


def _show(line: Iterable[Any]) -> str:
    return "".join(map(_show_piece, line)).strip()


def _show_piece(piece: Any) -> str:  # noqa: ANN401 - a text, or a value
    return str(piece.content) if isinstance(piece, Printed) else str(piece)
