"""A document of the sitting, and an export of it, as an office could add them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from delib_gen.catalogue import CATALOGUE
from delib_gen.kinds import DocumentKind, Export, Scope
from delib_gen.view.base import Titre, View
from delib_gen.view.context import SeanceContext
from docx_helpers import make_own


@dataclass(frozen=True, slots=True)
class LigneDuJour:
    """An act on the list."""

    acte: str
    titres: tuple[Titre, ...]


@dataclass(frozen=True, slots=True)
class OrdreDuJourView(View):
    """The list of the acts of a sitting."""

    genre: ClassVar[str] = "ordre-du-jour"

    organe: str
    lignes: tuple[LigneDuJour, ...]


def build_ordre_du_jour(context: SeanceContext) -> Iterator[OrdreDuJourView]:
    """Each act by its name and its titles."""
    organe = context.noms_organe.titre
    genre = OrdreDuJourView.genre
    yield OrdreDuJourView(
        meta=context.meta(organe, organe, genre),
        organe=organe,
        lignes=tuple(
            LigneDuJour(
                context.turn_to(acte).name_acte("nom"),
                context.titles(acte.acte.titre, "deliberation"),
            )
            for acte in context.situation.actes
        ),
    )


def write_liste(context: SeanceContext) -> bytes:
    """The number and the title of each act, a line each."""
    text = io.StringIO()
    lines = csv.writer(text)
    for acte in context.situation.actes:
        lines.writerow([acte.numero, context.find_version(acte.acte.titre)[0]])
    return text.getvalue().encode()


WITH_SEANCE = replace(
    CATALOGUE,
    seance=Scope(
        documents=(DocumentKind(OrdreDuJourView, build_ordre_du_jour),),
        exports=(Export("liste-des-actes", "csv", write_liste),),
    ),
)

_LAYOUT = """\
== entete
{% if traduction %}
Traduction | {{ traduction }}
{% endif %}
Heading 1 | {{ organe }}
== actes
{% for ligne in lignes %}
Intitulé d'article | {{ ligne.acte }}
{% for titre in ligne.titres %}
Titre d'acte @{{ titre.langue }} | {{ titre.texte }}
{% endfor %}
{% endfor %}
"""
_PAGE = '{% extends "_base.html.j2" %}'


def write_templates(folder: Path) -> Path:
    """The layouts of the document, in a folder of an office's own."""
    make_own(
        folder,
        OrdreDuJourView.genre,
        "{{ meta.marque }}{{ organe }}",
        "{{ traduction }}",
        "{%p for ligne in lignes %}",
        "{{ ligne.acte }}",
        "{%p for titre in ligne.titres %}",
        "{{ titre.texte }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    for ending, text in (("plan", _LAYOUT), ("html", _PAGE)):
        path = folder / f"{OrdreDuJourView.genre}.{ending}.j2"
        path.write_text(text, encoding="utf-8")
    return folder
