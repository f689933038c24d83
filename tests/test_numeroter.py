"""`delib-gen numeroter`: numbers that follow, given once, written and nothing else."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_helpers import Result, call, standing_in, write_session
from conftest import EVERYTHING, ROOT
from delib_gen.checking import check_session
from delib_gen.numeros.form import read_rank, write_number
from delib_gen.schema.numerotation import Numerotation
from delib_gen.traduction import session as translation
from registre_helpers import FAST, TABLE, ask, sitting

KEPT = ("--registre", str(TABLE))
TAKEN = "SELECT numero FROM numeros WHERE seance <> '' ORDER BY rang"
FIRST = ("--premier", "187")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in."""
    with standing_in(tmp_path):
        yield tmp_path


def number(*options: str, name: str = "seance.yaml") -> Result:
    return call("numeroter", name, *KEPT, *options)


def write(*options: str, name: str = "seance.yaml") -> str:
    result = number("--ecrire", *options, name=name)
    assert result.status == 0, result.err
    return Path(name).read_text("utf-8")


def taken() -> list[str]:
    return [row[0] for row in ask(TAKEN)]


# --- which numbers


def test_a_rank_that_is_refused_begins_no_register(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/187 CP", "id: budget"))

    result = number("--ecrire", "--premier", "100")

    assert (result.status, "déjà pris" in result.err) == (1, True)
    assert not TABLE.exists()
    write()


def test_proposal_shows_the_change_and_writes_nothing(folder: Path) -> None:
    path = write_session(folder, sitting("id: budget"))
    before = path.read_bytes()

    result = number(*FIRST)

    assert result.status == 0
    assert "+  - numero: 23/187 CP\n" in result.out
    assert "relancez avec --ecrire" in result.err
    assert path.read_bytes() == before
    assert not TABLE.exists()


def test_numbers_follow_and_both_words_stay(folder: Path) -> None:
    write_session(folder, sitting("id: budget", "id: plage"))

    text = write(*FIRST)

    assert "  - numero: 23/187 CP\n    id: budget\n" in text
    assert "  - numero: 23/188 CP\n    id: plage\n" in text
    assert taken() == ["23/187 CP", "23/188 CP"]
    assert check_session(Path("seance.yaml"), registre=TABLE).findings == []


def test_next_sitting_goes_on_and_another_year_begins_anew(folder: Path) -> None:
    write_session(folder, sitting("id: a"))
    write_session(folder, sitting("id: a", jour="2023-12-20"), "b.yaml")
    write_session(folder, sitting("id: a", jour="2024-01-15"), "c.yaml")
    write(*FIRST)

    assert "numero: 23/188 CP" in write(name="b.yaml")
    assert "numero: 24/001 CP" in write(name="c.yaml")


def test_each_organ_has_its_own_sequence(folder: Path) -> None:
    text = sitting("id: a", jour="2024-05-15")
    write_session(folder, text)
    write_session(folder, text.replace("commission-permanente", "assemblee"), "b.yaml")
    write(*FIRST)

    assert "numero: 24/001 AC" in write(name="b.yaml")


def test_number_of_an_act_that_is_known_is_not_given(folder: Path) -> None:
    """By a register that people keep, or that ships."""
    text = sitting("id: a", jour="2022-06-30")
    text = text.replace("commission-permanente", "assemblee")
    write_session(folder, text)

    assert "numero: 22/075 AC" in write()


def test_numbers_that_were_typed_are_taken_and_not_given_again(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/187 CP", "id: plage"))

    assert "numero: 23/188 CP\n    id: plage" in write()
    assert taken() == ["23/187 CP", "23/188 CP"]


def test_run_again_it_gives_nothing_more(folder: Path) -> None:
    write_session(folder, sitting("id: budget"))
    text = write(*FIRST)

    assert write() == text
    assert "tous les actes ont leur numéro" in number().err
    assert taken() == ["23/187 CP"]


def test_act_that_lost_its_number_gets_it_back(folder: Path) -> None:
    path = write_session(folder, sitting("id: budget", "id: plage"))
    before = path.read_text("utf-8")
    text = write(*FIRST)
    path.write_text(before, "utf-8")

    assert write() == text
    assert taken() == ["23/187 CP", "23/188 CP"]


def test_number_of_an_act_that_went_is_never_given_again(folder: Path) -> None:
    write_session(folder, sitting("id: budget"))
    write(*FIRST)
    write_session(folder, sitting("id: plage"))

    result = number()

    assert "numero: 23/188 CP" in result.out
    assert "« 23/187 CP » avait été pris pour « budget »" in result.err


def test_gaps_are_told(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/002 CP", "numero: 23/005 CP", "id: a"))

    err = number().err

    assert "le rang 1 de l'année « 23 »" in err
    assert "les rangs 3 à 4 de l'année « 23 »" in err


def test_acts_that_were_not_put_to_the_vote_get_none(folder: Path) -> None:
    text = sitting("id: budget")
    text += "  - {id: retrait, titre: {fr: UN RETRAIT, co: PROVA}, statut: retire}\n"
    write_session(folder, text)

    assert write(*FIRST).count("numero:") == 1


@pytest.mark.parametrize(
    ("motif", "exemple", "wanted"),
    [
        (r"(?P<annee>\d{4})-(?P<rang>\d{3})", "2026-046", "2023-001"),
        (r"(?P<annee>\d{2})/(?P<rang>\d{3}) DE", "26/046 DE", "23/001 DE"),
        (
            r"(?P<annee>\d{4})-(?P<seance>\d\d)-(?P<rang>\d+)",
            "2026-03-12",
            "2023-12-01",
        ),
        (r"D(?P<rang>\d+)", "D7", "D1"),
    ],
)
def test_form_is_that_of_the_authority(
    motif: str, exemple: str, wanted: str, folder: Path
) -> None:
    own = (
        "base: corse\ncode: bureau\norganes:\n  commission-permanente:\n"
        f"    numeros: {{motif: '{motif}', exemple: {exemple}}}\n"
    )
    Path("a.yaml").write_text(own, "utf-8")
    write_session(folder, sitting("id: a").replace(": corse", ": a.yaml"))

    assert f"numero: {wanted}\n" in write()


@pytest.mark.parametrize(
    ("par", "wanted"), [("", "2023-12-004"), (", par: seance", "2023-12-001")]
)
def test_ranks_begin_anew_at_each_sitting_where_the_organ_says_so(
    par: str, wanted: str, folder: Path
) -> None:
    form = r"motif: '(?P<annee>\d{4})-(?P<seance>\d\d)-(?P<rang>\d{3})'"
    own = (
        "base: corse\ncode: bureau\norganes:\n  commission-permanente:\n"
        f"    numeros: {{{form}, exemple: 2026-03-012{par}}}\n"
    )
    Path("a.yaml").write_text(own, "utf-8")
    before = sitting("id: avant").replace(": corse", ": a.yaml")
    write_session(folder, before.replace("2023-12", "2023-11"))
    assert "numero: 2023-11-003\n" in write("--premier", "3")
    write_session(folder, sitting("id: a").replace(": corse", ": a.yaml"))

    assert f"numero: {wanted}\n" in write()


def test_ranks_by_sitting_want_the_sitting_in_the_number(folder: Path) -> None:
    form = (
        r"{motif: '(?P<annee>\d{4})-(?P<rang>\d{3})', exemple: 2026-012, par: seance}"
    )
    own = "base: corse\ncode: bureau\norganes:\n"
    own += f"  commission-permanente: {{numeros: {form}}}\n"
    Path("a.yaml").write_text(own, "utf-8")
    write_session(folder, sitting("id: a").replace(": corse", ": a.yaml"))

    result = call("check", "seance.yaml")
    assert result.status == 1
    assert "Les rangs repartent à chaque séance, que le motif ne dit pas" in result.err


def test_number_is_like_the_others_of_its_sitting(folder: Path) -> None:
    """What the form does not name, the sitting's own numbers show."""
    form = r"{motif: '(?P<annee>\d{4})-\d{2}-(?P<rang>\d{3})', exemple: 2026-03-012}"
    own = "base: corse\ncode: bureau\norganes:\n"
    own += f"  commission-permanente: {{numeros: {form}}}\n"
    Path("a.yaml").write_text(own, "utf-8")
    text = sitting("numero: 2023-12-007", "id: a").replace(": corse", ": a.yaml")
    write_session(folder, text)

    assert "numero: 2023-12-008\n    id: a" in write()


def test_rank_that_the_form_does_not_hold_is_told(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/999 CP", "id: a"))

    result = number("--ecrire")

    assert result.status == 1
    assert "ne tient pas le rang 1000" in result.err
    assert not TABLE.exists() or taken() == []


def test_first_rank_that_is_taken_is_refused(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/187 CP", "id: a"))

    result = number("--premier", "187")

    assert result.status == 1
    assert "« 23/187 CP » est déjà pris" in result.err


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 999), st.integers(2000, 2099))
def test_number_that_is_written_is_read_back(rang: int, annee: int) -> None:
    for motif, exemple in (
        (r"(?P<annee>\d{2})/(?P<rang>\d{3}) CP", "23/186 CP"),
        (r"(?P<annee>\d{4})-\d{2}-(?P<rang>\d{3})", "2026-03-012"),
        (r"(?P<rang>\d+)-(?P<annee>\d{4})", "1-2026"),
    ):
        form = Numerotation(motif=motif, exemple=exemple)
        read = read_rank(form, write_number(form, annee, "3", rang))
        assert read is not None
        assert read.rang == rang
        assert f"{annee}".endswith(read.annee)


# --- what is written, and nothing else


def strip(text: str) -> str:
    """A session without the numbers that were put in."""
    return re.sub(r"numero: 23/\d+ CP(\r?\n *|, )", "", text)


BODIES = {
    "with remarks": "# tête\n{}# queue\n",
    "with Windows' ends of lines": "{}",
    "without an end": "{}",
}


@pytest.mark.parametrize("case", BODIES)
def test_nothing_else_changes(case: str, folder: Path) -> None:
    text = BODIES[case].format(sitting("id: budget  # le budget", "id: plage"))
    if "Windows" in case:
        text = "\ufeff" + text.replace("\n", "\r\n")
    if "without" in case:
        text = text.rstrip("\n")
    path = write_session(folder, text)

    result = number("--ecrire", *FIRST)

    assert result.status == 0, result.err
    after = path.read_bytes().decode()
    assert after != text
    assert strip(after) == text
    assert after.count("\n") == text.count("\n") + 2
    assert ("\r\n" in after) == ("\r\n" in text)


def test_act_between_braces_and_key_that_waits(folder: Path) -> None:
    head, body = sitting("id: budget").split("actes:\n")
    flow = "  - {id: a, titre: {fr: UN, co: PROVA}, vote: unanimite, articles: [X.]}\n"
    waits = body.replace("id: budget", "numero:   # à venir\n    id: budget")
    write_session(folder, f"{head}actes:\n{flow}{waits}")

    text = write(*FIRST)

    assert "  - {numero: 23/187 CP, id: a, titre" in text
    assert "  - numero: 23/188 CP   # à venir\n    id: budget" in text


def test_act_in_a_file_of_its_own_is_written_there(folder: Path) -> None:
    head, body = sitting("id: budget").split("actes:\n")
    lines = body.removeprefix("  - ").replace("\n    ", "\n")
    Path("actes").mkdir()
    Path("actes/budget.yaml").write_text(f"# à part\n{lines}", "utf-8")
    path = write_session(folder, f"{head}actes: [actes/budget.yaml]\n")
    before = path.read_bytes()

    write(*FIRST)

    assert path.read_bytes() == before
    text = Path("actes/budget.yaml").read_text("utf-8")
    assert text == f"# à part\nnumero: 23/187 CP\n{lines}"


def test_act_that_an_anchor_shares_is_left_to_its_author(folder: Path) -> None:
    head, body = sitting("id: budget").split("actes:\n")
    body = body.replace("  - id: budget\n    ", "  - &a\n    id: budget\n    ")
    path = write_session(folder, f"{head}actes:\n{body}  - *a\n")
    before = path.read_bytes()

    result = number("--ecrire", *FIRST)

    assert result.status == 1
    assert path.read_bytes() == before
    assert not TABLE.exists() or taken() == []


MORE = """\
mouvements:
  - {membre: TIBERI, quitte: 23/188 CP}   # après le premier
  - {membre: TIBERI, arrive: b}
appels: [{des: "23/189 cp", presents: [ARRIGHI], absents: []}]
tolerances: [{regle: TYP01, motif: essai, sur: 23/189CP}]
"""


def test_what_names_an_act_by_its_number_follows(folder: Path) -> None:
    """With all numbered anew: keys, texts; a name by `id` stays."""
    heads = ("id: a", "numero: 23/188 CP\n    id: b", "numero: 23/189 CP")
    text = sitting(*heads, more=MORE)
    visa = "[{ref: cgct}, la délibération n° 23/189 CP du 19 décembre 2023]"
    text = text.replace("[{ref: cgct}]", visa)
    write_session(folder, text)

    result = number("--tout", "--ecrire", "--premier", "190")

    assert result.status == 0, result.err
    text = Path("seance.yaml").read_text("utf-8")
    assert re.findall(r"  - numero: (\S+ CP)", text) == [
        "23/190 CP",
        "23/191 CP",
        "23/192 CP",
    ]
    assert "quitte: 23/191 CP}   # après le premier" in text
    assert "arrive: b}" in text
    assert '{des: "23/192 CP", presents' in text
    assert "sur: 23/192 CP}" in text
    assert text.count("n° 23/192 CP du 19 décembre 2023") == 3
    assert "23/189" not in text.replace("23/189 cp", "")


def test_rapport_that_cites_the_former_number_is_told(folder: Path) -> None:
    Path("r.md").write_text("Un.\n\nVoir n° 23/188 CP.\n", "utf-8")
    rapport = "numero: 23/188 CP\n    rapport: {numero: '1', corps: r.md}"
    write_session(folder, sitting("id: a", rapport))

    result = number("--tout", "--premier", "187")

    assert "« r.md » (ligne 3) cite encore « 23/188 CP »" not in result.err
    result = number("--tout", "--premier", "190")
    assert "« r.md » (ligne 3) cite encore « 23/188 CP »" in result.err


def test_number_that_is_in_the_register_is_not_changed(folder: Path) -> None:
    write_session(folder, sitting("id: a"))
    write(*FIRST)
    text = Path("seance.yaml").read_text("utf-8")
    write_session(folder, text + sitting("id: b").split("actes:\n")[1])

    assert "- numero: 23/187 CP\n    id: a\n" in write("--tout")
    assert taken() == ["23/187 CP", "23/188 CP"]


def test_two_sittings_that_claim_one_number(folder: Path) -> None:
    """Told at its place; numbered anew, it is in order."""
    write_session(folder, sitting("numero: 23/187 CP"))
    write_session(folder, sitting("numero: 23/187 CP", jour="2023-12-20"), "b.yaml")
    write()

    result = number("--ecrire", name="b.yaml")

    assert result.status == 1
    assert "ACT17" in result.err
    assert "b.yaml:9:13" in result.err
    assert taken() == ["23/187 CP"]
    assert "numero: 23/188 CP" in write("--tout", name="b.yaml")


def test_sitting_that_changed_its_day_keeps_its_numbers(folder: Path) -> None:
    write_session(folder, sitting("id: a"))
    text = write(*FIRST)
    write_session(folder, text.replace("\ndate: 2023-12-19", "\ndate: 2023-12-20"))

    assert call("render", "seance.yaml", *FAST, *KEPT).status == 0
    assert "tous les actes ont leur numéro" in number("--ecrire").err
    assert taken() == ["23/187 CP"]


@pytest.mark.parametrize("text", ["actes: [", "collectivite: corse\n", "a: b\n"])
def test_file_with_errors_is_told(text: str, folder: Path) -> None:
    write_session(folder, text)

    assert number("--ecrire").status == 1
    assert not TABLE.exists()


def test_error_of_a_vote_may_wait(folder: Path) -> None:
    text = sitting("id: a").replace("vote: unanimite", "vote: {contre: [BOZZI, NUL]}")
    write_session(folder, text)

    assert "numero: 23/187 CP" in write(*FIRST)


# --- stopped in between


def test_file_that_changed_meanwhile_is_not_touched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers stay those of these acts: the next run writes the same."""
    path = write_session(folder, sitting("id: budget"))
    real = translation.write_changes

    def meddle(changes: object) -> None:
        path.write_text(path.read_text("utf-8") + "# entre-temps\n", "utf-8")
        real(changes)  # type: ignore[arg-type]

    monkeypatch.setattr("delib_gen.numeros.numeroter.write_changes", meddle)
    result = number("--ecrire", *FIRST)
    monkeypatch.undo()

    assert result.status == 1
    assert "a changé entre-temps" in result.err
    assert "numero" not in path.read_text("utf-8")
    text = write()
    assert "numero: 23/187 CP\n    id: budget" in text
    assert text.endswith("# entre-temps\n")
    assert taken() == ["23/187 CP"]


def start(name: str, *options: str) -> subprocess.Popen[bytes]:
    path = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    code = (
        "from delib_gen.cli.run import run; raise SystemExit("
        f"run({['numeroter', name, *KEPT, '--ecrire', *options]!r}))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, **path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_two_that_number_at_once_never_give_one_number_twice(folder: Path) -> None:
    names = [f"s{n}.yaml" for n in range(4)]
    heads = ("id: a", "id: b", "id: c")
    for n, name in enumerate(names):
        write_session(folder, sitting(*heads, jour=f"2023-12-{10 + n}"), name)

    runs = [start(name) for name in names]

    assert [run.wait() for run in runs] == [0] * 4, [r.communicate() for r in runs]
    texts = [Path(name).read_text("utf-8") for name in names]
    found = [n for text in texts for n in re.findall(r"numero: (\S+ CP)", text)]
    assert sorted(found) == sorted(taken()) == [f"23/{n:03} CP" for n in range(1, 13)]


def test_kill_at_any_moment_gives_no_number_twice(folder: Path) -> None:
    """A seeded sample; what was taken stays its act's, and the next run finishes."""
    rng = random.Random(11)  # noqa: S311
    write_session(folder, sitting("id: a", jour="2023-01-10"), "s.yaml")
    began = time.monotonic()
    assert start("s.yaml").wait() == 0
    lasts = time.monotonic() - began
    given: dict[str, str] = {}
    count = 8 if EVERYTHING else 4
    for n in range(count):
        day = f"2023-03-{10 + n}"
        text = sitting("id: a", "id: b", jour=day)
        write_session(folder, text, "s.yaml")
        run = start("s.yaml")
        time.sleep(lasts * rng.uniform(0.5, 1.05))
        run.send_signal(signal.SIGKILL)
        run.communicate()

        assert ask("PRAGMA integrity_check") == [("ok",)]
        left = Path("s.yaml").read_text("utf-8")
        assert strip(left) == text
        for found in re.findall(r"numero: (\S+ CP)", write(name="s.yaml")):
            assert given.setdefault(found, day) == day
    assert len(given) == 2 * count
    assert len(set(taken())) == len(taken()) == 2 * count + 1
