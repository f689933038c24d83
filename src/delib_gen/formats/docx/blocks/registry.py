"""Who writes which block.

A writer is given the prose's own writer, the block, where it stands, and the number
that its first paragraph bears, if it begins an item of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from delib_gen.composition.contents import Sommaire
from delib_gen.composition.tree import Alinea, Ensemble, Rang
from delib_gen.formats.docx.blocks import (
    definitions,
    forms,
    layout,
    pictures,
    plain,
    rows,
    slides,
    tables,
)
from delib_gen.prose import pieces, tree

WRITERS: dict[type[tree.Bloc], Callable[..., Iterator[Any]]] = {
    Alinea: layout.write_line,
    Ensemble: layout.write_group,
    Rang: rows.write_row,
    Sommaire: layout.write_contents,
    pieces.Chiffres: slides.write_figures,
    pieces.Diapositive: slides.write_slide,
    pieces.Emblemes: pictures.write_emblems,
    pieces.Graphique: pictures.write_chart,
    pieces.Question: forms.write_question,
    pieces.Signatures: forms.write_signatures,
    tree.Citation: plain.write_quotation,
    tree.Definitions: definitions.write_definitions,
    tree.Image: pictures.write_picture,
    tree.Liste: plain.write_list,
    tree.Paragraphe: plain.write_plain,
    tree.SautDePage: plain.write_break,
    tree.Tableau: tables.write_table,
    tree.Titre: plain.write_heading,
}
