"""A made-up sitting of the sixty-three, with as many acts as wanted, to measure on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

AUTORITE = Path(__file__).parents[1] / "data/exemples/2026-09-30-ac/autorite.yaml"
CHAIR = "Colomba CHJARAVENTI"
AWAY = 8
"""Members who are not there at the opening: half of them gave a power."""


def write_seance(folder: Path, actes: int, visas: int = 3, rank: int = 0) -> Path:
    """The file of a sitting of so many acts, with powers, movements and votes.

    Args:
        folder: where it is written.
        actes: how many acts.
        visas: how many visas each act has.
        rank: that of the sitting, of several whose acts are numbered on.
    """
    membres = yaml.safe_load(AUTORITE.read_text(encoding="utf-8"))["membres"]
    names = [f"{m['prenom']} {m['nom']}" for m in membres]
    names.remove(CHAIR)
    there, away = names[AWAY:], names[:AWAY]
    givers = away[: AWAY // 2]
    path = folder / f"seance-{actes}{f'-{rank}' * (rank > 0)}.yaml"
    year, before = 2026 + rank // 2, rank % 2 * actes  # numbers have three figures
    ranks = range(before, before + actes)
    seance = {
        "collectivite": str(AUTORITE),
        "organe": "assemblee",
        "date": f"{year}-10-29",
        "session": f"2ème session ordinaire de {year}",
        "convocation": f"{year}-10-12",
        "president": CHAIR,
        "secretaires": there[:2],
        "presents": [CHAIR, *there],
        "pouvoirs": dict(zip(givers, there, strict=False)),
        "absents": away[AWAY // 2 :],
        "mouvements": list(_move(there[AWAY:], ranks, year)),
        "actes": [_make_acte(n, there, visas, year) for n in ranks],
    }
    if rank:
        seance["suffixe"] = str(rank)
    text = yaml.safe_dump(seance, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def _number(rank: int, year: int) -> str:
    return f"{year % 100}/{rank + 101:03d} AC"


def _move(there: list[str], ranks: range, year: int) -> Iterator[dict[str, str]]:
    """Every third act somebody leaves with a power, and is back two acts later."""
    for rank in ranks[1:-2:3]:
        turn = rank // 3 % len(there)
        leaving, holder = there[-1 - turn], there[turn]
        yield {"membre": leaving, "quitte": _number(rank, year), "pouvoir": holder}
        yield {"membre": leaving, "arrive": _number(rank + 2, year), "heure": "15 h"}


def _make_acte(rank: int, there: list[str], visas: int, year: int) -> dict[str, object]:
    """An act: three in four are voted on by lists, in the ways that are usual."""
    votes: tuple[object, ...] = (
        "unanimite",
        {"contre": there[2:14], "abstention": there[14:17]},
        {"abstention": there[4:9], "non_participation": there[9:11]},
        {"scrutin": "public", "demandeurs": there[:12], "contre": there[:20]},
    )
    return {
        "numero": _number(rank, year),
        "matiere": "8.7",
        "titre": {
            "fr": f"APPROUVANT LE RAPPORT IMAGINAIRE N° {rank + 1}",
            "co": f"CHÌ APPROVA U RAPORTU NU {rank + 1}",
        },
        "rapporteur": "president-conseil-executif",
        "avis": ["Commission des Finances et de la Fiscalité"],
        "visas": [
            {"ref": "cgct"},
            {"ref": "exemple"},
            *(
                f"la délibération imaginaire n° 26/{17 + n:03d} AC de l’Assemblée de "
                "Corse du 26 mars 2026 adoptant le budget primitif pour l’exercice 2026"
                for n in range(visas - 2)
            ),
        ],
        "vote": votes[rank % len(votes)],
        "articles": [
            "APPROUVE le rapport imaginaire du Président du Conseil exécutif de Corse.",
            "AUTORISE le Président du Conseil exécutif de Corse à signer les actes.",
            {"ref": "publication-electronique"},
        ],
        "rapport": {
            "numero": f"2026/{rank + 201}/AC",
            "corps": "# Objet\n\nLe présent rapport est imaginaire.\n\n"
            "- un premier point ;\n- un second point.\n",
        },
    }
