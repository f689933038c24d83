"""What was made, kept from one run to the next under all that it was made from.

An entry is one file, which begins with what there is to say of it, under a digest, the
digests of the files that follow among it: what was torn, or was touched by somebody, is
as if it were not there, and is made again. Everything is read
as data, nothing as code. Runs side by side take entries and put them there as they
like, and whoever wants the room may remove any of them, or the whole folder, at any
moment.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from delib_gen.findings import Diagnostic, Severity, Span
from delib_gen.produced import OutputFile

MOST = 2_000_000_000
"""The bytes that a store takes at the most."""
_SUFFIX, _TORN_AFTER = ".fait", 3600
_DIGEST = 64
_SHAPE = 3
"""Raised when what an entry holds has another shape."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What making something gave.

    Attributes:
        files: the files.
        findings: what was found in making them, and in reading them back.
        early: what was found before anything was laid out.
        parts: the keys of the entries that are part of it.
    """

    files: tuple[OutputFile, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    early: tuple[Diagnostic, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class Store:
    """A folder of entries.

    Attributes:
        folder: where it is; made when something is kept.
        most: the bytes that it takes at the most.
        torn: how many entries were not what they had been.
        refusal: why nothing can be kept, the first time that it could not.
    """

    folder: Path
    most: int = MOST
    torn: int = 0
    refusal: OSError | None = None
    _written: int = field(default=0, repr=False)

    def find(self, key: str, *, whole: bool = True) -> Kept | None:
        """What is kept under a key; None where nothing is, or no longer whole.

        Args:
            key: the key.
            whole: whether its files are taken too: else they are not looked at.
        """
        path = self._locate(key)
        try:
            with path.open("rb") as entry:
                head = entry.readline()
                body = memoryview(entry.read()) if whole else None
        except OSError:
            return None
        try:
            kept = _read(key, head, body)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.torn += 1
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # what is of use goes last
        return kept

    def has(self, key: str) -> bool:
        """Whether something is kept under a key, whole or not."""
        return self._locate(key).exists()

    def keep(self, key: str, kept: Kept) -> None:
        """Keep something; where that cannot be, nothing is kept, and that is all."""
        path = self._locate(key)
        fresh = path.with_name(f".{key}.{os.getpid()}.{self._written}")
        self._written += 1
        try:
            self.folder.mkdir(0o700, parents=True, exist_ok=True)
            fresh.write_bytes(_write(key, kept))
            fresh.replace(path)
        except OSError as error:
            self.refusal = self.refusal or error
            with contextlib.suppress(OSError):
                fresh.unlink()

    def tidy(self) -> None:
        """Take away the oldest entries, where those that came are too many."""
        if not self._written:
            return
        left = self.most
        for path, status in sorted(self._list(), key=lambda item: -item[1].st_mtime_ns):
            left -= status.st_size
            torn = (
                path.suffix != _SUFFIX and status.st_mtime < time.time() - _TORN_AFTER
            )
            if left < 0 or torn:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _locate(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _list(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Our own files, and what runs that were stopped left of them."""
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                if path.suffix == _SUFFIX or path.name.startswith("."):
                    with contextlib.suppress(OSError):
                        yield path, path.lstat()


def _write(key: str, kept: Kept) -> bytes:
    data = {
        "cle": f"{_SHAPE} {key}",
        "fichiers": [
            [
                f.folder,
                f.filename,
                len(f.content),
                hashlib.sha256(f.content).hexdigest(),
                f.acte,
                f.document,
                f.langue,
                f.format,
            ]
            for f in kept.files
        ],
        "constats": [dataclasses.asdict(f) for f in kept.findings],
        "avant": [dataclasses.asdict(f) for f in kept.early],
        "parties": kept.parts,
    }
    head = json.dumps(data).encode() + b"\n"
    digest = hashlib.sha256(head).hexdigest().encode()
    return b"".join([digest, head, *(file.content for file in kept.files)])


def _read(key: str, head: bytes, body: memoryview | None) -> Kept:
    digest, head = head[:_DIGEST], head[_DIGEST:]
    if hashlib.sha256(head).hexdigest().encode() != digest:
        raise ValueError("not what was kept")
    data = json.loads(head)
    if data["cle"] != f"{_SHAPE} {key}":
        raise ValueError("kept under another name")
    files: list[OutputFile] = []
    if body is not None:
        for folder, filename, size, digest, *kind in data["fichiers"]:
            content, body = bytes(body[:size]), body[size:]
            if hashlib.sha256(content).hexdigest() != digest:
                raise ValueError("not what was kept")
            files.append(OutputFile(folder, filename, content, *kind))
        if body:
            raise ValueError("more than what was kept")
    return Kept(
        tuple(files),
        tuple(map(_read_finding, data["constats"])),
        tuple(map(_read_finding, data["avant"])),
        tuple(data["parties"]),
    )


def _read_finding(data: Mapping[str, Any]) -> Diagnostic:
    span = data["span"]
    return Diagnostic(
        **{
            **data,
            "severity": Severity(data["severity"]),
            "path": tuple(data["path"]),
            "span": None if span is None else Span(*span),
            "cites": tuple(data["cites"]),
            "related": tuple((tuple(path), said) for path, said in data["related"]),
        }
    )
