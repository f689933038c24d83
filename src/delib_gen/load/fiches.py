"""Reading a fiche: a YAML file that says by its `genre` what it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR02, STR03, STR06, STR07
from delib_gen.load.files import decode_text
from delib_gen.load.nodes import Mapping, Scalar, find_node
from delib_gen.load.tree import parse_tree
from delib_gen.schema.base import suggest
from delib_gen.schema.fiche import find_fiche, list_fiches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.findings import Diagnostic, Span, YamlPath
    from delib_gen.load.files import NamedFile
    from delib_gen.load.nodes import Node
    from delib_gen.schema.fiche import Fiche

_GENRE = "genre"
MAX_FICHES = 2
"""A dossier of application, and the fiches that it names: none below."""


def find_chain_fault(chain: Sequence[str], named: str, span: Span) -> Diagnostic | None:
    """What is wrong with a fiche that others name: a round, or too many of them.

    Args:
        chain: the fiches that are being read, each named by the one before.
        named: the next one.
        span: where it is named.
    """
    if named in chain:
        return STR06.at(
            (),
            f"« {named} » : cette fiche se nomme elle-même",
            "nommez une autre pièce",
            span=span,
        )
    if len(chain) >= MAX_FICHES:
        return STR07.at(
            (),
            f"« {named} » : {MAX_FICHES} fiches l'une dans l'autre au plus",
            "nommez la pièce dans la séance, ou dans la première fiche",
            span=span,
        )
    return None


def parse_fiche(file: NamedFile) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a fiche; none where it cannot be read."""
    text, findings = decode_text(file, None)
    if findings:
        return None, findings
    return parse_tree(text, file.name)


def find_schema(
    tree: Node, file: NamedFile, path: YamlPath
) -> tuple[type[Fiche] | None, list[Diagnostic]]:
    """What a fiche should be, by its genre.

    Args:
        tree: the fiche as it was read.
        file: the file that holds it.
        path: the place in the session of the value that names it.
    """
    genre = tree.values.get(_GENRE) if isinstance(tree, Mapping) else None
    if not isinstance(genre, Scalar) or genre.empty:
        choices = ", ".join(f"`{name}`" for name in sorted(list_fiches()))
        return None, [
            STR02.at(
                (*path, _GENRE),
                f"la fiche « {file.relative} » n'a pas de `{_GENRE}`",
                f"ajoutez-le en tête ; valeurs admises : {choices}",
                span=tree.span,
            )
        ]
    schema = find_fiche(genre.text.strip())
    if schema is not None:
        return schema, []
    return None, [
        STR03.at(
            (*path, _GENRE),
            f"« {genre.text} » n'est pas un genre d'annexe",
            suggest(genre.text, sorted(list_fiches())),
            span=genre.span,
        )
    ]


def place_finding(finding: Diagnostic, tree: Node, path: YamlPath) -> Diagnostic:
    """A finding with its place in the fiche, which the session does not have."""
    if finding.span is not None:
        return finding
    node, exact = find_node(tree, finding.path[len(path) :])
    if not exact and isinstance(node, Mapping) and node.keys:
        return replace(finding, span=next(iter(node.keys.values())).span)
    return replace(finding, span=node.span)
