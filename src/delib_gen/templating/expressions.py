"""What the expressions of a template are known to give, names checked on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import Environment, nodes

from delib_gen.templating.filter_hints import (
    find_named_filter,
    find_named_test,
    hint_filter,
    read_constant,
)
from delib_gen.templating.hints import (
    UNKNOWN,
    Hint,
    LoopHint,
    ModuleHint,
    find_attribute,
    find_element,
    is_sequence,
    list_names,
    tuple_of,
    unite,
)
from delib_gen.templating.scope import Fault, Findings, Scope


@dataclass(frozen=True, slots=True, eq=False)
class MacroHint:
    """A macro, and where its body will be looked at for a call."""

    node: nodes.Macro | nodes.CallBlock
    scope: Scope
    template: str


@dataclass(slots=True)
class Check:
    """What the checks of one document share.

    Attributes:
        env: the environment that the templates are rendered with.
        findings: what is found.
        todo: what is looked at once a template has been walked, when every
            name that it sets at its top is known.
        modules: the imported templates, by name.
        open: the templates being walked, against endless inclusion.
        calls: the macro calls already looked at, with what was passed.
        on_call: what is told of each call of a macro.
    """

    env: Environment
    findings: Findings = field(default_factory=Findings)
    todo: list[Callable[[], None]] = field(default_factory=list)
    modules: dict[str, ModuleHint] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    calls: dict[MacroHint, set[tuple[Hint, ...]]] = field(default_factory=dict)
    on_call: Callable[[Check, MacroHint, dict[str, Hint]], None] | None = None


def describe(node: nodes.Node) -> str:
    """An expression as it was typed, as far as it is made of names."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{describe(node.node)}.{node.attr}"
    return "…"


class Expressions:
    """Reads the expressions of one template."""

    def __init__(self, check: Check, template: str) -> None:
        self._check = check
        self._template = template

    def read(self, node: nodes.Node | None, scope: Scope) -> Hint:
        """The hint of an expression; every name in it is checked."""
        if node is None:
            return UNKNOWN
        method = getattr(self, f"_read_{type(node).__name__.lower()}", None)
        if method is not None:
            hint: Hint = method(node, scope)
            return hint
        for child in node.iter_child_nodes():
            self.read(child, scope)
        if isinstance(node, nodes.Compare | nodes.Not):
            return bool
        return str if isinstance(node, nodes.Concat) else UNKNOWN

    def note(
        self,
        node: nodes.Node,
        fault: Fault,
        name: str,
        known: tuple[str, ...] = (),
        owner: str = "",
    ) -> None:
        """Note something that is not there."""
        self._check.findings.add(self._template, node.lineno, fault, name, known, owner)

    def _read_name(self, node: nodes.Name, scope: Scope) -> Hint:
        hint = scope.find(node.name)
        if hint is None:
            fault = Fault.INTERDIT if node.name.startswith("__") else Fault.NOM
            self.note(node, fault, node.name, scope.list_names())
            return UNKNOWN
        return hint

    def _read_const(self, node: nodes.Const, _scope: Scope) -> Hint:
        return type(node.value)

    def _read_getattr(self, node: nodes.Getattr, scope: Scope) -> Hint:
        return self._ask(node, self.read(node.node, scope), node.attr, node.node)

    def _read_getitem(self, node: nodes.Getitem, scope: Scope) -> Hint:
        hint = self.read(node.node, scope)
        self.read(node.arg, scope)
        if (name := read_constant(node.arg)) is not None:
            return self._ask(node, hint, name, node.node)
        return hint if isinstance(node.arg, nodes.Slice) else find_element(hint)

    def _ask(self, node: nodes.Node, hint: Hint, name: str, owner: nodes.Node) -> Hint:
        """An attribute of a hint; those that start with `_` are never given."""
        if name.startswith("_"):
            self.note(node, Fault.INTERDIT, name)
            return UNKNOWN
        found = find_attribute(hint, name)
        if found is not None:
            return found
        fault = Fault.LISTE if is_sequence(hint) else Fault.ATTRIBUT
        self.note(node, fault, name, list_names(hint), describe(owner))
        return UNKNOWN

    def _read_filter(self, node: nodes.Filter, scope: Scope) -> Hint:
        value = self.read(node.node, scope)
        arguments = self._read_arguments(node, scope)
        filters, tests = self._check.env.filters, self._check.env.tests
        for name in (node.name, find_named_filter(node)):
            if name is not None and name not in filters:
                self.note(node, Fault.FILTRE, name, tuple(filters))
        tested = find_named_test(node)
        if tested is not None and tested not in tests:
            self.note(node, Fault.TEST, tested, tuple(tests))

        def ask(hint: Hint, name: str) -> Hint:
            return self._ask(node, hint, name, node.node or node)

        return hint_filter(node, value, arguments, ask)

    def _read_test(self, node: nodes.Test, scope: Scope) -> Hint:
        self.read(node.node, scope)
        self._read_arguments(node, scope)
        if node.name not in self._check.env.tests:
            self.note(node, Fault.TEST, node.name, tuple(self._check.env.tests))
        return bool

    def _read_arguments(
        self, node: nodes.Filter | nodes.Test | nodes.Call, scope: Scope
    ) -> list[Hint]:
        given = [self.read(arg, scope) for arg in node.args]
        given += [self.read(keyword.value, scope) for keyword in node.kwargs]
        self.read(node.dyn_args, scope)
        self.read(node.dyn_kwargs, scope)
        return given

    def _read_call(self, node: nodes.Call, scope: Scope) -> Hint:
        called = self.read(node.node, scope)
        given = self._read_arguments(node, scope)
        if isinstance(called, MacroHint):
            self._call_macro(node, called, given)
            return str
        if isinstance(called, LoopHint):
            return str
        return UNKNOWN

    def _call_macro(
        self, node: nodes.Call, macro: MacroHint, given: list[Hint]
    ) -> None:
        """Look at a macro's body with what this call passes."""
        names = [arg.name for arg in macro.node.args]
        passed = dict(zip(names, given[: len(node.args)], strict=False))
        takes_more = any(
            name.name == "kwargs" for name in macro.node.find_all(nodes.Name)
        )
        for keyword, hint in zip(node.kwargs, given[len(node.args) :], strict=True):
            if keyword.key in names:
                passed[keyword.key] = hint
            elif keyword.key != "caller" and not takes_more:
                owner = describe(node.node)
                self.note(node, Fault.PARAMETRE, keyword.key, tuple(names), owner)
        if self._check.on_call is not None:
            self._check.on_call(self._check, macro, passed)

    def _read_condexpr(self, node: nodes.CondExpr, scope: Scope) -> Hint:
        self.read(node.test, scope)
        first = self.read(node.expr1, scope)
        return unite(first, self.read(node.expr2, scope)) if node.expr2 else first

    def _read_or(self, node: nodes.Or, scope: Scope) -> Hint:
        return unite(self.read(node.left, scope), self.read(node.right, scope))

    def _read_and(self, node: nodes.And, scope: Scope) -> Hint:
        return unite(self.read(node.left, scope), self.read(node.right, scope))

    def _read_add(self, node: nodes.Add, scope: Scope) -> Hint:
        return unite(self.read(node.left, scope), self.read(node.right, scope))

    def _read_tuple(self, node: nodes.Tuple, scope: Scope) -> Hint:
        items = [self.read(item, scope) for item in node.items]
        return tuple_of(unite(*items)) if items else tuple_of(UNKNOWN)

    def _read_list(self, node: nodes.List, scope: Scope) -> Hint:
        items = [self.read(item, scope) for item in node.items]
        return tuple_of(unite(*items)) if items else tuple_of(UNKNOWN)
