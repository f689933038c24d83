"""How an act sets out who was there: what the organ's file says, and nothing else."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.checking import check_session
from delib_gen.formats.docx import FORMAT as DOCX
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.view.context import make_seance_context
from delib_gen.view.en_regard import pair_views
from docx_helpers import load_reference, render
from en_regard_helpers import COLONNES
from format_helpers import render_piece
from presences_helpers import MEMBRES, elu, hold, plain, spell, view
from view_helpers import build_views

LISTED = {
    "presents": ["MARBRE", "ARDOISE", "GRANIT", "BASALTE"],
    "excuses": [],
    "absents": ["QUARTZ"],
}


def read(folder: Path, **presences: Any) -> tuple[str, str]:
    """The heading and the names of those who are there."""
    (groupe,) = view(hold(folder, organe={"presences": presences}, **LISTED)).presences
    return plain(groupe.intitule), plain(spell(groupe))


def test_nothing_said_is_the_alphabet_after_a_common_civility(tmp_path: Path):
    assert read(tmp_path) == (
        "ETAIENT PRESENTS : Mmes et MM.",
        "Bruno ARDOISE, Didier BASALTE, Aline GRANIT, Cécile MARBRE",
    )


@pytest.mark.parametrize(
    ("presences", "names"),
    [
        (
            {"ordre": "tableau"},
            "Aline GRANIT, Cécile MARBRE, Bruno ARDOISE, Didier BASALTE",
        ),
        (
            {"ordre": "saisie"},
            "Cécile MARBRE, Bruno ARDOISE, Aline GRANIT, Didier BASALTE",
        ),
        (
            {"noms": "nom-prenom"},
            "ARDOISE Bruno, BASALTE Didier, GRANIT Aline, MARBRE Cécile",
        ),
        (
            {"ordre": "tableau", "titres": "oui"},
            "Aline GRANIT, maire ; Cécile MARBRE, 1re adjointe ; Bruno ARDOISE ; "
            "Didier BASALTE",
        ),
    ],
)
def test_order_form_and_titles(presences: dict[str, str], names: str, tmp_path: Path):
    assert read(tmp_path, **presences)[1] == names


def test_each_name_has_its_civility_and_the_heading_none(tmp_path: Path):
    heading, names = read(tmp_path, civilites="chacun")
    assert heading == "ETAIENT PRESENTS :"
    assert names.startswith("M. Bruno ARDOISE, M. Didier BASALTE, Mme Aline GRANIT,")


def test_lists_are_parted_by_group_and_by_commune(tmp_path: Path):
    for par, expected in (
        (
            "groupe",
            {
                "Avenir :": "Bruno ARDOISE, Didier BASALTE",
                "Ensemble :": "Aline GRANIT, Cécile MARBRE",
            },
        ),
        (
            "commune",
            {
                "Combe :": "Didier BASALTE",
                "Roche :": "Aline GRANIT",
                "Val :": "Bruno ARDOISE, Cécile MARBRE",
            },
        ),
    ):
        organe = {"presences": {"par": par}}
        (groupe,) = view(hold(tmp_path, organe=organe, **LISTED)).presences
        found = {plain(r.intitule): plain(spell(r)) for r in groupe.rubriques}
        assert found == expected
        assert groupe.personnes == ()


def test_those_of_no_college_come_last_without_a_heading(tmp_path: Path):
    organe = {"presences": {"par": "college"}}
    (groupe,) = view(hold(tmp_path, organe=organe, **LISTED)).presences
    assert [plain(r.intitule) for r in groupe.rubriques] == ["élus :", ""]


def test_substitute_stands_where_the_member_would(tmp_path: Path):
    organe = {"presences": {"ordre": "tableau", "par": "commune"}}
    (groupe,) = view(hold(tmp_path, organe=organe)).presences
    names = [plain(spell(rubrique)) for rubrique in groupe.rubriques]
    assert names[-1] == "Fabien SCHISTE, suppléant de M. Didier BASALTE"
    assert plain(groupe.rubriques[-1].intitule) == "Combe :"


def test_a_single_name_stands_on_the_line_of_its_heading(tmp_path: Path):
    organe = {"presences": {"seul_en_ligne": "oui", "un_par_ligne": "oui"}}
    seen = view(hold(tmp_path, organe=organe, **LISTED))
    assert [(g.en_ligne, g.un_par_ligne) for g in seen.presences] == [(False, True)]
    assert [(g.en_ligne, g.un_par_ligne) for g in seen.absences] == [(True, False)]


def test_box_says_days_hour_and_counts_once(tmp_path: Path):
    lines = ["convocation", "heure", "en-exercice", "presents", "votants"]
    organe = {"presences": {"encadre": lines}, "comptes_imprimes": "oui"}
    seen = view(hold(tmp_path, organe=organe, heure="18 h 30"))
    assert [plain(line) for line in seen.encadre] == [
        "Date de convocation : 11 décembre 2023",
        "Heure d’ouverture de la séance : 18 h 30",
        "Nombre de membres en exercice : 5",
        "Nombre de membres présents : 3",
        "Nombre de votants : 3",
    ]
    assert seen.comptes == ""
    lines.remove("heure")
    organe["presences"] = {"encadre": lines[:1]}
    seen = view(hold(tmp_path, organe=organe))
    assert len(seen.encadre) == 1
    assert "Votants : 3" in plain(seen.comptes)


def test_a_mandate_says_more_than_the_member(tmp_path: Path):
    later = elu(
        *("M.", "Bruno", "ARDOISE"),
        rang="9",
        mandats=[
            {"organe": "conseil", "jusque": "2022-01-01", "rang": "7"},
            {"organe": "conseil", "depuis": "2022-01-01", "titre": "doyen"},
        ],
    )
    first = elu("Mme", "Aline", "GRANIT", rang="8", fonctions=[{"fonction": "maire"}])
    checked = hold(
        tmp_path,
        membres=(later, first),
        organe={"presences": {"ordre": "tableau", "titres": "oui"}},
        presents=["ARDOISE", "GRANIT"],
        excuses=[],
    )
    assert plain(spell(view(checked).presences[0])) == (
        "Aline GRANIT ; Bruno ARDOISE, doyen"
    )


def test_in_corsican_what_has_no_phrase_is_said_in_french(tmp_path: Path):
    organe = {"presences": {"encadre": ["presents"]}}
    seen = view(hold(tmp_path, organe=organe), "co")
    assert seen.encadre[0].startswith("Nombre de membres présents")
    assert getattr(seen.encadre[0], "pieces", ())


def test_word_draws_one_frame_around_the_lines_of_the_box(tmp_path: Path):
    organe = {"presences": {"encadre": ["convocation", "presents", "votants"]}}
    for shown, lines in ((organe, 3), ({}, 0)):
        document = Document(io.BytesIO(render(view(hold(tmp_path, organe=shown)))))
        frames = [
            etree.tostring(frame)
            for paragraph in document.paragraphs
            for frame in paragraph._p.iter(qn("w:pBdr"))
        ]
        assert len(frames) == lines
        assert len(set(frames)) <= 1  # else Word would draw one around each


def test_word_draws_the_box_inside_a_cell_beside_another_language(tmp_path: Path):
    """The edges of a cell hide what is drawn outside of them: the frame's sides."""
    organe = {"presences": {"encadre": ["presents"]}}
    held = hold(tmp_path, organe=organe)
    views = [view(held), view(held, "co")]
    (pair,) = pair_views([views[0]], [views[1]], COLONNES)
    tools = make_tools("fr+co", RenderSpec("conseil", load_reference()[1], None))
    made = render_piece(DOCX, pair, tools).content
    frames = list(Document(io.BytesIO(made)).element.body.iter(qn("w:pBdr")))
    assert frames
    for frame in frames:
        indent = frame.getparent().find(qn("w:ind"))
        assert int(indent.get(qn("w:left"))) > 0
        assert int(indent.get(qn("w:right"))) > 0


def test_the_counts_are_those_of_the_quorum() -> None:
    """Who steps aside for the accounts is neither counted there nor printed as such."""
    path = data_dir() / "exemples" / "2025-06-24-commune" / "seance.yaml"
    situation = check_session(path).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    context = make_seance_context(situation, "fr", charte)
    for acte in situation.actes[:2]:
        act: Any = build_views(context.turn_to(acte))[0]
        said = act.comptes.replace("\u00a0", " ")
        assert f"Présents : {acte.quorum.presents} " in said
    there = [acte.quorum.presents for acte in situation.actes[:2]]
    assert there[0] < there[1]


ABSENCES: dict[str, Any] = {
    "presents": ["GRANIT", "MARBRE", "BASALTE"],
    "pouvoirs": {"ARDOISE": "GRANIT"},
    "excuses": ["QUARTZ"],
}


def absences(folder: Path, **presences: Any) -> tuple[list[str], int]:
    """Who is not there, as it is read, and how many powers have a list."""
    shown = view(hold(folder, organe={"presences": presences}, **ABSENCES))
    read = [f"{plain(g.intitule)} {plain(spell(g))}" for g in shown.absences]
    assert bool(shown.pouvoirs_intitule) is bool(shown.pouvoirs)
    return read, len(shown.pouvoirs)


def test_those_who_gave_power_may_be_named_among_the_others(tmp_path: Path):
    excused = "ETAIT EXCUSEE : Mme Elsa QUARTZ"
    assert absences(tmp_path) == ([excused], 1)
    assert absences(tmp_path, representes=["excuses"]) == (
        [
            "ETAIENT EXCUSES : Mme et M. Bruno ARDOISE "
            "(pouvoir à Mme Aline GRANIT) ; Elsa QUARTZ"
        ],
        0,
    )
    assert absences(tmp_path, representes=["absents", "pouvoirs"]) == (
        ["ETAIT ABSENT : M. Bruno ARDOISE", excused],
        1,
    )


def test_a_power_is_never_left_out(tmp_path: Path):
    assert absences(tmp_path, representes=[])[1] == 1


def test_a_surname_alone_unless_another_member_has_it(tmp_path: Path):
    assert read(tmp_path, noms="nom")[1] == "ARDOISE, BASALTE, GRANIT, MARBRE"
    twin = elu("M.", "Hubert", "MARBRE", mandats=[])
    organe = {"presences": {"noms": "nom"}}
    checked = hold(tmp_path, organe=organe, membres=(*MEMBRES, twin), **LISTED)
    names = plain(spell(view(checked).presences[0]))
    assert names == "ARDOISE, BASALTE, GRANIT, Cécile MARBRE"


def test_the_member_may_be_named_before_the_substitute(tmp_path: Path):
    organe = {"presences": {"remplaces": "titulaire"}}
    (groupe,) = view(hold(tmp_path, organe=organe)).presences
    assert "Didier BASALTE, remplacé par M. Fabien SCHISTE" in plain(spell(groupe))


def test_what_follows_a_name_stands_apart_from_it(tmp_path: Path):
    """A phrase in brackets does not stick to the name before it."""
    checked = hold(tmp_path)
    path = tmp_path / "autorite.yaml"
    own = {"personne.suppleant": {"un_homme": "(pour {titulaire})"}}
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "phrases": {"fr": own}}), "utf-8")
    checked = check_session(tmp_path / "seance.yaml")
    (groupe,) = view(checked).presences
    assert "SCHISTE (pour M. Didier BASALTE)" in plain(spell(groupe))


def test_the_box_says_the_quorum_and_the_day_of_publication(tmp_path: Path):
    organe = {"presences": {"encadre": ["quorum", "publie"]}}
    seen = view(hold(tmp_path, organe=organe, publie_le="2023-12-21"))
    assert [plain(line) for line in seen.encadre] == [
        "Quorum : 3",
        "Date de publication : 21 décembre 2023",
    ]


def test_lists_and_powers_may_run_on_from_their_headings(tmp_path: Path):
    organe = {"presences": {"en_ligne": "oui"}}
    absent = {"presents": ["GRANIT", "MARBRE", "BASALTE"], "excuses": []}
    given = {"ARDOISE": "GRANIT", "QUARTZ": "MARBRE"}
    shown = view(hold(tmp_path, organe=organe, pouvoirs=given, **absent))
    assert all(groupe.en_ligne for groupe in shown.presences)
    assert [plain(line.mandataire.suite) for line in shown.pouvoirs] == [" ;", ""]
    organe = {"presences": {"en_ligne": "oui", "par": "groupe"}}
    shown = view(hold(tmp_path, organe=organe, pouvoirs=given, **absent))
    assert not any(groupe.en_ligne for groupe in shown.presences)


def test_a_civility_may_stand_where_it_changes(tmp_path: Path):
    sexes = ["GRANIT", "MARBRE", "BASALTE", "ARDOISE"]
    organe = {"presences": {"ordre": "saisie", "civilites": "suite", "noms": "nom"}}
    listed = {"presents": sexes, "excuses": [], "absents": ["QUARTZ"]}
    shown = view(hold(tmp_path, organe=organe, **listed))
    (groupe,) = shown.presences
    assert plain(spell(groupe)) == "Mmes GRANIT, MARBRE, MM. BASALTE, ARDOISE"
    assert plain(spell(shown.absences[0])) == "Mme QUARTZ"
    assert not plain(groupe.intitule).endswith("MM.")
