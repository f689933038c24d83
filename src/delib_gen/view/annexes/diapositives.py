"""Slides, as an annexe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, ClassVar, cast

from delib_gen.prose.fitting import Page, fit_set, fit_text, measure_chart
from delib_gen.prose.pieces import Chiffre, Chiffres, Diapositive
from delib_gen.prose.tree import Bloc, Brins, Image, Prose, Titre
from delib_gen.prose.visuals import is_visual
from delib_gen.schema.base import shorten
from delib_gen.schema.fiches.diapositives import Diapositives
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.graphique import build_chart
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.runs import spell

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.contents import Contents, FicheFile, PictureFile
    from delib_gen.schema.charte import StyleDiapositives
    from delib_gen.schema.fiches.diapositives import Contenu, DiapositiveSaisie
    from delib_gen.schema.texte import Texte
    from delib_gen.view.context import ActeContext

_LOWEST = 5
"""The lowest heading in a prose; one on a slide stands below the slide's title."""
_IN_MARGIN = 42
"""The signs of a title that stand in the margin of a page."""
_TITLE_LINE, _TITLE_LETTER, _TITLE_END = 1.5, 0.72, 0.9
"""A line of a slide's title, one of its letters and what is below it, against the
size of the text."""
_OPENING = 0.6
"""The part of its height that the text of a slide that opens a set may fill."""


@dataclass(frozen=True, slots=True)
class DiapositivesView(AnnexeView):
    """Slides; the body is one block for each."""

    genre: ClassVar[str] = "diapositives"


@annexe_sort(Diapositives.sorte, DiapositivesView)
def build_slides(
    context: ActeContext, annexe: AnnexeLue[FicheFile[Diapositives]]
) -> DiapositivesView:
    """A slide for each of the fiche's."""
    fiche, contents = annexe.content.fiche, annexe.content.contents
    slides = tuple(
        _build_slide(context, slide, fiche.pied, contents, ("diapositives", rank))
        for rank, slide in enumerate(fiche.diapositives)
    )
    most = fit_set([slide.echelle for slide in slides])
    even = tuple(replace(s, echelle=min(s.echelle, most)) for s in slides)
    return DiapositivesView(meta=annexe.meta, titre=annexe.titre, corps=even)


def _build_slide(
    context: ActeContext,
    slide: DiapositiveSaisie,
    pied: Texte | None,
    contents: Contents,
    path: YamlPath,
) -> Diapositive:
    titre, pied = context.text(slide.titre), slide.pied or pied
    style = context.charte.diapositives
    page = _measure_room(style, len(titre), ouverture=slide.ouverture)
    shown: list[Bloc] = []
    for where, content in slide.contenus:
        place = (*path, *where)
        shown += _build_content(context, content, contents, place)
        if content.graphique is not None:
            beside = not all(map(is_visual, shown))
            numbers = contents.graphiques[(*place, "graphique")]
            room = partial(measure_chart, page, beside=beside)
            shown.append(build_chart(context, content.graphique, numbers, room))
    blocs = tuple(shown)
    return Diapositive(
        titre=spell(titre),
        blocs=blocs,
        pied=_run(context, pied) if pied else (),
        ouverture=slide.ouverture,
        suite=str(context.phrase("diapositives.suite", titre=_cut(titre))),
        echelle=fit_text(blocs, page),
    )


def _cut(titre: str) -> str:
    """A title as the margin of a page holds it beside the mark of a draft."""
    return shorten(str(titre), _IN_MARGIN)


def _measure_room(style: StyleDiapositives, signs: int, *, ouverture: bool) -> Page:
    """The room below a title of so many signs; much of it is air where it opens."""
    width = style.largeur_utile
    lines = ceil(signs * _TITLE_LETTER * style.corps / width) or 1
    title = (lines * _TITLE_LINE + _TITLE_END) * style.corps
    height = (style.hauteur_utile - title) * (_OPENING if ouverture else 1)
    return Page(width, height, style.corps, style.corps_minimal)


def _build_content(
    context: ActeContext, content: Contenu, contents: Contents, path: YamlPath
) -> Iterator[Bloc]:
    """The blocks of a part of a slide before its chart, in the order of reading."""
    yield from _lower(context.prose(contents.prose(*path, "texte")))
    if content.chiffres:
        yield Chiffres(
            tuple(
                Chiffre(_run(context, c.valeur), _run(context, c.libelle))
                for c in content.chiffres
            )
        )
    if content.image is not None:
        # Its mark lets no other file through.
        shown = cast("PictureFile", contents.files[(*path, "image", "fichier")]).image
        legende = content.image.legende
        yield Image(
            shown.contenu,
            shown.sorte,
            str(context.text(content.image.alternative)),
            _run(context, legende) if legende else (),
        )


def _run(context: ActeContext, texte: Texte) -> Brins:
    return spell(context.text(texte))


def _lower(prose: Prose) -> Iterator[Bloc]:
    """A prose whose headings stand below the title of a slide."""
    for bloc in prose:
        if isinstance(bloc, Titre):
            yield replace(bloc, niveau=min(bloc.niveau + 1, _LOWEST))
        else:
            yield bloc
