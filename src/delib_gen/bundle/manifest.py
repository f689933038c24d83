"""The manifest of a sitting: what was made, from what, by which versions.

It says nothing of the hour nor of the machine's folders: the same input gives the same
bytes, and it may be published with the acts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from typing import Any, Self

from delib_gen.findings import Diagnostic
from delib_gen.produced import FinishingStep, OutputFile
from delib_gen.tenue import MembreTenu, Tenue, read_as

MANIFEST = "manifest.json"
VERSION = 1


class ManifestError(ValueError):
    """A file that is not a manifest of ours, or no longer."""


@dataclass(frozen=True, slots=True, order=True)
class _Block:
    """A block of the file: texts, and lists of texts."""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """A block by the keys that we know: a later version may have added some."""
        known = {f.name: f.default for f in dataclasses.fields(cls) if f.name in data}
        lists = [key for key, default in known.items() if isinstance(default, tuple)]
        return cls(
            **_strings({key: data[key] for key in known if key not in lists}),
            **{key: _read_list(data[key]) for key in lists},
        )

    def to_data(self) -> dict[str, Any]:
        """What the file says: what need not be there is left out where it is empty."""
        data = ((f, getattr(self, f.name)) for f in dataclasses.fields(self))
        said = ((f.name, v) for f, v in data if v or f.default is MISSING)
        return {k: dataclasses.asdict(v) if k == "tenue" else v for k, v in said}


@dataclass(frozen=True, slots=True, order=True)
class FichierLu(_Block):
    """A file that was read: its name below the session's folder, with `/`."""

    fichier: str
    sha256: str

    @classmethod
    def of(cls, fichier: str, content: bytes) -> Self:
        """A file by its name and bytes."""
        return cls(fichier, digest(content))


@dataclass(frozen=True, slots=True, order=True)
class Fichier(_Block):
    """A produced file.

    Attributes:
        chemin: below the sitting's folder, with `/`.
        sha256: of its bytes as they were written.
        acte: the number of the act, its `id` until it has one; else empty.
        document: the piece (`deliberation`, `annexe-rapport-1`, `dossier`).
        langue: `fr`, `co`, `fr+co`.
        format: `pdf`, `docx`, `html`.
        origine: the digest of the inputs and versions that it was made from;
            where it differs from the manifest's own, the file was made before
            them and was kept (`--acte` replaces the files of one act only).
        produit: of its bytes as they were produced, where steps finished it.
        etapes: those steps, in order.
    """

    chemin: str
    sha256: str
    acte: str
    document: str
    langue: str
    format: str
    origine: str
    produit: str = ""
    etapes: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: OutputFile, origine: str = "") -> Self:
        """A file as it was produced."""
        kind = (file.acte, file.document, file.langue, file.format)
        return cls(file.name, digest(file.content), *kind, origine)

    @property
    def dossier(self) -> str:
        """The folder that it is in; empty in the sitting's own."""
        return self.chemin.rpartition("/")[0]

    def to_output(self, content: bytes) -> OutputFile:
        """The file again, with the bytes that it has now."""
        kind = (self.acte, self.document, self.langue, self.format)
        name = self.chemin.rpartition("/")[2]
        return OutputFile(self.dossier, name, content, *kind)

    def finish(self, steps: Sequence[FinishingStep], done: OutputFile) -> Self:
        """The same file once some more steps were taken on it."""
        return dataclasses.replace(
            self,
            sha256=digest(done.content),
            produit=self.produit or self.sha256,
            etapes=(*self.etapes, *(step.name for step in steps)),
        )


@dataclass(frozen=True, slots=True, order=True)
class Constat(_Block):
    """A finding that was let through."""

    acte: str
    code: str
    severity: str
    message: str
    tolere: str = ""
    cites: tuple[str, ...] = ()

    @classmethod
    def from_diagnostic(cls, found: Diagnostic) -> Constat:
        """What is kept of a finding: no place, which may name a folder."""
        said = (found.acte, found.code, found.severity.value, found.message)
        return cls(*said, found.tolere, found.cites)


@dataclass(frozen=True, slots=True)
class ActeInscrit(_Block):
    """An act of the sitting, were it withdrawn and no document made of it.

    Attributes:
        numero: as it is printed; empty where the act has none.
        date: its day.
        titre: its French title, on one line.
        objet: the plain line for lists; the title where none is typed.
        nature: `deliberation`, `motion`, `voeu`, `resolution`.
        issue: `adopte`, `rejete`, `acte` (taken note of), `retire`, `reporte`,
            `renvoye`, `projet`.
        tenue: who was there and how each voted; None where it was not put to the
            sitting.
        id: the word that it is called by, whatever its number.
    """

    numero: str
    date: str
    titre: str
    objet: str
    nature: str
    issue: str
    tenue: Tenue | None = field(default=None, compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class SeanceInscrite(_Block):
    """The sitting.

    Two sittings are told apart by their organ and their first day alone, since
    the manifests of before have nothing else.

    Attributes:
        organe: the organ's code.
        date: the first day.
        collectivite: the authority's code.
        dates: all the days, where there are several.
    """

    organe: str
    date: str
    collectivite: str = field(default="", compare=False)
    dates: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def on(cls, jours: Sequence[dt.date], organe: str, collectivite: str) -> Self:
        """The sitting of some days."""
        days = tuple(jour.isoformat() for jour in jours)
        return cls(organe, days[0], collectivite, days if len(days) > 1 else ())


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a sitting's folder.

    Attributes:
        logiciel: the versions that made the files, by name.
        polices: the faces that were used, each with its file and digest.
        actes: the acts of the sitting, in their order, without those that had errors
            of their own (`--acte` passes over them).
        membres: the members of whom one of them says where they were.
    """

    seance: SeanceInscrite
    logiciel: Mapping[str, str]
    polices: Mapping[str, Mapping[str, str]]
    entrees: tuple[FichierLu, ...]
    constats: tuple[Constat, ...] = ()
    fichiers: tuple[Fichier, ...] = field(default=())
    actes: tuple[ActeInscrit, ...] = ()
    membres: tuple[MembreTenu, ...] = ()

    @property
    def origine(self) -> str:
        """The digest of the inputs and versions."""
        made_from = {
            "entrees": [dataclasses.asdict(e) for e in sorted(set(self.entrees))],
            "logiciel": dict(self.logiciel),
        }
        return digest(_dump(made_from))

    def to_bytes(self) -> bytes:
        """The file: JSON, UTF-8, keys in order, lists sorted (acts as they came)."""
        return _dump(
            {
                "version": VERSION,
                "origine": self.origine,
                "seance": self.seance.to_data(),
                "logiciel": dict(self.logiciel),
                "polices": {face: dict(known) for face, known in self.polices.items()},
                "entrees": [dataclasses.asdict(e) for e in sorted(set(self.entrees))],
                "fichiers": [f.to_data() for f in sorted(set(self.fichiers))],
                "constats": [dataclasses.asdict(c) for c in sorted(set(self.constats))],
                "actes": [a.to_data() for a in self.actes],
                "membres": [*map(dataclasses.asdict, self.membres)],
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
                seance=SeanceInscrite.read(data["seance"]),
                logiciel=_strings(data["logiciel"]),
                polices={k: _strings(v) for k, v in data["polices"].items()},
                entrees=tuple(map(FichierLu.read, data["entrees"])),
                fichiers=tuple(map(Fichier.read, data["fichiers"])),
                constats=tuple(map(Constat.read, data["constats"])),
                actes=tuple(map(_read_acte, data.get("actes", ()))),
                membres=read_as(tuple[MembreTenu, ...], data.get("membres", ())),
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


def _read_acte(data: Mapping[str, Any]) -> ActeInscrit:
    """A row, with the attendance and the votes where a manifest of today tells them."""
    held = read_as(Tenue, data["tenue"]) if data.get("tenue") else None
    return dataclasses.replace(ActeInscrit.read({**data, "tenue": ""}), tenue=held)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, as the manifest writes it."""
    return hashlib.sha256(content).hexdigest()


def _dump(data: Mapping[str, Any]) -> bytes:
    # Word by word: all the words of a thousand acts would be held, and put together.
    words = json.JSONEncoder(ensure_ascii=False, indent=2, sort_keys=True)
    content = io.BytesIO()
    for word in words.iterencode(data):
        content.write(word.encode("utf-8", "backslashreplace"))
    return content.getvalue() + b"\n"


def _strings(data: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in data.values()):
        raise ManifestError("a text was expected")
    return dict(data)


def _read_list(texts: object) -> tuple[str, ...]:
    if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
        raise ManifestError("a list of texts was expected")
    return tuple(texts)
