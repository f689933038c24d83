"""The statements of a template: what they set, and the templates they bring in."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, TemplateSyntaxError, nodes

from delib_gen.schema.charte import Charte
from delib_gen.templating.expressions import Check, Expressions, MacroHint
from delib_gen.templating.filter_hints import read_constant
from delib_gen.templating.hints import (
    UNKNOWN,
    Hint,
    LoopHint,
    ModuleHint,
    find_element,
)
from delib_gen.templating.scope import Fault, Scope
from delib_gen.templating.sources import (
    has_template,
    list_templates,
    parse_template,
    read_template_names,
)

_IN_MACRO = {"varargs": UNKNOWN, "kwargs": UNKNOWN, "caller": UNKNOWN}
_CALLS_LOOKED_AT = 50


class Walk:
    """Walks one template, in a scope, and whatever it extends or includes."""

    def __init__(
        self, check: Check, template: str, hidden: frozenset[str] = frozenset()
    ) -> None:
        """Make a walk.

        Args:
            check: what all the walks of a document share.
            template: the template's name, empty for the document's own source.
            hidden: the blocks that a template extending this one replaces.
        """
        self._check = check
        self._template = template
        self._hidden = hidden
        self._expressions = Expressions(check, template)

    def walk_template(self, source: nodes.Template, scope: Scope) -> None:
        """Walk a template's top, then the template that it extends."""
        self._check.open.append(self._template)
        self._walk_all(source.body, scope)
        hidden = self._hidden | _list_replaced_blocks(source)
        for extends in source.find_all(nodes.Extends):
            self._bring_in(extends, extends.template, scope, hidden)
        self._check.open.pop()

    def walk_body(self, macro: MacroHint, passed: dict[str, Hint]) -> None:
        """Walk a macro's body with what a call passes."""
        inner = macro.scope.child(**_IN_MACRO)
        for default in macro.node.defaults:
            self._expressions.read(default, inner)
        for arg in macro.node.args:
            inner.names[arg.name] = passed.get(arg.name, UNKNOWN)
        self._walk_all(macro.node.body, inner)

    def _walk_all(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._walk(node, scope)

    def _walk(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Expr):
            self._expressions.read(node, scope)
            return
        method = getattr(self, f"_walk_{type(node).__name__.lower()}", None)
        if method is not None:
            method(node, scope)
        else:
            self._walk_all(node.iter_child_nodes(), scope)

    def _assign(self, target: nodes.Node, hint: Hint, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope.add(target.name, hint)
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._assign(item, find_element(hint), scope)
        elif isinstance(target, nodes.NSRef):
            name = nodes.Name(target.name, "load", lineno=target.lineno)
            self._expressions.read(name, scope)

    def _walk_assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._assign(node.target, self._expressions.read(node.node, scope), scope)

    def _walk_assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._expressions.read(node.filter, scope)
        self._walk_all(node.body, scope.child())
        self._assign(node.target, str, scope)

    def _walk_filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self._expressions.read(node.filter, scope)
        self._walk_all(node.body, scope.child())

    def _walk_for(self, node: nodes.For, scope: Scope) -> None:
        element = find_element(self._expressions.read(node.iter, scope))
        inner = scope.child()
        self._assign(node.target, element, inner)
        self._expressions.read(node.test, inner)
        inner.add("loop", LoopHint(element))
        self._walk_all(node.body, inner)
        self._walk_all(node.else_, scope.child())

    def _walk_with(self, node: nodes.With, scope: Scope) -> None:
        inner = scope.child()
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self._expressions.read(value, scope), inner)
        self._walk_all(node.body, inner)

    def _walk_scope(self, node: nodes.Scope, scope: Scope) -> None:
        self._walk_all(node.body, scope.child())

    def _walk_block(self, node: nodes.Block, scope: Scope) -> None:
        """A block sees what is set at the top of the template, not around it."""
        if node.name in self._hidden:
            return
        outer = scope if node.scoped else scope.find_top()
        inner = outer.child(super=UNKNOWN)
        self._check.todo.append(lambda: self._walk_all(node.body, inner))

    def _walk_macro(self, node: nodes.Macro, scope: Scope) -> None:
        macro = MacroHint(node, scope, self._template)
        scope.add(node.name, macro)
        look_at_call(self._check, macro, {})

    def _walk_callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self._expressions.read(node.call, scope)
        self.walk_body(MacroHint(node, scope, self._template), {})

    def _walk_extends(self, node: nodes.Extends, scope: Scope) -> None:
        """Left for the end of the template, when its blocks are known."""

    def _walk_include(self, node: nodes.Include, scope: Scope) -> None:
        outer = scope if node.with_context else make_global_scope(self._check.env)
        inner = Scope(parent=outer, top=True)
        self._bring_in(node, node.template, inner, optional=node.ignore_missing)

    def _walk_import(self, node: nodes.Import, scope: Scope) -> None:
        scope.add(node.target, self._import(node, scope))

    def _walk_fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        module = self._import(node, scope)
        offered = dict(module.names) if isinstance(module, ModuleHint) else None
        for item in node.names:
            name, alias = (item, item) if isinstance(item, str) else item
            scope.add(alias, offered.get(name, UNKNOWN) if offered else UNKNOWN)
            if offered is not None and name not in offered:
                owner = read_constant(node.template) or "…"
                self._expressions.note(node, Fault.MACRO, name, tuple(offered), owner)

    def _import(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> Hint:
        name = read_constant(node.template)
        if name in self._check.modules and not node.with_context:
            return self._check.modules[name]
        outer = scope if node.with_context else make_global_scope(self._check.env)
        inner = Scope(parent=outer, top=True)
        done = self._bring_in(node, node.template, inner)
        if name is None or not done:
            return UNKNOWN
        offered = ((k, v) for k, v in inner.names.items() if not k.startswith("_"))
        module = ModuleHint(tuple(offered))
        if not node.with_context:
            self._check.modules[name] = module
        return module

    def _bring_in(
        self,
        node: nodes.Node,
        named: nodes.Node,
        scope: Scope,
        hidden: frozenset[str] = frozenset(),
        *,
        optional: bool = False,
    ) -> bool:
        """Walk other templates, where their names can be read; False otherwise."""
        self._expressions.read(named, scope)
        done = False
        for names in read_template_names(named):
            found = [name for name in names if has_template(self._check.env, name)]
            for name in found[:1]:
                done = self._walk_other(name, scope, hidden) or done
            if not found and not optional:
                known = tuple(list_templates(self._check.env))
                self._expressions.note(node, Fault.GABARIT, names[0], known)
        return done

    def _walk_other(self, name: str, scope: Scope, hidden: frozenset[str]) -> bool:
        if name in self._check.open:
            return False
        try:
            source = parse_template(self._check.env, name)
        except TemplateSyntaxError as error:
            message = error.message or ""
            self._check.findings.add(name, error.lineno, Fault.SYNTAXE, message)
            return False
        Walk(self._check, name, hidden).walk_template(source, scope)
        return True


def look_at_call(check: Check, macro: MacroHint, passed: dict[str, Hint]) -> None:
    """Look at a macro's body later, once for each kind of arguments."""
    seen = check.calls.setdefault(macro, set())
    signature = tuple(passed.get(arg.name, UNKNOWN) for arg in macro.node.args)
    if signature in seen or len(seen) >= _CALLS_LOOKED_AT:
        return
    seen.add(signature)
    walk = Walk(check, macro.template)
    check.todo.append(lambda: walk.walk_body(macro, passed))


def make_global_scope(env: Environment) -> Scope:
    """The names that every template has, whatever the document."""
    names: dict[str, Hint] = {"self": UNKNOWN}
    for name, value in env.globals.items():
        plain = value is None or callable(value)
        names[name] = UNKNOWN if plain else type(value)
    if names.get("charte") is UNKNOWN:
        names["charte"] = Charte  # a library that has none still tells its shape
    return Scope(names)


def _list_replaced_blocks(source: nodes.Template) -> frozenset[str]:
    """The blocks that a template writes anew, without its parent's text."""
    return frozenset(
        block.name
        for block in source.find_all(nodes.Block)
        if not any(
            isinstance(call.node, nodes.Name) and call.node.name == "super"
            for call in block.find_all(nodes.Call)
        )
    )
