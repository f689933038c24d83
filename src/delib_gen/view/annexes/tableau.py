"""A table of data: typed cells, totals, on its side where it is wide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, cast

from delib_gen.lang.numbers import NumberWriter, load_number_writer
from delib_gen.prose.tree import Bloc, Brin, Brins, Paragraphe, Tableau
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.tableaux.feuille import NOMBRES, Forme
from delib_gen.tableaux.largeur import UPRIGHT_SIGNS, count_abreast
from delib_gen.tableaux.shown.figures import round_to
from delib_gen.tableaux.totaux import count_decimals, list_asked, sum_column
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.runs import spell
from delib_gen.view.context import ActeContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.load.contents import FicheFile, ReadFile, TableFile
    from delib_gen.schema.fiches.tableau import TableauDeDonnees
    from delib_gen.tableaux.colonnes import CaseLue, ColonneLue
    from delib_gen.tableaux.table import Table

_SLANTED = Brin("", italique=True)


@dataclass(frozen=True, slots=True)
class AnnexePaysageView(AnnexeView):
    """An annexe whose pages lie on their side."""

    genre: ClassVar[str] = "annexe-paysage"


@annexe_sort("tableau", AnnexePaysageView)
def build_table_annexe(
    context: ActeContext, annexe: AnnexeLue[FicheFile[TableauDeDonnees]]
) -> AnnexeView:
    """The table that a fiche describes."""
    # The mark of the field lets no other file through.
    data = cast("TableFile", annexe.content.contents.files["donnees",])
    return build_table_view(context, annexe, data.table, annexe.content.fiche)


def build_table_view(
    context: ActeContext,
    annexe: AnnexeLue[ReadFile],
    table: Table,
    fiche: TableauDeDonnees | None,
) -> AnnexeView:
    """A table as an annexe; the pages lie on their side where it is wide."""
    wide = count_abreast(table) > UPRIGHT_SIGNS
    kind = AnnexePaysageView if wide else AnnexeView
    corps = tuple(_TableWriter(context, table, fiche).write())
    return kind(meta=annexe.meta, titre=annexe.titre, corps=corps)


class _TableWriter:
    """Puts a table into words; the figures of an annexe are in its language."""

    def __init__(
        self, context: ActeContext, table: Table, fiche: TableauDeDonnees | None
    ) -> None:
        self._context, self._table, self._fiche = context, table, fiche
        self._chiffres: NumberWriter = load_number_writer(LANGUE_DE_REFERENCE)

    def write(self) -> Sequence[Bloc]:
        """The table, then where its figures come from."""
        context, table, fiche = self._context, self._table, self._fiche
        source = fiche.source if fiche is not None else None
        legende = fiche.legende if fiche is not None else None
        blocks: list[Bloc] = [
            Tableau(
                legende=spell(context.text(legende)) if legende else (),
                alignements=tuple(
                    "droite"
                    if c.forme in NOMBRES
                    else ("centre" if c.forme is Forme.DATE else "gauche")
                    for c in table.colonnes
                ),
                entetes=tuple(self._head(column) for column in table.colonnes),
                lignes=tuple(self._row(row.cases) for row in table.lignes),
                totaux=self._totals(),
            )
        ]
        if source is not None:
            line = context.phrase("tableau.source", source=context.text(source))
            blocks.append(Paragraphe(spell(line, _SLANTED)))
        return blocks

    def _head(self, column: ColonneLue) -> Brins:
        named = column.reglage.titre if column.reglage is not None else None
        return spell(self._context.text(named)) if named else self._say(column.nom)

    def _row(self, cases: Sequence[CaseLue]) -> tuple[Brins, ...]:
        columns = self._table.colonnes
        return tuple(
            self._cell(case, column)
            for case, column in zip(cases, columns, strict=True)
        )

    def _totals(self) -> tuple[tuple[Brins, ...], ...]:
        """The rows of totals of the file, else those that the fiche asks for."""
        table = self._table
        asked = list_asked(table)
        if table.totaux or not asked:
            return tuple(self._row(row.cases) for row in table.totaux)
        cells: list[Brins] = [() for _ in table.colonnes]
        cells[0] = spell(self._context.phrase("tableau.total"))
        for rank in asked:
            total, decimals = sum_column(table, rank), count_decimals(table, rank)
            cells[rank] = self._say(self._write_total(total, decimals, rank))
        return (tuple(cells),)

    def _write_total(self, total: Decimal, decimals: int, rank: int) -> str:
        """A sum as the numbers above it are shown."""
        column = self._table.colonnes[rank]
        if column.tel_quel and column.format is not None:
            hundredths = column.forme is Forme.POURCENTAGE
            return column.format.show(total / 100 if hundredths else total).texte
        return self._write(total, decimals, column)

    def _cell(self, case: CaseLue, column: ColonneLue) -> Brins:
        if column.tel_quel:
            return self._say(case.texte)
        if isinstance(case.valeur, dt.date):
            return self._say(self._chiffres.write_day(case.valeur))
        if isinstance(case.valeur, Decimal):
            return self._say(self._write(case.valeur, case.decimales, column))
        return self._say(case.texte)

    def _write(self, number: Decimal, decimals: int, column: ColonneLue) -> str:
        value = round_to(number, decimals)
        if column.forme is Forme.EUROS:
            return self._chiffres.write_euros(value, decimals)
        if column.forme is Forme.POURCENTAGE:
            return self._chiffres.write_percentage(value, decimals)
        return self._chiffres.write_number(value, decimals, grouped=column.groupe)

    def _say(self, text: str) -> Brins:
        """A text of the file, which is in the language of reference."""
        line = self._context.line(text)
        return spell(self._context.say(line, LANGUE_DE_REFERENCE))
