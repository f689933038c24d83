"""The audit reads in order: what stands under another one's heading is told, and named.

Each swap has lawful twins: parts moved, own words, columns, fields in an own order.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import draw
from delib_gen.findings import Diagnostic
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.pieces import Choix, Question, Signataire, Signatures
from delib_gen.prose.tree import Brin
from delib_gen.resources import templates_dir
from delib_gen.view.base import BlocScrutin, Groupe, LignePouvoir, Personne, View
from docx_helpers import get_view, make_own
from format_helpers import render_piece

FORMATS = ("pdf", "docx", "html")
PLAN, SHARED = "deliberation.plan.j2", "_acte.plan.j2"
PAGES = ("pdf", "html")


def name(prenom: str, nom: str, suite: str = ",") -> Personne:
    return Personne("", prenom, nom, suite)


POUR = Groupe(
    "Ont voté POUR (3) :",
    (name("Livia", "BASTIANI"), name("Ange", "ORSETTI"), name("Rose", "VALLE", ".")),
)
CONTRE = Groupe(
    "Ont voté CONTRE (2) :", (name("Noël", "PIERI"), name("Luce", "GRIMALDI", "."))
)


@cache
def make_act() -> Any:
    """A deliberation with a divided ballot and two powers."""
    act = get_view("deliberation")
    powers = (
        LignePouvoir(name("Noël", "PIERI", ""), "à", name("Luce", "GRIMALDI", "")),
        LignePouvoir(name("Ange", "ORSETTI", ""), "à", name("Rose", "VALLE", "")),
    )
    ballot = BlocScrutin("", (), (), (POUR, CONTRE), "")
    return dataclasses.replace(act, pouvoirs=powers, scrutins=(ballot,))


@cache
def make_annexe() -> Any:
    """An annexe with two headings, a table and a list."""
    text = (
        "# Les aides\n\nLa première phrase est ici.\n\nLa deuxième phrase vient après."
        "\n\n| Commune | Aide | Part |\n|---|---|---|\n"
        "| Bastia | 12 000 € | un tiers |\n| Calvi | 8 500 € | la moitié |\n\n"
        "# Les conditions\n\n- Ouvrir le lieu ;\n"
        "- rendre compte."
    )
    act = get_view("annexe-rapport-2")
    return dataclasses.replace(
        act, corps=parse_prose(text, "essai.md")[0], titre="Les aides aux communes"
    )


def read_back(
    fmt: str, view: View, tools: RenderTools, own: bool | None = None
) -> list[Diagnostic]:
    """What is told of a piece once it is made."""
    made = render_piece(list_formats()[fmt], view, tools)
    assert made is not None
    return list_formats()[fmt].audit(made.content, [view], own)


def audit(fmt: str, view: View, tools: RenderTools, own: Path) -> list[Diagnostic]:
    """What is told of a piece that an office's own templates lay out."""
    folders = (own, *tools.library.folders)
    library = dataclasses.replace(tools.library, folders=folders, own=1, _made=[])
    tools = dataclasses.replace(tools, library=library)
    return read_back(fmt, view, tools, own=True)


def change(own: Path, file: str, *edits: tuple[str, str]) -> None:
    """A shipped template, bent."""
    text = (templates_dir() / "fr" / file).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, f"the template no longer has {old!r}"
        text = text.replace(old, new)
    (own / file).write_text(text, encoding="utf-8")


GROUPS = '{% for groupe in scrutin.groupes %}\n{{ lister(groupe, "Votants") }}'
ARTICLES = "{% for alinea in article.alineas %}"
SWAPS: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "for and against": (
        (
            ("import lister, personne %}", "import lister, personne, personnes %}"),
            (
                GROUPS,
                "{% for groupe in scrutin.groupes %}\nIntitulé de liste | "
                "{{ scrutin.groupes[scrutin.groupes | length - loop.index].intitule }}"
                "\nVotants | {{ personnes(groupe) }}",
            ),
        ),
        "CONTRE",
    ),
    "giver and holder": (
        (
            (
                "{{ personne(ligne.donneur) }} {{ ligne.lien }} "
                "{{ personne(ligne.mandataire) }}",
                "{{ personne(ligne.mandataire) }} {{ ligne.lien }} "
                "{{ personne(ligne.donneur) }}",
            ),
        ),
        "PIERI",
    ),
    "two articles": (
        (
            ("{% set dernier = loop.last %}", "{% set rang = loop.revindex0 %}{% set "
             "dernier = loop.last %}"),
            (ARTICLES, "{% for alinea in articles[rang].alineas %}"),
        ),
        "ARTICLE",
    ),
    "a heading and its list": (
        (
            (
                "Intitulé de liste | {{ pouvoirs_intitule }}\n<ul.lignes.pouvoirs>",
                "<ul.lignes.pouvoirs>",
            ),
            (
                "</ul>\n{% endif %}\n{% for groupe in absences %}",
                "</ul>\nIntitulé de liste | {{ pouvoirs_intitule }}\n"
                "{% endif %}\n{% for groupe in absences %}",
            ),
        ),
        "POUVOIR",
    ),
    "two visas": (
        (("{% for visa in visas %}", "{% for visa in visas | reverse %}"),),
        "Code",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "swap"), draw(2, FORMATS, SWAPS))
def test_a_layout_that_swaps_two_texts_is_refused(
    fmt: str, swap: str, tools: RenderTools, tmp_path: Path
) -> None:
    edits, named = SWAPS[swap]
    change(tmp_path, PLAN if swap == "two visas" else SHARED, *edits)

    found = audit(fmt, make_act(), tools, tmp_path)

    assert {f.code for f in found} == {"SOR01"}
    assert any(named in f.message for f in found)


CELLS = '<td class="vers-{{ t.alignements[loop.index0] }}"'
BLOCK = "{% for bloc in prose %}\n{% set genre_bloc"
MACROS: dict[str, tuple[str, str, str, str]] = {
    "two columns of a table": (
        "_tableau.html.j2",
        "{% for cellule in ligne %}",
        "{% for cellule in ligne | reverse %}",
        "colonne",
    ),
    "two sentences": (
        "_prose.html.j2",
        BLOCK,
        BLOCK.replace("in prose", "in ((prose[0], prose[2], prose[1]) + prose[3:] "
                      "if prose | length > 5 else prose)"),
        "phrase",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fmt", PAGES)
@pytest.mark.parametrize("swap", MACROS)
def test_a_macro_that_swaps_two_texts_is_refused(
    fmt: str, swap: str, tools: RenderTools, tmp_path: Path
) -> None:
    file, old, new, named = MACROS[swap]
    change(tmp_path, file, (old, new))

    found = audit(fmt, make_annexe(), tools, tmp_path)

    assert [f.code for f in found] == ["SOR01"]
    assert named in found[0].message


FRAME = """{%% extends "_base.html.j2" %%}
{%% block piece %%}
%s
{%% endblock %%}
"""
HEADS = "{% for entete in t.entetes %}"
CELLS_OF = "{% for cellule in ligne %}"


@pytest.mark.parametrize("fmt", PAGES)
@pytest.mark.parametrize("heads", [True, False])
def test_columns_move_with_their_heads(
    heads: bool, fmt: str, tools: RenderTools, tmp_path: Path
) -> None:
    """A column that is moved whole is lawful; cells under another head are not."""
    edits = [(CELLS_OF, CELLS_OF.replace("ligne", "ligne | reverse"))]
    if heads:
        edits.append((HEADS, HEADS.replace("t.entetes", "t.entetes | reverse")))
    change(tmp_path, "_tableau.html.j2", *edits)

    found = audit(fmt, make_annexe(), tools, tmp_path)

    assert [f.code for f in found] == ([] if heads else ["SOR01"])


PERSON = "{{ p.civilite }} {{ p.nom }} {{ p.prenom }}{{ p.suite }}"
ALL = (
    "entete", "reunion", "presences", "visas", "mentions", "considerants", "vote",
    "articles", "signature",
)  # fmt: skip


def print_parts(*parts: str) -> str:
    return FRAME % "\n".join(f"{{{{ partie.{part} }}}}" for part in parts)


FIELDS = """
<h1>{{ entete }}</h1>
{% for t in titres %}<p lang="{{ t.langue }}">{{ t.texte }}</p>{% endfor %}
<p>{{ filet }}</p>
<h2>Le vote</h2>
<p>{{ formule }}</p>
{% for s in scrutins %}
VOTE
{% endfor %}
{% for a in articles %}<h3>{{ a.intitule }}</h3>
{% for texte in a.alineas %}<p>{{ texte }}</p>{% endfor %}{% endfor %}
<p>{{ lieu_date }} {{ signature_qualite }} {{ signature_nom }}</p>
<h2>Ce qui précède</h2>
<p>{{ reunion }}</p><p>{{ preambule }}</p>
{% for g in presences %}<p>{{ g.intitule }}
{% for p in g.personnes %}PERSON {% endfor %}</p>{% endfor %}
<p>{{ pouvoirs_intitule }}</p>
<table>{% for l in pouvoirs %}<tr><td>{% with p = l.donneur %}PERSON{% endwith %}</td>
<td>{{ l.lien }}</td><td>{% with p = l.mandataire %}PERSON{% endwith %}</td></tr>
{% endfor %}</table>
{% for g in absences %}<p>{{ g.intitule }}
{% for p in g.personnes %}PERSON {% endfor %}</p>{% endfor %}
{% for m in mouvements %}<p>{{ m }}</p>{% endfor %}
<p>{{ comptes }} {{ secretaires }} {{ organe }}</p>
{% for v in visas %}<p>{{ v.ouverture }} {{ v.texte }}</p>{% endfor %}
{% for m in mentions %}<p>{{ m }}</p>{% endfor %}
{% for c in considerants %}<p>{{ c.ouverture }} {{ c.texte }}</p>{% endfor %}
"""
BELOW = """{% for g in s.groupes %}<h4>{{ g.intitule }}</h4>
<p>{% for p in g.personnes %}PERSON {% endfor %}</p>{% endfor %}"""
BESIDE = """<table><tr>{% for g in s.groupes %}<th>{{ g.intitule }}</th>{% endfor %}
</tr><tr>{% for g in s.groupes %}<td>{% for p in g.personnes %}PERSON {% endfor %}</td>
{% endfor %}</tr></table>"""


def print_fields(vote: str) -> str:
    return FRAME % FIELDS.replace("VOTE", vote).replace("PERSON", PERSON)


LAWFUL = {
    "the parts as shipped": print_parts(*ALL),
    "parts moved": print_parts(
        "entete", "visas", "considerants", "reunion", "presences", "mentions",
        "articles", "vote", "signature",
    ),
    "own words between": print_parts(*ALL).replace(
        "{{ partie.visas }}", "<h2>Contre</h2>{{ partie.visas }}<p>Pour, 15 voix.</p>"
    ),
    "fields in an own order": print_fields(BELOW),
    "lists side by side": print_fields(BESIDE),
    "two columns": print_parts(*ALL).replace(
        "{{ partie.entete }}",
        "<style>main.piece { columns: 2 }</style>{{ partie.entete }}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "case"), draw(3, PAGES, LAWFUL))
def test_what_is_lawful_is_accepted(
    fmt: str, case: str, tools: RenderTools, tmp_path: Path
) -> None:
    (tmp_path / "deliberation.html.j2").write_text(LAWFUL[case], encoding="utf-8")

    assert audit(fmt, make_act(), tools, tmp_path) == []


WRONG = {
    "lists below the other heading": BELOW.replace(
        "g.intitule", "s.groupes[s.groupes | length - loop.index].intitule"
    ),
    "lists beside, the other way round": BESIDE.replace(
        "<td>{% for p in g.personnes",
        "<td>{% for p in s.groupes[-loop.index].personnes",
    ),
}


@pytest.mark.parametrize("fmt", PAGES)
@pytest.mark.parametrize("case", WRONG)
def test_fields_under_another_heading_are_refused(
    fmt: str, case: str, tools: RenderTools, tmp_path: Path
) -> None:
    page = print_fields(WRONG[case])
    (tmp_path / "deliberation.html.j2").write_text(page, encoding="utf-8")

    found = audit(fmt, make_act(), tools, tmp_path)

    assert [f.code for f in found] == ["SOR01"]
    assert "CONTRE" in found[0].message or "POUR" in found[0].message


WORD = (
    "{%p for g in scrutins[0].groupes %}",
    "{{ TITLE }}",
    "{% for p in g.personnes %}{{ p.prenom }} {{ p.nom }}{{ p.suite }} {% endfor %}",
    "{%p endfor %}",
)


@pytest.mark.parametrize("wrong", [False, True])
def test_a_word_template_of_fields(
    wrong: bool, tools: RenderTools, tmp_path: Path
) -> None:
    """A part that is printed field by field, in a frame of parts."""
    title = "scrutins[0].groupes[-loop.index].intitule" if wrong else "g.intitule"
    parts = [f"{{{{ partie.{part} }}}}" for part in ALL if part != "vote"]
    vote = [line.replace("TITLE", title) for line in WORD]
    make_own(tmp_path, "deliberation", *parts, "{{ formule }}", *vote)

    found = audit("docx", make_act(), tools, tmp_path)

    assert [f.code for f in found] == (["SOR01"] if wrong else [])
    assert all("CONTRE" in f.message for f in found)


# --- what a style moves on a screen ---

GROUPED = """{% for g in s.groupes %}<div class="g g{{ loop.index }}">
<h4>{{ g.intitule }}</h4>
<p>{% for p in g.personnes %}PERSON {% endfor %}</p></div>{% endfor %}"""
APART = """<div class="box">{% for g in s.groupes %}
<h4 class="h{{ loop.index }}">{{ g.intitule }}</h4>
<p class="p{{ loop.index }}">{% for p in g.personnes %}PERSON {% endfor %}</p>
{% endfor %}</div>"""
TABLED = """<table>{% for g in s.groupes %}
<tbody class="h{{ loop.index }}"><tr><th>{{ g.intitule }}</th></tr></tbody>
<tbody class="p{{ loop.index }}"><tr><td>{% for p in g.personnes %}PERSON {% endfor %}
</td></tr></tbody>{% endfor %}</table>"""
PLACED = {
    "lists in another order": (
        APART, ".box { display: flex; flex-direction: column } .h1 { order: 1 }"
        ".p2 { order: 2 } .h2 { order: 3 } .p1 { order: 4 }", "SOR01",
    ),
    "lists above their headings": (
        GROUPED, ".g { display: flex; flex-direction: column-reverse }", "SOR01",
    ),
    "on a line, the other way round": (
        GROUPED, ".g { display: flex; flex-flow: row-reverse wrap }", "SOR01",
    ),
    "on a line of another direction": (
        GROUPED, ".g { display: flex; direction: rtl }", "SOR01",
    ),
    "on rows of a grid": (
        APART, ".box { display: grid } .h1 { grid-row: 1 } .p2 { grid-row: 2 }"
        ".h2 { grid-row: 3 } .p1 { grid-row: 4 }", "SOR01",
    ),
    "in named areas": (
        APART, '.box { display: grid; grid-template-areas: "a b" "d c" }'
        ".h1 { grid-area: a } .h2 { grid-area: b } .p1 { grid-area: c }"
        ".p2 { grid-area: d }", "SOR01",
    ),
    "in areas by their lines": (
        APART, ".box { display: grid } .h1 { grid-area: 1 / 1 }"
        ".p2 { grid-area: 2 / 1 } .h2 { grid-area: 3 / 1 }"
        ".p1 { grid-area: 4 / 1 }", "SOR01",
    ),
    "by an order in a grid": (
        APART, ".box { display: grid } .p1 { order: 1 }", "SOR01",
    ),
    "at the foot of a table": (
        TABLED, ".p1 { display: table-footer-group }", "SOR01",
    ),
    "only on a small screen": (
        GROUPED, "@media (max-width: 600px) { .g { display: flex;"
        "flex-direction: column-reverse } }", "SOR01",
    ),
    "shifted over each other": (
        APART, ".p1 { position: relative; top: 6em }"
        ".p2 { position: relative; top: -6em }", "SOR08",
    ),
    "translated over each other": (
        APART, ".p1 { transform: translateY(6em) } .p2 { translate: 0 -6em }", "SOR08",
    ),
    "drawn back over the one before": (
        GROUPED, ".g p { margin-top: -5em; padding-bottom: 5em }", "SOR08",
    ),
    "lifted to the foot": (
        APART, ".box { position: relative; padding-bottom: 3em }"
        ".p1 { position: absolute; bottom: 0 }", "SOR08",
    ),
}  # fmt: skip
PLACED_RIGHT = {
    "as written": (APART, ".box { display: flex; flex-flow: column wrap; order: 3 }"),
    "side by side": (GROUPED, "h4 { display: flex } .g { display: grid }"),
    "in a grid of two columns": (
        APART, '.box { display: grid; grid-template-areas: "a b" "c d" }'
        ".h1 { grid-area: a } .h2 { grid-area: b } .p1 { grid-area: c }"
        ".p2 { grid-area: d }",
    ),
    "by columns of a grid": (
        APART, ".box { display: grid } .h1, .p1 { grid-column: 1 }"
        ".h2, .p2 { grid-column: 2 } .h1, .h2 { grid-row: 1 } .p1, .p2 { grid-row: 2 }",
    ),
    "shifted by a little": (
        APART, ".p1 { position: relative; top: -3px } .p2 { margin-top: -0.5em }",
    ),
    "the date first": (
        APART, "main { display: flex; flex-direction: column } h1 { order: -1 }",
    ),
    "one under the other": (
        APART, ".box { display: flex; flex-direction: column } .h2, .p2 { order: 1 }",
    ),
}  # fmt: skip


def show(own: Path, vote: str, css: str) -> None:
    page = print_fields(f"<style>{css}</style>{vote}")
    (own / "deliberation.html.j2").write_text(page, encoding="utf-8")


@pytest.mark.parametrize("case", PLACED)
def test_a_style_that_swaps_two_parts_on_a_screen_is_told(
    case: str, tools: RenderTools, tmp_path: Path
) -> None:
    vote, css, code = PLACED[case]
    show(tmp_path, vote, css)

    found = audit("html", make_act(), tools, tmp_path)

    assert [f.code for f in found] == [code]
    named = ("POUR", "CONTRE", "BASTIANI", "ORSETTI", "VALLE", "PIERI", "GRIMALDI")
    assert any(name in found[0].message for name in named), found[0].message


@pytest.mark.parametrize("case", PLACED_RIGHT)
def test_a_style_that_moves_parts_rightly_is_accepted(
    case: str, tools: RenderTools, tmp_path: Path
) -> None:
    show(tmp_path, *PLACED_RIGHT[case])

    assert audit("html", make_act(), tools, tmp_path) == []


# --- what is heard in order is seen in order -----------------------------------------

STYLES = {
    "a list above its heading": (
        "p.formule ~ p.intitule { position: relative; top: 1.5em; margin: 0 }"
        "p.formule ~ p.personnes { position: relative; top: -1.5em; margin: 0 }"
        "p.formule ~ p { line-height: 1.5 }",
        "SOR01",
    ),
    "a title above the one before": (
        ".titre + .titre { position: absolute; top: -1.2cm; left: 0; margin: 0;"
        " font-size: 8pt }",
        "SOR08",
    ),
}
FINE = {
    "headings in the margin": "p.intitule { float: left; width: 5cm }"
    "p.personnes { margin-left: 6cm }",
    "two columns": "main.piece { columns: 2 }",
    "a date on the right": ".lieu-date { float: right }",
    "small capitals": "p.personnes { font-variant: small-caps }",
    "capitals": "h2, .visa { text-transform: uppercase }",
    "letters apart": "h1, h2, p { letter-spacing: 0.3em }",
    "hyphens": "html { hyphens: auto } main.piece { width: 5cm }",
    "half-veiled": "p { opacity: 0.7 }",
    "broken anywhere": "p { overflow-wrap: anywhere; width: 2cm }",
}


def style(own: Path, css: str) -> None:
    parts = "\n".join(f"{{{{ partie.{part} }}}}" for part in ALL)
    page = FRAME % f"<style>{css}</style>\n{parts}"
    (own / "deliberation.html.j2").write_text(page, encoding="utf-8")


@pytest.mark.parametrize("case", STYLES)
def test_a_style_that_shows_a_text_elsewhere_is_told(
    case: str, tools: RenderTools, tmp_path: Path
) -> None:
    css, code = STYLES[case]
    style(tmp_path, css)

    found = audit("pdf", make_act(), tools, tmp_path)

    assert [f.code for f in found] == [code]
    assert "page" in found[0].message


@pytest.mark.parametrize("case", draw(3, FINE))
def test_a_style_that_keeps_the_order_is_accepted(
    case: str, tools: RenderTools, tmp_path: Path
) -> None:
    style(tmp_path, FINE[case])

    assert audit("pdf", make_act(), tools, tmp_path) == []


NAMES = ("M. שלום", "Mme فاطمة", "Jean-Baptiste de la Tour-Saint-Martin")
WORDS = (
    "Le 1*er* janvier, l'in**alié**nable **plan ([annexe](https://exemple.test/a))**."
    f" {', '.join(NAMES)} et {'Brigantolucelmonve' * 3}, à l'adresse "
    f"https://exemple.test/{'une-page_' * 20}fin?a=1&b=2.\n\n"
    "- un point :\n  - un autre,\n\n  et sa suite ;\n- un dernier[^1].\n\n"
    f"[^1]: {'La note est longue et va sur une autre page. ' * 20}\n\n"
    "Terme\n: Ce qu'il veut dire.\n\n"
    f"| Objet | Détail | Part |\n|---|---|---|\n| A | {'Un texte haut. ' * 300} | 1 |\n"
    f"| B | court | {'Un autre texte haut. ' * 200} |\n"
)


@pytest.mark.parametrize("fmt", FORMATS)
def test_ordinary_words_are_read_whole(fmt: str, tools: RenderTools) -> None:
    """Words cut by lines, by looks or by pages; tall cells beside short ones."""
    corps, told = parse_prose(WORDS, "essai.md")
    assert told == []
    view = dataclasses.replace(make_annexe(), corps=corps)

    assert read_back(fmt, view, tools) == []


LEFTWARDS = (
    "été مرحبا « ici » et là",
    "שלום CORSE مرحبا ; Aiacciu et l'école",
    "Le lieu dit « שלום », en hébreu (שלום), rue مرحبا, au 12.",
    "M. שלום (maire), Mme مرحبا [adjointe] ; 25 % des voix",
    "M. שלום !, Mme פרץ (12), [שלום] ; le 12 שלום 13 ; שלום ?! oui, « שלום ».",
    "À فاطمة (2024), « فاطمة » : 15 €, فاطمة… Mme فاطمة الزهراء, M. בן גוריון, 1886 ;",
    "שלום (n° 12), {שלום}, 3 × שלום = ‹ 4,5 % ›, à שלום/שלום-12, 06 12 33 14 15",
    f"{'Voici un long texte avant ce nom. ' * 5} פרץ (12 000 €) [a] " * 4,
    "Mme فاطمة الزهراء (adjointe), M. בן גוריון, 1886 ; rue بن باديس, n° 12.",
    "Si x > שלום < 3 ≤ פרץ ≥ y, « שלום, (פרץ {12 › שלום.",
    "| Nom | Âge | Part |\n|---|---|---|\n| שלום | 12 | 3 % |\n| פרץ, | (4) | 5 |\n",
    "| Nom | Temps |\n|---|---|\n| M. שלום, adjoint | ½ journée |\n| Mme פרץ | 2 ⅔ |\n",
    "- שלום\n- 12 rue\n- שלום 3\n- 4\n\nפרץ.\n\n12. Fin[^1].\n\n[^1]: 3 שלום, 12.",
)


@pytest.mark.parametrize("text", LEFTWARDS)
@pytest.mark.parametrize("fmt", FORMATS)
def test_signs_beside_a_word_from_right_to_left_are_read(
    fmt: str, text: str, tools: RenderTools
) -> None:
    """Libraries turn round what stands beside it, and set its spaces elsewhere."""
    corps, _ = parse_prose(text, "essai.md")
    view = dataclasses.replace(make_annexe(), corps=corps)

    assert read_back(fmt, view, tools) == []


SWAPPED = {
    "two words": (
        "M. שלום (12), maire de Bastia, à 3 פרץ !, adjoint.",
        "M. שלום (12), adjoint de Bastia, à 3 פרץ !, maire.",
        "SOR01",
    ),
    "a name for another": ("M. שלום (12) et M. פרץ, 3.", "M. פרץ (12) et M. פרץ, 3.",
                           "SOR01"),
    "a number for another": ("M. שלום (12) et 3 פרץ.", "M. שלום (13) et 3 פרץ.",
                             "SOR01"),
    "two names": ("M. שלום (12) et M. פרץ, 3.", "M. פרץ (12) et M. שלום, 3.", "SOR08"),
}  # fmt: skip


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("swap", SWAPPED)
def test_a_swap_beside_a_word_from_right_to_left_is_told(
    fmt: str, swap: str, tools: RenderTools
) -> None:
    """What the page says is not what the act says."""
    printed, said, code = SWAPPED[swap]
    views = [
        dataclasses.replace(make_annexe(), corps=parse_prose(text, "essai.md")[0])
        for text in (printed, said)
    ]
    made = render_piece(list_formats()[fmt], views[0], tools)
    assert made is not None

    assert list_formats()[fmt].audit(made.content, [views[0]]) == []
    found = list_formats()[fmt].audit(made.content, [views[1]])
    assert [f.code for f in found] == [code]


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("fmt", FORMATS)
def test_parties_side_by_side_and_choices_are_read(
    fmt: str, count: int, tools: RenderTools
) -> None:
    """Names in a row, then what is said of each; answers, and not their values."""
    places = tuple(
        Signataire(tuple((Brin(f"{word} {rank}"),) for word in SAID[: 3 - rank % 3]))
        for rank in range(count)
    )
    question = Question(
        (Brin("1."),), (Brin("Êtes-vous aidés ?"),), (), 0, "q1", "option", "aide",
        (Choix((Brin("Oui"),), "oui-valeur", "boîte"),
         Choix((Brin("Non"),), "non-valeur", "boîte")),
    )  # fmt: skip
    corps = (question, Signatures((Brin("Fait à Lieu"),), places))
    view = dataclasses.replace(make_annexe(), corps=corps)

    assert read_back(fmt, view, tools) == []


SAID = ("Mme Anne AMBRE", "Présidente", "« lu et approuvé »")
