"""A template rewritten so that filling it goes everywhere, and tells where it is.

Each name, attribute, filter and call passes through the probe of a trial (`trial`),
which is told its spot. Every branch of a condition is taken; what is only defined (a
macro that nothing calls, a block that nothing prints) is handed over, to be run too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

PROBE = "?"
"""The filter that everything passes through: no template can name it."""


class Spot(NamedTuple):
    """Where something is asked for.

    Attributes:
        template: the name of the template; empty for the document's own text.
        rank: which of the template's expressions it is.
        lineno: its line, from 1.
        owner: what it is asked of, as it was typed.
    """

    template: str
    rank: int
    lineno: int
    owner: str = ""


class Instrument(NodeTransformer):
    """Rewrites one template.

    Attributes:
        names: those that the template makes itself, wherever it does.
    """

    def __init__(self, template: str, branch: bool | None) -> None:
        """Make an instrument.

        Args:
            template: the template's name.
            branch: what conditions do: None to take all branches, one after the
                other; else the first alone, or the last alone.
        """
        self._template = template
        self._branch = branch
        self._rank = 0
        self.names: set[str] = set()

    def visit(self, node: nodes.Node, *_: object, **__: object) -> Any:  # noqa: ANN401 - a node, or several
        """What a node becomes."""
        is_value = isinstance(node, nodes.Expr | nodes.Helper)
        return self._rewrite(node) if is_value else self._restate(node)

    def _rewrite(self, node: nodes.Node) -> object:
        """An expression; whatever it is made of is worked out, be it needed or not."""
        none = nodes.Const(None)
        match node:
            case nodes.Name(ctx="load"):
                return self._pass("name", node, node, node)
            case nodes.Name():
                self.names.add(node.name)
                return node
            case nodes.Getattr():
                return self._probe("part", node, node.node, nodes.Const(node.attr))
            case nodes.Getitem(arg=nodes.Slice() as cut):
                ends = (end or none for end in (cut.start, cut.stop, cut.step))
                return self._probe("slice", node, node.node, *ends)
            case nodes.Getitem():
                kind = "item" if isinstance(node.arg, nodes.Const) else "element"
                return self._probe(kind, node, node.node, node.arg)
            case nodes.CondExpr():
                other = node.expr2 or none
                return self._probe("choose", node, node.test, node.expr1, other)
            case nodes.And() | nodes.Or():
                return self._probe(node.operator, node, node.left, node.right)
            case nodes.Compare():  # no more than worked out: the kinds may not agree
                return nodes.List(self._all((node.expr, *(o.expr for o in node.ops))))
            case nodes.Filter() | nodes.Test():
                kind, name = type(node).__name__.lower(), nodes.Const(node.name)
                return self._probe(kind, node, node.node or none, name, call=node)
            case nodes.Call():
                called = self._probe("called", node, node.node)
                return self._add_arguments(nodes.Call(called, [], [], None, None), node)
        return self.generic_visit(node)

    def _restate(self, node: nodes.Node) -> nodes.Node | list[nodes.Node]:
        """A statement, which may become several."""
        match node:
            case nodes.If():
                ways = [node, *node.elif_]
                tests = [self._say(way.test) for way in ways]
                bodies = [self._all(w.body) for w in ways] + [self._all(node.else_)]
                # A template extends one other: there, not all branches can be taken.
                if self._branch is None and not any(node.find_all(nodes.Extends)):
                    return [*tests, *(item for body in bodies for item in body)]
                return [*tests, *bodies[-1 if self._branch is False else 0]]
            case nodes.For():
                node.iter = self._share("loop", node.iter, node.target)
                tests = [self._say(node.test)] if node.test else []
                node.body, node.test = [*tests, *self._all(node.body)], None
                otherwise, node.else_ = self._all(node.else_), []
                self.visit(node.target)
                return [node, nodes.Scope(otherwise, lineno=node.lineno)]
            case nodes.Assign():
                node.node = self._share("shared", node.node, node.target)
                self.visit(node.target)
            case nodes.With():
                pairs = zip(node.values, node.targets, strict=True)
                node.values = [self._share("shared", *pair) for pair in pairs]
                node.body = self._all(node.body)
            case nodes.FilterBlock():
                return [nodes.Scope(self._all(node.body)), self._say(node.filter)]
            case nodes.Macro():
                self.names.add(node.name)
                self.generic_visit(node)
                needed = nodes.Const(len(node.args) - len(node.defaults))
                return [node, self._hand_over("later", node, node.name, needed)]
            case nodes.Block():
                name = nodes.Const(node.name)
                reached = nodes.ExprStmt(self._pass("reached", node, name))
                node.body = [reached, *self._all(node.body)]
            case (
                nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport()
            ):
                return self._bring_in(node)
            case _:
                return self.generic_visit(node)
        return node

    def _bring_in(
        self, node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
    ) -> list[nodes.Node]:
        """Another template, which the probe finds."""
        named, more = node.template, list[nodes.Node]()
        # One that is named by the data may well not be there.
        optional = getattr(node, "ignore_missing", False) or not _is_constant(named)
        node.template = self._probe("template", node, named, nodes.Const(optional))
        if isinstance(node, nodes.Include):
            # In a list: jinja takes a template that is already found there alone.
            node.template, node.ignore_missing = nodes.List([node.template]), False
        elif isinstance(node, nodes.Import):
            self.names.add(node.target)
        elif isinstance(node, nodes.FromImport):
            for item in node.names:
                name, alias = (item, item) if isinstance(item, str) else item
                self.names.add(alias)
                args = (nodes.Const(name), nodes.Const(describe(named)))
                more.append(self._hand_over("offered", node, alias, *args))
        return [node, *more]

    # --- what they become

    def _all(self, items: Iterable[nodes.Node]) -> list[Any]:
        return [new for item in items for new in self.visit_list(item)]

    def _say(self, node: nodes.Node) -> nodes.Node:
        """An expression that is worked out for nothing."""
        return nodes.ExprStmt(self.visit(node), lineno=node.lineno)

    def _hand_over(
        self, kind: str, node: nodes.Node, name: str, *args: nodes.Node
    ) -> nodes.Node:
        made = nodes.Name(name, "load", lineno=node.lineno)
        return nodes.ExprStmt(self._pass(kind, node, made, made, *args))

    def _share(self, kind: str, node: nodes.Node, target: nodes.Node) -> nodes.Filter:
        """A value for as many names; 0 where it is not taken to pieces."""
        count = len(target.items) if isinstance(target, nodes.Tuple) else 0
        return self._probe(kind, node, node, nodes.Const(count))

    def _probe(
        self,
        kind: str,
        node: nodes.Node,
        value: nodes.Node,
        *args: nodes.Node,
        call: nodes.Filter | nodes.Test | None = None,
    ) -> nodes.Filter:
        """A value that passes through the probe, with what the probe is told."""
        probed = self._pass(kind, node, value, self.visit(value), *self._all(args))
        return probed if call is None else self._add_arguments(probed, call)

    def _pass(
        self,
        kind: str,
        node: nodes.Node,
        typed: nodes.Node,
        value: nodes.Node | None = None,
        *args: nodes.Node,
    ) -> nodes.Filter:
        self._rank += 1
        spot = (self._template, self._rank, node.lineno, describe(typed))
        # The compiler writes constants as they print: a plain tuple.
        told = [nodes.Const(kind), nodes.Const(spot), *args]
        return nodes.Filter(value or typed, PROBE, told, [], None, None)

    def _add_arguments(self, to: Any, call: Any) -> Any:  # noqa: ANN401 - calls, filters and tests alike
        to.args, to.kwargs = [*to.args, *self._all(call.args)], self._all(call.kwargs)
        to.dyn_args = call.dyn_args and self.visit(call.dyn_args)
        to.dyn_kwargs = call.dyn_kwargs and self.visit(call.dyn_kwargs)
        to.lineno = call.lineno
        return to


def describe(node: nodes.Node) -> str:
    """An expression as it was typed, as far as it is made of names."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{describe(node.node)}.{node.attr}"
        case nodes.Const(value=str(text)):
            return text
    return "…"


def _is_constant(named: nodes.Node | None) -> bool:
    """Whether what names a template is written in the template itself."""
    if isinstance(named, nodes.CondExpr):
        return _is_constant(named.expr1) and _is_constant(named.expr2)
    if isinstance(named, nodes.Tuple | nodes.List):
        return all(map(_is_constant, named.items))
    return named is None or isinstance(named, nodes.Const)
