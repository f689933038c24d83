"""The manifest that an earlier run left, where it can be trusted."""

from __future__ import annotations

from delib_gen.bundle.inventory import Inventory
from delib_gen.bundle.manifest import MANIFEST, Manifest, ManifestError


def read_previous(found: Inventory) -> Manifest | None:
    """The manifest that stands there; None where it is not one of ours."""
    file = found.files.get(MANIFEST)
    if file is None:
        return None
    try:
        return Manifest.from_bytes(file.path.read_bytes())
    except ManifestError:
        return None
