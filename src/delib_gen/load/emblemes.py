"""The pictures that an authority's files name, each from the folder of its file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.load.images import read_image
from delib_gen.load.marked import walk_fields
from delib_gen.load.nodes import Scalar
from delib_gen.load.opening import OpenedFile, find_kind
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.marques import Nomme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.load.layers import Layer
    from delib_gen.load.nodes import Node
    from delib_gen.load.sources import Sources
    from delib_gen.prose.images import ImageLue


def read_emblems(
    root: Node, layers: Iterable[Layer], sources: Sources
) -> tuple[dict[YamlPath, ImageLue], list[Diagnostic]]:
    """The pictures by their places in the authority, and what is wrong with them.

    Args:
        root: the authority's tree, of all its files.
        layers: its files.
        sources: where pictures are read.
    """
    folders = {layer.file.name: layer.folder for layer in layers}
    images: dict[YamlPath, ImageLue] = {}
    findings: list[Diagnostic] = []
    for where, holder, champ in walk_fields(Autorite, root, Nomme):
        scalar = holder.values[champ.nom]
        if not isinstance(scalar, Scalar):
            continue
        kind, found = find_kind(scalar, FileKind.IMAGE)
        findings += found
        if kind is None:
            continue
        folder, named = folders[scalar.span.file], scalar.text.strip()
        file, found = sources.read(folder, named, scalar.span, outside=True)
        findings += found
        if file is None:
            continue
        with OpenedFile(file, kind, folder).reading():
            image, found = read_image(file)
        findings += [replace(f, path=where, span=f.span or scalar.span) for f in found]
        if image is not None:
            images[where] = image
    return images, findings
