"""YAML as a tree of texts with their places; nothing is typed, nothing merged.

PyYAML's own constructors would turn `18:30` into 1110, `7.10` into 7.1 and `NO`
into false, and would keep the last of two equal keys without a word. Here the
parser's events are read one by one: depth and size are bounded before anything
is built, and a duplicate key is a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from delib_gen.findings import Diagnostic, Kind, Severity, Span
from delib_gen.findings.structure import STR03, STR04, STR05, STR07, STR08
from delib_gen.load.limits import MAX_DEPTH, MAX_NODES
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence
from delib_gen.load.places import ODD_BREAK, Rows
from delib_gen.load.syntax import explain_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"[ \t]+#")
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_OPENING = {yaml.SequenceStartEvent: Sequence, yaml.MappingStartEvent: Mapping}
_Parsed = tuple[Node | None, list[Diagnostic]]
_left: dict[tuple[str, str], _Parsed] = {}


class TreeRefusal(Exception):  # noqa: N818 - a refusal of the user's file
    """Reading stops here; the finding says why. Never leaves this package."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def iter_events(text: str) -> Iterator[yaml.Event]:
    """The parser's events: `yaml.parse`, without a function of Python around each.

    Raises:
        yaml.YAMLError: if it is no YAML.
    """
    loader = _FAST_LOADER(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def leave_tree(text: str, file: str, parsed: _Parsed) -> None:
    """Leave what was parsed to whoever parses the same text next.

    Who reads a file back after a change wants its data, once: the tree, which those
    who load a sitting make their own, would be made again at once.
    """
    while len(_left) > 1:
        _left.pop(next(iter(_left)), None)
    _left[text, file] = parsed


def parse_tree(text: str, file: str) -> _Parsed:
    """The tree of a YAML text, and what is wrong with it (STR03 to STR07).

    Args:
        text: the whole text of the file.
        file: the file's name, for the spans.

    Returns:
        The tree, or None where reading had to stop, and the findings.
    """
    if (left := _left.pop((text, file), None)) is not None:
        return left
    plain = ODD_BREAK.sub(" ", text)
    builder = _Builder(file, plain)
    if plain != text:
        builder.findings.append(_tell_breaks(text, file))
    try:
        for event in iter_events(plain):
            builder.feed(event)
    except TreeRefusal as refusal:
        return None, [*builder.findings, refusal.diagnostic]
    except yaml.YAMLError as error:
        return None, [*builder.findings, explain_syntax(error, file, plain)]
    if builder.root is None or (
        isinstance(builder.root, Scalar) and builder.root.empty
    ):
        finding = STR05.at(
            (),
            "le fichier est vide",
            "enregistrez-le à nouveau depuis l'éditeur, ou nommez un autre fichier",
            span=Span(file, 1, 1, 1, 1),
        )
        return None, [*builder.findings, finding]
    return builder.root, builder.findings


def _tell_breaks(text: str, file: str) -> Diagnostic:
    """Ends of lines that no editor shows: YAML would end a text there."""
    first, *others = ODD_BREAK.finditer(text)
    line, column = Rows(text).place(first.start())
    times = f" ({len(others) + 1} fois dans ce fichier)" if others else ""
    return STR08.at(
        (),
        "une fin de ligne invisible, venue d'une copie, est lue comme une espace"
        f"{times}",
        "effacez-la ; si un alinéa finit là, mettez-y une ligne vide",
        severity=Severity.AVERTISSEMENT,
        span=Span(file, line, column, line, column + 1),
    )


class _Builder:
    """Builds the tree from events with a stack of its own: no recursion."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Node | None = None
        self.findings: list[Diagnostic] = []
        self._open: list[Sequence | Mapping] = []
        self._key: list[Scalar | None] = []
        self._anchors: dict[str, Node] = {}
        self._names: list[str | None] = []
        self._nodes = 0
        self._documents = 0

    def feed(self, event: Any) -> None:  # noqa: ANN401 - one of several classes
        kind = type(event)
        first, last = event.start_mark, event.end_mark
        span = Span(
            self.file, first.line + 1, first.column + 1, last.line + 1, last.column + 1
        )
        if kind is yaml.ScalarEvent:
            self._refuse_tag(event.tag, span)
            style, value = event.style or "", event.value
            typed = self.text, first.index, last.index, style
            node = Scalar(value, span, not style, stretch=typed)
            if not style and value:
                node.comment = _COMMENT.match(self.text, last.index) is not None
            self._name(event.anchor, node)
            self._add(node)
        elif kind in _OPENING:
            self._refuse_tag(event.tag, span)
            self._push(_OPENING[kind](span, bool(event.flow_style)), event.anchor)
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            self._pop(span)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._stop(
                    STR05,
                    "le fichier contient plusieurs documents YAML",
                    "supprimez la ligne `---`, ou faites un fichier par séance",
                    span,
                )
        elif kind is yaml.AliasEvent:
            target = self._anchors.get(str(event.anchor))
            if target is None:
                self._stop(
                    STR05,
                    f"l'alias « *{event.anchor} » est inconnu",
                    "si c'est un texte, mettez-le entre guillemets",
                    span,
                )
            else:
                self._add(target)

    def _push(self, node: Sequence | Mapping, anchor: str | None) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(
                STR07,
                f"plus de {MAX_DEPTH} niveaux d'imbrication",
                "vérifiez les crochets et les retraits à cet endroit",
                node.span,
            )
        self._open.append(node)
        self._key.append(None)
        self._names.append(anchor)

    def _pop(self, end: Span) -> None:
        node = self._open.pop()
        self._key.pop()
        start = node.span
        node.span = Span(
            start.file, start.line, start.column, end.end_line, end.end_column
        )
        self._name(self._names.pop(), node)
        self._add(node)

    def _add(self, node: Node) -> None:
        self._nodes += node.weight
        if self._nodes > MAX_NODES:
            self._stop(
                STR07,
                f"plus de {MAX_NODES} valeurs, alias compris",
                "placez les textes longs dans des fichiers à part ; évitez les alias",
                node.span,
            )
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.weight += node.weight
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._key[-1]
        if key is None:
            self._key[-1] = self._check_key(node)
        else:
            self._key[-1] = None
            self._set(parent, key, node)

    def _check_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.findings.append(
            STR03.at(
                (),
                "une clé doit être un mot, pas une liste",
                "vérifiez les crochets et les retraits à cet endroit",
                span=node.span,
            )
        )
        return Scalar("", node.span)

    def _set(self, parent: Mapping, key: Scalar, value: Node) -> None:
        first = parent.keys.get(key.text)
        if first is None:
            parent.keys[key.text] = key
            parent.values[key.text] = value
            return
        self.findings.append(
            STR04.at(
                (),
                f"la clé `{key.text}` est donnée deux fois : ici, et ligne "
                f"{first.span.line}",
                "gardez la bonne, supprimez l'autre",
                span=key.span,
            )
        )

    def _name(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _refuse_tag(self, tag: str | None, span: Span) -> None:
        if tag is not None and tag != "!":
            self._stop(
                STR05,
                f"l'étiquette YAML « {tag} » n'est pas admise",
                "si c'est un texte, mettez-le entre guillemets",
                span,
            )

    def _stop(self, kind: Kind, message: str, hint: str, span: Span) -> None:
        raise TreeRefusal(kind.at((), message, hint, span=span))
