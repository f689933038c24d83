"""Where what a session says is read: texts in memory, laid over the disk.

One `Sources` is one reading: it keeps every file that it gave, so that a finding can
show the line that it speaks of, and the manifest name what a sitting was made from.
Whatever is read, saved or not, is held to the same bounds.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from delib_gen.findings import ROW, Diagnostic, Span
from delib_gen.findings.structure import STR06, STR07
from delib_gen.load.files import NamedFile, find_limit
from delib_gen.load.places import Rows
from delib_gen.load.recognise import find_other_kind
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_NAMES = 1000
"""How many names of a folder are compared with one that was not found."""

_Fault = tuple[str, str]
"""Why a file cannot be had, and what to do."""

_REASONS: dict[int, _Fault] = {
    errno.EACCES: (
        "vous n'avez pas le droit de lire ce fichier",
        "demandez-le à qui l'a mis là, ou nommez une copie",
    ),
    errno.ENAMETOOLONG: ("ce nom est trop long", "vérifiez le nom"),
}
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]


_WORD = re.compile(r"[^\W_]+")
_FIRST_WORDS, _LONG_WORD = (8, 5, 3, 2), 4
"""By how many of its first words a text is looked for; letters that tell a name."""


class Sources:
    """The disk, under texts that stand for some of its files.

    Attributes:
        files: every file that was read, in the order of reading.
    """

    def __init__(self, texts: Mapping[Path, str] | None = None) -> None:
        """Lay texts over the disk.

        Args:
            texts: texts by the path of the file that they stand for, whether there
                is one or not.
        """
        self.files: list[NamedFile] = []
        # By their real paths, as files are looked for: a text is found through a
        # link, or through another spelling, as its file would be. What is no Unicode
        # is kept as it is: it is refused when it is read, like a file's.
        self._texts = {
            path.resolve(): text.encode("utf-8", "surrogatepass")
            for path, text in (texts or {}).items()
        }
        self._lines: dict[str, list[str]] = {}

    def exists(self, path: Path) -> bool:
        """Whether there is something at a path; nothing is at one that cannot be."""
        try:
            return path.resolve() in self._texts or path.exists()
        except (OSError, RuntimeError, ValueError):  # too long, a loop, a null byte
            return False

    def read(
        self, folder: Path, named: str, span: Span | None, *, outside: bool = False
    ) -> tuple[NamedFile | None, list[Diagnostic]]:
        """A file named in a session, or why it cannot be had (STR06, STR07).

        Args:
            folder: the session's folder, as the user gave it.
            named: the path as typed, relative to the folder.
            span: the place where it was typed.
            outside: whether it may lie outside the folder (authority files).
        """

        def refuse(message: str, hint: str = "") -> tuple[None, list[Diagnostic]]:
            return None, [
                STR06.at((), f"« {shorten(named)} » : {message}", hint, span=span)
            ]

        fault = _find_name_fault(named, outside=outside)
        if fault is not None:
            return refuse(*fault)
        path = folder / named
        try:
            real, root = path.resolve(), folder.resolve()
            text = self._texts.get(real)
            inside = real.is_relative_to(root)
            if not inside and not outside:
                return refuse(
                    "ce chemin sort du dossier de la séance",
                    "copiez le fichier dans le dossier de la séance",
                )
            fault = self._find_disk_fault(real) if text is None else None
            if fault is not None:
                return refuse(*fault)
            if not outside and real.suffix.lower() != path.suffix.lower():
                return refuse(
                    f"c'est un raccourci vers « {real.name} », d'une autre sorte",
                    "nommez ce fichier lui-même",
                )
            # The size is asked for before anything is read: a file may be endless.
            size = real.stat().st_size if text is None else len(text)
            if size > (limit := find_limit(real.suffix)):
                return None, [_too_large(named, size, limit, span)]
            content = real.read_bytes() if text is None else text
        except (OSError, RuntimeError, ValueError) as error:
            number = getattr(error, "errno", None) or 0
            reason = f" ({os.strerror(number)})" if number else ""
            unknown = f"ce fichier ne se lit pas{reason}", "vérifiez son nom"
            return refuse(*_REASONS.get(number, unknown))
        if other := find_other_kind(real.suffix, content):
            return refuse(*other)
        relative = real.relative_to(root) if inside else Path(real.name)
        file = NamedFile(str(path), PurePosixPath(relative).as_posix(), content)
        self.files.append(file)
        return file, []

    def quote(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings with the line that each speaks of, where it was read here."""
        return [self._quote(finding) for finding in findings]

    def find_sign(self, sign: str) -> Span | None:
        """The first place of a sign in the files that were read."""
        return self._find(re.compile(re.escape(sign)), len(sign))

    def find_text(self, text: str) -> Span | None:
        """Where a printed text was typed: the first place that has most of its words.

        What stands between them, and their case, may be otherwise: marks of Markdown,
        the end of a line. A name is found by the one in capitals.
        """
        words = _WORD.findall(text)
        runs = [words[:count] for count in _FIRST_WORDS if count <= len(words)]
        telling = [word for word in words if len(word) >= _LONG_WORD]
        runs += [[word] for word in sorted(telling, key=str.isupper, reverse=True)]
        for run in runs:
            pattern = re.compile(r"[\W_]+".join(map(re.escape, run)), re.IGNORECASE)
            if span := self._find(pattern, len(run[0])):
                return span
        return None

    def _find(self, pattern: re.Pattern[str], width: int) -> Span | None:
        """The first place of a pattern in the files that were read."""
        for file in self.files:
            match = pattern.search("\n".join(self._read_lines(file.name)))
            if match:
                row, column = Rows(match.string).place(match.start())
                return Span(file.name, row, column, row, column + width)
        return None

    def _quote(self, finding: Diagnostic) -> Diagnostic:
        span = finding.span
        if span is None or finding.excerpt is not None:
            return finding
        lines = self._read_lines(span.file)
        if not 0 < span.line <= len(lines):
            return finding
        return replace(finding, excerpt=lines[span.line - 1])

    def _read_lines(self, name: str) -> list[str]:
        """The lines of a file that was read; none where it is no text."""
        if name not in self._lines:
            found = next((f.content for f in self.files if f.name == name), b"")
            try:
                text = found.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = ""
            self._lines[name] = ROW.split(text)
        return self._lines[name]

    def _find_disk_fault(self, real: Path) -> _Fault | None:
        if real.is_dir():
            return "c'est un dossier, un fichier est attendu", ""
        if not real.exists():
            hint = self._suggest_file(real) or "vérifiez le nom"
            return "ce fichier n'existe pas", hint
        return None if real.is_file() else ("ce n'est pas un fichier ordinaire", "")

    def _suggest_file(self, missing: Path) -> str:
        """A file of the same folder with a name like the missing one's, as a hint."""
        from delib_gen.schema.base import find_nearest

        names = [path.name for path in self._texts if path.parent == missing.parent]
        with suppress(OSError):  # no such folder: the texts are all that is there
            names += [p.name for p in missing.parent.iterdir() if p.is_file()]
        near = find_nearest(missing.name, names[:_MOST_NAMES])
        return f"vouliez-vous écrire `{near}` ?" if near else ""


def _find_name_fault(named: str, *, outside: bool) -> _Fault | None:
    """What is wrong with a name before anything is looked for."""
    if "\0" in named or "://" in named:
        return (
            "ce n'est pas un fichier du dossier de la séance",
            "copiez le fichier dans le dossier de la séance et donnez son nom",
        )
    if not outside and PurePath(named).is_absolute():
        return (
            "ce chemin part de la racine du poste",
            "donnez-le à partir du dossier du fichier qui le nomme",
        )
    return None


def _too_large(named: str, size: int, limit: int, span: Span | None) -> Diagnostic:
    return STR07.at(
        (),
        f"« {shorten(named)} » pèse {size / 1e6:.1f} Mo, la limite est de "
        f"{limit / 1e6:.0f} Mo",
        "placez les textes longs dans des fichiers à part",
        span=span,
    )
