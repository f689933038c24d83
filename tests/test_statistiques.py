"""Figures of sittings: added up once, by group and member, never of a secret."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import Result, call, standing_in
from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.load.registre_place import FICHIER
from delib_gen.model.bilan import Bilan, add_up, share_out
from delib_gen.model.faits import describe_releve, describe_tenue
from delib_gen.model.situation import ActeEnSeance
from delib_gen.prose.tree import Image, Tableau
from delib_gen.tenue import (
    ActeTenu,
    MandatTenu,
    MembreTenu,
    PresenceTenue,
    Releve,
    Tenue,
)
from delib_gen.view.context import make_seance_context
from delib_gen.view.papiers.statistiques import (
    StatistiquesView,
    build_statistiques,
)
from test_recueil import write as write_sitting
from test_votes_groups import hold

EXEMPLES = ROOT / "data/exemples"
HELD = ("2025-06-24-commune", "2026-09-30-ac", "2026-06-25-communaute")


def add(acte: ActeEnSeance) -> Bilan:
    return add_up((describe_releve(acte.situation),))


def view(acte: ActeEnSeance) -> StatistiquesView:
    charte = acte.situation.reference.charte
    assert charte is not None
    (page,) = build_statistiques(make_seance_context(acte.situation, "fr", charte))
    return page


def tables(page: StatistiquesView) -> list[list[list[str]]]:
    """The cells of each table, heads first."""
    return [
        [
            ["".join(run.texte for run in cell) for cell in row]
            for row in (bloc.entetes, *bloc.lignes)
        ]
        for volet in page.volets
        for bloc in volet.corps
        if isinstance(bloc, Tableau)
    ]


@pytest.mark.parametrize("name", HELD)
def test_the_sum_is_that_of_what_the_acts_tell(name: str) -> None:
    situation = check_session(EXEMPLES / name / "seance.yaml").situation
    assert situation is not None
    bilan = add_up((describe_releve(situation),))
    held = [h for h in map(describe_tenue, situation.actes) if h is not None]

    assert bilan.actes == len(situation.actes)
    assert bilan.presents == sum(len(h.presence.presents) for h in held)
    assert bilan.representes == sum(len(h.presence.pouvoirs) for h in held)
    for sens in ("contre", "abstention", "non_participation"):
        named = sum(len(b.noms.get(sens, ())) for h in held for b in h.scrutins)
        assert sum(membre.voix[sens] for membre in bilan.membres) == named


def test_two_sittings_add_up_and_a_member_stays_one() -> None:
    """Though each was read by itself: a member is known by the name."""
    situation = check_session(EXEMPLES / HELD[0] / "seance.yaml").situation
    again = check_session(EXEMPLES / HELD[0] / "seance.yaml").situation
    assert situation is not None
    assert again is not None
    one, other = describe_releve(situation), describe_releve(again)
    once, twice = add_up((one,)), add_up((one, other))

    assert [m.elu.nom for m in twice.membres] == [m.elu.nom for m in once.membres]
    assert [m.actes for m in twice.membres] == [2 * m.actes for m in once.membres]
    assert twice.presents == 2 * once.presents


def test_who_votes_otherwise_than_the_group_is_counted(tmp_path: Path) -> None:
    """Of a group of three, two against and one abstaining: that one is apart."""
    bilan = add(
        hold(tmp_path, "{noms: oui, contre: [ÉRABLE, GENÊT], abstention: [FAON]}")
    )
    apart = {m.elu.nom: m.a_part for m in bilan.membres if m.a_part}

    assert apart == {"FAON": 1}


def test_a_group_that_is_split_has_no_one_apart(tmp_path: Path) -> None:
    acte = hold(
        tmp_path,
        "{noms: oui, contre: [ÉRABLE], abstention: [FAON]}",
        absents="[HÊTRE, GENÊT]",
        pouvoirs="{}",
    )
    assert all(membre.a_part == 0 for membre in add(acte).membres)


def test_a_secret_ballot_tells_nothing_of_anybody(tmp_path: Path) -> None:
    vote = "{scrutin: secret, decompte: {pour: 6, contre: 2}}"
    acte = hold(tmp_path, vote)

    assert all(m.voix.total() == m.nommes == 0 for m in add(acte).membres)
    assert add(acte).secrets == 1
    headings = [volet.intitule for volet in view(acte).volets]
    assert headings == ["Les décisions", "La présence"]


def test_groups_have_their_chart_and_members_their_table(tmp_path: Path) -> None:
    page = view(
        hold(tmp_path, "{noms: oui, contre: [ÉRABLE, GENÊT], abstention: [FAON]}")
    )
    issues, presence, votes = tables(page)

    assert issues[1:] == [["Adoptées sans unanimité", "1"]]
    assert presence[0][:3] == ["Membre", "Groupe", "Affaires"]
    assert votes[0][-1] == "Autrement que son groupe"
    assert [row[0].split()[-1] for row in votes[1:]] == ["ÉRABLE", "FAON", "GENÊT"]
    pictures = [b for v in page.volets for b in v.corps if isinstance(b, Image)]
    assert len(pictures) == 3
    assert all(image.alternative for image in pictures)


def test_the_command_adds_up_the_sittings_that_it_is_given(tmp_path: Path) -> None:
    """Their days are those of the period, where none are asked for."""
    june = write_sitting(tmp_path, "juin", 6, 41)
    autumn = write_sitting(tmp_path, "automne", 9, 44)
    files = (str(june), str(autumn))

    result = call("stats", *files, "-o", str(tmp_path / "o"), "--format", "html")

    assert result.status == 0, result.err
    (page,) = (tmp_path / "o").rglob("*.html")
    assert page.parent.name == "statistiques-2025-06-24-2025-09-24"
    text = page.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Affaires examinées : 6, dont scrutins secrets : 2." in text
    assert "du 24 juin 2025 au 24 septembre 2025" in text
    assert "Séance par séance" in text
    assert text.count("Séance du 24 septembre 2025") >= 2  # in the chart, in its table


@pytest.mark.parametrize(
    ("parts", "shares"),
    [
        ((1, 1, 1), [34, 33, 33]),
        ((2, 1, 3), [33, 17, 50]),
        ((5, 5, 190), [3, 2, 95]),  # each rounded by itself: 3, 3 and 95
        ((7, 0, 0), [100, 0, 0]),
        ((0, 0, 0), [0, 0, 0]),
    ],
)
def test_shares_add_up_to_the_whole(parts: tuple[int, ...], shares: list[int]) -> None:
    assert share_out(parts) == shares


def test_one_sitting_has_no_figures_by_sitting(tmp_path: Path) -> None:
    page = view(hold(tmp_path, "unanimite"))
    assert "Séance par séance" not in [volet.intitule for volet in page.volets]


def test_days_the_wrong_way_round_and_a_draft_are_refused(tmp_path: Path) -> None:
    june = write_sitting(tmp_path, "juin", 6, 41)
    draft = EXEMPLES / "2026-11-26-ac-projet/seance.yaml"
    out = ("-o", str(tmp_path / "o"))
    turned = ("--du", "2025-12-31", "--au", "2025-01-01")

    assert call("stats", str(june), *turned, *out).status == 2
    assert call("stats", str(draft), *out).status == 1
    assert not (tmp_path / "o").exists()


def test_what_a_chart_shows_is_told_in_one_language() -> None:
    """Two categories of one height are joined as in the language of the sentence."""
    situation = check_session(EXEMPLES / "2026-06-18-departement/seance.yaml").situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    pages = [
        next(build_statistiques(make_seance_context(situation, langue, charte)))
        for langue in ("fr", "co")
    ]
    (french, other) = (
        [b.alternative for v in page.volets for b in v.corps if isinstance(b, Image)]
        for page in pages
    )

    assert "(Présent et Absent)" in french[1]
    assert other == french


def test_two_people_of_one_name_are_told_apart_by_their_mandates() -> None:
    """One follows the other, within a sitting of two days, and in the next one."""
    there = PresenceTenue(("Anne AMBRE",), (), (), (), (), 1, 1)
    acts = [
        ActeTenu("adopte", day, Tenue("", there, (), ()))
        for day in ("2025-06-30", "2025-07-01", "2025-09-24")
    ]
    first = MembreTenu("Anne", "AMBRE", mandats=(MandatTenu("", "2025-07-01"),))
    second = MembreTenu(
        "Anne", "AMBRE", homonyme=1, mandats=(MandatTenu("2025-07-01"),)
    )

    bilan = add_up(
        (Releve((first, second), tuple(acts[:2])), Releve((second,), (acts[2],)))
    )

    told = {m.elu.homonyme: (m.actes, m.presents) for m in bilan.membres}
    assert told == {0: (1, 1), 1: (2, 2)}


# --- from the register


@pytest.fixture
def inscribed(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two sittings that were produced, and the register that knows it, here."""
    june = write_sitting(tmp_path, "juin", 6, 41)
    autumn = write_sitting(tmp_path, "automne", 9, 44)
    with standing_in(tmp_path):
        assert produce(june, autumn).status == 0
        yield june, autumn


def produce(*files: Path, options: tuple[str, ...] = ()) -> Result:
    only = ("--only", "deliberation", "--format", "html", "-o", "out")
    return call("render", *map(str, files), *only, *options, "--registre", FICHIER)


def figure(*options: str, out: str = "o") -> Result:
    return call("stats", *options, "-o", out, "--format", "html,docx")


def read_pages(folder: str) -> dict[str, bytes]:
    pages = (path for path in Path(folder).rglob("stat*.*") if path.suffix != ".json")
    return {path.name: path.read_bytes() for path in pages if path.is_file()}


def test_the_register_gives_the_bytes_that_the_files_give(
    inscribed: tuple[Path, Path],
) -> None:
    assert figure("juin.yaml", "automne.yaml", out="fichiers").status == 0
    for path in inscribed:
        path.unlink()

    result = figure(out="registre")

    assert (result.status, result.err) == (0, "")
    assert read_pages("registre") == read_pages("fichiers")
    assert len(read_pages("registre")) == 2
    (manifest,) = Path("registre").rglob("manifest.json")
    read = {row["fichier"] for row in json.loads(manifest.read_bytes())["entrees"]}
    assert f"2025-06-24-cm/{FICHIER}" in read
    assert "2025-06-24-cm/autorite.yaml" in read


def test_days_choose_among_the_sittings_of_the_register(
    inscribed: tuple[Path, Path],
) -> None:
    assert figure("--du", "2025-07-01", out="registre").status == 0
    assert figure("--du", "2025-07-01", str(inscribed[1]), out="fichiers").status == 0

    assert read_pages("registre") == read_pages("fichiers")


def test_what_was_produced_again_counts_as_it_is_now(
    inscribed: tuple[Path, Path],
) -> None:
    """An act of which the title changed alone, and one that was withdrawn since."""
    june, autumn = inscribed
    text = june.read_text(encoding="utf-8")
    text = re.sub(r"numero: 2025-06-043\n", "statut: retire\n", text)
    june.write_text(
        re.sub(r"(?s)(statut: retire.*?)    vote:.*?\n    art", r"\1    art", text)
    )
    assert produce(june).status == 0, produce(june).err

    assert figure(out="registre").status == 0
    assert figure(str(june), str(autumn), out="fichiers").status == 0
    assert read_pages("registre") == read_pages("fichiers")
    assert b"Retir\xc3\xa9es" in read_pages("registre")["statistiques.fr.html"]


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        ("", "PER07", "aucune séance"),
        ("DELETE FROM versions WHERE acte = ''", "PER06", "la liste de ses actes"),
        (
            "UPDATE versions SET contenu = replace(contenu, '\"mode\"', '\"ancien\"')",
            "PER06",
            "ce qu'est devenu l'acte « 2025-06-041 »",
        ),
        ("UPDATE versions SET contenu = '{}'", "STR05", "ne se comprend pas"),
        ("UPDATE office SET autorite = 'autre'", "STR03", "le registre de « autre »"),
        (
            "UPDATE versions SET contenu = replace(contenu, 'autorite.yaml', 'x.yaml')",
            "PER06",
            "ne se lit pas",
        ),
        (
            "INSERT INTO versions SELECT 99, seance || ' b', 'autre', acte, 1, "
            "empreinte, contenu FROM versions WHERE acte = '' LIMIT 1",
            "PER03",
            "« autre », « conseil-municipal »",
        ),
    ],
)
def test_what_the_register_lacks_is_told_and_nothing_is_written(
    spoil: str, code: str, words: str, inscribed: tuple[Path, Path]
) -> None:
    """A row of an older version, another office, a year without a sitting."""
    change(Path(FICHIER), spoil)

    result = figure(*(("--du", "2026-01-01") if code == "PER07" else ()))

    assert result.status == 1
    assert f"[{code}]" in result.err
    assert words in result.err
    assert not Path("o").exists()


def test_a_sitting_whose_day_was_mended_counts_once(
    inscribed: tuple[Path, Path],
) -> None:
    """That of the wrong day stays in the register, which forgets nothing."""
    june, autumn = inscribed
    text = autumn.read_text(encoding="utf-8")
    mended = text.replace("date: 2025-09-24", "date: 2025-09-25")
    autumn.write_text(mended, encoding="utf-8")
    assert produce(autumn).status == 0

    told = figure(out="registre")

    assert told.status == 0
    assert told.err.count("avertissement[PER02]") == 1
    assert "seule celle-ci compte" in told.err
    assert figure(str(june), str(autumn), out="fichiers").status == 0
    assert read_pages("registre") == read_pages("fichiers")
    gone = figure("--du", "2025-09-24", "--au", "2025-09-24", out="rien")
    assert (gone.status, "[PER07]" in gone.err) == (1, True)


def test_acts_without_a_number_are_no_more_counted_than_from_their_file(
    tmp_path: Path,
) -> None:
    number = ("numero: 2025-06-041", "id: comptes")
    june = write_sitting(tmp_path, "juin", 6, 41, number)
    with standing_in(tmp_path):
        assert produce(june).status == 0
        told = [figure(out="o"), figure(str(june), out="o")]

    assert [each.status for each in told] == [1, 1]
    assert all("[PER01]" in each.err for each in told)
    assert all("« comptes » n'a pas encore de numéro" in each.err for each in told)


def change(registre: Path, sql: str) -> None:
    """Change what nobody can: its triggers stand aside, and come back."""
    base = sqlite3.connect(registre)
    triggers = base.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    known = triggers.fetchall()
    for name, _ in known:
        base.execute(f"DROP TRIGGER {name}")
    base.execute(sql)
    for _, text in known:
        base.execute(text)
    base.commit()
    base.close()


def test_an_act_alone_does_not_make_the_register_know_its_sitting(
    tmp_path: Path,
) -> None:
    june = write_sitting(tmp_path, "juin", 6, 41)
    with standing_in(tmp_path):
        assert produce(june, options=("--acte", "2025-06-041")).status == 0
        result = figure()

    assert result.status == 1
    assert "[PER06]" in result.err


def test_a_sitting_that_is_only_prepared_is_no_sitting_yet(tmp_path: Path) -> None:
    june = write_sitting(tmp_path, "juin", 6, 41)
    draft = ("organe: conseil-municipal", "organe: conseil-municipal\nstade: projet")
    autumn = write_sitting(tmp_path, "automne", 9, 44, draft)
    with standing_in(tmp_path):
        assert (
            call(
                "render",
                str(autumn),
                "--only",
                "rapport",
                "--format",
                "html",
                "--registre",
                FICHIER,
            ).status
            == 0
        )
        assert produce(june).status == 0
        assert figure(out="registre").status == 0
        assert figure(str(june), out="fichiers").status == 0

        assert read_pages("registre") == read_pages("fichiers")


def test_without_a_file_nor_a_register_the_command_is_misused(tmp_path: Path) -> None:
    with standing_in(tmp_path):
        assert "aucun registre ici" in figure().err
        assert figure("--registre", "x.sqlite").status == 2
        assert figure("seance.yaml", "--organe", "cm").status == 2
