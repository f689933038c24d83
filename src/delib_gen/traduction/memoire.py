"""What an authority has translated before: exact texts, and texts that are near."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.load.files import YAML
from delib_gen.load.loader import load_seance
from delib_gen.load.nodes import Mapping, Scalar, Sequence
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.load.nodes import Node
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.traduction.lignes import Ligne

NEAR = 0.75
"""The share of two texts that must be alike for one to be proposed for the other."""
_SHARED_WORDS = 0.5
_LONGEST = 3000
"""Longer texts are proposed word for word only: comparing them would take long."""
_MOST_FILES = 5000
_APOSTROPHES = re.compile("[’ʼ‘´`]")
_SPACES = re.compile(r"\s+")
_SESSION_KEYS = {"collectivite", "actes"}


@dataclass(frozen=True, slots=True)
class Paire:
    """A French text that somebody translated.

    Attributes:
        francais: the text.
        version: its translation.
        source: where it comes from, in French.
        jour: the day of its sitting; a usual text has the last word.
    """

    francais: str
    version: str
    source: str
    jour: dt.date = dt.date.max


def fold(text: str) -> str:
    """A text as it is compared: spaces and apostrophes of one kind."""
    return _SPACES.sub(" ", _APOSTROPHES.sub("'", text)).strip()


class Memoire:
    """Pairs by their French text; of two for one text, the later one is proposed."""

    def __init__(self, paires: Iterable[Paire]) -> None:
        known: dict[str, list[Paire]] = {}
        typed: dict[str, list[Paire]] = {}
        for paire in paires:
            known.setdefault(fold(paire.francais), []).append(paire)
            typed.setdefault(paire.francais.strip(), []).append(paire)
        # Typed to the character first: a folded text may stand for several.
        self._typed = {key: _choose(found) for key, found in typed.items()}
        self._known = {key: _choose(found) for key, found in known.items()}
        self._words = {key: frozenset(key.split()) for key in self._known}

    def __len__(self) -> int:
        return len(self._known)

    def propose(self, ligne: Ligne) -> Ligne:
        """A line with what is known: filled where the French is the same.

        A text that is only near is never put where a translation goes: somebody
        has to read it against the French first.
        """
        key = fold(ligne.francais)
        exact = self._typed.get(ligne.francais.strip()) or self._known.get(key)
        if exact is not None:
            told = f"{exact.source} (texte identique)"
            return replace(ligne, traduction=exact.version, venue_de=told)
        near, ratio = self._find_near(key)
        if near is None:
            return ligne
        told = f"{near.source} (proche à {int(ratio * 100)} %)"
        return replace(ligne, proposition=near.version, venue_de=told)

    def _find_near(self, key: str) -> tuple[Paire | None, float]:
        if len(key) > _LONGEST:
            return None, 0.0
        words = frozenset(key.split())
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        best, at = NEAR, None
        for other, theirs in self._words.items():
            common = len(words & theirs)
            if common < _SHARED_WORDS * max(len(words), len(theirs)):
                continue
            if len(other) > _LONGEST:
                continue
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
                continue
            ratio = matcher.ratio()
            if ratio > best or (ratio == best and at is None):
                best, at = ratio, other
        return (self._known[at], best) if at is not None else (None, 0.0)


def _choose(found: list[Paire]) -> Paire:
    """The latest of several; that there are others is told."""
    latest = max(found, key=lambda p: p.jour)
    others = {fold(p.version) for p in found} - {fold(latest.version)}
    if not others:
        return latest
    return replace(latest, source=f"{latest.source}, une autre version existe")


def read_memoire(
    paths: Iterable[Path], langue: str
) -> tuple[list[Paire], int, list[str]]:
    """The pairs of earlier sessions.

    Args:
        paths: session files, or folders that hold some.
        langue: the language wanted.

    Returns:
        The pairs, how many sessions they come from, and what could not be read.
    """
    paires: list[Paire] = []
    sessions, refus = 0, []
    for path, chosen in _list_files(paths):
        if not chosen and not _is_session(path):
            continue
        lue = load_seance(path, Sources())
        if lue.root is None:
            told = lue.findings[0].message if lue.findings else "rien à y lire"
            refus.append(f"« {path} » : {told}")
            continue
        sessions += 1
        paires += list_pairs(lue, langue)
    return paires, sessions, refus


def _list_files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files to read, and whether each was named rather than met in a folder."""
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        met = (p for p in path.rglob("*") if p.suffix.lower() in YAML)
        for found in sorted(p for p in met if p.is_file())[:_MOST_FILES]:
            yield found, False


def _is_session(path: Path) -> bool:
    """Whether a YAML file met in a folder is a session: others are left alone."""
    file, _ = Sources().read(path.parent, path.name, None)
    if file is None:
        return False
    try:
        root, _ = parse_tree(file.content.decode("utf-8-sig"), file.name)
    except UnicodeDecodeError:
        return False
    return isinstance(root, Mapping) and set(root.keys) >= _SESSION_KEYS


def list_pairs(lue: LoadedSeance, langue: str) -> Iterator[Paire]:
    """The pairs of a session, with the number of the act that each comes from."""
    jours = lue.seance.jours if lue.seance else []
    jour = jours[0] if jours else dt.date.min
    if not isinstance(lue.root, Mapping):
        return
    for key, node in lue.root.values.items():
        if key == "actes" and isinstance(node, Sequence):
            for acte in node.items:
                source = _name_acte(acte, lue.file)
                yield from _iter_pairs(acte, langue, source, jour)
        else:
            yield from _iter_pairs(node, langue, f"séance « {lue.file} »", jour)


def list_usual_pairs(reference: LoadedAutorite, langue: str) -> Iterator[Paire]:
    """The pairs of an authority's library of usual texts."""
    autorite = reference.autorite
    if autorite is None:
        return
    for library in (autorite.visas, autorite.articles):
        for name, usual in library.items():
            version = usual.texte.get(langue)
            if version is not None:
                source = f"textes habituels, `{name}`"
                yield Paire(usual.texte.reference, version.strip(), source)


def _name_acte(acte: Node, file: str) -> str:
    numero = acte.values.get("numero") if isinstance(acte, Mapping) else None
    if isinstance(numero, Scalar) and not numero.empty:
        return f"acte n° {numero.text}"
    return f"acte sans numéro de « {file} »"


def _iter_pairs(root: Node, langue: str, source: str, jour: dt.date) -> Iterator[Paire]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif isinstance(node, Mapping):
            french = node.values.get(LANGUE_DE_REFERENCE)
            version = node.values.get(langue)
            if isinstance(french, Scalar) and isinstance(version, Scalar):
                if french.text.strip() and not version.empty and version.text.strip():
                    text = version.text.strip()
                    yield Paire(french.text, text, source, jour)
            else:
                waiting += reversed(node.values.values())
