"""The pictures that a session names: what is left of them is safe to print."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR13
from delib_gen.prose.images import ImageLue

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.load.files import NamedFile

SORTS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}
"""What a picture is, by the ending of its name."""


def read_image(file: NamedFile) -> tuple[ImageLue | None, list[Diagnostic]]:
    """A picture without anything but what it shows, or why it is refused (STR13).

    Args:
        file: the file.
    """
    # The libraries of pictures are loaded by the session that names one.
    sorte = SORTS[PurePath(file.relative).suffix.lower()]
    if sorte == "svg":
        from delib_gen.load.svg import clean_svg

        content, ratio, findings = clean_svg(file)
        return (ImageLue(content, sorte, ratio) if content else None), findings
    from delib_gen.load.rasters import ImageRefusal, clean_raster

    try:
        content, ratio = clean_raster(file.content, sorte)
        return ImageLue(content, sorte, ratio), []
    except ImageRefusal as refusal:
        message = f"« {file.relative} » : {refusal.message}"
        return None, [STR13.at((), message, refusal.hint)]
