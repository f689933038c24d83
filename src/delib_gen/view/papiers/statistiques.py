"""Attendance, outcomes and votes of a sitting or of several, in charts and tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from delib_gen.graphiques.donnees import Donnees, Serie
from delib_gen.model.annuaire import sort_elus
from delib_gen.model.bilan import ISSUES, BilanMembre, add_up, share_out
from delib_gen.model.faits import describe_releve
from delib_gen.prose.tree import Bloc, Prose, Tableau
from delib_gen.view.annexes.graphique import draw_image
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import View
from delib_gen.view.papiers.parts import Tete, write_head, write_meta
from delib_gen.view.personnes import order_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from delib_gen.model.bilan import Bilan
    from delib_gen.view.context import SeanceContext

    Column = Callable[[BilanMembre], str | int]

_WIDTH, _HEIGHT = 16.0, 6.0
"""The size of a chart at the least, in centimetres."""
_ASIDE = ("contre", "abstention", "non_participation")
_PRESENCE = ("presents", "representes", "absents")


@dataclass(frozen=True, slots=True)
class Volet:
    """A subject: its heading, what is to be known before, its chart and its table."""

    intitule: str
    note: str
    corps: Prose


@dataclass(frozen=True, slots=True)
class StatistiquesView(View):
    """The parts of the page, in reading order."""

    genre: ClassVar[str] = "statistiques"

    tete: Tete
    volets: tuple[Volet, ...]


def build_statistiques(context: SeanceContext) -> Iterator[StatistiquesView]:
    """The figures of a sitting that was held; none where it has no act."""
    bilan = add_up((describe_releve(context.situation),))
    if bilan.actes:
        genre = StatistiquesView.genre
        yield StatistiquesView(
            write_meta(context, genre),
            write_head(context, genre),
            tuple(list_volets(context, bilan)),
        )


def list_volets(
    context: SeanceContext, bilan: Bilan, seances: Sequence[tuple[str, Bilan]] = ()
) -> Iterator[Volet]:
    """The subjects, those left out of which there is nothing to say.

    Args:
        context: the language; of several sittings, the last one.
        bilan: their sum.
        seances: each of them, after its name, where there are several.
    """
    membres = _sort(context, bilan.membres)
    yield _tell_issues(context, bilan)
    if membres:
        yield _tell_attendance(context, bilan, membres)
    if len(seances) > 1:
        yield _tell_sittings(context, seances)
    if any(membre.voix or membre.nommes for membre in membres):
        yield _tell_votes(context, membres)


def _sort(context: SeanceContext, membres: Sequence[BilanMembre]) -> list[BilanMembre]:
    """Members in the order of the house."""
    known = {membre.elu: membre for membre in membres}
    return [
        known[elu]
        for elu in order_people(context, sort_elus(known), known, lambda elu: elu.rang)
    ]


def _say(context: SeanceContext, key: str, **values: object) -> str:
    return context.phrase(f"papier.statistiques.{key}", **values)


def _tell_issues(context: SeanceContext, bilan: Bilan) -> Volet:
    told = [issue for issue in ISSUES if bilan.issues[issue]]
    names = [_say(context, f"issues.{issue}") for issue in told]
    numbers = [bilan.issues[issue] for issue in told]
    note = _say(context, "actes", nombre=bilan.actes, secrets=bilan.secrets)
    return Volet(
        _say(context, "volets.issues"),
        note,
        (
            _draw(context, "issues", names, {"": numbers}),
            _tabulate(
                (_say(context, "issue"), _say(context, "nombre")),
                [(name, n) for name, n in zip(names, numbers, strict=True)],
            ),
        ),
    )


def _tell_attendance(
    context: SeanceContext, bilan: Bilan, membres: Sequence[BilanMembre]
) -> Volet:
    """Rates by group where there are some, else those of the whole."""
    sums = _sum_groups(membres, _count_presence)
    names = _name_groups(context, sums)
    series: dict[str, Sequence[int]] = {}
    if _has_groups(membres):
        rates = [
            share_out([count[key] for key in _PRESENCE]) for count in sums.values()
        ]
        for key, column in zip(_PRESENCE, zip(*rates, strict=True), strict=True):
            series[_say(context, key)] = column
    else:
        names = [_say(context, key) for key in _PRESENCE]
        series[""] = _share_places(bilan)
    there, held, _ = _share_places(bilan)
    return Volet(
        _say(context, "volets.presence"),
        _say(
            context,
            "assiduite",
            presents=_write_rate(context, there),
            participation=_write_rate(context, there + held),
        ),
        (
            _draw(context, "presence", names, series),
            _tabulate_members(
                context,
                membres,
                {
                    "actes_de": lambda m: m.actes,
                    "presents": lambda m: m.presents,
                    "representes": lambda m: m.representes,
                    "absents": lambda m: m.absents,
                    "taux": lambda m: _write_rate(
                        context, 100 - share_out(list(_count_presence(m).values()))[-1]
                    ),
                },
            ),
        ),
    )


def _tell_sittings(
    context: SeanceContext, seances: Sequence[tuple[str, Bilan]]
) -> Volet:
    """Attendance from one sitting to the next."""
    names = [name for name, _ in seances]
    shares = [_share_places(bilan) for _, bilan in seances]
    there = [share[0] for share in shares]
    held = [share[0] + share[1] for share in shares]
    heads = ("seance", "actes_de", "presents", "taux")
    rows = [
        (name, bilan.actes, _write_rate(context, came), _write_rate(context, voted))
        for (name, bilan), came, voted in zip(seances, there, held, strict=True)
    ]
    return Volet(
        _say(context, "volets.seances"),
        _say(context, "par_seance"),
        (
            _draw(
                context,
                "seances",
                names,
                {_say(context, "presents"): there, _say(context, "taux"): held},
            ),
            _tabulate([_say(context, head) for head in heads], rows),
        ),
    )


def _share_places(bilan: Bilan) -> list[int]:
    """The hundredths of those who were there, were represented, and were away."""
    away = bilan.places - bilan.presents - bilan.representes
    return share_out([bilan.presents, bilan.representes, away])


def _count_presence(membre: BilanMembre) -> dict[str, int]:
    return {key: getattr(membre, key) for key in _PRESENCE}


def _tell_votes(context: SeanceContext, membres: Sequence[BilanMembre]) -> Volet:
    """The votes that acts print with their names, by group and by member."""
    blocs: list[Bloc] = []
    sums = _sum_groups(membres, lambda membre: membre.voix)
    told = [membre for membre in membres if membre.voix.total()]
    if told and _has_groups(membres):
        series = {
            _say(context, key): [count[key] for count in sums.values()]
            for key in _ASIDE
        }
        blocs.append(_draw(context, "votes", _name_groups(context, sums), series))
    columns: dict[str, Column] = {
        "contre": lambda m: m.voix["contre"],
        "abstention": lambda m: m.voix["abstention"],
        "non_participation": lambda m: m.voix["non_participation"],
    }
    named = any(membre.nommes for membre in membres)
    if named and _has_groups(membres):
        columns["a_part"] = lambda m: m.a_part
    if told:
        blocs.append(_tabulate_members(context, told, columns))
    note = _say(context, "noms" if named else "opposants")
    return Volet(_say(context, "volets.votes"), note, tuple(blocs))


def _has_groups(membres: Sequence[BilanMembre]) -> bool:
    return any(membre.groupe for membre in membres)


def _tabulate_members(
    context: SeanceContext,
    membres: Sequence[BilanMembre],
    columns: Mapping[str, Column],
) -> Tableau:
    """A row for each member, with the group where members have one."""
    first = ("membre", "groupe") if _has_groups(membres) else ("membre",)
    rows = [
        (
            *(m.elu.nom_complet, m.groupe)[: len(first)],
            *(find(m) for find in columns.values()),
        )
        for m in membres
    ]
    heads = [_say(context, head) for head in (*first, *columns)]
    return _tabulate(heads, rows, len(first))


def _sum_groups(
    membres: Sequence[BilanMembre], count: Callable[[BilanMembre], dict[str, int]]
) -> dict[str, Counter[str]]:
    """The figures of the members of each group, those without a group last."""
    sums: dict[str, Counter[str]] = {}
    for membre in sorted(membres, key=lambda m: (not m.groupe, m.groupe)):
        sums.setdefault(membre.groupe, Counter()).update(count(membre))
    return sums


def _name_groups(context: SeanceContext, sums: dict[str, Counter[str]]) -> list[str]:
    return [group or _say(context, "sans_groupe") for group in sums]


def _draw(
    context: SeanceContext,
    volet: str,
    names: Sequence[str],
    series: Mapping[str, Sequence[int]],
) -> Bloc:
    titre, unite = _say(context, f"titres.{volet}"), _say(context, f"unites.{volet}")
    donnees = Donnees(
        "",
        tuple(names),
        tuple(Serie(nom, tuple(map(Decimal, ns))) for nom, ns in series.items()),
    )
    size = (_WIDTH, _HEIGHT)
    return draw_image(context, "barres-horizontales", titre, unite, donnees, size)


def _tabulate(
    heads: Sequence[str],
    rows: Sequence[tuple[str | int, ...]],
    names: int = 1,
) -> Tableau:
    """A table whose first columns are names and whose others are figures."""
    return Tableau(
        (),
        (*("gauche",) * names, *("droite",) * (len(heads) - names)),
        tuple(map(spell, heads)),
        tuple(tuple(spell(str(cell)) for cell in row) for row in rows),
    )


def _write_rate(context: SeanceContext, rate: int) -> str:
    return _say(context, "pour_cent", nombre=rate)
