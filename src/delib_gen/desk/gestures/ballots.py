"""Ballots as they are typed, those that lack something to be read too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.load.nodes import find_node, to_data

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance

Vote = dict[str, Any]
PARTIES = "parties"


def find_scrutin(acte: ActeEnSeance, partie: int | None) -> ScrutinTenu | None:
    """The ballot on the whole, or on one of the parts."""
    if partie is None:
        return acte.scrutin
    return acte.parties[partie] if partie < len(acte.parties) else None


def find_path(acte: ActeEnSeance, partie: int | None) -> YamlPath:
    """Where a ballot is typed."""
    path: YamlPath = (*acte.path, "vote")
    return path if partie is None else (*path, PARTIES, partie)


def read_vote(acte: ActeEnSeance, partie: int | None = None) -> Vote:
    """A vote as it is typed; an empty one where there is none, or but a word."""
    data = read_typed(acte, find_path(acte, partie))
    return data if isinstance(data, dict) else {}


def read_typed(acte: ActeEnSeance, path: YamlPath) -> object:
    """What is typed at a place; None for nothing."""
    root = acte.situation.lue.root
    if root is None:
        return None
    node, exact = find_node(root, path)
    return to_data(node) if exact else None


def read_parties(acte: ActeEnSeance) -> list[Vote]:
    """The parts as they are typed, were one of them not to be read yet."""
    typed = read_vote(acte).get(PARTIES) or []
    return [partie for partie in typed if isinstance(partie, dict)]
