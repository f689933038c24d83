"""References to annexes: found, resolved, and made links of the dossier."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest
import weasyprint
from docx.oxml.ns import qn

from delib_gen.checking import Checked, check_session
from delib_gen.composition.compose import compose
from delib_gen.composition.links import Linker
from delib_gen.composition.tree import Alinea, Balise, Composition, Part
from delib_gen.findings import Severity
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.formats.page import write_page
from delib_gen.formats.pdf.renvois import bind_links
from delib_gen.lang.phrasebook import load_table
from delib_gen.lang.renvois import RenvoiReader
from delib_gen.prose.tree import Brin
from delib_gen.prose.walk import iter_brins
from delib_gen.render import RenderSpec, make_tools
from delib_gen.templating.runs import write_runs
from delib_gen.view.base import View
from docx_helpers import read_part
from format_helpers import render_piece, render_pieces
from pdf_helpers import iter_structure
from view_helpers import build_views, make_acte_context

READER = RenvoiReader(load_table("fr", "renvois"))
KNOWN = (("deliberation", 1), ("rapport", 1), ("rapport", 2))
D1, R1, R2 = KNOWN

FOUND = {
    # text, the piece that it is of: what is linked, to which annexe
    ("voir l’annexe 2.", "rapport"): [("annexe 2", R2)],
    ("voir l’annexe\u00a01.", "deliberation"): [("annexe\u00a01", D1)],
    ("voir l’annexe 2.", "deliberation"): [("annexe 2", R2)],
    ("Annexe n° 1, ANNEXE N°2", "rapport"): [("Annexe n° 1", R1), ("ANNEXE N°2", R2)],
    ("en annexe 2 du présent rapport.", "rapport"): [
        ("annexe 2 du présent rapport", R2)
    ],
    ("l’annexe 1 à la présente délibération", "rapport"): [
        ("annexe 1 à la présente délibération", D1)
    ],
    ("l’annexe 2 au rapport", "deliberation"): [("annexe 2 au rapport", R2)],
    ("les annexes 1 et 2", "rapport"): [("annexes 1", R1), ("2", R2)],
    ("les annexes 1 à 2 du présent rapport", "deliberation"): [
        ("annexes 1", R1),
        ("2", R2),
    ],
    ("les annexes 1, 2 et 7", "rapport"): [("annexes 1", R1), ("2", R2), ("7", None)],
    ("voir l’annexe 3", "rapport"): [("annexe 3", None)],
    ("l’annexe 2 à la présente délibération", "rapport"): [
        ("annexe 2 à la présente délibération", None)
    ],
    # somebody else's
    ("l’annexe 1 de la directive", "rapport"): [("annexe 1", None)],
    ("l’annexe 1 de l'arrêté", "rapport"): [("annexe 1", None)],
    ("l’annexe 1 du rapport d’activité", "rapport"): [("annexe 1", None)],
    ("l’annexe 1 à la délibération n° 21/083 AC", "rapport"): [("annexe 1", None)],
    # the text of an annexe speaks of its own, unless it says otherwise
    ("voir l’annexe 1", ""): [("annexe 1", None)],
    ("voir l’annexe 1 du rapport", ""): [("annexe 1 du rapport", None)],
    ("voir l’annexe 1 au présent rapport", ""): [("annexe 1 au présent rapport", R1)],
    # not a reference
    ("les annexes, la somme de 3 €, et l’annexé 1", "rapport"): [],
    ("annexe 12", "rapport"): [("annexe 12", None)],
}


@pytest.mark.parametrize(("text", "place"), FOUND)
def test_each_number_sends_to_its_annexe(text: str, place: str) -> None:
    found = [
        (text[c.start : c.end], renvoi.find(c.rang, place, KNOWN))
        for renvoi in READER.read(text)
        for c in renvoi.cibles
    ]

    assert found == FOUND[text, place]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("annexes 1 à 4", {1, 2, 3, 4}),
        ("annexes 1, 3 à 5 et 8", {1, 3, 4, 5, 8}),
        ("annexes 4 à 2", {2, 3, 4}),
        ("annexes 1 à 999999999", {1, 999_999_999}),
    ],
)
def test_ranges_are_of_all_their_ranks(text: str, ranks: set[int]) -> None:
    (renvoi,) = READER.read(text)

    assert renvoi.rangs == ranks


# --- The dossier ----------------------------------------------------------------

SESSION = """
collectivite: corse
organe: commission-permanente
stade: projet
date: 2023-12-19
actes:
  - titre: {fr: ESSAI, co: PROVA}
    visas: [{ref: cgct}]
    articles:
      - APPROUVE le plan (cf. annexe 1) et les annexes 1 à 3 du rapport.
      - ref: publication-electronique
    rapport:
      corps: |
        Voir l’**annexe** 1 & l’annexe 3 du présent rapport ;
        l’annexe 4 de la directive ; [annexe 2](https://exemple.fr) ;
        l’annexe 1 à la présente délibération.
    annexes:
      - {titre: Plan, fichier: plan.md}
      - {titre: Un, fichier: un.md, de: rapport}
      - {titre: Deux, fichier: deux.pdf, de: rapport}
      - {titre: "Trois & quatre", fichier: un.md, de: rapport}
"""
TEXTS = {
    "plan.md": "Voir annexe 1, et l’annexe 1 au présent rapport.\n",
    "un.md": "Voir annexe 1, et l’annexe 1 à la présente délibération.\n",
}
ARTICLE = [
    ("annexe\u00a01", "annexe-deliberation-1"),
    ("annexes 1", "annexe-rapport-1"),
    ("3", "annexe-rapport-3"),
]
BODY = [
    ("annexe", "annexe-rapport-1"),
    ("1", "annexe-rapport-1"),
    ("annexe\u00a03 du présent rapport", "annexe-rapport-3"),
    ("annexe\u00a01 à la présente délibération", "annexe-deliberation-1"),
]
ANNEXES = [
    ("annexe\u00a01 au présent rapport", "annexe-rapport-1"),
    *[("annexe\u00a01 à la présente délibération", "annexe-deliberation-1")] * 2,
]
# The request of the rapport is the article over again, and means what it means.
LINKS = [*ARTICLE, *BODY, *ARTICLE, *ANNEXES]
"""What is linked in the dossier of the session, in order."""


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("renvois")
    (folder / "seance.yaml").write_text(SESSION, encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "deux.pdf")
    checked = check_session(folder / "seance.yaml")
    assert not [d for d in checked.findings if d.severity is Severity.ERREUR]
    return checked


def render_dossier(checked: Checked, form: str, langue: str = "fr") -> bytes:
    assert checked.situation is not None
    assert checked.reference is not None
    charte = checked.reference.charte
    assert charte is not None
    context = make_acte_context(checked.situation.actes[0], langue, charte)
    views = tuple(build_views(context))
    tools = make_tools(langue, RenderSpec("corse", charte, None))
    fmt = list_formats()[form]
    content = render_pieces(fmt, views, views[0].meta, tools).content
    assert not fmt.audit(content, views)
    return content


def test_page_has_a_link_for_each_number(projet: Checked) -> None:
    page = render_dossier(projet, "html").decode()
    found = re.findall(
        r'<a class="interne" href="#([^"]*)" title="([^"]*)">(.*?)</a>', page
    )

    assert [(text, target) for target, _, text in found] == LINKS
    anchors = re.findall(r'<(?:main|section) [^>]*?id="([^"]*)"', page)
    assert {target for target, *_ in found} <= set(anchors)
    assert ("annexe-rapport-3", "Annexe 3 : Trois &amp; quatre") in {
        (target, title) for target, title, _ in found
    }
    assert '<a href="https://exemple.fr">annexe\u00a02</a>' in page


def test_corsican_edition_links_the_references_of_its_french_texts(
    projet: Checked,
) -> None:
    """« annexe » has no Corsican that anybody has read."""
    page = render_dossier(projet, "html", "co").decode()

    found = re.findall(r'<a class="interne" href="#([^"]*)"[^>]*>(.*?)</a>', page)
    assert [(text, target) for target, text in found] == LINKS


def test_word_file_has_the_same_links(projet: Checked) -> None:
    body = read_part(render_dossier(projet, "docx"))
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    found = [
        ("".join(t.text for t in link.iter(qn("w:t"))), link.get(qn("w:anchor")))
        for link in body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    ]
    # a bold word and what follows it are one stretch of a paragraph, and so one link
    one = ("annexe\u00a01", "annexe-rapport-1")
    expected = [*ARTICLE, one, *BODY[2:], *ARTICLE, *ANNEXES]

    assert found == [(text, f"_{to.replace('-', '_')}") for text, to in expected]
    assert {anchor for _, anchor in found} <= set(names)
    assert len(names) == len(set(names))


def test_links_change_no_sign_and_no_line(
    views: tuple[View, ...], tools: RenderTools
) -> None:
    """Each piece of the reference dossier is broken into lines as it is alone."""
    linker = Linker(views)
    for view in views:
        piece = compose(view, tools.find_library)
        page = write_page(piece, tools)
        linked = write_page(bind_links(linker.link(piece)), tools)

        assert re.sub(r'<a class="interne"[^>]*>(.*?)</a>', r"\1", linked) == page


def test_pdf_links_are_tagged_and_say_where_they_lead(projet: Checked) -> None:
    content = render_dossier(projet, "pdf")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = {
            (str(note.Dest), str(note.Contents))
            for page in pdf.pages
            for note in page.obj.get("/Annots", [])
            if "/Dest" in note
        }
        names = {str(n) for n in list(pdf.Root.Names.Dests.Names)[::2]}
        kinds = [str(element.S) for element in iter_structure(pdf)]

    assert found == {
        ("annexe-deliberation-1", "Annexe 1 : Plan"),
        ("annexe-rapport-1", "Annexe 1 : Un"),
        ("annexe-rapport-3", "Annexe 3 : Trois & quatre"),
    }
    assert {to for to, _ in found} <= names
    assert kinds.count("/Link") == len(LINKS) + 1  # and that of the web


def test_contents_page_and_pieces_alone_have_none(projet: Checked) -> None:
    assert projet.situation is not None
    assert projet.reference is not None
    assert projet.reference.charte is not None
    context = make_acte_context(
        projet.situation.actes[0], "fr", projet.reference.charte
    )
    views = tuple(build_views(context))
    tools = make_tools("fr", RenderSpec("corse", projet.reference.charte, None))
    text = (Brin("Annexe 1 au présent rapport"),)
    contents = dataclasses.replace(
        views[0], meta=dataclasses.replace(views[0].meta, piece="sommaire")
    )

    assert link_texts(contents, views, text) == []
    assert link_texts(views[0], views, text) != []
    rendered = render_piece(list_formats()["html"], views[1], tools)
    assert rendered is not None
    assert b'class="interne"' not in rendered.content


@pytest.mark.parametrize(
    ("runs", "linked"),
    [
        ((Brin("annexe\u00a01"),), "annexe\u00a01"),
        ((Brin("annexe 1 de l'arrêté"),), ""),
        ((Brin("annexe", gras=True), Brin(" 1")), "annexe| 1"),
        ((Brin("annexe"), Brin("", saut=True), Brin("1")), ""),
        ((Brin("annexe "), Brin("1", cible="https://exemple.test")), ""),
        ((Brin("annexe"), Brin("", note=(Brin("de"),)), Brin(" 1")), ""),
        ((Brin("annexe 1/annexe 2"),), "annexe 1|annexe 2"),
    ],
)
def test_what_is_not_one_text_is_not_linked(
    runs: tuple[Brin, ...], linked: str, views: tuple[View, ...]
) -> None:
    rapport = next(view for view in views if view.meta.piece == "rapport")
    found = link_texts(rapport, views, runs)

    assert "|".join(text for text, _ in found) == linked


def link_texts(
    view: View, views: Sequence[View], *paragraphs: tuple[Brin, ...]
) -> list[tuple[str, str]]:
    """What is linked in a piece made of some paragraphs, and where it leads."""
    blocs = tuple(Alinea("Article", (Balise("p"),), runs) for runs in paragraphs)
    linked = Linker(views).link(Composition(view, (Part("articles", blocs),)))
    return [
        (brin.texte, brin.cible)
        for brins in iter_brins(linked.parties)
        for brin in brins
        if brin.cible.startswith("#")
    ]


def test_piece_of_an_application_file_is_no_target_and_sends_to_annexes(
    projet: Checked,
) -> None:
    """What stands within annexe 1 is not « annexe 1 » a second time."""
    assert projet.situation is not None
    assert projet.reference is not None
    assert projet.reference.charte is not None
    context = make_acte_context(
        projet.situation.actes[0], "fr", projet.reference.charte
    )
    views = tuple(build_views(context))
    within = dataclasses.replace(
        views[-1], meta=dataclasses.replace(views[-1].meta, piece="annexe-rapport-1-1")
    )
    text = (Brin("annexe 1, annexe 1 au présent rapport"),)

    linked = link_texts(within, (*views, within), text)

    assert [target for _, target in linked] == ["#annexe-rapport-1"]


@pytest.mark.parametrize("look", [{"cible": "#x"}, {"italique": True}])
def test_words_beside_a_link_are_not_broken_for_being_in_another_language(look):
    """`an|nexe 3`, or `annexe 3|)`, in an edition that lacks the phrase."""
    runs: list[Brin] = []
    for rank, what in enumerate(
        ["texte", "convention", "formulaire", "aides", "plan"], 1
    ):
        runs += [
            Brin(f"), le {what} (", langue="fr"),
            Brin(f"annexe\xa0{rank}", langue="fr", **look),
        ]
    text = "".join(brin.texte for brin in runs)
    for width in range(90, 170, 10):
        page = weasyprint.HTML(
            string=f"<style>@page {{ size: {width}mm 200mm }}"
            f"p {{ overflow-wrap: anywhere }}</style>"
            f'<p id="x">{write_runs(tuple(runs))}</p>'
        ).write_pdf()
        with pypdfium2.PdfDocument(page) as document:
            lines = document[0].get_textpage().get_text_range().splitlines()
        assert " ".join(lines).strip() == text
