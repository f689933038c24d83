"""STR09: what the file may say one day, and this version would lose.

It reads the tree, not the typed session, so that it can also speak of a file
that lacks the keys which a later version will not ask for. A key is taken off
these tables once the documents carry what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR09
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence, find_node, to_data
from delib_gen.rules.registry import check
from delib_gen.schema.acte import Nature

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report

_SEANCE = {
    "dates": (
        "une séance de plusieurs jours",
        "faites un fichier par jour, avec `date` et les actes de ce jour",
    ),
    "lieu": (
        "un autre lieu que le lieu habituel",
        "retirez `lieu` si la séance s'est tenue au lieu habituel",
    ),
    "secretaires": (
        "l'impression des secrétaires de séance",
        "retirez `secretaires` si l'acte peut paraître sans leur nom",
    ),
}
_ACTE = {
    "auteurs": (
        "les auteurs d'une motion ou d'un vœu",
        "retirez `auteurs`, ou établissez cet acte autrement",
    ),
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something that is asked for and cannot be done yet."""

    path: YamlPath
    what: str
    hint: str
    acte: str = ""

    @property
    def message(self) -> str:
        """What is said of it."""
        return f"cette version ne sait pas encore traiter {self.what}"


@check(STR09)
def cle_pas_encore_traitee(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """Every key that the documents would pass over."""
    del report  # made below, with the number of the act
    yield from find_unfinished(situation.lue)


def find_unfinished(loaded: LoadedSeance) -> list[Diagnostic]:
    """What a session file asks for in vain, be it whole or not (STR09)."""
    if not isinstance(loaded.root, Mapping):
        return []
    return loaded.locate(
        STR09.at(found.path, found.message, found.hint, acte=found.acte)
        for found in (*_scan_seance(loaded.root), *_scan_actes(loaded.root))
    )


def _scan_seance(root: Mapping) -> Iterator[Unfinished]:
    yield from _scan_keys(root, (), _SEANCE)


def _scan_actes(root: Mapping) -> Iterator[Unfinished]:
    actes = root.values.get("actes")
    if not isinstance(actes, Sequence):
        return
    for index, acte in enumerate(actes.items):
        if isinstance(acte, Mapping):
            numero = _text(acte, "numero")
            for found in _scan_acte(acte, ("actes", index), _text(root, "date")):
                yield Unfinished(found.path, found.what, found.hint, numero)


def _scan_acte(acte: Mapping, path: YamlPath, jour: str) -> Iterator[Unfinished]:
    yield from _scan_keys(acte, path, _ACTE)
    nature = _text(acte, "nature")
    if nature in set(Nature) - {Nature.DELIBERATION}:
        yield Unfinished(
            (*path, "nature"),
            f"un acte d'une autre nature qu'une délibération (`{nature}`)",
            "établissez cet acte autrement",
        )
    if _text(acte, "date") not in ("", jour):
        yield Unfinished(
            (*path, "date"),
            "un acte daté d'un autre jour que la séance",
            "faites un fichier par jour, avec `date` et les actes de ce jour",
        )


def _scan_keys(
    block: Mapping, path: YamlPath, table: dict[str, tuple[str, str]]
) -> Iterator[Unfinished]:
    for key, (what, hint) in table.items():
        if _is_given(block, key):
            yield Unfinished((*path, key), what, hint)


def _find(block: Mapping, *steps: str) -> Node | None:
    node, exact = find_node(block, steps)
    return node if exact else None


def _is_given(block: Mapping, *steps: str) -> bool:
    """Whether a key is there with a value."""
    node = _find(block, *steps)
    return node is not None and to_data(node) not in (None, [], {})


def _text(block: Mapping, *steps: str) -> str:
    """The text of a key; empty where there is none."""
    node = _find(block, *steps)
    return node.text.strip() if isinstance(node, Scalar) and not node.empty else ""
