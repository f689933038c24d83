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
from delib_gen.schema.vote import Scrutin

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report

_SEANCE = {
    "mouvements": (
        "les arrivées, les départs et les pouvoirs donnés en cours de séance",
        "faites un fichier pour chaque suite d'actes où les présents sont les mêmes, "
        "chacun avec son `suffixe`",
    ),
    "appels": (
        "un second appel",
        "faites un fichier pour chaque suite d'actes où les présents sont les mêmes, "
        "chacun avec son `suffixe`",
    ),
}
_ACTE = {
    "election": ("une élection", "établissez cet acte autrement"),
}
_SCRUTINS = {
    Scrutin.SECRET.value: (
        "le scrutin secret",
        "établissez cet acte autrement",
    ),
    Scrutin.PUBLIC.value: (
        "la mention du scrutin public",
        "retirez `scrutin` si l'acte peut paraître sans elle : les votants y sont "
        "nommés de toute façon",
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
            for found in _scan_acte(acte, ("actes", index)):
                yield Unfinished(found.path, found.what, found.hint, numero)


def _scan_acte(acte: Mapping, path: YamlPath) -> Iterator[Unfinished]:
    yield from _scan_keys(acte, path, _ACTE)
    voted = _is_given(acte, "vote") or _is_given(acte, "statut")
    if _is_given(acte, "deports") and not voted and not _is_given(acte, "election"):
        yield Unfinished(
            (*path, "deports"),
            "un déport sur un acte qui n'est pas mis aux voix",
            "ajoutez `vote:` ; les membres qui se déportent sont imprimés avec le vote",
        )
    yield from _scan_vote(acte, (*path, "vote"))


def _scan_vote(acte: Mapping, path: YamlPath) -> Iterator[Unfinished]:
    scrutin = _text(acte, "vote", "scrutin")
    if scrutin in _SCRUTINS:
        yield Unfinished((*path, "scrutin"), *_SCRUTINS[scrutin])
    if _is_given(acte, "vote", "parties"):
        yield Unfinished(
            (*path, "parties"),
            "un vote par parties",
            "établissez cet acte autrement",
        )
    for key in ("blancs", "nuls"):
        if _is_given(acte, "vote", "decompte", key) and scrutin != Scrutin.SECRET:
            yield Unfinished(
                (*path, "decompte", key),
                f"des bulletins {key}",
                f"retirez `{key}` ; un scrutin ordinaire n'en a pas",
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
