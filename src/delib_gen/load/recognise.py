"""What a file is by its content, where its name says something else."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from delib_gen.schema.kinds import AS_PNG

_WINDOW = 1024
_TEXTS = (".md", ".csv")
_AGAIN = "enregistrez-le à nouveau sous ce format, depuis le logiciel qui l'a fait"
_DRAWING = ".svg"
_MAGIC = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    **dict.fromkeys((".jpg", ".jpeg"), b"\xff\xd8\xff"),
    ".xlsx": b"PK\x03\x04",
}
"""What a file of an ending has near its beginning."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: how it begins, what it is called, what to do about it."""

    start: re.Pattern[bytes]
    name: str
    ending: str = ""
    picture: bool = False


def _kind(start: bytes, name: str, ending: str = "", *, picture: bool = False) -> _Kind:
    return _Kind(re.compile(start, re.DOTALL | re.IGNORECASE), name, ending, picture)


_KINDS = (
    _kind(rb"\x89PNG", "une image PNG", ".png"),
    _kind(rb"\xff\xd8\xff", "une image JPEG", ".jpg"),
    _kind(rb"RIFF....WEBP", "une image WebP", picture=True),
    _kind(rb"....ftyp(?:he|mif1|msf1)", "une photographie HEIC", picture=True),
    _kind(rb"....ftypavif", "une image AVIF", picture=True),
    _kind(rb"II\*\0|MM\0\*", "une image TIFF", picture=True),
    _kind(rb"GIF8", "une image GIF", picture=True),
    _kind(rb"BM....\0\0\0\0", "une image BMP", picture=True),
    _kind(rb"(?:<\?xml[^>]*>\s*)?<svg", "un dessin SVG", ".svg"),
    _kind(rb"%PDF-", "un PDF", ".pdf"),
    _kind(rb"PK\x03\x04", "un document Word ou Excel, ou une archive"),
    _kind(rb"\xd0\xcf\x11\xe0", "un ancien document Word ou Excel"),
    _kind(rb"\{\\rtf", "un document RTF (Word, WordPad)"),
    _kind(rb"<!doctype html|<html", "une page web"),
)


def find_other_kind(suffix: str, content: bytes) -> tuple[str, str] | None:
    """What a file is whose content is not what its ending says, and what to do.

    Args:
        suffix: the ending of its name.
        content: its bytes.

    Returns:
        A message and a hint; None where nothing is known to be wrong.
    """
    ending = suffix.lower()
    magic = _MAGIC.get(ending)
    if magic is None and ending not in (*_TEXTS, _DRAWING):
        return None
    if magic is not None and magic in content[:_WINDOW]:
        return None
    start = content[:_WINDOW].removeprefix(codecs.BOM_UTF8).lstrip()
    kind = next((k for k in _KINDS if k.start.match(start)), None)
    if kind is None or kind.ending == ending:
        if magic is None:
            return None
        return (
            f"son contenu n'est pas ce que son extension `{suffix}` annonce",
            _AGAIN,
        )
    if ending == _DRAWING and not (kind.picture or kind.ending):
        return None  # in letters too: what reads drawings says what it lacks
    message = f"c'est {kind.name}, et non un fichier `{suffix}`"
    if kind.picture:
        return message, AS_PNG
    if ending in _TEXTS:
        return message, (
            f"enregistrez-le en `{suffix}` (texte brut, UTF-8) depuis le logiciel qui "
            "l'a fait"
        )
    if kind.ending:
        return message, f"renommez-le en `{kind.ending}`, et corrigez son nom ici"
    return message, _AGAIN
