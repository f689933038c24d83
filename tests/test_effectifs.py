"""The members of a council, by the population of its commune."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_helpers import call
from delib_gen.load.reference import LoadedAutorite, load_autorite

HEAD = """base: {base}
code: mienne
noms: {{fr: {{nom: Commune inventée, couverture: COMMUNE, lieu_signature: Ici}}}}
{keys}
membres: []
"""


def load(folder: Path, base: str, keys: str) -> LoadedAutorite:
    text = HEAD.format(base=base, keys=keys)
    (folder / "mienne.yaml").write_text(text, encoding="utf-8")
    return load_autorite("mienne.yaml", folder, None)


def count(loaded: LoadedAutorite) -> list[int]:
    assert loaded.autorite is not None, loaded.findings
    regles = loaded.autorite.organes["conseil-municipal"].regles
    return [regle.valeur for regle in regles.effectif]


@pytest.mark.parametrize(
    ("base", "population", "members"),
    [
        ("commune-moins-1000", 99, 7),
        ("commune-moins-1000", 100, 11),
        ("commune-moins-1000", 999, 15),
        ("commune-moins-3500", 1499, 15),
        ("commune-moins-3500", 1500, 19),
        ("commune-moins-3500", 3499, 23),
        ("commune", 3500, 27),
        ("commune", 12000, 33),
        ("commune-alsace-moselle", 79999, 49),
        ("commune", 299999, 65),
        ("commune", 300000, 69),
    ],
)
def test_a_population_gives_the_members(
    base: str, population: int, members: int, tmp_path: Path
) -> None:
    loaded = load(tmp_path, base, f"population: {population}")
    assert loaded.findings == ()
    assert count(loaded) == [members]


def test_a_number_of_one_s_own_stands(tmp_path: Path) -> None:
    own = (
        "population: 12000\norganes: {conseil-municipal: {regles: {effectif: "
        "[{valeur: 43, article: FUSION, confiance: 100}]}}}\n"
        "droit: {FUSION: {intitule: arrêté inventé, objet: effectif, lu: inventé}}"
    )
    assert count(load(tmp_path, "commune", own)) == [43]


def test_without_a_population_nothing_is_made_up(tmp_path: Path) -> None:
    assert count(load(tmp_path, "commune", "")) == []


@pytest.mark.parametrize("base", ["epci", "departement"])
def test_a_population_that_gives_nothing_is_told(base: str, tmp_path: Path) -> None:
    (told,) = load(tmp_path, base, "population: 12000").findings
    assert (told.code, told.path) == ("STR03", ("population",))
    assert told.span is not None
    assert told.span.line == 4


def test_a_population_is_a_number(tmp_path: Path) -> None:
    (told,) = load(tmp_path, "commune", "population: douze mille").findings
    assert (told.code, told.path) == ("STR03", ("population",))


def test_its_article_is_told(tmp_path: Path) -> None:
    """Too many members for the population: the finding cites the law."""
    members = "\n".join(
        f"  - {{civilite: M., prenom: Jean, nom: NOM{chr(65 + n)}, mandats: "
        "[{organe: conseil-municipal, depuis: 2020-07-01}], fonctions: "
        "[{fonction: maire, depuis: 2020-07-01}]}"
        for n in range(8)
    )
    text = HEAD.format(base="commune-moins-1000", keys="population: 60")
    text = text.replace("membres: []", f"membres:\n{members}")
    (tmp_path / "mienne.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "seance.yaml").write_text(
        "collectivite: mienne.yaml\norgane: conseil-municipal\ndate: 2023-12-19\n"
        "convocation: 2023-12-10\npresident: NOMA\nsecretaires: [NOMB]\n"
        "presents: [NOMA, NOMB, NOMC, NOMD, NOME, NOMF, NOMG, NOMH]\n"
        "actes: [{numero: 2023-12-001, titre: Essai, vote: unanimite, "
        "articles: [APPROUVE.]}]\n",
        encoding="utf-8",
    )
    told = call("check", tmp_path / "seance.yaml").err
    assert "PRE20" in told
    assert "CGCT, art. L. 2121-2" in told
