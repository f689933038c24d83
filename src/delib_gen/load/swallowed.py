"""Texts that are the name of a file and nothing more: STR18.

A name that is typed where a text stands would be printed in its place. Whoever means
a file knows it by its ending, hence every text of a block is looked at: its fields
are found by their types and marks, so that a new one is looked at too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR18
from delib_gen.load.marked import walk_fields
from delib_gen.load.nodes import Mapping, Scalar, Sequence, find_typed
from delib_gen.schema.base import shorten
from delib_gen.schema.kinds import KINDS, OTHER_ENDINGS, FileKind
from delib_gen.schema.marques import TEXTES, Dit, EnMarkdown, Nomme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, Span, YamlPath
    from delib_gen.load.nodes import Node
    from delib_gen.load.places import Typed
    from delib_gen.load.sources import Sources
    from delib_gen.schema.base import Schema

_ADDRESS = re.compile(r"www\.|\w+://", re.IGNORECASE)
_MARKDOWN = tuple(end for end, kind in KINDS.items() if kind is FileKind.MARKDOWN)
_LONGEST = 100
"""Signs of a text that may be a name and blanks."""
_PHRASE = "pour imprimer ce nom, faites-en une phrase : « Voir {nom}. »"
_AS_BODY = f"donnez un fichier `.md`, ou le texte lui-même ; {_PHRASE}"
_AS_TEXT = f"donnez le texte lui-même ; {_PHRASE}"


def find_swallowed(
    schema: type[Schema], tree: Node, folder: Path, path: YamlPath, sources: Sources
) -> Iterator[Diagnostic]:
    """The texts of a block that name a file, as they were typed.

    What the act says is refused; elsewhere a name may be meant (the source of a
    table, an answer), and it is only told, as is the title of a file that is named
    beside it.

    Args:
        schema: what the block should be.
        tree: its tree.
        folder: the folder of the file that holds it.
        path: its place in the session.
        sources: where files are looked for.
    """
    naming = {id(holder) for _, holder, _ in walk_fields(schema, tree, Nomme)}
    for where, holder, champ in walk_fields(schema, tree, EnMarkdown, *TEXTES):
        body = any(isinstance(mark, EnMarkdown) for mark in champ.marques)
        said = body or any(isinstance(mark, Dit) for mark in champ.marques)
        for place, scalar in _iter_scalars(holder.values[champ.nom], (*path, *where)):
            name, exact = scalar.text.strip(), True
            if not looks_like_name(name) or (body and is_markdown(scalar)):
                continue
            if any(sign.isspace() for sign in name):
                exact = sources.exists(folder / name)
                if not (exact or body):
                    continue
            sure = said and exact and id(holder) not in naming
            span = find_typed(scalar).place(0, len(scalar.text))
            yield _tell(name, span, place, body=body, sure=sure)


def look_at(typed: Typed) -> list[Diagnostic]:
    """The same of a Markdown file: one that holds but the name of another file."""
    name = typed.text.strip()
    start = typed.text.find(name)
    span = typed.place(start, start + len(name))
    return [_tell(name, span)] if looks_like_name(name) else []


def _tell(
    name: str, span: Span, path: YamlPath = (), *, body: bool = True, sure: bool = True
) -> Diagnostic:
    """That a text is the name of a file."""
    shown = shorten(name)
    return STR18.at(
        path,
        f"« {shown} » : un texte est attendu ici, et c'est le nom d'un fichier ; il "
        "s'imprimerait tel quel, sans ce que le fichier contient",
        (_AS_BODY if body else _AS_TEXT).format(nom=shown),
        severity=None if sure else Severity.AVERTISSEMENT,
        span=span,
    )


def looks_like_name(text: str) -> bool:
    """Whether a text is one line that ends as the name of a file does."""
    if len(text) > _LONGEST or "\n" in text or _ADDRESS.match(text):
        return False
    return text.lower().endswith((*KINDS, *OTHER_ENDINGS))


def is_markdown(scalar: Scalar) -> bool:
    """Whether a body is the path of a Markdown file, or the text itself."""
    text = scalar.text.strip()
    return "\n" not in text and text.lower().endswith(_MARKDOWN)


def _iter_scalars(node: Node, path: YamlPath) -> Iterator[tuple[YamlPath, Scalar]]:
    """The texts of a field: one, or one for each language or rank."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.values.items():
            yield from _iter_scalars(value, (*path, key))
    elif isinstance(node, Sequence):
        for rank, item in enumerate(node.items):
            yield from _iter_scalars(item, (*path, rank))
