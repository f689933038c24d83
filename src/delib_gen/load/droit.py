"""The articles of law that an authority's rules cite."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from functools import cached_property

from delib_gen.findings import Diagnostic, YamlPath
from delib_gen.findings.structure import STR03
from delib_gen.load.nodes import Node, find_node
from delib_gen.load.shipped import load_shipped
from delib_gen.resources import data_dir
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.base import suggest
from delib_gen.schema.corpus import CorpusDroit, find_by_size
from delib_gen.schema.droit import RegleEffectif, Regles
from delib_gen.schema.regle import Article, Regle


def check_articles(
    autorite: Autorite, droit: abc.Mapping[str, Article], root: Node
) -> list[Diagnostic]:
    """STR03: a rule that cites an article which the law's data do not have."""
    findings: list[Diagnostic] = []
    for code, organe in autorite.organes.items():
        for path, regle in _iter_regles(organe.regles, ("organes", code, "regles")):
            if regle.article not in droit:
                where = (*path, "article")
                findings.append(
                    STR03.at(
                        where,
                        f"l'article « {regle.article} » n'est pas connu",
                        suggest(regle.article, droit)
                        + " sinon, décrivez-le sous `droit:` dans ce fichier",
                        span=find_node(root, where)[0].span,
                    )
                )
    return findings


def _iter_regles(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, Regle]]:
    """Every record of law below a part of an authority, with its place."""
    if isinstance(value, Regle):
        yield path, value
    elif isinstance(value, Regles):
        for name in type(value).model_fields:
            yield from _iter_regles(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _iter_regles(item, (*path, name))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _iter_regles(item, (*path, rank))


class Droit(abc.Mapping[str, Article]):
    """The articles of law that may be cited: an authority's own, and the shipped.

    The latter are read when one is asked for: most checks cite none, and reading
    them all is a good part of a check.
    """

    def __init__(self, own: abc.Mapping[str, Article]) -> None:
        self._own = own

    def __getitem__(self, key: str) -> Article:
        return self._own[key] if key in self._own else self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, Article]:
        return {**load_droit(), **self._own}


def load_droit() -> dict[str, Article]:
    """All the shipped articles of law by their id."""
    articles: dict[str, Article] = {}
    for corpus in _load_corpus():
        articles |= corpus.articles
    return articles


def _load_corpus() -> Iterator[CorpusDroit]:
    for path in sorted((data_dir() / "droit").glob("*.yaml")):
        yield load_shipped(CorpusDroit, path)


def _count_in_commissions(regles: Regles, population: int) -> Regles:
    """The rules of an organ, with the seats that its commissions have by population."""
    regimes = {
        name: [
            regle.model_copy(
                update={"sieges": find_by_size(regle.sieges_selon, population)}
            )
            for regle in records
        ]
        for name, records in regles.regimes.items()
        if any(regle.sieges_selon for regle in records)
    }
    return regles.model_copy(update={"regimes": {**regles.regimes, **regimes}})


def count_seats(autorite: Autorite, root: Node, findings: list[Diagnostic]) -> Autorite:
    """The same, with the seats of the organs whose number its population gives.

    An organ that says how many it has keeps them. So has a commission of its own.
    """
    population = autorite.population
    if population is None:
        return autorite
    tables = {c: t for corpus in _load_corpus() for c, t in corpus.effectifs.items()}
    organes, seated = dict(autorite.organes), tables.keys() & autorite.organes.keys()
    for code in seated:
        regles = organes[code].regles
        found = [
            RegleEffectif.model_construct(
                **{key: value for key, value in table if key != "tranches"},
                valeur=table.find(population),
            )
            for table in tables[code]
        ]
        regles = regles.model_copy(update={"effectif": regles.effectif or found})
        organes[code] = organes[code].model_copy(update={"regles": regles})
    for code, organe in organes.items():
        regles = _count_in_commissions(organe.regles, population)
        organes[code] = organe.model_copy(update={"regles": regles})
    if not seated:
        path = ("population",)
        findings.append(
            STR03.at(
                path,
                "la population ne donne le nombre des membres d'aucun organe de cette "
                "collectivité",
                "retirez `population`, et donnez à l'organe son `effectif`",
                span=find_node(root, path)[0].span,
            )
        )
    return autorite.model_copy(update={"organes": organes})
