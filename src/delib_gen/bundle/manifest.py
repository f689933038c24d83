"""The manifest of a sitting: what was made, from what, by which versions.

It says nothing of the hour nor of the machine's folders, so that the same input
gives the same bytes, and so that it may be published with the acts.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from delib_gen.findings import Diagnostic

MANIFEST = "manifest.json"
VERSION = 1


class ManifestError(ValueError):
    """A file that is not a manifest of ours, or no longer."""


@dataclass(frozen=True, slots=True, order=True)
class Entree:
    """A file that was read: its name below the session's folder, with `/`."""

    fichier: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Fichier:
    """A produced file.

    Attributes:
        chemin: below the sitting's folder, with `/`.
        sha256: of its bytes as they were produced.
        acte: the number of the act, empty where it has none.
        document: the piece (`deliberation`, `annexe-rapport-1`, `dossier`).
        langue: `fr`, `co`, `fr+co`.
        format: `pdf`, `docx`, `html`.
        origine: the digest of the inputs and versions that it was made from;
            where it differs from the manifest's own, the file was made before
            them and was kept (`--acte` replaces the files of one act only).
    """

    chemin: str
    sha256: str
    acte: str
    document: str
    langue: str
    format: str
    origine: str


@dataclass(frozen=True, slots=True, order=True)
class Constat:
    """A finding that was let through."""

    acte: str
    code: str
    severity: str
    message: str
    tolere: str = ""
    cites: tuple[str, ...] = ()

    @classmethod
    def from_diagnostic(cls, diagnostic: Diagnostic) -> Constat:
        """What is kept of a finding: no place, which may name a folder."""
        return cls(
            diagnostic.acte,
            diagnostic.code,
            diagnostic.severity.value,
            diagnostic.message,
            diagnostic.tolere,
            diagnostic.cites,
        )


@dataclass(frozen=True, slots=True)
class Seance:
    """The sitting: the organ's code, and the day or days."""

    organe: str
    date: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a sitting's folder.

    Attributes:
        logiciel: the versions that made the files, by name.
        polices: the faces that were used, each with its file and digest.
    """

    seance: Seance
    logiciel: Mapping[str, str]
    polices: Mapping[str, Mapping[str, str]]
    entrees: tuple[Entree, ...]
    constats: tuple[Constat, ...] = ()
    fichiers: tuple[Fichier, ...] = field(default=())

    @property
    def origine(self) -> str:
        """The digest of the inputs and versions."""
        made_from = {
            "entrees": [dataclasses.asdict(e) for e in sorted(set(self.entrees))],
            "logiciel": dict(self.logiciel),
        }
        return digest(_dump(made_from))

    def to_bytes(self) -> bytes:
        """The file: JSON, UTF-8, keys in order, lists sorted."""
        return _dump(
            {
                "version": VERSION,
                "origine": self.origine,
                "seance": dataclasses.asdict(self.seance),
                "logiciel": dict(self.logiciel),
                "polices": {face: dict(known) for face, known in self.polices.items()},
                "entrees": [dataclasses.asdict(e) for e in sorted(set(self.entrees))],
                "fichiers": [dataclasses.asdict(f) for f in sorted(set(self.fichiers))],
                "constats": [dataclasses.asdict(c) for c in sorted(set(self.constats))],
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """A manifest read back.

        Raises:
            ManifestError: if the file is not one of ours, whole, of this version.
        """
        try:
            data = json.loads(content.decode("utf-8"))
            if data["version"] != VERSION:
                raise ManifestError(f"version {data['version']}")
            manifest = cls(
                seance=Seance(**_pick(Seance, data["seance"])),
                logiciel=_strings(data["logiciel"]),
                polices={k: _strings(v) for k, v in data["polices"].items()},
                entrees=tuple(Entree(**_pick(Entree, e)) for e in data["entrees"]),
                fichiers=tuple(Fichier(**_pick(Fichier, f)) for f in data["fichiers"]),
                constats=tuple(_read_constat(c) for c in data["constats"]),
            )
        except (
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            RecursionError,
        ) as error:
            raise ManifestError(str(error)) from error
        if len({f.chemin for f in manifest.fichiers}) != len(manifest.fichiers):
            raise ManifestError("a file is listed twice")
        return manifest


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, as the manifest writes it."""
    return hashlib.sha256(content).hexdigest()


def _dump(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _pick(cls: type[Any], data: Any) -> dict[str, str]:  # noqa: ANN401
    """The keys that we know: a later version may have added some."""
    names = {f.name for f in dataclasses.fields(cls)}
    return _strings({key: value for key, value in data.items() if key in names})


def _strings(data: Any) -> dict[str, str]:  # noqa: ANN401 - whatever the file holds
    if not all(isinstance(value, str) for value in data.values()):
        raise ManifestError("a text was expected")
    return dict(data)


def _read_constat(data: Any) -> Constat:  # noqa: ANN401
    cites = data["cites"]
    if not isinstance(cites, list) or not all(isinstance(c, str) for c in cites):
        raise ManifestError("a list of texts was expected")
    rest = {key: value for key, value in data.items() if key != "cites"}
    return Constat(**_pick(Constat, rest), cites=tuple(cites))
