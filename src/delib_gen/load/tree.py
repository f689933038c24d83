"""YAML as a tree of texts with their places; nothing is typed, nothing merged.

PyYAML's own constructors would turn `18:30` into 1110, `7.10` into 7.1 and `NO`
into false, and would keep the last of two equal keys without a word. Here the
parser's events are read one by one: depth and size are bounded before anything
is built, and a duplicate key is a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from delib_gen.findings import Diagnostic, Kind, Span
from delib_gen.findings.structure import STR03, STR04, STR05, STR07
from delib_gen.load.limits import MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY = ("", "~", "null")
_COMMENT = re.compile(r"[ \t]+#")
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text, with how it was written.

    Attributes:
        text: its value.
        span: where it stands; a block text begins on the line below.
        plain: whether it has neither quotation marks nor `|` or `>`.
        weight: how many values it counts for.
        block: whether it follows `|` or `>`.
        comment: whether a comment follows a plain text on its last line.
    """

    text: str
    span: Span
    plain: bool = True
    weight: int = 1
    block: bool = False
    comment: bool = False

    @property
    def empty(self) -> bool:
        """Whether the key was left without a value."""
        return self.plain and self.text in _EMPTY


@dataclass(slots=True)
class Sequence:
    """A list."""

    span: Span
    flow: bool = False
    items: list[Node] = field(default_factory=list)
    weight: int = 1


@dataclass(slots=True)
class Mapping:
    """A block of keys; `keys` keeps the place of each key itself."""

    span: Span
    flow: bool = False
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    weight: int = 1


Node = Scalar | Sequence | Mapping


class TreeRefusal(Exception):  # noqa: N818 - a refusal of the user's file
    """Reading stops here; the finding says why. Never leaves this package."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse_tree(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML text, and what is wrong with it (STR03 to STR07).

    Args:
        text: the whole text of the file.
        file: the file's name, for the spans.

    Returns:
        The tree, or None where reading had to stop, and the findings.
    """
    builder = _Builder(file, text)
    try:
        for event in yaml.parse(text, Loader=_FAST_LOADER):
            builder.feed(event)
    except TreeRefusal as refusal:
        return None, [*builder.findings, refusal.diagnostic]
    except yaml.YAMLError as error:
        return None, [*builder.findings, _explain_syntax(error, file)]
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

    def feed(self, event: yaml.Event) -> None:
        span = _span_of(event, self.file)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(
                    STR05,
                    "le fichier contient plusieurs documents YAML",
                    "supprimez la ligne `---`, ou faites un fichier par séance",
                    span,
                )
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event, span)
            plain = event.style in (None, "")
            node = Scalar(event.value, span, plain, block=event.style in ("|", ">"))
            if plain and event.value and event.end_mark is not None:
                after = _COMMENT.match(self.text, event.end_mark.index)
                node.comment = after is not None
            self._name(event.anchor, node)
            self._add(node)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._refuse_tag(event, span)
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            self._push(kind(span, bool(event.flow_style)), event.anchor)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._pop(span)
        elif isinstance(event, yaml.AliasEvent):
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

    def _refuse_tag(self, event: yaml.NodeEvent, span: Span) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._stop(
                STR05,
                f"l'étiquette YAML « {tag} » n'est pas admise",
                "si c'est un texte, mettez-le entre guillemets",
                span,
            )

    def _stop(self, kind: Kind, message: str, hint: str, span: Span) -> None:
        raise TreeRefusal(kind.at((), message, hint, span=span))


def _span_of(event: yaml.Event, file: str) -> Span:
    start: Any = event.start_mark
    end: Any = event.end_mark
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_SYNTAX = (
    (
        "mapping values are not allowed",
        "deux-points suivis d'une espace au milieu d'un texte sans guillemets, ou "
        "mauvais retrait",
        "donnez le texte après `>-`, à la ligne suivante, en retrait",
    ),
    (
        "found character that cannot start any token",
        "caractère qui ne peut commencer un texte sans guillemets (`@`, `%`, une "
        "tabulation…)",
        "mettez le texte entre guillemets, ou après `>-`, à la ligne ; le retrait se "
        "fait avec des espaces, jamais une tabulation",
    ),
    (
        "could not find expected ':'",
        "une ligne n'a ni `clé:` ni retrait",
        "mettez-la en retrait sous le texte qu'elle continue, ou ajoutez les "
        "deux-points après la clé",
    ),
    (
        "found unexpected end of stream",
        "guillemets, crochets ou accolades ouverts et jamais fermés",
        "fermez-les",
    ),
    (
        "did not find expected",
        "retrait irrégulier, guillemets mal fermés, ou virgule qui manque",
        "alignez la ligne avec ses voisines ; fermez guillemets et crochets",
    ),
    (
        "control characters are not allowed",
        "caractère de commande invisible dans le texte",
        "effacez-le, ou retapez la ligne",
    ),
)


def _explain_syntax(error: yaml.YAMLError, file: str) -> Diagnostic:
    """Say in French what the YAML parser stumbled on.

    The parser gives no code, only English words; those that a clerk meets are
    recognised, the others are given as « syntaxe » with the place, never raw.
    """
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", None) or error)
    known = ((m, h) for words, m, h in _SYNTAX if words in problem)
    message, hint = next(
        known,
        (
            "la syntaxe YAML n'est pas respectée ici",
            "voyez la ligne indiquée et celle qui la précède",
        ),
    )
    return STR05.at(
        (),
        f"le fichier ne se lit pas : {message}",
        hint,
        span=Span(file, line, column, line, column + 1),
    )


def iter_children(node: Node) -> Iterator[tuple[str | int, Node]]:
    """The direct children of a node with their key or rank."""
    if isinstance(node, Sequence):
        yield from enumerate(node.items)
    elif isinstance(node, Mapping):
        yield from node.values.items()


def to_data(node: Node) -> Any:  # noqa: ANN401 - str, list, dict or None
    """The tree as plain Python values: texts, lists, dicts; empty is None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: to_data(value) for key, value in node.values.items()}


def find_node(root: Node, path: tuple[str | int, ...]) -> tuple[Node, bool]:
    """The node at a path, or its nearest ancestor; and whether it is the node.

    Steps that the tree does not have are passed over: the schema sometimes
    knows a level that the user did not have to type.
    """
    node, exact = root, True
    for step in path:
        child: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            child = node.values.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int):
            child = node.items[step] if 0 <= step < len(node.items) else None
        if child is None:
            exact = False
        else:
            node, exact = child, True
    return node, exact
