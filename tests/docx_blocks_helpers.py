"""Prose that has every kind of block, made by hand, and its Word file."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

from PIL import Image as Pillow

from delib_gen.formats.base import RenderTools
from delib_gen.formats.docx import FORMAT
from delib_gen.formats.faces import find_faces
from delib_gen.prose.pieces import (
    Chiffre,
    Chiffres,
    Choix,
    Diapositive,
    Graphique,
    Question,
    Signataire,
    Signatures,
)
from delib_gen.prose.tree import (
    Bloc,
    Brin,
    Brins,
    Citation,
    Definition,
    Definitions,
    Etiquette,
    Image,
    Liste,
    Paragraphe,
    SautDePage,
    Tableau,
    Titre,
)
from delib_gen.view.base import View
from docx_helpers import get_annexe, make_tools
from format_helpers import render_piece

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" '
    b'height="200"><rect width="400" height="200" fill="#dfe7f5"/><rect x="40" y="60" '
    b'width="80" height="120" fill="#1a3f8b"/><rect x="160" y="100" width="80" '
    b'height="80" fill="#9b1c1c"/><text x="40" y="40" font-size="24">Ventes</text>'
    b"</svg>"
)
NUMBERED = Etiquette("1", "", ".")
BULLET = Etiquette("puce", "•")


def t(text: str) -> Brins:
    """A run of plain text."""
    return (Brin(text),)


def p(*brins: Brin | str) -> Paragraphe:
    """A paragraph."""
    return Paragraphe(tuple(Brin(b) if isinstance(b, str) else b for b in brins))


def note(*brins: Brin | str) -> Brin:
    """The call of a footnote."""
    return Brin("", note=p(*brins).brins)


def items(
    *points: tuple[Bloc, ...], label: Etiquette = BULLET, start: int = 1
) -> Liste:
    """A list."""
    return Liste(label, None, start, True, points)


def table(rows: int = 2, legend: str = "", total: bool = False) -> Tableau:
    """A table of a text and a number."""
    return Tableau(
        t(legend) if legend else (),
        ("gauche", "droite"),
        (t("Poste"), t("Montant")),
        tuple((t(f"ligne {n}"), t(f"{n} 000,00 €")) for n in range(1, rows + 1)),
        ((t("Ensemble"), t("3 000,00 €")),) if total else (),
    )


@cache
def png(width: int = 300, height: int = 150, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, height), (26, 63, 139)).save(buffer, kind)
    return buffer.getvalue()


def picture(**changes: object) -> Image:
    """A picture."""
    return dataclasses.replace(Image(png(), "png", "Un aplat bleu"), **changes)  # type: ignore[arg-type]


def question(answer: tuple[Bloc, ...] = (), lines: int = 3) -> Question:
    """A question of a form."""
    return Question(t("1."), t("Quel est votre projet ?"), answer, lines, "projet")


CHOICE = Question(
    t("1."),
    t("Votre statut ?"),
    (),
    0,
    "statut",
    "case",
    "Votre statut",
    (
        Choix(t("Association"), "association", "Association"),
        Choix(t("Commune"), "commune", "Commune"),
    ),
)
EVERYTHING: tuple[Bloc, ...] = (
    Titre(1, (Brin("Titre avec note"), note("note du titre"))),
    p(
        "Un texte ",
        Brin("gras", gras=True),
        note("première note, ", Brin("lien", cible="https://exemple.fr/a"), " fin"),
        " puis la ville de ",
        Brin("VILLE", blanc=True),
        ", le ",
        Brin("", blanc=True),
        " ici",
        note("deuxième note ", Brin("grasse", gras=True)),
        ".",
    ),
    items(
        (p("premier point", note("note de liste")), table(1, "Tableau d’une liste")),
        (table(1), items((p("point profond"),))),
        label=NUMBERED,
    ),
    p("Entre deux."),
    items((p("troisième point"),), (picture(largeur=3.0),), label=NUMBERED, start=3),
    Citation((p("cité", note("note de citation")), table(1, "Tableau cité"))),
    table(3, "Les postes", total=True),
    table(1),
    p("Après les tableaux."),
    picture(legende=t("Un aplat")),
    picture(contenu=SVG, sorte="svg", alternative="Deux barres"),
    Definitions(
        (
            Definition((t("quorum"),), ((p("nombre requis"),),)),
            Definition(
                (t("pouvoir"), t("procuration")),
                ((p("mandat écrit"), items((p("un seul"),))), (p("autre sens"),)),
            ),
        )
    ),
    SautDePage(),
    question((p("Une réponse donnée."),)),
    question(),
    CHOICE,
    Signatures(
        t("Fait à Bastia, le 3 mars 2026"),
        tuple(
            Signataire((t(f"Pour le partenaire {n}"), t(f"Camille NOM{n}")))
            for n in (1, 2, 3)
        ),
    ),
    Diapositive(
        t("Diapositive d’ouverture"), (p("service"),), t("pied un"), ouverture=True
    ),
    Diapositive(
        t("Chiffres de l’année"),
        (
            Chiffres(
                tuple(
                    Chiffre(t(v), t(w))
                    for v, w in (("32", "ateliers"), ("1 250", "personnes"))
                )
            ),
            Graphique(
                picture(contenu=SVG, sorte="svg", alternative="Des barres"), table(2)
            ),
        ),
        t("pied deux"),
    ),
)


@cache
def tools() -> RenderTools:
    """What the format works with, faces included: drawings need them."""
    made = make_tools()
    return dataclasses.replace(made, faces=find_faces(made.charte))


def view_of(*blocks: Bloc, langue: str = "fr") -> View:
    """An annexe that holds blocks."""
    view = get_annexe()
    meta = dataclasses.replace(view.meta, langue=langue)
    made: View = dataclasses.replace(view, corps=blocks, meta=meta)
    return made


def render_blocks(*blocks: Bloc, langue: str = "fr") -> bytes:
    """The Word file of an annexe that holds blocks."""
    rendered = render_piece(FORMAT, view_of(*blocks, langue=langue), tools())
    assert rendered is not None
    return rendered.content
