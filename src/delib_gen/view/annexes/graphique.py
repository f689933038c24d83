"""A chart in words and numbers: its picture, what that shows, the table beside."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from delib_gen.graphiques.donnees import Donnees, Serie
from delib_gen.graphiques.draw import draw_chart
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.sheet import SIZE, Ink
from delib_gen.prose.pieces import Graphique
from delib_gen.prose.tree import Image, Tableau
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.runs import spell

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte
    from delib_gen.schema.fiches.diapositives import GraphiqueSaisi
    from delib_gen.view.context import SeanceContext

_GAP = "–"
"""What a table shows where a value lacks: a blank would be taken for an oversight."""
_LETTER = 0.6
"""The size of a chart's texts against that of its slide's."""
_NAMED = 3
"""How many places of one extreme are named."""


def build_chart(
    context: SeanceContext,
    typed: GraphiqueSaisi,
    read: Donnees,
    measure: Callable[[int], tuple[float, float]],
) -> Graphique:
    """A chart and its table.

    Args:
        context: the act and its language.
        typed: the chart as its fiche asks for it.
        read: its numbers.
        measure: the width and height that its picture has, in centimetres, from the
            lines of its numbers.
    """
    donnees = _set_names(context, read)
    titre = context.text(typed.titre)
    unite = context.text(typed.unite) if typed.unite else ""
    size = measure(len(donnees.categories))
    image = draw_image(context, typed.type.value, titre, unite, donnees, size)
    return Graphique(image, _tabulate(context, donnees, unite), size[1])


def draw_image(
    context: SeanceContext,
    sorte: str,
    titre: str,
    unite: str,
    donnees: Donnees,
    size: tuple[float, float],
) -> Image:
    """The picture of a chart, which says what it shows to who does not see it.

    Args:
        context: the language and the house style.
        sorte: `barres`, `barres-horizontales`, `courbe` or `secteurs`.
        titre: what stands above it.
        unite: what its numbers count; may be empty.
        donnees: its numbers.
        size: its width and its height at the least, in centimetres.
    """
    letter = context.charte.diapositives.corps * _LETTER / SIZE
    scaled = (size[0] / letter, size[1] / letter)
    ink = take_ink(context.charte)
    drawing = draw_chart(sorte, donnees, unite, ink, scaled)
    said = _describe(context, sorte, titre, unite, donnees)
    return Image(drawing.encode(), "svg", said, legende=spell(titre))


def take_ink(charte: Charte) -> Ink:
    """What a house style draws charts with."""
    style = charte.diapositives
    familles = tuple(charte.polices.familles)
    return Ink(familles, tuple(style.series), style.texte, style.filet)


def _set_names(context: SeanceContext, donnees: Donnees) -> Donnees:
    """The names of a chart as the document prints them: they have one language."""

    def say(text: str) -> str:
        return context.say(context.line(text), LANGUE_DE_REFERENCE) if text else ""

    return Donnees(
        say(donnees.entete),
        tuple(map(say, donnees.categories)),
        tuple(Serie(say(s.nom), s.valeurs) for s in donnees.series),
    )


def _tabulate(context: SeanceContext, donnees: Donnees, unite: str) -> Tableau:
    first = donnees.entete or context.phrase("graphique.categorie")
    alone = unite or context.phrase("graphique.valeur")
    legende = (
        context.phrase("graphique.donnees_en", unite=unite)
        if unite
        else context.phrase("graphique.donnees")
    )
    columns = [serie.valeurs for serie in donnees.series]
    return Tableau(
        legende=spell(legende),
        alignements=("gauche", *("droite" for _ in columns)),
        entetes=(spell(first), *(spell(s.nom or alone) for s in donnees.series)),
        lignes=tuple(
            (spell(category), *(spell(_write(column[rank])) for column in columns))
            for rank, category in enumerate(donnees.categories)
        ),
    )


def _write(value: Decimal | None) -> str:
    return _GAP if value is None else format_number(value)


def _describe(
    context: SeanceContext, sorte: str, titre: str, unite: str, donnees: Donnees
) -> str:
    """What a chart shows, for who does not see it: its kind, title and extremes."""
    kind = context.phrase(f"graphique.sorte.{sorte}")
    head = context.phrase("graphique.alternative", sorte=kind, titre=titre)
    if unite:
        head = context.phrase(
            "graphique.alternative_en", sorte=kind, titre=titre, unite=unite
        )
    points = donnees.iter_points()
    values = [value for value, _, _ in points]
    if len(set(values)) == 1:
        seule = format_number(values[0])
        told = context.phrase("graphique.une_valeur", valeur=seule)
    else:
        said = context.find_speaker("graphique.extremes")
        told = said.phrase(
            "graphique.extremes",
            haut=format_number(max(values)),
            lieu_haut=_name_places(said, points, max(values)),
            bas=format_number(min(values)),
            lieu_bas=_name_places(said, points, min(values)),
        )
    return f"{head} {told} {context.phrase('graphique.voir_tableau')}"


def _name_places(
    context: SeanceContext, points: list[tuple[Decimal, str, str]], value: Decimal
) -> str:
    """Where a value stands: its category, and its series where that has a name."""
    places = [
        f"{serie}, {category}" if serie else category
        for other, category, serie in points
        if other == value
    ]
    if len(places) > _NAMED:
        rest = len(places) - _NAMED
        places = [*places[:_NAMED], context.phrase("graphique.autres", nombre=rest)]
    return context.grammar.join(places)
