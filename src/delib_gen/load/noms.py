"""The names that an authority has in a language, from a file of that language.

`data/autorites/<lang>/<code>.yaml` says in one language what the authority's own
file says in that of reference, below the same keys. A name is a text, or a block
that says where it was read; it is put into the tree of the authority before that is
decoded, so that the rest of the software knows of one authority alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from delib_gen.load.files import NamedFile
from delib_gen.load.nodes import Mapping, Node, Scalar
from delib_gen.load.shipped import ShippedDataError, parse_kept
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_TEXT, _VARIETIES = "texte", "varietes"
_TEXTS_BELOW = ("visas", "articles")


def list_names_files(code: str) -> Iterator[tuple[str, Path]]:
    """The files of names of a shipped authority, with their languages."""
    for langue in list_text_languages():
        path = data_dir() / "autorites" / langue / f"{code}.yaml"
        if path.is_file():
            yield langue, path


def read_names(file: NamedFile) -> Mapping:
    """The tree of a file of names."""
    root, findings = parse_kept(file)
    if not isinstance(root, Mapping) or findings:
        raise ShippedDataError(f"{file.name}: {[f.message for f in findings]}")
    return root


def graft_names(root: Node, names: Mapping, langue: str, variete: str) -> Node:
    """The tree of an authority, with its names in a language put into it."""
    return join_trees(root, _place(names, langue, variete))


def join_trees(below: Node, over: Node) -> Node:
    """One tree over another: blocks are joined key by key, the rest is replaced.

    A name that is given anew in the language of reference takes those that it had
    in other languages with it: they said the old one.
    """
    if not (isinstance(below, Mapping) and isinstance(over, Mapping)):
        return over
    # Only what both give by languages can be renamed; a block of other keys is not.
    if LANGUE_DE_REFERENCE in below.values and LANGUE_DE_REFERENCE in over.values:
        below = _drop_stale(below, over.values[LANGUE_DE_REFERENCE])
    merged = Mapping(over.span, over.flow, {**below.keys, **over.keys}, {})
    for key in merged.keys:
        old, new = below.values.get(key), over.values.get(key)
        if old is None or new is None:
            merged.values[key] = (over.values if new else below.values)[key]
        elif isinstance(new, Mapping) and isinstance(old, Scalar) and key == _TEXT:
            # A usual text may be typed bare; its versions then go beside it.
            merged.values[key] = join_trees(_put_below(old, LANGUE_DE_REFERENCE), new)
        else:
            merged.values[key] = join_trees(old, new)
    return merged


def _drop_stale(below: Mapping, renamed: Node) -> Mapping:
    """The versions of something, without the words of what is renamed."""
    values: dict[str, Node] = {}
    for langue, version in below.values.items():
        if langue == LANGUE_DE_REFERENCE:
            values[langue] = version
        elif isinstance(version, Mapping) and isinstance(renamed, Mapping):
            kept = {k: v for k, v in version.values.items() if k not in renamed.values}
            keys = {k: version.keys[k] for k in kept}
            values[langue] = Mapping(version.span, version.flow, keys, kept)
    keys = {langue: below.keys[langue] for langue in values}
    return Mapping(below.span, below.flow, keys, values)


def _place(names: Mapping, langue: str, variete: str) -> Mapping:
    """The names of a file where an authority's tree has them."""
    placed = {
        family: _place_family(family, block, langue, variete)
        for family, block in names.values.items()
    }
    return Mapping(names.span, names.flow, names.keys, placed)


def _place_family(family: str, block: Node, langue: str, variete: str) -> Node:
    if family == "noms" or not isinstance(block, Mapping):
        return _put_below(_say(block, variete), langue)
    placed: dict[str, Node] = {}
    for code, item in block.values.items():
        if family == "organes" and isinstance(item, Mapping):
            placed[code] = _place(item, langue, variete)
        elif family in _TEXTS_BELOW:
            text = _put_below(_say(item, variete), langue)
            placed[code] = _put_below(text, _TEXT)
        else:
            placed[code] = _put_below(_say(item, variete), langue)
    return Mapping(block.span, block.flow, block.keys, placed)


def _say(node: Node, variete: str) -> Node:
    """Names as plain texts, in a variety where it has its own."""
    if not isinstance(node, Mapping):
        return node
    if _TEXT in node.values:
        own = node.values.get(_VARIETIES)
        said = own.values.get(variete) if isinstance(own, Mapping) else None
        return said or node.values[_TEXT]
    said_all = {key: _say(value, variete) for key, value in node.values.items()}
    return Mapping(node.span, node.flow, node.keys, said_all)


def _put_below(node: Node, key: str) -> Mapping:
    return Mapping(node.span, False, {key: Scalar(key, node.span)}, {key: node})
