"""Do the names that a template asks for exist in the document it lays out?

Jinja would print a blank, or stop at the first missing name, and only on the
act that has it. Here the template is read without being run: every name is
followed through the types of the view, so that a misspelt one is found before
any sitting uses the template.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping

from jinja2 import Environment, nodes

import delib_gen.prose.pieces  # noqa: F401 - the kinds of block that a layout may meet
from delib_gen.templating.expressions import Check
from delib_gen.templating.hints import Hint
from delib_gen.templating.library import TemplateLibrary
from delib_gen.templating.scope import Fault, Scope, UnknownName
from delib_gen.templating.walk import Walk, look_at_call, make_global_scope
from delib_gen.view.base import View

__all__ = ["Fault", "UnknownName", "find_unknown_names", "list_view_names"]

EXTRA_NAMES: Mapping[str, Hint] = {
    "genre": str,
    "partie": typing.Any,
    "colonnes": typing.Any,
}
"""What a layout is given beside the fields of its view."""


def list_view_names(view_type: type[View]) -> dict[str, Hint]:
    """The names that a document of this kind offers, with what they hold."""
    hints = typing.get_type_hints(view_type)
    return {f.name: hints[f.name] for f in dataclasses.fields(view_type)}


def find_unknown_names(
    source_ast: nodes.Template,
    view_type: type[View],
    *,
    env: Environment | None = None,
    extra: Mapping[str, Hint] = EXTRA_NAMES,
) -> list[UnknownName]:
    """All that a template asks for and that is not there.

    A name is unknown even under `is defined` or `| default`: the view has all
    its fields always, so such a guard could only hide a misspelling.

    Args:
        source_ast: the template, parsed.
        view_type: the kind of document that it lays out.
        env: the environment that renders it, which finds what it includes.
        extra: the names that it is given beside the fields of the view.
    """
    env = env or TemplateLibrary(()).environment()
    check = Check(env, on_call=look_at_call)
    root = make_global_scope(env).child(**list_view_names(view_type), **extra)
    Walk(check, "", frozenset()).walk_template(source_ast, Scope(parent=root, top=True))
    while check.todo:
        check.todo.pop(0)()
    return check.findings.sorted()
