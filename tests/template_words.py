"""Words that a template says itself, where each sentence lives in phrases.yaml."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_TAG = "\0"
"""Stands for a Jinja tag in the text around it."""
_SILENT = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>"
    r"|<(style|script|w:instrText|wp:docPr)\b[^>]*>.*?</\1>",
    re.DOTALL | re.IGNORECASE,
)
_MARKUP = re.compile(r"""<[!/?A-Za-z\0](?:"[^"]*"|'[^']*'|[^'">])*>""")
_SPOKEN = re.compile(r"""\s(?:alt|title|aria-label|descr)\s*=\s*("[^"]*"|'[^']*')""")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class LiteralText:
    """Letters that a template prints of its own accord."""

    lineno: int
    text: str


def find_literal_words(
    source: str, env: Environment | None = None
) -> list[LiteralText]:
    """The texts with letters that a template holds outside its tags and markup.

    Attributes that are read aloud (`alt`, `title`, `aria-label`) count, and so
    do the texts that a tag prints: `{{ "Fait à" }}`.

    Args:
        source: the template, as Jinja reads it.
        env: the environment, for its filters; a plain one where absent.
    """
    env = env or ImmutableSandboxedEnvironment()
    text = _blank_tags(source, env)
    text = _SILENT.sub(_keep_lines, text)
    spoken = [
        LiteralText(text.count("\n", 0, match.start(1)) + 1, part)
        for match in _SPOKEN.finditer(text)
        for part in match[1].strip("\"'").split(_TAG)
    ]
    text = _MARKUP.sub(_keep_lines, text)
    printed = [
        LiteralText(number, part)
        for number, line in enumerate(text.split("\n"), start=1)
        for part in line.split(_TAG)
    ]
    said = [
        LiteralText(lineno, said)
        for lineno, said in _iter_printed_constants(env.parse(source))
    ]
    found = (
        LiteralText(item.lineno, " ".join(html.unescape(item.text).split()))
        for item in (*printed, *spoken, *said)
    )
    return sorted(
        dict.fromkeys(item for item in found if _LETTER.search(item.text)),
        key=lambda item: item.lineno,
    )


def _blank_tags(source: str, env: Environment) -> str:
    """The source with each Jinja tag and comment as one sign, lines kept."""
    text, inside = [], ""
    for _, kind, value in env.lex(source):
        if kind == "data":
            text.append(value)
            continue
        if kind in ("variable_begin", "block_begin", "raw_begin"):
            text.append(_TAG)
        inside = "\n" * value.count("\n")
        text.append(inside)
    return "".join(text)


def _keep_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _iter_printed_constants(ast: nodes.Template) -> Iterator[tuple[int, str]]:
    """The constants that tags print, those of `join` and `default` included."""
    for output in ast.find_all(nodes.Output):
        for node in output.nodes:
            yield from _iter_constants(node)


def _iter_constants(node: nodes.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _iter_constants(part)
    elif isinstance(node, nodes.Add):
        yield from _iter_constants(node.left)
        yield from _iter_constants(node.right)
    elif isinstance(node, nodes.CondExpr):
        yield from _iter_constants(node.expr1)
        if node.expr2 is not None:
            yield from _iter_constants(node.expr2)
    elif isinstance(node, nodes.Filter):
        if node.node is not None:
            yield from _iter_constants(node.node)
        if node.name in ("join", "default", "d") and node.args:
            yield from _iter_constants(node.args[0])
