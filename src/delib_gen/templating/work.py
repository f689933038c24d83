"""How much a template does: its turns and its signs are counted, up to a bound.

A loop in a loop, a macro that calls itself twice, a text that doubles need few words
and no end. What is counted is the same on every machine, as a clock is not.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.visitor import NodeTransformer

TICK = "+"
"""The filter that counts: no template can name it."""
MAX_TURNS = 10_000_000
"""Turns of loops, calls of macros, pieces brought in, while one page is filled: a table
of a hundred thousand cells takes a tenth of it."""
MAX_SIGNS = 200_000_000
"""Signs put together, again at each level of macros; the same table takes a tenth."""
MAX_POWER = 100_000
"""Bits of a number."""


class WorkError(TemplateRuntimeError):
    """A template has done more than any page asks for."""


class _Meter:
    """What the filling that is going on has done."""

    def __init__(self) -> None:
        self.depth = self.turns = self.signs = 0
        self.most = MAX_TURNS

    def turn(self, turns: int = 1) -> None:
        self.turns += turns
        if self.turns > self.most:
            raise WorkError(f"more than {self.most} turns")

    def put(self, signs: int) -> None:
        self.signs += signs
        if self.signs > MAX_SIGNS:
            raise WorkError(f"more than {MAX_SIGNS} signs")


_METER = _Meter()


class Work(NamedTuple):
    """Some turns, and some signs."""

    turns: int
    signs: int

    def since(self, before: Work) -> Work:
        """What was done since."""
        return Work(self.turns - before.turns, self.signs - before.signs)


def read_work() -> Work:
    """What the filling that is going on has done."""
    return Work(_METER.turns, _METER.signs)


def do_again(work: Work) -> None:
    """Count what was done before, and is not done again.

    Raises:
        WorkError: if that is too much, here.
    """
    _METER.turn(work.turns)
    _METER.put(work.signs)


@contextmanager
def filling(most: int | None = None) -> Iterator[None]:
    """Count from nothing, unless this is part of a filling that is going on.

    Args:
        most: how many turns it may take, where fewer than usual.
    """
    if not _METER.depth:
        _METER.turns = _METER.signs = 0
        _METER.most = most or MAX_TURNS
    _METER.depth += 1
    try:
        yield
    finally:
        _METER.depth -= 1


@pass_context  # or Jinja would count once, when it compiles
def tick(_: object, value: Any) -> Any:  # noqa: ANN401 - what an expression gives
    """Count a turn, or the size of what was put together; the value is the same."""
    _METER.turn()
    if isinstance(value, str | list | tuple):
        _METER.put(len(value))
    return value


def count_range(*args: int) -> range:
    """Python's `range`, each of its numbers counted as a turn."""
    numbers = range(*args)
    _METER.turn(len(numbers))
    return numbers


def join_counted(pieces: Iterable[str]) -> str:
    """The pieces of a text put together, and their signs counted as they come."""
    texts: list[str] = []
    for piece in pieces:
        try:
            _METER.put(len(piece))
        except WorkError as error:
            if isinstance(pieces, Generator):
                pieces.throw(error)  # raised in the template, it has a line
            raise
        texts.append(piece)
    return "".join(texts)


def bound_operation(operator: str, left: object, right: object) -> None:
    """Count what a multiplication or a power would make, before it is made.

    Raises:
        WorkError: if that is too much.
    """
    if operator == "**":
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right
            if bits > MAX_POWER:
                raise WorkError(f"more than {MAX_POWER} bits")
        return
    for repeated, times in ((left, right), (right, left)):
        if isinstance(repeated, str | list | tuple) and isinstance(times, int):
            _METER.put(len(repeated) * max(times, 0))


class Ticking(NodeTransformer):
    """Has a template count, wherever it may begin again what it did."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 - jinja's
        """What has a body counts when it is begun, be it a page that is included."""
        return self._begin(node)

    visit_Block = visit_Macro = visit_CallBlock = visit_Template  # noqa: N815

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Each turn of a loop counts, be it passed over by its condition."""
        if node.test is not None:
            turn = self._count(nodes.Const(True), node)
            node.test = nodes.And(turn, node.test, lineno=node.lineno)
        return self._begin(node)

    def visit_Concat(self, node: nodes.Expr) -> nodes.Node:  # noqa: N802
        """What grows by itself counts by its size."""
        self.generic_visit(node)
        return self._count(node, node)

    visit_Add = visit_Concat  # noqa: N815

    def _begin(self, node: Any) -> nodes.Node:  # noqa: ANN401 - any that has a body
        self.generic_visit(node)
        turn = nodes.ExprStmt(self._count(nodes.Const(0), node), lineno=node.lineno)
        node.body = [turn, *node.body]
        return node  # type: ignore[no-any-return]

    def _count(self, value: nodes.Expr, node: nodes.Node) -> nodes.Filter:
        return nodes.Filter(value, TICK, [], [], None, None, lineno=node.lineno)
