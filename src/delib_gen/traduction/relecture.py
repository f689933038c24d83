"""Translations read back into the files that hold the texts, nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.edits.page import Page, apply_edits
from delib_gen.edits.tree import read_data
from delib_gen.load.nodes import find_node
from delib_gen.resources import list_text_languages
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.traduction.ecarts import compare_texts
from delib_gen.traduction.insert import add_version
from delib_gen.traduction.lignes import (
    digest,
    is_french,
    map_places,
    split_identifiant,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.edits.page import Edit
    from delib_gen.findings import YamlPath
    from delib_gen.load.files import NamedFile
    from delib_gen.model.situation import Situation
    from delib_gen.model.textes import TexteDit
    from delib_gen.traduction.lignes import Ligne

_MARK = b"\xef\xbb\xbf"
_SHARED = (
    "ce texte sert en plusieurs endroits par une ancre (`&`, `*`) ; ajoutez-y "
    "`{langue}:` à la main"
)
_UNSURE = (
    "ce texte est écrit d'une façon qui ne se complète pas sans risque ; ajoutez-y "
    "`{langue}:` à la main"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A file, what it held when it was read, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


@dataclass(slots=True)
class Relecture:
    """What reading a table back came to.

    Attributes:
        changes: the files to write.
        ecrites: the lines whose translation goes into them.
        connues: how many lines the session had already, word for word.
        vides: how many lines wait for their translation.
        refus: the lines that were refused, and why.
        remarques: what a reader should look at in those that were not.
    """

    changes: list[Change] = field(default_factory=list)
    ecrites: list[Ligne] = field(default_factory=list)
    connues: int = 0
    vides: int = 0
    refus: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ajout:
    """A version to add to a text of a file."""

    ligne: Ligne
    path: YamlPath
    langue: str


def read_back(situation: Situation, lignes: Sequence[Ligne]) -> Relecture:
    """What the files of a sitting become with the translations of a table.

    Args:
        situation: the sitting, read without an error of its structure.
        lignes: the lines of the table.
    """
    relecture = Relecture()
    places = map_places(situation)
    by_file: dict[str, list[_Ajout]] = {}
    taken: dict[tuple[str, YamlPath, str], str] = {}
    for ligne in lignes:
        if not ligne.traduction:
            relecture.vides += 1
            continue
        refusal = _refuse(ligne, places)
        if refusal:
            _report(relecture, ligne, refusal)
            continue
        langue, place, _ = split_identifiant(ligne.identifiant) or ("", "", "")
        printed = places[place]
        if printed.texte.get(langue) == ligne.traduction:
            relecture.connues += 1
            continue
        name, path = _locate(situation, printed)
        key = (name, path, langue)
        if key in taken:
            if taken[key] != ligne.traduction:
                _report(relecture, ligne, "une autre traduction en est déjà donnée")
            continue
        taken[key] = ligne.traduction
        by_file.setdefault(name, []).append(_Ajout(ligne, path, langue))
        for remark in _compare(printed, ligne, langue):
            relecture.remarques.append(f"{name_ligne(ligne)} : {remark}")
    for file in situation.lue.sources.files:
        if file.name in by_file:
            _change_file(relecture, file, by_file[file.name])
    return relecture


def _compare(printed: TexteDit, ligne: Ligne, langue: str) -> list[str]:
    return compare_texts(printed.texte.reference, ligne.traduction, langue)


def name_ligne(ligne: Ligne) -> str:
    """A line in a message: its place, and what its text is."""
    named = split_identifiant(ligne.identifiant)
    what = f" ({ligne.nature})" if ligne.nature else ""
    return (named[1] if named else f"« {ligne.identifiant} »") + what


def _report(relecture: Relecture, ligne: Ligne, why: str) -> None:
    relecture.refus.append(f"{name_ligne(ligne)} : {why}")


def _refuse(ligne: Ligne, places: dict[str, TexteDit]) -> str:
    """Why a line cannot be taken; nothing where it can."""
    named = split_identifiant(ligne.identifiant)
    if named is None:
        return "l'identifiant n'est pas de ceux que `translate` écrit ; reprenez-le"
    langue, place, printed_digest = named
    if langue not in list_text_languages() or is_french(langue):
        return f"« {langue} » n'est pas une langue connue ici"
    printed = places.get(place)
    if printed is None:
        return "la séance n'a plus de texte à cet endroit ; refaites le tableau"
    if digest(printed.texte.reference) != printed_digest:
        return "le texte français a changé depuis ; refaites le tableau"
    given = printed.texte.get(langue)
    if given is not None and given != ligne.traduction:
        return "la séance en a déjà une version, qui est gardée"
    if any(prose.fichier for prose in printed.proses.values()):
        return "ce texte est dans un fichier Markdown, à traduire à part"
    return ""


def _locate(situation: Situation, printed: TexteDit) -> tuple[str, YamlPath]:
    """The file that holds a text, and the text's place in that file."""
    lue, path = situation.lue, printed.path
    if lue.root is None or path[0] != "actes":
        return lue.file, path
    if printed.fiche is not None:
        return printed.fiche.file.name, printed.place
    acte, _ = find_node(lue.root, path[:2])
    return acte.span.file, path if acte.span.file == lue.file else path[2:]


def _change_file(
    relecture: Relecture, file: NamedFile, ajouts: Sequence[_Ajout]
) -> None:
    """Add to a file what can be added to it, and refuse the rest by name."""
    mark = _MARK if file.content.startswith(_MARK) else b""
    source = file.content.decode("utf-8-sig")
    page = Page(source)
    sure: list[tuple[_Ajout, Edit]] = []
    for ajout in ajouts:
        found = page.find(ajout.path)
        version = ajout.ligne.traduction
        edit = None
        if found is not None:
            edit = add_version(page, found, ajout.langue, version)
        if edit is None:
            why = _SHARED if found and page.is_used(found) else _UNSURE
            _report(relecture, ajout.ligne, why.format(langue=ajout.langue))
        else:
            sure.append((ajout, edit))
    sure = _keep_sound(relecture, source, sure)
    if sure:
        after = apply_edits(source, [edit for _, edit in sure])
        content = mark + after.encode()
        relecture.changes.append(Change(Path(file.name), file.content, content))
        relecture.ecrites += [ajout.ligne for ajout, _ in sure]


def _keep_sound(
    relecture: Relecture, source: str, pairs: list[tuple[_Ajout, Edit]]
) -> list[tuple[_Ajout, Edit]]:
    """The changes that leave the rest of the file as it was; the others are refused.

    They are tried together; where one spoils the file, it is found by trying each
    alone.
    """
    if _holds(source, pairs):
        return pairs
    alone = [pair for pair in pairs if _holds(source, [pair])]
    kept = alone if _holds(source, alone) else []
    for ajout, edit in pairs:
        if (ajout, edit) not in kept:
            _report(relecture, ajout.ligne, _UNSURE.format(langue=ajout.langue))
    return kept


def _holds(source: str, pairs: Sequence[tuple[_Ajout, Edit]]) -> bool:
    """Whether a file, changed, says what it said and the versions, and no more."""
    wanted = read_data(source)
    for ajout, _ in pairs:
        _set(wanted, ajout.path, ajout.langue, ajout.ligne.traduction)
    after = apply_edits(source, [edit for _, edit in pairs])
    return wanted is not None and read_data(after) == wanted


def _set(data: Any, path: YamlPath, langue: str, version: str) -> None:  # noqa: ANN401 - as above
    *above, last = path
    for step in above:
        data = data[step]
    given = data[last]
    versions = given if isinstance(given, dict) else {LANGUE_DE_REFERENCE: given}
    data[last] = {**versions, langue: version}
