"""Reaching the templates that another one names."""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, nodes

_CLOSED = ("if", "for", "block", "macro", "call", "filter", "with", "autoescape")


def read_template_names(node: nodes.Node) -> list[list[str]]:
    """The templates that an expression names, where it is made of constants.

    Each group must give one template: the first of it that exists is taken.
    """
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [[node.value]]
    if isinstance(node, nodes.CondExpr):
        parts = [node.expr1] if node.expr2 is None else [node.expr1, node.expr2]
        return [group for part in parts for group in read_template_names(part)]
    if isinstance(node, nodes.Tuple | nodes.List):
        groups = [read_template_names(item) for item in node.items]
        return [[group[0][0] for group in groups]] if groups and all(groups) else []
    return []


def has_template(env: Environment, name: str) -> bool:
    """Whether the environment finds a template of that name."""
    try:
        read_source(env, name)
    except TemplateNotFound:
        return False
    return True


def read_source(env: Environment, name: str) -> tuple[str, str | None]:
    """The text of a template, and its file."""
    if env.loader is None:
        raise TemplateNotFound(name)
    source, filename, _ = env.loader.get_source(env, name)
    return source, filename


def parse_template(env: Environment, name: str) -> nodes.Template:
    """The syntax tree of a template that the environment finds."""
    source, filename = read_source(env, name)
    return env.parse(source, name, filename)


def list_templates(env: Environment) -> list[str]:
    """The files that stand in the folders of templates, not below them.

    Jinja's own list goes through everything below, which may be a whole disk
    where a user gives an odd folder.
    """
    names: dict[str, None] = {}
    if isinstance(env.loader, FileSystemLoader):
        for folder in env.loader.searchpath:
            if os.path.isdir(folder):  # noqa: PTH112 - Jinja's own strings
                names.update(dict.fromkeys(sorted(os.listdir(folder))))  # noqa: PTH208
    return list(names)


def find_open_tag(env: Environment, source: str) -> int | None:
    """The line of the innermost `{% if %}` or the like that nothing closes.

    Jinja says only that the end of the template came too soon.
    """
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
