"""Registers of known acts: the shipped one, an authority's, a session's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.findings import Diagnostic, Span, has_errors
from delib_gen.findings.structure import STR03
from delib_gen.load.decode import decode_node
from delib_gen.load.files import NamedFile, decode_text
from delib_gen.load.nodes import Node, Sequence, find_node
from delib_gen.load.reference import LoadedAutorite
from delib_gen.load.registre_lines import ACTES, Line, split_tail
from delib_gen.load.shipped import ShippedDataError
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir
from delib_gen.schema.base import fold_word, suggest
from delib_gen.schema.registre import ActeConnu, RegistreActes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

INDENT = 2
"""How far the acts of a new register stand from the margin."""


class Inscrit(NamedTuple):
    """An act as a register has it; its title and its source may be empty."""

    numero: str
    jour: dt.date
    titre: str
    source: str
    span: Span


@dataclass(slots=True)
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
    indent: int = INDENT
    actes: dict[str, list[Inscrit]] = field(default_factory=dict)

    def find(self, numero: str) -> list[Inscrit]:
        """What is known of an act; more than one where the register has it twice."""
        return self.actes.get(fold_word(numero), [])


def load_registres(loaded: LoadedAutorite, sources: Sources) -> None:
    """Read the registers that are named, and those that are shipped.

    Args:
        loaded: the authority; registers and findings are added to it.
        sources: where its files are read.
    """
    autorite = loaded.autorite
    codes = [autorite.code, *loaded.codes] if autorite else []
    for named, folder, span in loaded.renvois:
        file, findings = sources.read(folder, named, span, outside=True)
        loaded.findings += findings
        if file is None:
            continue
        registre, findings = read_registre(file, codes)
        loaded.findings += findings
        if registre is not None:
            loaded.registres.append(registre)
    for code in dict.fromkeys(codes):
        shipped = _read_shipped(code)
        if shipped is not None:
            loaded.registres.append(shipped)


def find_known(
    registres: Iterable[Registre], numero: str
) -> Iterator[tuple[Registre, Inscrit]]:
    """What the nearest register that has an act says of it: it may say two things."""
    for registre in registres:
        found = registre.find(numero)
        if found:
            yield from ((registre, inscrit) for inscrit in found)
            return


def _read_shipped(code: str) -> Registre | None:
    path = data_dir() / "registres" / f"{code}.yaml"
    if not path.is_file():
        return None
    file = NamedFile(str(path), path.name, path.read_bytes())
    registre, findings = read_registre(file, [code])
    if registre is None or findings:
        raise ShippedDataError(f"{path}: {[f.message for f in findings]}")
    return registre


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
    registre = Registre(file.relative.rpartition("/")[2], decoded.value.autorite)
    for rank, acte in enumerate(decoded.value.actes):
        _add(registre, acte, find_node(root, (ACTES, rank))[0].span)
    place, _ = find_node(root, (ACTES,))
    if lines:
        registre.indent = lines[0].indent
    elif isinstance(place, Sequence) and place.items:
        registre.indent = place.span.column - 1
    findings += _add_lines(registre, lines, file.name)
    findings += _check_autorite(registre, codes, root)
    return (None if has_errors(findings) else registre), findings


def _parse(
    text: str, name: str
) -> tuple[Node | None, tuple[Line, ...], list[Diagnostic]]:
    """The tree of a register, and the lines at its end that are not in it."""
    tail = split_tail(text)
    if tail is not None:
        root, findings = parse_tree(tail.head, name)
        if not findings and tail.fits(root):
            return root, tail.lines, []
    root, findings = parse_tree(text, name)
    return root, (), findings


def _add(registre: Registre, acte: ActeConnu, span: Span) -> None:
    found = Inscrit(acte.numero, acte.date, acte.titre or "", acte.source or "", span)
    registre.actes.setdefault(fold_word(acte.numero), []).append(found)


def _add_lines(
    registre: Registre, lines: tuple[Line, ...], file: str
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
        found = Inscrit(numero, jour, titre, "", span)
        registre.actes.setdefault(fold_word(numero), []).append(found)


def _explain_day(date: str, span: Span) -> list[Diagnostic]:
    """What the schema says of a day that does not exist."""
    tree, _ = parse_tree(f"{{numero: x, date: {date}}}", span.file)
    if tree is None:
        return []
    found = decode_node(ActeConnu, tree, (ACTES,), {}).findings
    return [replace(finding, span=span) for finding in found]


def _check_autorite(
    registre: Registre, codes: Collection[str], root: Node
) -> list[Diagnostic]:
    """STR03: the register of another authority, whose numbers mean other acts."""
    if not codes or registre.autorite in codes:
        return []
    return [
        STR03.at(
            ("autorite",),
            f"ce registre est celui de « {registre.autorite} », d'une autre "
            "collectivité",
            suggest(registre.autorite, codes),
            span=find_node(root, ("autorite",))[0].span,
        )
    ]
