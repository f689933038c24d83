"""The register that the software keeps: what fills it, what it says, what it bears."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import (
    call,
    read_tree,
    spread_session,
    standing_in,
    write_session,
)
from conftest import EVERYTHING, ROOT
from delib_gen.checking import check_session
from delib_gen.load.registre_base import VERSION
from registre_helpers import FAST, TABLE, ask, sitting

KEPT = ("--registre", str(TABLE))
NUMBERS = "SELECT organe, numero, seance, titre FROM numeros WHERE seance <> ''"
VERSIONS = (
    "SELECT acte, version, empreinte FROM versions WHERE acte <> '' ORDER BY rang"
)
CP = "commission-permanente"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a session; a register may be put beside it."""
    inside = tmp_path / "seances"
    inside.mkdir()
    write_session(inside, sitting("numero: 23/187 CP"))
    with standing_in(inside):
        yield inside


def render(*options: str, name: str = "seance.yaml") -> None:
    result = call("render", name, *FAST, *options)
    assert result.status == 0, result.err


# --- what fills it


def test_rendering_without_a_register_makes_none(folder: Path) -> None:
    render()

    assert not list(folder.parent.glob("registre.sqlite*"))
    assert sorted(p.name for p in folder.iterdir()) == ["out", "seance.yaml"]


def test_rendering_puts_its_acts_into_a_register_that_is_named(folder: Path) -> None:
    render(*KEPT)

    titre = "EXEMPLE 0 DU 2023-12-19"
    assert ask(NUMBERS) == [(CP, "23/187 CP", f"2023-12-19 {CP}", titre)]
    assert [row[:2] for row in ask(VERSIONS)] == [("23/187 CP", 1)]
    ((acte,), (seance,)) = ask("SELECT contenu FROM versions ORDER BY rang")
    assert json.loads(acte)["issue"] == "adopte"
    assert json.loads(seance)["actes"][0]["numero"] == "23/187 CP"


def test_known_acts_that_ship_are_its_seed(folder: Path) -> None:
    render(*KEPT)

    seed = ask("SELECT numero, jour FROM numeros WHERE seance = ''")
    assert ("22/074 AC", "2022-06-02") in seed


@pytest.mark.parametrize("place", ["registre.sqlite", "../registre.sqlite"])
def test_register_beside_the_sitting_is_found(place: str, folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    write_session(inner, sitting("numero: 23/187 CP"))
    with standing_in(inner):
        call("render", "seance.yaml", *FAST, "--registre", place)
        render()

        assert [row[1] for row in ask(VERSIONS, Path(place))] == [1, 2]


def test_authority_names_it_from_its_own_folder(folder: Path) -> None:
    Path("bureau").mkdir()
    own = "base: corse\ncode: bureau\nregistre_tenu: tenu.sqlite\n"
    Path("bureau/a.yaml").write_text(own, encoding="utf-8")
    text = sitting("numero: 23/187 CP").replace(": corse", ": bureau/a.yaml")
    write_session(folder, text)

    render()

    path = Path("bureau/tenu.sqlite")
    assert ask("SELECT autorite FROM office", path) == [("bureau",)]
    assert [row[0] for row in ask(VERSIONS, path)] == ["23/187 CP"]


def test_rendered_again_it_adds_a_version_and_no_number(folder: Path) -> None:
    render(*KEPT)
    before = ask(NUMBERS)
    made = read_tree(folder / "out")

    render(*KEPT)

    assert ask(NUMBERS) == before
    first, second = ask(VERSIONS)
    assert (first[1], second[1]) == (1, 2)
    assert first[2] == second[2]
    assert read_tree(folder / "out") == made


def test_its_own_entries_change_no_byte_and_no_finding(folder: Path) -> None:
    """The day typed afterwards is not held against what the sitting itself wrote."""
    visa = "[{ref: cgct}, la délibération n° 23/187 CP du 19 décembre 2023]"
    write_session(folder, sitting("numero: 23/187 CP").replace("[{ref: cgct}]", visa))
    render(*KEPT, "-o", "un")
    render(*KEPT, "-o", "deux")
    render("-o", "sans")

    assert read_tree(folder / "un") == read_tree(folder / "deux")
    assert read_tree(folder / "un") == read_tree(folder / "sans")


def test_draft_takes_no_number(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/187 CP", more="stade: projet\n"))

    render(*KEPT)

    assert ask(NUMBERS) == []
    assert [row[0] for row in ask(VERSIONS)] == ["23/187 CP"]


def test_act_without_number_has_versions_under_its_word(folder: Path) -> None:
    write_session(folder, sitting("id: budget"))

    render(*KEPT)

    assert ask(NUMBERS) == []
    assert [row[0] for row in ask(VERSIONS)] == ["budget"]


def test_what_blocks_writes_nothing_there(folder: Path) -> None:
    write_session(folder, sitting("numero: 22/187 CP"))

    assert call("render", "seance.yaml", *FAST, *KEPT).status == 1
    assert not TABLE.exists()


def test_warning_that_blocks_writes_nothing_there(folder: Path) -> None:
    write_session(folder, sitting("id: budget"))

    assert call("render", "seance.yaml", *FAST, *KEPT, "--strict").status == 1
    assert not TABLE.exists()


# --- what it says


def spread(jour: str, *heads: str) -> str:
    """Another sitting, in a file of its own."""
    name = f"{jour}.yaml"
    write_session(Path(), sitting(*heads, jour=jour), name)
    return name


def test_two_sittings_do_not_have_one_number(folder: Path) -> None:
    render(*KEPT)
    other = spread("2023-12-20", "numero: 23/187 CP")
    before = ask(NUMBERS)

    result = call("render", other, *FAST, *KEPT, "--diagnostics", "json")

    assert result.status == 1
    (found,) = (f for f in result.findings if f["code"] == "ACT17")
    assert (found["file"], found["line"], found["column"]) == (other, 9, 13)
    assert f"« 2023-12-19 {CP} »" in found["message"]
    assert not Path("out/2023-12-20-cp").exists()
    assert ask(NUMBERS) == before


@pytest.mark.parametrize("command", [("check",), ("render", *FAST)])
def test_two_sittings_given_together_do_not_either(
    command: tuple[str, ...], folder: Path
) -> None:
    """Without a register too; the same file twice is one sitting."""
    other = spread("2023-12-20", "numero: 23/187 CP", "id: a")
    files = ("seance.yaml", other, "seance.yaml")

    result = call(*command, *files, "--diagnostics", "json")

    assert result.status == 1
    (found,) = (f for f in result.findings if f["code"] == "ACT17")
    assert (found["file"], found["line"]) == (other, 9)
    assert "« seance.yaml »" in found["message"]
    assert not Path("out").exists()
    spread("2023-12-20", "numero: 23/188 CP")
    assert call(*command, *files).status == 0


def test_two_organs_may_have_the_same_number(folder: Path) -> None:
    """Each has its own sequence; the number says nothing of the organ there."""
    own = "base: corse\ncode: bureau\norganes:\n"
    for organe in ("assemblee", CP):
        own += f"  {organe}: {{numeros: {{motif: '(?P<annee>\\d{{2}})/(?P<rang>\\d+)'"
        own += ", exemple: 23/1}}\n"
    Path("a.yaml").write_text(own, encoding="utf-8")
    text = sitting("numero: 23/187").replace(": corse", ": a.yaml")
    write_session(folder, text)
    render(*KEPT)
    write_session(folder, text.replace(CP, "assemblee"), "autre.yaml")

    found = check_session(Path("autre.yaml"), registre=TABLE).findings

    assert "ACT17" not in {f.code for f in found}


def test_sitting_that_changed_its_day_is_warned_alone(folder: Path) -> None:
    render(*KEPT)
    text = sitting("numero: 23/187 CP").replace("date: 2023-12-19", "date: 2023-12-20")
    write_session(folder, text)

    found = check_session(Path("seance.yaml"), registre=TABLE).findings

    told = {f.code: f.severity for f in found}
    assert told == {"ACT03": "avertissement", "ACT17": "avertissement"}


def test_act_of_another_sitting_cited_under_another_day_is_told(folder: Path) -> None:
    render(*KEPT)
    other = spread("2023-12-20", "numero: 23/188 CP")
    text = Path(other).read_text("utf-8")
    visa = "[{ref: cgct}, la délibération n° 23/187 CP du 18 décembre 2023]"
    write_session(Path(), text.replace("[{ref: cgct}]", visa), other)

    result = call("render", other, *FAST, *KEPT, "--diagnostics", "json")

    (found,) = (f for f in result.findings if f["code"] == "ACT03")
    assert (
        "mais du 19 décembre 2023 au registre « registre.sqlite »" in found["message"]
    )
    manifest = json.loads(Path("out/2023-12-20-cp/manifest.json").read_text("utf-8"))
    assert [e["fichier"] for e in manifest["entrees"]] == [other, "registre.sqlite"]


def test_a_second_authority_has_a_register_of_its_own(folder: Path) -> None:
    """Beside that of the first, which stays what it is; it is told, and found again."""
    render(*KEPT)
    spoil(TABLE, OF_ANOTHER)
    before, own = TABLE.read_bytes(), Path("registre-corse.sqlite")

    found = check_session(Path("seance.yaml")).findings

    told = [f for f in found if f.code == "STR03"]
    assert [f.severity for f in told] == ["note"]
    assert "est le registre de « ailleurs »" in told[0].message
    assert own.name in told[0].message
    said = ("suivi", "seance.yaml", "--acte", "23/187 CP", "--signe", "2023-12-20")
    assert call(*said).status == 0
    assert TABLE.read_bytes() == before
    kept = folder.parent / own.name
    assert ask("SELECT autorite FROM office", kept) == [("corse",)]
    found = check_session(Path("seance.yaml")).findings
    assert "STR03" not in {f.code for f in found}


# --- what it refuses


def spoil(path: Path, question: str) -> None:
    base = sqlite3.connect(path)
    base.executescript(question)
    base.close()


OF_ANOTHER = (
    "DROP TRIGGER office_reste; UPDATE office SET autorite = 'ailleurs'; "
    "CREATE TRIGGER office_reste BEFORE UPDATE ON office BEGIN SELECT "
    "RAISE(ABORT, 'le registre ne se change pas'); END;"
)
BAD = {
    "another office's": (OF_ANOTHER, "STR03", "d'une autre"),
    "a newer version's": (
        f"PRAGMA user_version = {VERSION + 1}",
        "STR05",
        "plus récente",
    ),
    "one without its guards": ("DROP TRIGGER numeros_reste", "STR05", "tables"),
    "another program's": ("PRAGMA application_id = 7", "STR05", "pas un registre"),
}


@pytest.mark.parametrize("case", BAD)
def test_register_that_will_not_do_is_a_finding(case: str, folder: Path) -> None:
    render(*KEPT)
    question, code, part = BAD[case]
    spoil(TABLE, question)
    before = TABLE.read_bytes()
    made = read_tree(folder / "out")

    result = call("render", "seance.yaml", *FAST, *KEPT, "--diagnostics", "json")

    assert result.status == 1
    (found,) = result.findings
    assert (found["code"], found["file"], found["line"]) == (code, str(TABLE), 1)
    assert part in found["message"]
    assert found["hint"]
    assert TABLE.read_bytes() == before
    assert read_tree(folder / "out") == made


@pytest.mark.parametrize("content", [b"", b"registre\n", b"SQLite format 3\0" * 99])
def test_damaged_file_is_a_finding(content: bytes, folder: Path) -> None:
    TABLE.write_bytes(content)

    result = call("check", "seance.yaml", *KEPT, "--diagnostics", "json")

    (found,) = result.findings
    assert (result.status, found["code"]) == (1, "STR05")
    assert TABLE.read_bytes() == content


def test_page_that_was_damaged_is_told_before_anything_is_written(folder: Path) -> None:
    render(*KEPT)
    content = bytearray(TABLE.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for start in range(2 * size, len(content), size):
        content[start : start + 64] = b"\xff" * 64
    TABLE.write_bytes(content)

    result = call("render", "seance.yaml", *FAST, *KEPT)

    assert result.status == 1
    assert "abîmé" in result.err
    assert "sauvegarde" in result.err
    assert TABLE.read_bytes() == content


def test_named_in_the_authority_it_is_told_there(folder: Path) -> None:
    own = "base: corse\ncode: bureau\nregistre_tenu: tenu.sqlite\n"
    Path("a.yaml").write_text(own, encoding="utf-8")
    Path("tenu.sqlite").write_bytes(b"rien")
    text = sitting("numero: 23/187 CP").replace(": corse", ": a.yaml")

    found = check_session(write_session(folder, text)).findings

    (span,) = (f.span for f in found)
    assert span is not None
    assert (Path(span.file).name, span.line, span.column) == ("a.yaml", 3, 16)


@pytest.mark.parametrize("table", ["office", "numeros", "versions", "suivi"])
def test_nothing_is_changed_and_nothing_is_removed(table: str, folder: Path) -> None:
    render(*KEPT)
    base = sqlite3.connect(TABLE)
    suivi = "INSERT INTO suivi VALUES (1, 'a', 'b', 'c', 'signe', '2023-12-19', '')"
    base.execute(suivi)
    (key,) = [row[1] for row in base.execute(f"PRAGMA table_info({table})")][:1]

    for change in ("UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"):
        with pytest.raises(sqlite3.IntegrityError, match="registre"):
            base.execute(change.format(table, key))
    base.close()


# --- what it bears


def start(*arguments: str, setup: str = "") -> subprocess.Popen[bytes]:
    asked = list(arguments)
    code = (
        f"{setup}\nfrom delib_gen.cli.run import run; raise SystemExit(run({asked!r}))"
    )
    path = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, **path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def fill(path: Path) -> None:
    """Twenty thousand acts of other sittings."""
    base = sqlite3.connect(path)
    with base:
        base.executemany(
            "INSERT INTO numeros (organe, cle, numero, seance, acte, jour, titre, "
            "source) VALUES ('assemblee', ?, ?, 'autre', 'x', '2022-01-01', 'T', '')",
            [(f"z{n}ac", f"Z/{n} AC") for n in range(20000)],
        )
    base.close()


def test_two_renderings_at_once_are_both_there(folder: Path) -> None:
    names = [spread("2023-12-20", "numero: 23/201 CP"), "seance.yaml"]

    runs = [start("render", name, *FAST, *KEPT, "-o", name[:-5]) for name in names]

    assert [run.wait() for run in runs] == [0, 0], [r.communicate()[1] for r in runs]
    assert {row[1] for row in ask(NUMBERS)} == {"23/187 CP", "23/201 CP"}
    assert len(ask(VERSIONS)) == 2


FULL = """
import resource
from pathlib import Path
from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.registre_tenu import Version, hold_registre
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
try:
    with hold_registre(Path("registre.sqlite"), "corse") as plume:
        plume.add_version(Version("s", "o", "a", "e", "x" * 20000))
        plume.done = True
except BundleError as error:
    raise SystemExit(error.message)
"""


def test_full_disk_loses_nothing(folder: Path) -> None:
    render(*KEPT)
    before = TABLE.read_bytes()

    run = start(setup=FULL)
    _, told = run.communicate()

    assert run.returncode == 1
    assert "le disque ne prend pas ce qui est à inscrire" in told.decode()
    assert check_session(Path("seance.yaml"), registre=TABLE).findings == []
    assert [row[1] for row in ask(VERSIONS)] == [1]
    assert TABLE.read_bytes() == before


def test_kill_at_any_moment_loses_nothing(folder: Path) -> None:
    """A seeded sample; after each, the register is whole, and the next run finishes."""
    rng = random.Random(7)  # noqa: S311
    render(*KEPT)
    began = time.monotonic()
    assert start("render", "seance.yaml", *FAST, *KEPT).wait() == 0
    lasts = time.monotonic() - began
    for _ in range(8 if EVERYTHING else 4):
        known, versions = ask(NUMBERS), ask(VERSIONS)
        run = start("render", "seance.yaml", *FAST, *KEPT)
        time.sleep(lasts * rng.uniform(0.5, 1.05))
        run.send_signal(signal.SIGKILL)
        run.communicate()

        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask(NUMBERS) == known
        assert ask(VERSIONS)[: len(versions)] == versions
        render(*KEPT)


def test_twenty_thousand_acts_cost_a_check_little(folder: Path) -> None:
    render(*KEPT)
    fill(TABLE)
    visas = "".join(f", la délibération n° 22/{n:03} AC" for n in range(1, 60))
    text = sitting("numero: 23/187 CP").replace(
        "{ref: cgct}]", f"{{ref: cgct}}{visas}]"
    )
    path = write_session(folder, text)

    def measure(registre: Path | None) -> float:
        best = 9.0
        for _ in range(5):
            before = time.process_time()
            check_session(path, registre=registre)
            best = min(best, time.process_time() - before)
        return best

    TABLE.rename("loin.sqlite")
    without, there = measure(None), measure(Path("loin.sqlite"))
    assert there - without < 0.020, (without, there)


# --- what becomes of an act


def follow(*options: str) -> tuple[int, str, str]:
    result = call("suivi", "seance.yaml", *KEPT, *options)
    return result.status, result.out, result.err


def test_facts_are_told_and_read_back(folder: Path) -> None:
    signed = ("--signe", "2023-12-20", "--envoye", "2023-12-21")
    assert follow("--acte", "23/187 CP", *signed)[0] == 0
    assert follow("--recu", "2023-12-22", "--note", "accusé 12")[0] == 0

    status, out, err = follow()

    assert (status, err) == (0, "")
    assert out == (
        "23/187 CP : signé le 20 décembre 2023, envoyé au représentant de l'État le "
        "21 décembre 2023, reçu par lui le 22 décembre 2023 (accusé 12)\n"
    )
    assert [row[0] for row in ask("SELECT fait FROM suivi")] == [
        "signe",
        "envoye",
        "recu",
    ]


def test_fact_told_twice_is_there_once_and_one_corrected_is_there_twice(
    folder: Path,
) -> None:
    follow("--signe", "2023-12-20")
    follow("--signe", "2023-12-20")
    assert len(ask("SELECT * FROM suivi")) == 1

    _, out, _ = follow("--signe", "2023-12-21")

    assert out == "23/187 CP : signé le 21 décembre 2023\n"
    assert len(ask("SELECT * FROM suivi")) == 2


def test_what_is_known_is_told_whatever_has_no_number_yet(folder: Path) -> None:
    """Who received an act is named where its sending is not told."""
    write_session(folder, sitting("numero: 23/187 CP", "id: budget"))
    assert follow("--acte", "23/187 CP", "--recu", "2023-12-22")[0] == 0
    assert follow("--acte", "23/187 CP", "--signe", "2023-12-23")[0] == 1

    assert follow()[1] == (
        "23/187 CP : reçu par le représentant de l'État le 22 décembre 2023\n"
        "budget : rien encore\n"
    )


def test_all_acts_of_the_sitting_are_followed_at_once(folder: Path) -> None:
    acts = sitting("numero: 23/187 CP", "numero: 23/188 CP")
    write_session(folder, acts)

    assert follow("--envoye", "2023-12-21")[0] == 0
    assert len(ask("SELECT * FROM suivi")) == 2


@pytest.mark.parametrize(
    ("head", "options", "part"),
    [
        ("id: budget", ("--signe", "2023-12-20"), "n'a pas de numéro"),
        ("numero: 23/187 CP", ("--signe", "2023-12-18"), "avant d'être pris"),
        (
            "numero: 23/187 CP",
            ("--envoye", "2023-12-22", "--recu", "2023-12-21"),
            "serait reçu par le représentant de l'État le 21 décembre 2023, avant "
            "d'être envoyé",
        ),
        ("statut: retire", ("--signe", "2023-12-20"), "rien n'a été délibéré"),
        ("numero: 23/187 CP", (), "pas de registre"),
        ("numero: 23/187 CP", ("--acte", "23/9 CP"), "Aucun acte n° 23/9 CP"),
    ],
)
def test_fact_that_cannot_be_is_refused(
    head: str, options: tuple[str, ...], part: str, folder: Path
) -> None:
    withdrawn = spread_session().replace("vote: unanimite", head)
    write_session(folder, withdrawn if "statut" in head else sitting(head))

    status, out, err = follow(*options)

    assert (status, out) == (1, "")
    assert part in err
    assert not TABLE.exists()


@pytest.mark.parametrize(("day", "status"), [("2023-12-21", 0), ("2023-12-22", 1)])
def test_fact_of_a_day_to_come_is_refused(
    day: str, status: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dt.date(2023, 12, 21)
    monkeypatch.setattr("delib_gen.cli.commands.suivi.today", lambda: now)

    found, _, err = follow("--signe", "2023-12-20", "--envoye", day)

    assert found == status
    assert TABLE.exists() is (status == 0)
    assert ("22 décembre 2023, qui n'est pas encore venu" in err) is (status == 1)


# --- copies


def copy(source: str, target: str) -> tuple[int, str]:
    result = call("registre", "--depuis", source, "--copier", target)
    return result.status, result.err


def test_copy_is_put_back_by_the_same_command(folder: Path) -> None:
    render(*KEPT)
    assert copy(str(TABLE), "copie.sqlite") == (0, "")
    everything = ask(NUMBERS), ask(VERSIONS)
    TABLE.unlink()

    assert copy("copie.sqlite", str(TABLE)) == (0, "")
    assert (ask(NUMBERS), ask(VERSIONS)) == everything
    render(*KEPT)


def test_copy_of_yesterday_is_completed(folder: Path) -> None:
    render(*KEPT)
    copy(str(TABLE), "copie.sqlite")
    render(*KEPT)

    assert copy(str(TABLE), "copie.sqlite") == (0, "")
    assert ask(VERSIONS, Path("copie.sqlite")) == ask(VERSIONS)


def test_copy_of_yesterday_does_not_undo_today(folder: Path) -> None:
    render(*KEPT)
    copy(str(TABLE), "copie.sqlite")
    render(*KEPT)
    before = TABLE.read_bytes()

    status, err = copy("copie.sqlite", str(TABLE))

    assert status == 1
    assert "rien n'a été remplacé" in err
    assert TABLE.read_bytes() == before


def test_damaged_register_is_kept_beside_the_copy_put_back(folder: Path) -> None:
    render(*KEPT)
    copy(str(TABLE), "copie.sqlite")
    everything = ask(VERSIONS)
    TABLE.write_bytes(b"abime")

    assert copy("copie.sqlite", str(TABLE)) == (0, "")
    assert ask(VERSIONS) == everything
    assert Path("registre.sqlite.abime").read_bytes() == b"abime"


def test_people_read_what_was_taken(folder: Path) -> None:
    """Not what was but numbered; a second time nothing is added."""
    write_session(folder, sitting("numero: 23/187 CP"))
    render(*KEPT)
    base = sqlite3.connect(TABLE)
    with base:
        base.execute(
            "INSERT INTO numeros VALUES (99, 'x', '23188cp', '23/188 CP', 's', '', "
            "'2023-12-19', '', '')"
        )
    base.close()

    for added in (8, 0):
        result = call("registre", "--depuis", TABLE, "--dans", "lu.yaml")
        assert result.status == 0, result.err
        assert f"{added} acte" in result.out
    text = Path("lu.yaml").read_text("utf-8")
    assert "autorite: corse" in text
    assert '{numero: "23/187 CP", date: 2023-12-19, titre: "EXEMPLE 0' in text
    assert "22/074 AC" in text
    assert "23/188" not in text


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--dans", "r.yaml"),
        ("m.json",),
        ("m.json", "--depuis", "r.sqlite", "--dans", "r.yaml"),
        ("m.json", "--copier", "r.sqlite"),
        ("--depuis", "r.sqlite"),
        ("m.json", "--dans", "r.sqlite"),
    ],
)
def test_what_goes_where_is_said_once(words: tuple[str, ...], folder: Path) -> None:
    assert call("registre", *words).status == 2
