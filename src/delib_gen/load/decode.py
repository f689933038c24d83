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

from delib_gen.findings import Diagnostic, Kind, Span, YamlPath
from delib_gen.findings import structure as kinds
from delib_gen.load.nodes import Mapping, Node, Scalar, find_node, to_data
from delib_gen.schema.base import SAISIE, Schema, find_nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

S = TypeVar("S", bound=Schema)

_MAX_REPAIRS = 3
_FOUND: dict[type, str] = {dict: "un bloc de clés", list: "une liste", str: "un texte"}
_ONE_KEY_A_LINE = "écrivez une clé par ligne, en retrait"
_EXPECTED = {
    "list_type": ("une liste est attendue", "mettez la valeur entre crochets : `[…]`"),
    "dict_type": ("un bloc de clés est attendu", _ONE_KEY_A_LINE),
    "model_type": ("un bloc de clés est attendu", _ONE_KEY_A_LINE),
    "string_type": ("un texte est attendu", "donnez un seul texte"),
}


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
            repaired = False
            details = error.errors(include_url=False)
            meant = _list_meant(details, schema)
            for detail in details:
                if detail["type"] == "missing" and detail["loc"] in meant:
                    continue
                if detail["type"] == SAISIE and result.dropped & {
                    detail["ctx"]["key"],
                    detail["ctx"]["instead"],
                }:
                    continue  # it is there, and was told to be unreadable
                if _stands_elsewhere(detail, node):
                    repaired = _repair(data, detail, schema, result.dropped) or repaired
                    continue  # under a mistyped key, which was told
                finding = _explain(detail, node, path, schema)
                if (finding.code, finding.path) not in seen:
                    seen.add((finding.code, finding.path))
                    result.findings.append(finding)
                repaired = _repair(data, detail, schema, result.dropped) or repaired
            if not repaired:
                break
    return result


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
            near = find_nearest(str(key), known_keys(schema, tuple(parent)))
            if near is not None:
                meant.add((*parent, near))
    return meant


def _explain(
    detail: ErrorDetails, root: Node, path: YamlPath, schema: type[Schema]
) -> Diagnostic:
    """One error of the library as a finding, recognised by its type alone."""
    loc: YamlPath = detail["loc"]
    kind = detail["type"]
    node, exact = find_node(root, loc)
    span = node.span
    if kind == SAISIE:
        context = detail["ctx"]
        code, key = context["code"], context["key"]
        if key and isinstance(node, Mapping):
            span = node.keys[key].span if key in node.keys else _first_line(node)
        return _kind(code).at(
            path + loc + ((key,) if key else ()),
            context["message"],
            context["hint"],
            span=span,
        )
    if kind == "extra_forbidden":
        return _explain_unknown(detail, root, path, schema)
    if kind == "missing":
        return _explain_missing(loc, root, path)
    if kind == "too_short":
        return kinds.STR02.at(
            path + loc, f"`{loc[-1]}` est vide", "complétez-le", span=span
        )
    if kind == "model_attributes_type":
        kind = "model_type"
    expected, hint = _EXPECTED.get(
        kind, ("une autre sorte de valeur est attendue", "voyez le guide")
    )
    found = _FOUND.get(type(detail["input"]), "autre chose")
    name = f"`{loc[-1]}` : " if loc and isinstance(loc[-1], str) and exact else ""
    return kinds.STR03.at(
        path + loc,
        f"{name}{expected} ; c'est {found} qui est là",
        hint,
        span=span,
    )


def _explain_unknown(
    detail: ErrorDetails, root: Node, path: YamlPath, schema: type[Schema]
) -> Diagnostic:
    loc = detail["loc"]
    key = str(loc[-1])
    parent, _ = find_node(root, loc[:-1])
    span = parent.span
    flow = False
    if isinstance(parent, Mapping) and key in parent.keys:
        span, flow = parent.keys[key].span, parent.flow
    if (flow and detail["input"] is None) or " " in key:
        hint = (
            "si ces mots sont la suite d'un texte, une virgule ou « : » l'a coupé : "
            "donnez le texte après `>-`, à la ligne suivante, en retrait"
        )
        return kinds.STR08.at(
            path + loc, f"YAML a pris « {key} » pour une clé", hint, span=span
        )
    known = known_keys(schema, loc[:-1])
    near = find_nearest(key, known)
    hint = (
        f"vouliez-vous écrire `{near}` ?"
        if near
        else "clés admises ici : " + ", ".join(f"`{k}`" for k in known)
    )
    return kinds.STR01.at(
        path + loc, f"la clé `{key}` n'est pas connue ici", hint, span=span
    )


def _explain_missing(loc: YamlPath, root: Node, path: YamlPath) -> Diagnostic:
    key = str(loc[-1])
    parent, _ = find_node(root, loc[:-1])
    if isinstance(parent, Mapping) and key in parent.keys:
        return kinds.STR02.at(
            path + loc,
            f"la clé `{key}` est vide, elle doit porter une valeur",
            "complétez-la",
            span=parent.keys[key].span,
        )
    return kinds.STR02.at(
        path + loc,
        f"la clé obligatoire `{key}` manque",
        f"ajoutez `{key}:` dans ce bloc",
        span=_first_line(parent),
    )


def _first_line(node: Node) -> Span:
    """The beginning of a block, since a whole block underlined says nothing."""
    if isinstance(node, Mapping) and node.keys:
        return next(iter(node.keys.values())).span
    span = node.span
    if isinstance(node, Scalar):
        return span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def _kind(code: str) -> Kind:
    kind: Kind = getattr(kinds, code)
    return kind


def known_keys(schema: type[Schema], path: YamlPath) -> list[str]:
    """The keys that a schema admits at a path below it."""
    current: type[Schema] | None = schema
    for step in path:
        if current is None:
            return []
        # A class that names one defined after it knows which only once it is built.
        current.model_rebuild()
        if isinstance(step, str) and step in current.model_fields:
            current = _schema_in(current.model_fields[step].annotation)
    return list(current.model_fields) if current else []


def _schema_in(annotation: Any) -> type[Schema] | None:  # noqa: ANN401
    """The schema class inside `list[X]`, `X | None` or `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _schema_in(part)
        if found is not None:
            return found
    return None


def _repair(
    data: Any,  # noqa: ANN401
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
        near = find_nearest(str(loc[-1]), known_keys(schema, loc[:-1]))
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


def _walk(data: Any, path: YamlPath) -> Any:  # noqa: ANN401
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
    return data
