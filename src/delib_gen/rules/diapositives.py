"""STR03, STR06: the files and the numbers that slides show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Span
from delib_gen.findings.structure import STR03, STR06
from delib_gen.load.kinds import PieceKind
from delib_gen.rules.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report
    from delib_gen.schema.fiches.diapositives import Contenu

_SORTE = "diapositives"


def _iter_contents(acte: ActeEnSeance) -> Iterator[tuple[YamlPath, Contenu]]:
    """What the slides of an act's annexes show, with its place in the session."""
    for index in range(len(acte.acte.annexes)):
        path = (*acte.path, "annexes", index, "fichier")
        piece = acte.lu.pieces.get(path)
        fiche = piece.fiche if piece else None
        if fiche is None or fiche.sorte != _SORTE:
            continue
        for rank, slide in enumerate(getattr(fiche, _SORTE)):
            for where, content in slide.contenus:
                yield (*path, _SORTE, rank, *where), content


@check(STR03, scope="acte", with_statut=True)
def graphique_sans_donnees(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Numbers that make no chart: what they lack is said, with their line."""
    for path, content in _iter_contents(acte):
        if content.graphique is None:
            continue
        # Loaded here: most sittings have no chart.
        from delib_gen.graphiques.donnees import WrongData
        from delib_gen.load.graphiques import read_graphique

        named = content.graphique.fichier is not None
        where = (*path, "graphique", "fichier" if named else "donnees")
        piece = acte.lu.pieces.get(where)
        if named and piece is None:
            continue  # it was told that the file cannot be had
        try:
            read_graphique(content.graphique, piece)
        except WrongData as wrong:
            line = wrong.line
            span = Span(piece.file.name, line, 1, line, 1) if piece else None
            hint = (
                "dans le fichier : une ligne d'en-têtes, puis par ligne un nom et "
                "ses nombres"
                if named
                else "donnez par exemple `donnees: {Bastia: 12, Corte: 7}`"
            )
            yield report(where, str(wrong), hint, span=span)


@check(STR06, scope="acte", with_statut=True)
def diapositive_sans_image(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A file given for a picture that is none."""
    for path, _ in _iter_contents(acte):
        where = (*path, "image", "fichier")
        piece = acte.lu.pieces.get(where)
        if piece is not None and piece.kind is not PieceKind.IMAGE:
            yield report(
                where,
                f"« {piece.named} » : une image est attendue ici",
                "donnez un fichier `.png`, `.jpg` ou `.svg`",
            )
