"""An authority's files: one, or several that lie over each other (`base`).

They are read at every check; what they make together is kept (see `load.shipped`).
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR03
from delib_gen.load.decode import decode_node
from delib_gen.load.droit import count_seats
from delib_gen.load.files import NamedFile
from delib_gen.load.likes import follow_likes
from delib_gen.load.nodes import Mapping, Node, Scalar
from delib_gen.load.noms import graft_names, join_trees, list_names_files, read_names
from delib_gen.load.opening import read_yaml
from delib_gen.load.shipped import parse_kept, read_shipped
from delib_gen.resources import data_dir
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.base import shorten, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from delib_gen.load.sources import Sources

_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_MAX_BASES = 5


class RegisterPath(NamedTuple):
    """A register as somebody named it: from which folder, and at what place."""

    named: str
    folder: Path
    span: Span | None


class Layer(NamedTuple):
    """A file of an authority.

    Attributes:
        file: the file.
        folder: where the paths that it names start from.
        code: its code, where it is a shipped one.
        noms: a shipped one's files of names, with their languages.
    """

    file: NamedFile
    folder: Path
    code: str = ""
    noms: tuple[tuple[str, NamedFile], ...] = ()


def list_autorites() -> list[str]:
    """The codes of the shipped authorities."""
    return sorted(p.stem for p in (data_dir() / "autorites").glob("*.yaml"))


class LayerReader:
    """Reads the files of an authority, the nearest to the session first."""

    def __init__(self, sources: Sources, langues: frozenset[str] | None) -> None:
        """Read from sources the names in some languages, in all where it is None."""
        self.layers: list[Layer] = []
        self.findings: list[Diagnostic] = []
        self._sources, self._langues = sources, langues

    def read(self, named: str, folder: Path, span: Span | None) -> bool:
        """Read a file and those below it; tell whether all of them are there."""
        while len(self.layers) <= _MAX_BASES:
            layer = self._read_one(named, folder, span)
            if layer is None:
                return False
            self.layers.append(layer)
            root, findings = parse_kept(layer.file)
            self.findings += findings
            base = root.values.get("base") if isinstance(root, Mapping) else None
            if base is None:
                return root is not None
            if not isinstance(base, Scalar):
                return self._refuse("`base` doit être un code d'autorité", base.span)
            named, folder, span = base.text, layer.folder, base.span
        return self._refuse("`base` tourne en rond", span)

    def _refuse(self, message: str, span: Span | None) -> bool:
        self.findings.append(STR03.at((), message, span=span))
        return False

    def _read_one(self, named: str, folder: Path, span: Span | None) -> Layer | None:
        """The file that a code or a path names."""
        if not (_CODE.fullmatch(named) or self._is_code_mistyped(named, folder)):
            file, findings = read_yaml(self._sources, folder, named, span, outside=True)
            self.findings += findings
            return Layer(file, folder / PurePath(named).parent) if file else None
        known = list_autorites()
        if named not in known:
            self.findings.append(
                STR03.at(
                    ("collectivite",),
                    f"« {shorten(named)} » n'est pas une collectivité livrée avec le "
                    "logiciel",
                    suggest(named, known)
                    + " ; ou donnez le chemin de votre propre fichier (`.yaml`)",
                    span=span,
                )
            )
            return None
        names = tuple(
            (langue, read_shipped(noms))
            for langue, noms in list_names_files(named)
            if self._langues is None or langue in self._langues
        )
        folder = data_dir() / "autorites"
        return Layer(read_shipped(folder / f"{named}.yaml"), folder, named, names)

    def _is_code_mistyped(self, named: str, folder: Path) -> bool:
        """Whether a name that is no code is no file either: it was meant for one."""
        path = PurePath(named)
        bare = path.name == named and not path.suffix
        return bare and not self._sources.exists(folder / named)


def list_register_paths(layers: Iterable[Layer], key: str) -> Iterator[RegisterPath]:
    """The registers that the files of an authority name under a key."""
    for layer in layers:
        root, _ = parse_kept(layer.file)
        named = root.values.get(key) if isinstance(root, Mapping) else None
        if isinstance(named, Scalar) and not named.empty:
            yield RegisterPath(named.text, layer.folder, named.span)


@lru_cache(maxsize=8)
def join_layers(
    layers: tuple[Layer, ...],
    varietes: tuple[tuple[str, str], ...],
    langues: tuple[str, ...],
) -> tuple[Node, Autorite | None, tuple[Diagnostic, ...]]:
    """The authority that files make together: its tree, itself, what is wrong.

    Args:
        layers: all its files, the nearest to the session first.
        varietes: the variety of each language that the session chose.
        langues: those in which a text may be given.
    """
    chosen = dict(varietes)
    trees: list[Node] = []
    for layer in layers:
        root, _ = parse_kept(layer.file)
        if isinstance(root, Mapping):
            # The session has spoken first, then each file before those below it: what
            # a file says of varieties holds for its own names and for theirs.
            chosen = {**_read_varieties(root), **chosen}
            for langue, file in layer.noms:
                names = read_names(file)
                root = graft_names(root, names, langue, chosen.get(langue, ""))
        if root is not None:
            trees.append(root)
    findings: list[Diagnostic] = []
    joined = follow_likes(reduce(join_trees, reversed(trees)), findings)
    decoded = decode_node(Autorite, joined, (), {"langues": langues})
    autorite = decoded.value
    if autorite is not None:
        autorite = autorite.model_copy(update={"variete": chosen})
        autorite = count_seats(autorite, joined, findings)
    return joined, autorite, (*findings, *decoded.findings)


def _read_varieties(root: Mapping) -> dict[str, str]:
    """The varieties that a file speaks, by their languages."""
    chosen = root.values.get("variete")
    named = chosen.values.items() if isinstance(chosen, Mapping) else ()
    return {langue: name.text for langue, name in named if isinstance(name, Scalar)}
