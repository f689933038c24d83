"""A session opened for its translations, its table written, its files completed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.errors import explain_os_error
from delib_gen.bundle.registre_file import replace_file
from delib_gen.checking import read_session
from delib_gen.findings import Severity
from delib_gen.findings.structure import STR10
from delib_gen.findings.told import ToldError
from delib_gen.lang.readers import name_language
from delib_gen.machine import ledger
from delib_gen.rules.words import count
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.traduction.lignes import list_missing
from delib_gen.traduction.memoire import (
    Memoire,
    list_pairs,
    list_usual_pairs,
    read_memoire,
)
from delib_gen.traduction.relecture import read_back
from delib_gen.traduction.tableau import MAX_BYTES, read_lines, write_lines

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.untranslated import Untranslated
    from delib_gen.traduction.lignes import Ligne
    from delib_gen.traduction.relecture import Change, Relecture


def open_session(path: Path) -> tuple[Situation | None, list[Diagnostic]]:
    """Read a session for its texts: who was there and who voted is not judged.

    A file that has an error of its own is not touched: what it says is not sure. That
    a text could not be printed as it stands does not keep it from being translated.

    Returns:
        The sitting, or None, and what stands in the way.
    """
    read = read_session(path)
    errors = [f for f in read.findings if f.severity is Severity.ERREUR]
    wrong = [f for f in errors if f.code != STR10.code]
    return (None if wrong else read.situation), wrong


@dataclass(slots=True)
class Written:
    """What writing a table came to.

    Attributes:
        langue: the language of the translations.
        ecrites: its lines; nothing is written where there is none.
        ailleurs: the texts that stand in Markdown files of their own.
        habituels: the authority's usual texts that lack a version.
        seances: how many earlier sessions were read.
        refus: those that could not be.
    """

    langue: str
    ecrites: list[Ligne] = field(default_factory=list)
    ailleurs: list[Untranslated] = field(default_factory=list)
    habituels: list[str] = field(default_factory=list)
    seances: int = 0
    refus: list[str] = field(default_factory=list)


def write_missing(
    situation: Situation, langue: str, target: Path, memoires: Sequence[Path]
) -> Written:
    """Write what a translator has to fill, with what is known already.

    Args:
        situation: the sitting.
        langue: the language wanted.
        target: the table's file, which must not be there yet: it may be filled.
        memoires: earlier sessions, or folders of them.

    Raises:
        ToldError: if the table cannot be written.
    """
    try:
        there = target.exists()
    except OSError as error:  # a name that no disk can hold
        raise explain_os_error(error, target) from error
    if there:
        raise ToldError(
            f"« {target} » existe déjà, rempli peut-être ; rien n'a été écrit",
            f"relisez-le (`--lire {target}`), ou donnez un autre nom (`-o`)",
        )
    missing = list_missing(situation, langue)
    paires, seances, refus = read_memoire(memoires, langue)
    paires += list_pairs(situation.lue, langue)
    paires += list_usual_pairs(situation.reference, langue)
    memoire = Memoire(paires)
    lignes = [memoire.propose(ligne) for ligne, _ in missing.lignes]
    written = Written(
        langue, lignes, missing.ailleurs, missing.habituels, seances, refus
    )
    content = write_lines(lignes, target.name)
    if lignes:
        try:
            replace_file(target, content)
        except OSError as error:
            raise explain_os_error(error, target) from error
    return written


def tell_missing(written: Written) -> Iterator[str]:
    """What was written, and what has to be done elsewhere, in French."""
    name = name_language(written.langue)
    for refus in written.refus:
        yield f"mémoire : {refus}"
    if written.seances:
        yield f"mémoire : {count(written.seances, 'séance relue', 'séances relues')}"
    filled = Counter(
        "remplies" if ligne.traduction else "proposées"
        for ligne in written.ecrites
        if ligne.venue_de
    )
    what = count(len(written.ecrites), "texte à traduire", "textes à traduire")
    told = f"{what} en {name}"
    if filled["remplies"]:
        told += f", dont {filled['remplies']} déjà en mémoire"
    if filled["proposées"]:
        told += f" ; {count(filled['proposées'], 'proposition')}"
    yield told
    for row in written.ailleurs:
        both = f"{LANGUE_DE_REFERENCE}: …, {written.langue}: …"
        yield (
            f"{row.printed.nature} : « {row.fichier} » est à traduire dans un fichier "
            f"à part ; nommez ensuite les deux : `{row.printed.path[-1]}: {{{both}}}`"
        )
    if written.habituels:
        named = ", ".join(f"`{name}`" for name in written.habituels)
        yield (
            f"textes habituels à traduire dans le fichier de la collectivité : {named}"
        )


def put_back(situation: Situation, table: Path) -> Relecture:
    """Read a table back, and write the files that it completes.

    Raises:
        ToldError: if the table cannot be read, or a file changed meanwhile.
        BundleError: if a file cannot be written.
    """
    try:
        with table.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # one too many is refused
    except OSError as error:
        raise ToldError(
            f"« {table} » ne se lit pas", "vérifiez le nom du tableau"
        ) from error
    relecture = read_back(situation, read_lines(table.name, content))
    write_changes(relecture.changes)
    return relecture


def write_changes(changes: Sequence[Change]) -> None:
    """Write every file, or none: one that changed meanwhile keeps all as it was.

    Raises:
        ToldError: if a file changed.
        BundleError: if one cannot be written.
    """
    for change in changes:
        try:
            same = change.path.read_bytes() == change.before
        except OSError:  # taken away, or no longer ours to read
            same = False
        if not same:
            raise ToldError(
                f"« {change.path} » a changé entre-temps ; rien n'a été écrit",
                "relancez la commande",
            )
    done: list[Change] = []
    with ledger.writing([change.path.resolve() for change in changes]):
        try:
            for change in changes:
                replace_file(change.path.resolve(), change.after)
                done.append(change)
        except OSError as error:
            for change in done:
                replace_file(change.path.resolve(), change.before)
            raise explain_os_error(error, changes[len(done)].path) from error


def tell_read(relecture: Relecture) -> Iterator[str]:
    """What was taken and what was not, in French."""
    for refus in relecture.refus:
        yield f"refusé : {refus}"
    for remarque in relecture.remarques:
        yield f"à vérifier : {remarque}"
    parts = [
        count(len(relecture.ecrites), "traduction écrite", "traductions écrites"),
    ]
    if relecture.connues:
        parts.append(f"{relecture.connues} déjà dans la séance")
    if relecture.vides:
        parts.append(f"{relecture.vides} en attente")
    if relecture.refus:
        parts.append(count(len(relecture.refus), "refusée", "refusées"))
    yield ", ".join(parts)
