"""A workbook looked at before it is opened: how much is in it, and of what sort."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence

from delib_gen.load.limits import MAX_PARTS, MAX_TAGS, MAX_UNPACKED

_BROKEN = "ce classeur ne se lit pas : il est abîmé, ou protégé par un mot de passe"
_MARKUP = (b"<!DOCTYPE", b"<!ENTITY", b"<!ATTLIST")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
"""How a part in two bytes a sign begins: nobody writes one, and it hides the rest."""
_XML = (".xml", ".rels", ".vml")
_BOOK = "xl/workbook.xml"


class PackageFault(Exception):  # noqa: N818 - a refusal of the user's file
    """A package that is not opened; `bound` where it is too large."""

    def __init__(self, message: str, *, bound: bool = False) -> None:
        super().__init__(message)
        self.message, self.bound = message, bound


def repack(content: bytes) -> bytes:
    """The XML parts of a workbook, found bearable, as a package of their own.

    A part may unpack into more than it announces, and libraries read it whole: each
    is read here up to what it announces, and only what was read goes on.

    Raises:
        PackageFault: if it is not to be opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_size(parts)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as kept:
                for name, part in _iter_parts(package, parts):
                    kept.writestr(zipfile.ZipInfo(name), part)
            return out.getvalue()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
        raise PackageFault(_BROKEN) from error
    except (RuntimeError, ValueError, NotImplementedError) as error:
        raise PackageFault(_BROKEN) from error  # locked, or nonsense within


def _check_size(parts: Sequence[zipfile.ZipInfo]) -> None:
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise PackageFault(f"plus de {MAX_PARTS} fichiers y sont", bound=True)
    if size > MAX_UNPACKED:
        raise PackageFault(
            f"il contient {size / 1e6:.0f} Mo une fois ouvert, "
            f"{MAX_UNPACKED / 1e6:.0f} au plus",
            bound=True,
        )
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise PackageFault(_BROKEN)
    if _BOOK not in names:
        raise PackageFault("ce n'est pas un classeur `.xlsx`")


def _iter_parts(
    package: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    tags = 0
    for info in parts:
        if not info.filename.lower().endswith(_XML):
            continue
        with package.open(info) as file:
            part = file.read(info.file_size)
        if part.startswith(_WIDE) or any(sign in part for sign in _MARKUP):
            raise PackageFault("il déclare des entités, qui peuvent grossir sans fin")
        tags += part.count(b"<")
        if tags > MAX_TAGS:
            raise PackageFault("il a bien plus de cellules qu'un tableau", bound=True)
        yield info.filename, part
