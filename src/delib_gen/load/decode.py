"""From a tree of texts to a schema object; every mistake becomes a finding.

The validation library collects all errors of a block at once. When there are
some, the block is repaired where the repair is plain (an unknown key that is
nearly a known one is taken for it, another is left out, an optional value that
cannot be read is left out) and decoded again, so that the later checks can
still speak in the same run. What was repaired is told; it blocks all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from delib_gen.findings import Diagnostic, YamlPath
from delib_gen.findings.structure import STR17
from delib_gen.load.limits import MAX_MISTAKES
from delib_gen.load.nodes import Mapping, Node, find_node, to_data
from delib_gen.load.shapes import find_meant, schema_at
from delib_gen.schema.base import SAISIE, Schema

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

S = TypeVar("S", bound=Schema)

_MAX_REPAIRS = 3


@dataclass(slots=True)
class Decoded(Generic[S]):
    """A decoded block.

    Attributes:
        value: the object, or None where no plain repair made one.
        findings: what was wrong, each once.
        dropped: the top keys of the block whose value was left out.
    """

    value: S | None
    findings: list[Diagnostic] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)


def decode_node(
    schema: type[S], node: Node, path: YamlPath, context: dict[str, Any]
) -> Decoded[S]:
    """Decode the block at a node.

    Args:
        schema: what the block should be.
        node: the block's tree.
        path: the block's own path, put before those of the findings.
        context: what validators may ask for (`langues`).
    """
    data = to_data(node)
    result: Decoded[S] = Decoded(None)
    seen: set[tuple[str, YamlPath]] = set()
    for _ in range(_MAX_REPAIRS):
        try:
            result.value = schema.model_validate(data, context=context)
            return result
        except ValidationError as error:
            from delib_gen.load.mistakes import (
                explain_mistake,
            )  # only a mistake needs it

            repaired = False
            details = error.errors(include_url=False)
            if beyond := len(details) > MAX_MISTAKES:
                result.findings.append(_tell_rest(details, node, path))
                details = details[:MAX_MISTAKES]
            meant = _list_meant(details, schema)
            for detail in details:
                if detail["type"] == "missing" and detail["loc"] in meant:
                    continue
                if detail["type"] == SAISIE and result.dropped & {
                    detail["ctx"]["key"],
                    *detail["ctx"]["instead"].split(),
                }:
                    continue  # it is there, and was told to be unreadable
                # What stands under a mistyped key was told with that key; it is mended
                # all the same. A repair brings the rest of the errors up again: what
                # was told is known by its code and place.
                if not _stands_elsewhere(detail, node):
                    finding = explain_mistake(detail, node, path, schema)
                    if (finding.code, finding.path) not in seen:
                        seen.add((finding.code, finding.path))
                        result.findings.append(finding)
                repaired = _repair(data, detail, schema, result.dropped) or repaired
            if beyond or not repaired:
                break
    return result


def _tell_rest(details: list[ErrorDetails], node: Node, path: YamlPath) -> Diagnostic:
    """How many mistakes of a block are beyond those that are told one by one."""
    loc = details[MAX_MISTAKES]["loc"]
    return STR17.at(
        path + loc,
        f"{len(details)} fautes dans ce bloc ; les {MAX_MISTAKES} premières seules "
        "sont dites, celle-ci est la suivante",
        "corrigez les premières : les autres ont peut-être la même cause",
        span=find_node(node, loc)[0].span,
    )


def _stands_elsewhere(detail: ErrorDetails, node: Node) -> bool:
    """Whether a value is the one of a mistyped key, taken for the nearest one."""
    loc = detail["loc"]
    if detail["type"] == "missing" or not loc or not isinstance(node, Mapping):
        return False
    return isinstance(loc[0], str) and loc[0] not in node.keys


def _list_meant(details: list[ErrorDetails], schema: type[Schema]) -> set[YamlPath]:
    """The places of the keys that mistyped ones surely stand for.

    A required key that is there under a mistyped name is one mistake, not two.
    """
    meant: set[YamlPath] = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *parent, key = detail["loc"]
            near = find_meant(schema_at(schema, tuple(parent)), str(key))
            if near is not None:
                meant.add((*parent, near))
    return meant


def _repair(
    data: object,
    detail: ErrorDetails,
    schema: type[Schema],
    dropped: set[str],
) -> bool:
    """Mend the data at an error, if that is plain; tell whether it was."""
    loc = detail["loc"]
    if not loc or not isinstance(data, dict):
        return False
    if detail["type"] == "extra_forbidden":
        parent = _walk(data, loc[:-1])
        if not isinstance(parent, dict) or loc[-1] not in parent:
            return False
        value = parent.pop(loc[-1])
        near = find_meant(schema_at(schema, loc[:-1]), str(loc[-1]))
        if near and near not in parent:
            parent[near] = value
        return True
    top = loc[0]
    field_info = schema.model_fields.get(str(top))
    if field_info is None or field_info.is_required() or top not in data:
        return False
    del data[top]
    dropped.add(str(top))
    return True


def _walk(data: object, path: YamlPath) -> object:
    """What stands at a place, by the library's account of it.

    It names steps of its own besides (which member of a union it tried), which the
    data do not have: they are passed over.
    """
    for step in path:
        if isinstance(data, dict):
            data = data.get(step, data)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    return data
