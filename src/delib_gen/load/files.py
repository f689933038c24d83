"""Reading named files, inside the session's folder and within bounds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR05, STR06, STR07
from delib_gen.load.limits import (
    MAX_DATA_BYTES,
    MAX_IMAGE_BYTES,
    MAX_MARKDOWN_BYTES,
    MAX_PDF_BYTES,
    MAX_YAML_BYTES,
)

_LIMITS = {
    ".md": MAX_MARKDOWN_BYTES,
    ".pdf": MAX_PDF_BYTES,
    **dict.fromkeys((".csv", ".xlsx"), MAX_DATA_BYTES),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".svg"), MAX_IMAGE_BYTES),
}
"""By the ending; whatever else is read is YAML."""
_MAGIC = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    **dict.fromkeys((".jpg", ".jpeg"), b"\xff\xd8\xff"),
    ".xlsx": b"PK\x03\x04",
}
_MAGIC_WINDOW = 1024


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that was named and read.

    Attributes:
        name: as it is shown in findings: the session's folder as the user
            typed it, then the name.
        relative: below the session's folder, with `/`, for the manifest.
        content: its bytes.
    """

    name: str
    relative: str
    content: bytes


def read_file(
    folder: Path, named: str, span: Span | None, *, outside: bool = False
) -> tuple[NamedFile | None, list[Diagnostic]]:
    """A file named in a session, or why it cannot be had (STR06, STR07).

    Args:
        folder: the session's folder, as the user gave it.
        named: the path as typed, relative to the folder.
        span: the place where it was typed.
        outside: whether it may lie outside the folder (authority files).
    """

    def refuse(message: str, hint: str = "") -> tuple[None, list[Diagnostic]]:
        return None, [STR06.at((), f"« {named} » : {message}", hint, span=span)]

    if "\0" in named or "://" in named:
        return refuse(
            "ce n'est pas un fichier du dossier de la séance",
            "copiez le fichier dans le dossier de la séance et donnez son nom",
        )
    if not outside and PurePath(named).is_absolute():
        return refuse(
            "ce chemin part de la racine du poste",
            "donnez-le à partir du dossier du fichier qui le nomme",
        )
    path = folder / named
    try:
        real = path.resolve()
        root = folder.resolve()
        if not outside and not real.is_relative_to(root):
            return refuse(
                "ce chemin sort du dossier de la séance",
                "copiez le fichier dans le dossier de la séance",
            )
        if real.is_dir():
            return refuse("c'est un dossier, un fichier est attendu")
        if not real.exists():
            return refuse(
                "ce fichier n'existe pas", _suggest_file(real) or "vérifiez le nom"
            )
        if not real.is_file():
            return refuse("ce n'est pas un fichier ordinaire")
        if not outside and real.suffix.lower() != path.suffix.lower():
            return refuse(
                f"c'est un raccourci vers « {real.name} », d'une autre sorte",
                "nommez ce fichier lui-même",
            )
        limit = _LIMITS.get(real.suffix.lower(), MAX_YAML_BYTES)
        if real.stat().st_size > limit:
            return None, [_too_large(named, real.stat().st_size, limit, span)]
        content = real.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        number = getattr(error, "errno", None)
        reason = f" ({os.strerror(number)})" if number else ""
        return refuse(f"ce fichier ne se lit pas{reason}")
    magic = _MAGIC.get(real.suffix.lower())
    if magic and magic not in content[:_MAGIC_WINDOW]:
        return refuse(
            f"son contenu n'est pas ce que son extension `{real.suffix}` annonce",
            "enregistrez-le à nouveau sous ce format, depuis le logiciel qui l'a fait",
        )
    relative = real.relative_to(root) if real.is_relative_to(root) else Path(real.name)
    return NamedFile(str(path), PurePosixPath(relative).as_posix(), content), []


def decode_text(file: NamedFile, span: Span | None) -> tuple[str, list[Diagnostic]]:
    """The text of a file, which must be UTF-8 (a byte order mark is dropped)."""
    place = span or Span(file.name, 1, 1, 1, 1)
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        column = error.start - file.content.rfind(b"\n", 0, error.start)
        if file.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            line = column = 1
        return "", [
            STR05.at(
                (),
                f"« {file.name} » n'est pas en UTF-8 (octet {error.start + 1})",
                "dans l'éditeur : « Enregistrer sous », codage « UTF-8 »",
                span=Span(file.name, line, column, line, column + 1),
            )
        ]
    if "\0" in text:
        return "", [STR05.at((), f"« {file.name} » n'est pas un texte", span=place)]
    return text.replace("\r\n", "\n"), []


def _too_large(named: str, size: int, limit: int, span: Span | None) -> Diagnostic:
    return STR07.at(
        (),
        f"« {named} » pèse {size / 1e6:.1f} Mo, la limite est de {limit / 1e6:.0f} Mo",
        "placez les textes longs dans des fichiers à part",
        span=span,
    )


def _suggest_file(missing: Path) -> str:
    """A file of the same folder with a name like the missing one's, as a hint."""
    from delib_gen.schema.base import find_nearest

    try:
        names = [p.name for p in missing.parent.iterdir() if p.is_file()][:1000]
    except OSError:
        return ""
    near = find_nearest(missing.name, names)
    return f"vouliez-vous écrire `{near}` ?" if near else ""


def list_own_files(folder: Path | None) -> list[NamedFile]:
    """The files of an office's own templates, for the manifest."""
    if folder is None:
        return []
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        NamedFile(
            str(path),
            f"gabarits/{path.relative_to(folder).as_posix()}",
            path.read_bytes(),
        )
        for path in files
    ]
