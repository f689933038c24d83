"""The made-up plenary sitting: what it finds, counts, prints; a draft of the next."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest

from cli_helpers import Result, call
from delib_gen.checking import Checked, check_session
from delib_gen.model.situation import ActeEnSeance
from delib_gen.resources import data_dir
from delib_gen.view.base import Groupe, Personne
from delib_gen.view.context import ActeContext
from delib_gen.view.deliberation import DeliberationView
from pleniere_tables import (
    AILLEURS,
    COMPTES,
    EXCUSES,
    MOUVEMENTS,
    PRESIDENCES,
    REJETES,
    SCRUTINS,
    SECOND_JOUR,
    SUITES,
)
from test_same_words import READERS, Words
from view_helpers import build_views, make_acte_context

EXEMPLES = data_dir() / "exemples"
PLENIERE = EXEMPLES / "2026-09-30-ac" / "seance.yaml"
PROJET = EXEMPLES / "2026-11-26-ac-projet" / "seance.yaml"
DOSSIER = "2026-09-30_2026-10-01-ac"
FORMATS = ("pdf", "docx", "html")
NUMEROS = list(COMPTES)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_session(PLENIERE)


def find_acte(checked: Checked, numero: str) -> ActeEnSeance:
    assert checked.situation is not None
    (acte,) = (a for a in checked.situation.actes if a.numero == numero)
    return acte


def make_context(checked: Checked, numero: str) -> ActeContext:
    assert checked.reference is not None
    assert checked.reference.charte is not None
    acte = find_acte(checked, numero)
    return make_acte_context(acte, "fr", checked.reference.charte)


def write_act(checked: Checked, numero: str) -> DeliberationView:
    view = build_views(make_context(checked, numero))[0]
    assert isinstance(view, DeliberationView)
    return view


def plain(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u00a0", " ")


def name(personne: Personne) -> str:
    return f"{personne.prenom} {personne.nom}"


def list_names(groupes: Iterable[Groupe]) -> list[str]:
    return [name(p) for groupe in groupes for p in groupe.personnes]


# --- What is found, and what it comes to ---------------------------------------


def test_it_finds_what_it_wants_to_show_and_nothing_else():
    result = call("check", PLENIERE, "--diagnostics", "json")
    found = sorted((f["code"], f["acte"] or "") for f in result.findings)

    assert result.status == 0
    assert found == [
        *(("LAN01", f"26/{number} AC") for number in (105, 107, 111, 113)),
        ("PRE05", ""),
        ("VOT05", "26/108 AC"),
        ("VOT08", "26/103 AC"),
    ]


def test_what_it_finds_names_the_right_one_of_several(checked: Checked):
    """Of two members of one name, and of two who step aside."""
    found = {f.code: f for f in checked.findings}
    span = found["VOT08"].span

    assert "`{membre: Josée MUFRINACCI, " in found["PRE05"].hint
    assert span is not None
    line = PLENIERE.read_text("utf-8").splitlines()[span.line - 1]
    assert "de l'ORTO SOPRANO" in line


def test_the_summary_counts_things_in_the_plural():
    summary = call("check", PLENIERE).out

    assert "(56 pour, 2 contre, 1 abstention, 2 sans participation)" in summary
    assert "(31 pour, 15 contre, 13 abstentions)" in summary


@pytest.mark.parametrize("numero", NUMEROS)
def test_each_act_comes_to_what_was_counted_by_hand(numero: str, checked: Checked):
    acte, wanted = find_acte(checked, numero), COMPTES[numero]
    figures = acte.decompte.chiffres if acte.decompte else None
    votes = (
        (figures.pour, figures.contre, figures.abstention, figures.non_participation)
        if figures
        else (0, 0, 0, 0)
    )
    quorum = acte.quorum

    assert votes == wanted.votes
    assert (quorum.base, quorum.requis) == (wanted.base, wanted.requis)
    assert (quorum.presents, quorum.avec_pouvoirs) == wanted.presence
    assert (acte.resultat.mode.value if acte.resultat else "acte") == wanted.issue
    if acte.resultat is not None:
        assert acte.resultat.adopte is (numero not in REJETES)


def test_blank_and_void_papers_stand_apart(checked: Checked):
    decompte = find_acte(checked, "26/110 AC").decompte

    assert decompte is not None
    assert (decompte.chiffres.blancs, decompte.chiffres.nuls) == (6, 1)
    assert decompte.chiffres.total == 59


# --- What is printed -----------------------------------------------------------


@pytest.mark.parametrize("numero", NUMEROS)
def test_who_is_elsewhere_is_printed_after_each_movement(numero: str, checked: Checked):
    view = write_act(checked, numero)
    pouvoirs, intitule, absents, excuse = AILLEURS[numero]
    printed = [f"{name(p.donneur)} / {name(p.mandataire)}" for p in view.pouvoirs]

    assert printed == pouvoirs.splitlines()
    assert [(plain(g.intitule), list_names([g])) for g in view.absences] == [
        (intitule, absents),
        (EXCUSES[excuse], [excuse]),
    ]
    assert tuple(plain(m) for m in view.mouvements) == MOUVEMENTS[numero]


@pytest.mark.parametrize("numero", NUMEROS)
def test_every_member_is_printed_once_in_the_attendance(numero: str, checked: Checked):
    view = write_act(checked, numero)
    givers = [name(p.donneur) for p in view.pouvoirs]
    names = [*list_names((*view.presences, *view.absences)), *givers]
    register = find_acte(checked, numero).situation.autorite.membres

    assert sorted(names) == sorted(elu.nom_complet for elu in register)
    assert len(set(names)) == 63


def test_names_are_in_order_particles_and_homonyms_among_them(checked: Checked):
    first = write_act(checked, "26/101 AC")
    votants = list_names(first.scrutins[0].groupes)

    assert votants[10:13] == [
        "Stella CARDELLUCCI",
        "Don Ghjacumu de CASTA VECCHIA",
        "Élise CASTELLÀ",
    ]
    assert votants[16:19] == [
        "Rosa Maria CURZOLESI",
        "Ange D'OLMETACCIA",
        "Letizia DUNDOLI",
    ]
    at = votants.index("Guillaume MÈRULA")
    assert votants[at + 1 : at + 4] == [
        "Dumenicu MUFRINACCI",
        "Josée MUFRINACCI",
        "Lucia NEBBIAJOLI",
    ]
    at = votants.index("Santa ORTACCIOLI")
    assert votants[at + 1 : at + 5] == [
        "Thérèse-Marie de l'ORTO SOPRANO",
        "Pasquale PALAZZACCI",
        "Stefanu PETRA DI FOCU",
        "Ghjuvanna PIANÒLI",
    ]
    assert votants[-2:] == ["Benedetta TORRACCIONE", "Ugo VALDULESI"]


@pytest.mark.parametrize("numero", NUMEROS)
def test_each_ballot_is_put_into_words(numero: str, checked: Checked):
    view = write_act(checked, numero)
    printed = [
        (
            plain(bloc.objet),
            [plain(line) for line in bloc.annonces],
            [plain(g.intitule) for g in bloc.groupes],
            [plain(line) for line in (*bloc.chiffres, bloc.issue) if line],
        )
        for bloc in view.scrutins
    ]

    assert printed == SCRUTINS[numero]
    assert plain(view.suite) == SUITES.get(numero, "")


@pytest.mark.parametrize("numero", NUMEROS)
def test_each_act_is_headed_by_its_own_day(numero: str, checked: Checked):
    view = write_act(checked, numero)
    second = numero in SECOND_JOUR
    jour = "premier octobre" if second else "trente septembre"
    chair = PRESIDENCES.get(numero, PRESIDENCES[""])

    assert plain(view.reunion) == (
        "SEANCE DU 1ER OCTOBRE 2026" if second else "SEANCE DU 30 SEPTEMBRE 2026"
    )
    assert plain(view.preambule) == (
        f"L’an deux mille vingt six, le {jour}, l’Assemblée de Corse, convoquée le 11 "
        "septembre 2026, s’est réunie au nombre prescrit par la loi, dans le lieu "
        f"habituel de ses séances sous la présidence de {chair}."
    )
    assert view.secretaires.endswith("Mme Letizia DUNDOLI et M. Yann LE MENHIREC")
    assert view.signature_nom == "Colomba CHJARAVENTI"


def test_what_was_rejected_is_not_printed_among_the_articles(checked: Checked):
    parts = write_act(checked, "26/104 AC")
    words = [plain(" ".join(article.alineas)) for article in parts.articles]

    assert [plain(a.intitule) for a in parts.articles] == [
        "ARTICLE PREMIER :",
        *(f"ARTICLE {rank} :" for rank in (2, 3, 4)),
    ]
    assert not any("gratuité" in text for text in words)
    for numero in REJETES:
        assert write_act(checked, numero).articles == ()


@pytest.mark.parametrize(
    ("numero", "entete", "mention"),
    [
        ("26/105 AC", "RESOLUTION", "le groupe « Les Rivages »"),
        (
            "26/112 AC",
            "MOTION",
            "le groupe « Les Rivages » et le groupe « L’Aube »",
        ),
        (
            "26/113 AC",
            "VŒU",
            "Mme Emmanuelle OLEASTRI et M. Louis-Félix POGHJU DI SPINA",
        ),
    ],
)
def test_what_members_put_forward_says_who_did(
    numero: str, entete: str, mention: str, checked: Checked
):
    view = write_act(checked, numero)

    assert plain(view.entete) == f"{entete} N° {numero} DE L’ASSEMBLEE DE CORSE"
    assert [plain(m) for m in view.mentions] == [f"SUR proposition de : {mention},"]


def test_every_act_says_that_it_is_made_up(checked: Checked):
    for numero in NUMEROS:
        words = " ".join(visa.texte for visa in write_act(checked, numero).visas)
        assert "exemple imaginaire" in words


# --- What is written -----------------------------------------------------------


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    out = tmp_path_factory.mktemp("pleniere")
    words = ("--format", ",".join(FORMATS), "--jobs", "1")
    result = call("render", PLENIERE, *words, "-o", out)
    return result, out / DOSSIER


def test_all_is_written_and_what_was_not_voted_on_is_only_listed(
    rendered: tuple[Result, Path],
):
    result, folder = rendered
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["actes"]
    issues = {row["numero"]: row["issue"] for row in rows if row["numero"]}

    assert result.status == 0
    assert {p.name for p in folder.iterdir() if p.is_dir()} == {
        numero.replace("/", "-").replace(" ", "-") for numero in NUMEROS
    }
    assert len(rows) == 15
    assert [
        (rank, row["issue"]) for rank, row in enumerate(rows) if not row["numero"]
    ] == [
        (3, "retire"),
        (9, "reporte"),
    ]
    assert issues == {
        numero: "rejete"
        if numero in REJETES
        else "acte"
        if numero == "26/106 AC"
        else "adopte"
        for numero in NUMEROS
    }
    assert [row["nature"] for row in rows if row["nature"] != "deliberation"] == [
        "resolution",
        "motion",
        "voeu",
    ]


def test_the_cover_of_a_rapport_says_the_session_and_all_its_days(
    rendered: tuple[Result, Path],
):
    _, folder = rendered
    covers = sorted(folder.glob("*/rapport.fr.html"))

    assert [p.parent.name for p in covers] == ["26-102-AC", "26-103-AC", "26-104-AC"]
    for path in covers:
        text = plain(path.read_text("utf-8"))
        assert "REUNION DES 30 SEPTEMBRE ET 1ER OCTOBRE 2026" in text
        assert "2ème session ordinaire de 2026" in text


@pytest.mark.parametrize("numero", NUMEROS)
def test_each_document_has_the_same_words_in_every_format(
    numero: str, rendered: tuple[Result, Path]
):
    folder = rendered[1] / numero.replace("/", "-").replace(" ", "-")
    documents = {p.name.split(".")[0] for p in folder.iterdir()}

    assert {"deliberation", "dossier"} <= documents
    for document in documents:
        words = {
            fmt: READERS[fmt]((folder / f"{document}.fr.{fmt}").read_bytes())
            for fmt in FORMATS
        }
        assert words["docx"].text == words["html"].text
        printed, shown = (Counter(sort_words(words[f])) for f in ("pdf", "html"))
        if document == "dossier":
            # The heads of pages and the numbers of the contents are on paper alone.
            heads = set(words["html"].text)
            assert all(w in heads or w.isdigit() for w in printed - shown)
            assert not shown - printed
        else:
            assert printed == shown


@pytest.mark.parametrize("numero", NUMEROS)
def test_nobody_signs_a_page_that_decides_nothing(
    numero: str, checked: Checked, rendered: tuple[Result, Path]
):
    view = write_act(checked, numero)
    folder = rendered[1] / numero.replace("/", "-").replace(" ", "-")
    last = view.articles[-1].alineas[-1] if view.articles else view.suite
    with pypdfium2.PdfDocument(folder / "deliberation.fr.pdf") as document:
        page = document[len(document) - 1].get_textpage().get_text_bounded()

    assert "Colomba CHJARAVENTI" in page
    assert plain(last) in " ".join(plain(page).split())


def test_the_figures_of_a_secret_ballot_come_before_who_took_no_part(
    rendered: tuple[Result, Path],
):
    for fmt in FORMATS:
        path = rendered[1] / "26-110-AC" / f"deliberation.fr.{fmt}"
        text = " ".join(READERS[fmt](path.read_bytes()).text)
        assert text.index("BULLETINS NULS : 1") < text.index("pas pris part au vote")


def sort_words(words: Words) -> list[str]:
    """The words of a file, those of the labels of lists and of drawings among them."""
    return sorted([*words.text, *words.labels, *words.drawn])


# --- The draft of an extraordinary session -------------------------------------

COMPLETE = """\
president: CHJARAVENTI
presents: [{presents}]
absents: [LARICCIONI]
"""


def complete_draft(folder: Path) -> Path:
    """The same text once the sitting was held: attendance, numbers and votes."""
    for source in (PLENIERE.parent, PROJET.parent):
        shutil.copytree(source, folder / source.name)
    path = folder / PROJET.parent.name / PROJET.name
    text = path.read_text(encoding="utf-8")
    situation = check_session(PLENIERE).situation
    assert situation is not None
    there = [e.nom_complet for e in situation.autorite.membres if e.nom != "LARICCIONI"]
    held = COMPLETE.format(presents=", ".join(there))
    text = text.replace("stade: projet\n", held)
    for rank in (121, 122):
        text = text.replace(
            "  - titre:",
            f"  - numero: 26/{rank} AC\n    vote: unanimite\n    titre:",
            1,
        )
        number = f"numero: 2026/{rank + 100}/AC"
        text = text.replace(": \n", ":\n").replace(
            "    rapport:\n      titre:",
            f"    rapport: \n      {number}\n      titre:",
            1,
        )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_draft_has_nothing_to_say_and_completed_makes_the_acts(tmp_path: Path):
    draft = call("render", PROJET, "--format", "html", "-o", tmp_path / "avant")
    path = complete_draft(tmp_path)
    held = call("render", path, "--format", "html", "-o", tmp_path / "apres")
    names = {
        when: sorted(
            p.relative_to(tmp_path / when / "2026-11-26-ac").as_posix()
            for p in (tmp_path / when).glob("*/*/*")
        )
        for when in ("avant", "apres")
    }
    pieces = {
        1: ["annexe-deliberation-1", "deliberation", "dossier", "rapport"],
        2: ["deliberation", "dossier", "rapport"],
    }

    assert (draft.status, held.status) == (0, 0)
    assert call("check", PROJET, "--strict").status == 0
    assert names["avant"] == [
        f"acte-{rank}/{piece}.fr.html" for rank in pieces for piece in pieces[rank]
    ]
    assert names["apres"] == [
        f"26-12{rank}-AC/{piece}.fr.html" for rank in pieces for piece in pieces[rank]
    ]


def test_a_draft_speaks_of_its_session_and_the_act_of_what_was_voted(tmp_path: Path):
    before = check_session(PROJET)
    after = check_session(complete_draft(tmp_path))
    assert before.situation is not None
    assert before.reference is not None
    assert before.reference.charte is not None
    acte = before.situation.actes[0]
    views = build_views(make_acte_context(acte, "fr", before.reference.charte))
    draft, rapport = views[0], views[1]
    assert isinstance(draft, DeliberationView)
    act = write_act(after, "26/121 AC")

    assert "1ère session extraordinaire de 2026" in set(rapport.iter_words())
    assert plain(draft.entete) == "PROJET DE DELIBERATION DE L’ASSEMBLEE DE CORSE"
    assert draft.scrutins == ()
    assert draft.signature_nom == ""
    assert draft.meta.marque
    assert plain(act.entete) == "DELIBERATION N° 26/121 AC DE L’ASSEMBLEE DE CORSE"
    (voters,) = act.scrutins[0].groupes
    assert plain(voters.intitule) == "Ont voté POUR (62) : Mmes et MM."
    assert act.meta.marque == ""
    assert draft.articles == act.articles
