"""What all authorities lean on: subject codes, texts of law, numbers by population."""

from __future__ import annotations

from delib_gen.schema.base import Entier, Jour, Ligne, Schema
from delib_gen.schema.regle import Article, Regle


class Nomenclature(Schema):
    """The subject codes that acts are filed under."""

    source: Ligne
    date: Jour
    matieres: dict[str, Ligne]


def find_by_size(sizes: dict[int, int], population: int) -> int:
    """What a population gives, by the least one that gives so much."""
    return sizes[max(least for least in sizes if least <= population)]


class BaremeEffectif(Regle):
    """How many members an organ has, by the number of inhabitants."""

    tranches: dict[Entier, Entier]
    """The members, by the least population that has so many."""

    def find(self, population: int) -> int:
        """How many members a population gives."""
        return find_by_size(self.tranches, population)


class CorpusDroit(Schema):
    """The texts of law that rules cite."""

    articles: dict[str, Article]
    effectifs: dict[str, list[BaremeEffectif]] = {}
    """How many members an organ has by its population, by the organ's code."""
