"""Texts and files as the marks of the schema list them: none is forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.findings import Severity
from delib_gen.model.situation import Situation
from delib_gen.model.textes import list_seance_textes
from delib_gen.rules.untranslated import iter_printed, list_untranslated
from delib_gen.schema.acte import Acte, ActeTenu
from delib_gen.schema.base import Schema
from delib_gen.schema.marques import TEXTES, Dit, list_fields
from delib_gen.schema.seance import Seance, SeanceTenue
from fiche_helpers import write_fiches
from view_helpers import build_views, make_acte_context

SMALL = ROOT / "data" / "exemples" / "2026-05-22-petite-commune"
SEANCE = """\
collectivite: autorite.yaml
organe: conseil-municipal
date: 2026-05-22
convocation: 2026-05-18
session: Mot01
lieu: Mot02
president: {membre: AUBÉPIN, qualite: Mot03}
secretaires: [{membre: COUDRAIN, qualite: Mot04}]
signataire: {membre: AUBÉPIN, qualite: Mot05}
presents: [AUBÉPIN, BRISEVENT, CERISAIE, COUDRAIN, GENÊTAIE, MÉSANGEAU, ROITELIN]
absents: [PIMPRENEL, SEIGLEMONT, LIERREVAL, TREMBLEFEUILLE]
actes:
  - numero: 2026-05-009
    titre: Mot06
    objet: Mot07
    president: {membre: AUBÉPIN, qualite: Mot08}
    visas: [vu Mot09, {ref: cgct}]
    avis: [Commission Mot10]
    considerants: [que Mot11]
    vote: {contre: [COUDRAIN], parties: [{objet: Mot12, articles: [1]}]}
    articles: [APPROUVE Mot13., ADOPTE Mot14., {ref: publication-affichage}]
    rapport: {numero: R1, titre: Mot15, commissions: [Mot16], corps: Mot17}
    annexes: [{titre: Mot18, fichier: note.md}]
  - numero: 2026-05-010
    titre: Mot19
    dispositif: Mot20
    vote: unanimite
    rapport: {numero: R2, corps: Mot21, conclusions: [Mot22]}
  - numero: 2026-05-011
    titre: Mot23
    regime: nomination
    articles: [PROCEDE à Mot24.]
    election: {poste: Mot25, tours: [{candidats: {ROITELIN: 7}}], elus: [ROITELIN]}
"""


@pytest.fixture
def situation(tmp_path: Path) -> Situation:
    """A sitting that says every text that one may say."""
    shutil.copy(SMALL / "autorite.yaml", tmp_path)
    (tmp_path / "note.md").write_text("Mot26", encoding="utf-8")
    path = tmp_path / "seance.yaml"
    path.write_text(SEANCE, encoding="utf-8")
    checked = check_session(path)
    wrong = [f for f in checked.findings if f.severity is Severity.ERREUR]
    assert wrong == []
    assert checked.situation is not None
    return checked.situation


def iter_unmarked(schema: type[Schema], above: bool = False) -> Iterator[str]:
    """The texts of a class that nothing gives a name."""
    for champ in list_fields(schema, TEXTES):
        named = above or any(isinstance(mark, Dit) for mark in champ.marques)
        if champ.bloc is not None:
            yield from iter_unmarked(champ.bloc, named)
        elif not named:
            yield f"{schema.__name__}.{champ.nom}"


@pytest.mark.parametrize("schema", [Acte, ActeTenu, Seance, SeanceTenue])
def test_every_text_of_the_session_has_a_name(schema: type[Schema]):
    assert list(iter_unmarked(schema)) == []


def test_what_is_listed_as_printed_is_printed_and_nothing_else(situation: Situation):
    charte = situation.reference.charte
    assert charte is not None
    printed = " ".join(
        word
        for acte in situation.actes
        for view in build_views(make_acte_context(acte, "fr", charte))
        for word in map(str, view.iter_words())
    )
    own = [text for text in iter_printed(situation) if not text.ref]
    textes = [*list_seance_textes(situation)]
    textes += [text for acte in situation.actes for text in acte.textes]
    told = {text.nature for text in textes if not text.ref}

    words = [text.texte.reference.split()[-1].rstrip(".") for text in own]
    assert [word for word in words if word not in printed] == []
    assert told - {text.nature for text in own} == {"objet", "annexe 1"}
    assert "Mot07" not in printed
    assert len(own) == 24


def test_texts_of_a_fiche_that_another_names_are_listed(tmp_path: Path):
    """With their place in both, and where `translate` is to write them."""
    (tmp_path / "charte.yaml").write_text(
        "genre: charte\ntexte: La charte.\nfait: Fait à Corte.\n", encoding="utf-8"
    )
    dossier = "genre: candidature\npieces: [{titre: Une charte, fichier: charte.yaml}]"
    checked = check_session(write_fiches(tmp_path, dossier))
    assert checked.situation is not None

    rows = [row.printed for row in list_untranslated(checked.situation, "co")]

    (fait,) = (row for row in rows if row.texte.reference == "Fait à Corte.")
    assert fait.nature == "annexe 1, piece 1, « fait »"
    assert fait.fiche is not None
    assert fait.fiche.file.relative == "charte.yaml"
    assert fait.place == ("fait",)


@pytest.mark.parametrize(
    ("fiche", "note", "code", "said"),
    [
        ("genre: tableau\ndonnees: note.md\n", "Une note.", "STR03", "`.csv`"),
        ("genre: charte\ntexte: note.md\n", "![Plan](note.md)", "STR06", "une image"),
    ],
    ids=["a table", "a picture"],
)
def test_a_file_of_another_sort_than_is_asked_for_is_told(
    fiche: str, note: str, code: str, said: str, tmp_path: Path
):
    """It made a bug of ours, or a picture that was nowhere."""
    (tmp_path / "note.md").write_text(note, encoding="utf-8")

    findings = check_session(write_fiches(tmp_path, fiche)).findings

    (told,) = (f for f in findings if f.severity is Severity.ERREUR)
    assert told.code == code
    assert f"« note.md » : {'un fichier ' if code == 'STR03' else ''}{said}" in (
        told.message
    )


def test_what_is_wrong_with_the_file_of_a_chart_is_told_where_it_is_named(
    tmp_path: Path,
):
    (tmp_path / "donnees.csv").write_bytes(b"x;y\na;\0\n")
    fiche = "genre: diapositives\ndiapositives:\n  - titre: T\n    graphique:\n"
    fiche += "      type: barres\n      titre: A\n      fichier: donnees.csv\n"

    findings = check_session(write_fiches(tmp_path, fiche)).findings

    (told,) = (f for f in findings if f.severity is Severity.ERREUR)
    assert told.span is not None
    assert (Path(told.span.file).name, told.span.line) == ("fiche-1.yaml", 7)


def test_an_alias_of_an_annexe_or_of_a_rapport_is_read_each_time(tmp_path: Path):
    """The second one had the text for a name, and the fiche for a text."""
    fiche = "genre: charte\ntexte: La charte.\n"
    path = write_fiches(tmp_path, fiche)
    (tmp_path / "sous").mkdir()
    (tmp_path / "sous" / "rapport.md").write_text("![Plan](p.svg)", encoding="utf-8")
    (tmp_path / "sous" / "p.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    first = path.read_text(encoding="utf-8").replace(
        "- {titre: Pièce", "- &a {titre: P"
    )
    path.write_text(
        f"{first}      - *a\n    rapport: &r {{corps: sous/rapport.md}}\n"
        "  - {titre: AUTRE, articles: [ADOPTE.], rapport: *r, annexes: [*a]}\n",
        encoding="utf-8",
    )

    checked = check_session(path)

    assert [f for f in checked.findings if f.severity is Severity.ERREUR] == []
    one, other = (acte.contents for acte in checked.lue.actes)
    assert one.prose("rapport", "corps") == other.prose("rapport", "corps")
    assert one.prose("rapport", "corps")["fr"].fichier == "sous/rapport.md"
    assert [len(one.files), len(other.files)] == [2, 1]
