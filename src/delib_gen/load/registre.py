"""Registers of known acts: the shipped one, an authority's, a session's own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.findings import Diagnostic, Span, has_errors
from delib_gen.findings.structure import STR03
from delib_gen.load.decode import decode_node
from delib_gen.load.files import NamedFile, decode_text
from delib_gen.load.nodes import Node, Sequence, find_node
from delib_gen.load.opening import read_yaml
from delib_gen.load.reference import LoadedAutorite
from delib_gen.load.registre_lines import ACTES, KnownLine, split_tail
from delib_gen.load.shipped import read_shipped
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir
from delib_gen.schema.base import fold_word, suggest
from delib_gen.schema.registre import ActeConnu, RegistreActes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from delib_gen.load.layers import RegisterPath
    from delib_gen.load.registre_tenu import RegistreTenu

INDENT = 2
"""How far the acts of a new register stand from the margin."""


class Inscrit(NamedTuple):
    """An act as a register has it; its title and its source may be empty."""

    numero: str
    jour: dt.date
    titre: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Registre:
    """A register that was read.

    Attributes:
        name: the file's name, without a folder.
        autorite: the code of the authority whose acts they are.
        indent: how many spaces its acts begin with.
        actes: its acts by their number without case, spaces and signs.
    """

    name: str
    autorite: str
    indent: int
    actes: Mapping[str, list[Inscrit]]

    def find(self, numero: str) -> list[Inscrit]:
        """What is known of an act; more than one where the register has it twice."""
        return self.actes.get(fold_word(numero), [])

    def list_days(self, du: dt.date, au: dt.date) -> list[Inscrit]:
        """The acts of some days, the first and the last among them."""
        known = (inscrit for acts in self.actes.values() for inscrit in acts)
        return [inscrit for inscrit in known if du <= inscrit.jour <= au]


def load_registres(
    loaded: LoadedAutorite, register_paths: Iterable[RegisterPath], sources: Sources
) -> LoadedAutorite:
    """An authority with its registers: those that are named, then the shipped ones.

    Args:
        loaded: the authority.
        register_paths: the registers that the session names itself.
        sources: where they are read.
    """
    autorite = loaded.autorite
    codes = (autorite.code, *loaded.codes) if autorite else ()
    files: list[NamedFile] = []
    findings = [*loaded.findings]
    for named, folder, span in (*register_paths, *loaded.register_paths):
        file, found = read_yaml(sources, folder, named, span, outside=True)
        files += [file] if file else []
        findings += found
    shipped = (data_dir() / "registres" / f"{code}.yaml" for code in codes)
    files += (read_shipped(path) for path in dict.fromkeys(shipped) if path.is_file())
    registres: list[Registre] = []
    for file in files:
        registre, kept = _read_kept(file, codes)
        registres += [registre] if registre else []
        findings += kept
    return replace(loaded, registres=tuple(registres), findings=tuple(findings))


def find_known(
    registres: Iterable[Registre | RegistreTenu], numero: str
) -> Iterator[tuple[Registre | RegistreTenu, Inscrit]]:
    """What the nearest register that has an act says of it: it may say two things."""
    for registre in registres:
        found = registre.find(numero)
        if found:
            yield from ((registre, inscrit) for inscrit in found)
            return


@lru_cache(maxsize=4)
def _read_kept(
    file: NamedFile, codes: tuple[str, ...]
) -> tuple[Registre | None, tuple[Diagnostic, ...]]:
    """A register, kept by what was read: it grows for years."""
    registre, findings = read_registre(file, codes)
    return registre, tuple(findings)


def read_registre(
    file: NamedFile, codes: Collection[str] = ()
) -> tuple[Registre | None, list[Diagnostic]]:
    """A register, and what is wrong with it.

    Args:
        file: the file.
        codes: the authorities whose register it may be; any where none is given.
    """
    text, findings = decode_text(file, None)
    if findings:
        return None, findings
    root, lines, findings = _parse(text, file.name)
    if root is None:
        return None, findings
    decoded = decode_node(RegistreActes, root, (), {})
    findings += decoded.findings
    if decoded.value is None:
        return None, findings
    actes: defaultdict[str, list[Inscrit]] = defaultdict(list)
    for rank, acte in enumerate(decoded.value.actes):
        span = find_node(root, (ACTES, rank))[0].span
        found = Inscrit(
            acte.numero, acte.date, acte.titre or "", acte.source or "", span
        )
        actes[fold_word(acte.numero)].append(found)
    findings += _add_lines(actes, lines, file.name)
    findings += _check_autorite(decoded.value.autorite, codes, root)
    if has_errors(findings):
        return None, findings
    indent = INDENT
    place, _ = find_node(root, (ACTES,))
    if lines:
        indent = lines[0].indent
    elif isinstance(place, Sequence) and place.items:
        indent = place.span.column - 1
    name = file.relative.rpartition("/")[2]
    return Registre(name, decoded.value.autorite, indent, dict(actes)), findings


def _parse(
    text: str, name: str
) -> tuple[Node | None, tuple[KnownLine, ...], list[Diagnostic]]:
    """The tree of a register, and the lines at its end that are not in it."""
    tail = split_tail(text)
    if tail is not None:
        root, findings = parse_tree(tail.head, name)
        if not findings and tail.fits(root):
            return root, tail.lines, []
    root, findings = parse_tree(text, name)
    return root, (), findings


def _add_lines(
    actes: dict[str, list[Inscrit]], lines: tuple[KnownLine, ...], file: str
) -> Iterator[Diagnostic]:
    """The acts of the lines; the findings are those of days that do not exist."""
    for rank, indent, numero, date, titre in lines:
        column = indent + len("- ") + 1
        span = Span(file, rank, column, rank, column + 1)
        try:
            jour = dt.date.fromisoformat(date)
        except ValueError:
            yield from _explain_day(date, span)
            continue
        actes[fold_word(numero)].append(Inscrit(numero, jour, titre, "", span))


def _explain_day(date: str, span: Span) -> list[Diagnostic]:
    """What the schema says of a day that does not exist."""
    tree, _ = parse_tree(f"{{numero: x, date: {date}}}", span.file)
    if tree is None:
        return []
    found = decode_node(ActeConnu, tree, (ACTES,), {}).findings
    return [replace(finding, span=span) for finding in found]


def _check_autorite(
    autorite: str, codes: Collection[str], root: Node
) -> list[Diagnostic]:
    """STR03: the register of another authority, whose numbers mean other acts."""
    if not codes or autorite in codes:
        return []
    return [
        STR03.at(
            ("autorite",),
            f"ce registre est celui de « {autorite} », d'une autre collectivité",
            suggest(autorite, codes),
            span=find_node(root, ("autorite",))[0].span,
        )
    ]
