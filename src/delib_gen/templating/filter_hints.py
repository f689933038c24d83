"""What Jinja's own filters give, and the names that their arguments hold.

`titres | map(attribute="texte")` names a field as surely as `titre.texte` does.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes

from delib_gen.templating.hints import UNKNOWN, Hint, find_element, tuple_of, unite

Ask = Callable[[Hint, str], Hint]
"""Asks an attribute of a hint; notes it where it is not there."""

_SAME = {"sort", "unique", "list", "reverse", "select", "reject", "selectattr"}
_SAME |= {"rejectattr"}
_ONE = {"first", "last", "random", "min", "max"}
_ROWS = {"batch", "slice"}
_COUNTS = {"length", "count", "wordcount"}
_TEXTS = {"upper", "lower", "capitalize", "title", "trim", "replace", "escape", "e"}
_TEXTS |= {"join", "string", "truncate", "indent", "center", "safe", "striptags"}
_BY_KEYWORD = {"map", "sort", "unique", "min", "max", "sum", "join", "groupby"}
_BY_FIRST = {"selectattr", "rejectattr", "groupby", "sum"}
_BY_SECOND = {"join"}


def read_constant(node: nodes.Node | None) -> str | None:
    """The text of a constant, None for anything else."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    return None


def find_attribute_argument(node: nodes.Filter) -> str | None:
    """The attribute that a filter reads in each item, where it is a constant."""
    if node.name in _BY_KEYWORD:
        for keyword in node.kwargs:
            if keyword.key == "attribute":
                return read_constant(keyword.value)
    if node.name in _BY_FIRST and node.args:
        return read_constant(node.args[0])
    if node.name in _BY_SECOND and len(node.args) > 1:
        return read_constant(node.args[1])
    return None


def find_named_filter(node: nodes.Filter) -> str | None:
    """The filter that `map` applies, by its name."""
    return read_constant(node.args[0]) if node.name == "map" and node.args else None


def find_named_test(node: nodes.Filter) -> str | None:
    """The test that `select`, `reject` and their like apply, by its name."""
    place = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}.get(node.name)
    if place is None or len(node.args) <= place:
        return None
    return read_constant(node.args[place])


def hint_filter(
    node: nodes.Filter, value: Hint, arguments: list[Hint], ask: Ask
) -> Hint:
    """What a filter gives for a value, its attribute arguments being asked for."""
    element = find_element(value)
    path = find_attribute_argument(node)
    # `sort` and `groupby` take several paths, parted by commas.
    asked = [_follow(element, part, ask) for part in path.split(",")] if path else []
    name = node.name
    if name == "attr" and (attribute := read_constant(next(iter(node.args), None))):
        return ask(value, attribute)
    if name == "map":
        return tuple_of(asked[0]) if asked else tuple_of(UNKNOWN)
    if name in _SAME:
        return str if value is str else tuple_of(element)
    if name in _ONE:
        return element
    if name in _ROWS:
        return tuple_of(tuple_of(element))
    if name in ("default", "d"):
        return unite(value, *arguments)
    if name in _COUNTS:
        return int
    return str if name in _TEXTS else UNKNOWN


def _follow(hint: Hint, path: str, ask: Ask) -> Hint:
    for part in path.strip().split("."):
        hint = find_element(hint) if part.isdigit() else ask(hint, part)
    return hint
