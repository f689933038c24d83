"""A template rewritten so that filling it goes everywhere, and tells where it is.

Each name, attribute, filter and call passes through a probe (`probes`) that is told
its place. Every branch of a condition is taken; what is only defined (a macro that
nothing calls, a block that nothing prints) is handed to a probe, to be run as well.
"""

# ruff: noqa: N802 - jinja looks its visitors up by the names of its classes

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


class Place(NamedTuple):
    """Where something is asked for.

    Attributes:
        template: the name of the template; empty for the document's own source.
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
        names: those that the template makes itself, whatever their place.
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

    # --- expressions

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:
        """A name that is read."""
        if node.ctx != "load":
            self.names.add(node.name)
            return node
        place = self._place(node, node)
        return _pass(node, "name", place)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Expr:
        """An attribute."""
        return self._probe("part", node, node.node, nodes.Const(node.attr))

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:
        """An element, a part by its name, or a slice."""
        arg = node.arg
        if isinstance(arg, nodes.Slice):
            ends = (end or nodes.Const(None) for end in (arg.start, arg.stop, arg.step))
            return self._probe("slice", node, node.node, *ends)
        sure = nodes.Const(isinstance(arg, nodes.Const))
        return self._probe("item", node, node.node, arg, sure=sure)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Expr:
        """A filter, by its name: there may be none."""
        return self._ask_by_name("filter", node, node.node or nodes.Const(""))

    def visit_Test(self, node: nodes.Test) -> nodes.Expr:
        """A test, likewise."""
        return self._ask_by_name("test", node, node.node)

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        """A call: what is called passes through the probe."""
        node.node = self._probe("call", node, node.node)
        node.args, node.kwargs = self._all(node.args), self._all(node.kwargs)
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Expr:
        """One of two values; both are worked out."""
        other = node.expr2 or nodes.Const("")
        return self._probe("choose", node, node.test, node.expr1, other)

    def visit_And(self, node: nodes.And) -> nodes.Expr:
        """Both sides are worked out."""
        return self._probe("both", node, node.left, node.right)

    def visit_Or(self, node: nodes.Or) -> nodes.Expr:
        """Both sides are worked out."""
        return self._probe("either", node, node.left, node.right)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:
        """What is compared is worked out, and no more: the kinds may not agree."""
        return nodes.List(self._all([node.expr, *(op.expr for op in node.ops)]))

    # --- statements

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:
        """The branches of a condition."""
        ways = [node, *node.elif_]
        tests = [self._say(way.test) for way in ways]
        bodies = [self._all(way.body) for way in ways] + [self._all(node.else_)]
        if self._branch is None and not any(node.find_all(nodes.Extends)):
            return [*tests, *(item for body in bodies for item in body)]
        return [*tests, *bodies[-1 if self._branch is False else 0]]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:
        """A loop, over what its condition leaves out as well."""
        node.iter = self._unpack("loop", node.iter, node.target)
        tests = [self._say(node.test)] if node.test else []
        node.body, node.test = [*tests, *self._all(node.body)], None
        otherwise, node.else_ = self._all(node.else_), []
        return [node, nodes.Scope(otherwise, lineno=node.lineno)]

    def visit_Assign(self, node: nodes.Assign) -> list[nodes.Node]:
        """A value that gets a name."""
        target = node.target
        node.node = self._unpack("shared", node.node, target)
        if isinstance(target, nodes.NSRef):
            name = nodes.Name(target.name, "load", lineno=node.lineno)
            return [self._say(name), node]
        return [node]

    def visit_With(self, node: nodes.With) -> nodes.Node:
        """Values that get names for a while."""
        both = zip(node.values, node.targets, strict=True)
        node.values = [self._unpack("shared", value, target) for value, target in both]
        node.body = self._all(node.body)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> list[nodes.Node]:
        """A text that passes through a filter."""
        return [nodes.Scope(self._all(node.body)), self._say(node.filter)]

    def visit_Macro(self, node: nodes.Macro) -> list[nodes.Node]:
        """A macro, which is run even if nothing calls it."""
        self.names.add(node.name)
        self.generic_visit(node)
        made = nodes.Name(node.name, "load", lineno=node.lineno)
        needed = nodes.Const(len(node.args) - len(node.defaults))
        return [node, nodes.ExprStmt(_pass(made, "later", needed))]

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """A block, which says when it is printed."""
        name, template = nodes.Const(node.name), nodes.Const(self._template)
        reached = nodes.ExprStmt(_pass(name, "reached", template))
        node.body = [reached, *self._all(node.body)]
        return node

    def visit_Extends(self, node: nodes.Extends) -> nodes.Node:
        """The template that this one completes."""
        node.template = self._find(node, node.template)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """A template within another one."""
        found = self._find(node, node.template, optional=node.ignore_missing)
        # In a list: jinja takes a template that is already found there alone.
        node.template, node.ignore_missing = nodes.List([found]), False
        return node

    def visit_Import(self, node: nodes.Import) -> nodes.Node:
        """The macros of another template."""
        self.names.add(node.target)
        node.template = self._find(node, node.template)
        return node

    def visit_FromImport(self, node: nodes.FromImport) -> list[nodes.Node]:
        """Some of the macros of another template."""
        owner = node.template
        node.template = self._find(node, owner)
        made: list[nodes.Node] = [node]
        for item in node.names:
            name, alias = (item, item) if isinstance(item, str) else item
            self.names.add(alias)
            read = nodes.Name(alias, "load", lineno=node.lineno)
            place = self._place(node, owner)
            said = _pass(read, "offered", place, nodes.Const(name))
            made.append(nodes.ExprStmt(said))
        return made

    # --- what they are made of

    def _all(self, items: Iterable[nodes.Node]) -> list[Any]:
        return [new for item in items for new in self.visit_list(item)]

    def _say(self, node: nodes.Node) -> nodes.Node:
        """An expression that is worked out for nothing."""
        return nodes.ExprStmt(self.visit(node), lineno=node.lineno)

    def _place(self, node: nodes.Node, owner: nodes.Node | None = None) -> nodes.Const:
        self._rank += 1
        # The compiler writes constants as they print: a plain tuple.
        return nodes.Const((self._template, self._rank, node.lineno, describe(owner)))

    def _unpack(self, name: str, node: nodes.Node, target: nodes.Node) -> nodes.Filter:
        """A value to be shared between names; 0 where there is one name."""
        count = len(target.items) if isinstance(target, nodes.Tuple) else 0
        return self._probe(name, node, node, nodes.Const(count))

    def _find(
        self, node: nodes.Node, named: nodes.Node, *, optional: bool = False
    ) -> nodes.Filter:
        """Another template; one that is named by the data may well not be there."""
        optional = optional or not _is_constant(named)
        return self._probe("template", node, named, optional=nodes.Const(optional))

    def _probe(
        self,
        name: str,
        node: nodes.Node,
        value: nodes.Node,
        *args: nodes.Node,
        **options: nodes.Node,
    ) -> nodes.Filter:
        """A value that passes through a probe, with what the probe is told."""
        place, value = self._place(node, value), self.visit(value)
        return _pass(value, name, place, *self._all(args), **options)

    def _ask_by_name(
        self, name: str, node: nodes.Filter | nodes.Test, value: nodes.Node
    ) -> nodes.Filter:
        probe = self._probe(name, node, value, nodes.Const(node.name), *node.args)
        probe.kwargs = self._all(node.kwargs)
        probe.dyn_args = node.dyn_args and self.visit(node.dyn_args)
        probe.dyn_kwargs = node.dyn_kwargs and self.visit(node.dyn_kwargs)
        return probe


def describe(node: nodes.Node | None) -> str:
    """An expression as it was typed, as far as it is made of names."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{describe(node.node)}.{node.attr}"
        case nodes.Const(value=str(text)):
            return text
    return "…"


def _pass(
    value: nodes.Node, probe: str, *args: nodes.Node, **options: nodes.Node
) -> nodes.Filter:
    """A value that passes through a probe."""
    told = [nodes.Keyword(key, option) for key, option in options.items()]
    return nodes.Filter(value, f"?{probe}", list(args), told, None, None)


def _is_constant(named: nodes.Node | None) -> bool:
    """Whether what names a template is written in the template itself."""
    if isinstance(named, nodes.CondExpr):
        return _is_constant(named.expr1) and _is_constant(named.expr2)
    if isinstance(named, nodes.Tuple | nodes.List):
        return all(map(_is_constant, named.items))
    return named is None or isinstance(named, nodes.Const)
