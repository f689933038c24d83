"""The manifest of a sitting: what was made, from what, by which versions.

It says nothing of the hour nor of the machine's folders, so that the same input
gives the same bytes, and so that it may be published with the acts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
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

    @classmethod
    def of(cls, fichier: str, content: bytes) -> Entree:
        """A file by its name and bytes."""
        return cls(fichier, digest(content))


@dataclass(frozen=True, slots=True, order=True)
class Fichier:
    """A produced file.

    Attributes:
        chemin: below the sitting's folder, with `/`.
        sha256: of its bytes as they were written.
        acte: the number of the act, empty where it has none.
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

    def to_data(self) -> dict[str, Any]:
        """What the file says: a file that no step finished says nothing of steps."""
        return _leave_out_empty(self, ("produit", "etapes"))


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
class ActeInscrit:
    """An act of the sitting, were it withdrawn and no document made of it.

    Attributes:
        numero: as it is printed; empty where the act has none.
        date: its day.
        titre: its French title, on one line.
        objet: the plain line for lists; the title where none is typed.
        nature: `deliberation`, `motion`, `voeu`, `resolution`.
        issue: `adopte`, `rejete`, `acte` (taken note of), `retire`, `reporte`,
            `renvoye`, `projet`.
    """

    numero: str
    date: str
    titre: str
    objet: str
    nature: str
    issue: str


@dataclass(frozen=True, slots=True)
class Seance:
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
    def on(cls, jours: Sequence[dt.date], organe: str, collectivite: str) -> Seance:
        """The sitting of some days."""
        days = tuple(jour.isoformat() for jour in jours)
        return cls(organe, days[0], collectivite, days if len(days) > 1 else ())

    def to_data(self) -> dict[str, Any]:
        """What the file says: what is empty is left out."""
        return _leave_out_empty(self, ("collectivite", "dates"))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a sitting's folder.

    Attributes:
        logiciel: the versions that made the files, by name.
        polices: the faces that were used, each with its file and digest.
        actes: the acts of the sitting, in their order; those that had errors of
            their own (`--acte` passes over them) are left out.
    """

    seance: Seance
    logiciel: Mapping[str, str]
    polices: Mapping[str, Mapping[str, str]]
    entrees: tuple[Entree, ...]
    constats: tuple[Constat, ...] = ()
    fichiers: tuple[Fichier, ...] = field(default=())
    actes: tuple[ActeInscrit, ...] = ()

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
                "actes": [dataclasses.asdict(a) for a in self.actes],
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
                seance=_read_seance(data["seance"]),
                logiciel=_strings(data["logiciel"]),
                polices={k: _strings(v) for k, v in data["polices"].items()},
                entrees=tuple(Entree(**_pick(Entree, e)) for e in data["entrees"]),
                fichiers=tuple(_read_fichier(f) for f in data["fichiers"]),
                constats=tuple(_read_constat(c) for c in data["constats"]),
                actes=tuple(
                    ActeInscrit(**_pick(ActeInscrit, a)) for a in data.get("actes", ())
                ),
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


def _leave_out_empty(block: Any, keys: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - any of the above
    """A block as data, without those of some keys that are empty."""
    data = dataclasses.asdict(block)
    return {key: value for key, value in data.items() if value or key not in keys}


def _read_fichier(data: Any) -> Fichier:  # noqa: ANN401 - whatever the file holds
    rest, etapes = _split_texts(data, "etapes")
    return Fichier(**_pick(Fichier, rest), etapes=etapes)


def _read_seance(data: Any) -> Seance:  # noqa: ANN401 - whatever the file holds
    rest, dates = _split_texts(data, "dates")
    return Seance(**_pick(Seance, rest), dates=dates)


def _read_constat(data: Any) -> Constat:  # noqa: ANN401 - whatever the file holds
    rest, cites = _split_texts({"cites": None, **data}, "cites")
    return Constat(**_pick(Constat, rest), cites=cites)


def _split_texts(data: Any, key: str) -> tuple[dict[str, Any], tuple[str, ...]]:  # noqa: ANN401
    """A block without one of its keys, and the texts that this key lists."""
    texts = data.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
        raise ManifestError("a list of texts was expected")
    return {k: value for k, value in data.items() if k != key}, tuple(texts)
