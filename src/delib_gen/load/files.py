"""Named files: what one is, how much of it is read, the text that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR05
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
YAML = (".yaml", ".yml")
ENDINGS = (*_LIMITS, *YAML)
"""The endings of the files that a session may name."""
MARK = "\ufeff"
"""The byte order mark, which a text may begin with."""


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


def find_limit(suffix: str) -> int:
    """How many bytes are read at most of a file of an ending."""
    return _LIMITS.get(suffix.lower(), MAX_YAML_BYTES)


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
