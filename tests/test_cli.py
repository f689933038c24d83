"""The command: its statuses, its streams, its words, what it replaces.

Everything runs in this process but for a few calls of the command as it is
installed, which hold that the two are one.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from cli_helpers import (
    call,
    call_on_terminal,
    python_command,
    read_tree,
    small_session,
    spread_session,
    standing_in,
    write_session,
)
from conftest import ROOT, draw
from delib_gen.cli.run import main_group
from delib_gen.machine import ledger

ESCAPE = "\x1b"
FAST = ("--format", "html")
ACT = "2023-12-19-cp/23-187-CP"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a good session."""
    write_session(tmp_path, spread_session())
    with standing_in(tmp_path):
        yield tmp_path


KO = f"presnts: [VANNI]\n{spread_session()}tolerances:\n  - regle: PRE11\n"


def add_act(text: str, number: str = "23/188 CP", more: str = "") -> str:
    """A session with one more act."""
    acte = spread_session(more, numero=number).split("actes:\n")[1]
    return text + acte


# --- statuses and streams


def test_check_of_a_good_session(folder: Path) -> None:
    result = call("check", "seance.yaml")

    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("seance.yaml : rien à signaler\n")
    assert "23/187 CP : adopté à l'unanimité (15 pour, 0 contre)" in result.out
    assert not (folder / "out").exists()


def test_check_puts_findings_apart_from_results(folder: Path) -> None:
    write_session(folder, KO)

    result = call("check", "seance.yaml")

    assert result.status == 1
    assert result.out == "seance.yaml : à corriger\n"
    assert "erreur[STR01]" in result.err
    assert result.err.rstrip().endswith("2 erreurs.")


def test_check_of_several_files_says_all_of_them(folder: Path) -> None:
    write_session(folder, KO, "faux.yaml")

    result = call("check", "faux.yaml", "seance.yaml", "absent.yaml")

    assert result.status == 1
    assert [line.split(" : ")[0] for line in result.out.split("\n") if line] == [
        "faux.yaml",
        "seance.yaml",
        "  23/187 CP",
        "absent.yaml",
    ]
    assert "faux.yaml:1:1" in result.err
    assert "absent.yaml" in result.err


def test_render_lists_what_it_wrote(folder: Path) -> None:
    result = call("render", "seance.yaml", *FAST)

    assert (result.status, result.err) == (0, "")
    written = result.out.split()
    assert written == [f"out/{ACT}/{n}.fr.html" for n in ("deliberation", "dossier")]
    assert sorted(read_tree(folder / "out")) == sorted(
        [
            *(name.removeprefix("out/") for name in written),
            "2023-12-19-cp/manifest.json",
        ]
    )


@pytest.mark.parametrize(("strict", "status"), [(False, 0), (True, 1)])
@pytest.mark.parametrize("command", ["check", "render"])
def test_strict_makes_warnings_block(
    command: str, strict: bool, status: int, folder: Path
) -> None:
    write_session(folder, spread_session(visas="[le code]"))  # ACT06

    options = FAST if command == "render" else ()
    result = call(command, "seance.yaml", *options, *(["--strict"] if strict else []))

    assert result.status == status
    assert "avertissement[ACT06]" in result.err
    assert (folder / "out").exists() == (command == "render" and not strict)


def test_software_that_fails_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, langues: object, **options: object) -> None:
        raise RuntimeError("une panne")

    monkeypatch.setattr("delib_gen.cli.commands.check.check_session", fail)

    result = call("check", "seance.yaml")

    assert (result.status, result.out) == (3, "")
    assert "RuntimeError : une panne" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("DELIB_GEN_TRACE", "1")
    assert "Traceback" in call("check", "seance.yaml").err


def test_failure_while_rendering_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("delib_gen.formats.html.write_page", fail)

    assert call("render", "seance.yaml", *FAST).status == 3
    assert not (folder / "out").exists()


def test_interruption_is_told_without_a_trace(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("delib_gen.formats.html.write_page", interrupt)

    result = call("render", "seance.yaml", *FAST)

    assert result.status == 130
    assert result.err.lstrip("\n") == "delib-gen : interrompu, rien n'a été écrit\n"
    assert not (folder / "out").exists()


def test_interruption_after_all_is_written_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it comes once the new set is in its place, and not a moment before."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("delib_gen.bundle.write.forget_old", interrupt)

    result = call("render", "seance.yaml", *FAST)

    assert result.status == 130
    (sitting,) = (folder / "out").iterdir()
    told = f"interrompu, tout était déjà écrit dans « out/{sitting.name} »"
    assert told in result.err
    assert list(sitting.rglob("*.html"))
    again = call("check", "seance.yaml")
    assert "interrompu" not in again.err


@pytest.mark.parametrize("wait", [True, False], ids=["waits", "at once"])
def test_ctrl_c_waits_while_a_set_takes_its_place(wait: bool) -> None:
    done: list[str] = []

    def work() -> None:
        with ledger.writing([Path("out")]) if wait else contextlib.nullcontext():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")
        done.append("not reached")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert done == (["whole"] if wait else [])


def run_into(
    folder: Path, stdout: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its output sent to a file."""
    with Path(stdout).open("w") as stream, standing_in(folder):
        return subprocess.run(
            python_command(*arguments),
            stdout=stream,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_output_is_told_with_what_was_written(folder: Path) -> None:
    rendered = run_into(folder, "/dev/full", "render", "seance.yaml", *FAST)
    checked = run_into(folder, "/dev/full", "check", "seance.yaml")
    helped = run_into(folder, "/dev/full", "--help")

    (sitting,) = (folder / "out").iterdir()
    assert rendered.stderr.splitlines()[-1] == (
        "delib-gen : l'affichage a échoué, il n'y a plus de place sur le disque ; "
        f"tout était déjà écrit dans « out/{sitting.name} »"
    )
    assert "rien n'a été écrit" in checked.stderr
    assert "plus de place" in helped.stderr
    assert [r.returncode for r in (rendered, checked, helped)] == [1, 1, 1]
    assert "Traceback" not in rendered.stderr + checked.stderr + helped.stderr


def test_reader_who_goes_away_stops_nothing(folder: Path) -> None:
    """`render … | head`: all is written, and the status is that of the rendering."""
    read, write = os.pipe()
    os.close(read)
    with standing_in(folder):
        done = subprocess.run(
            python_command("render", "seance.yaml", *FAST),
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    os.close(write)

    assert (done.returncode, done.stderr) == (0, "")
    assert list((folder / "out").rglob("*.html"))


LONG = "x" * 5000


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", LONG), 1),
        (("check", "plan.pdf"), 1),
        (("render", "seance.yaml", "--templates", LONG, *FAST), 2),
        (("render", "seance.yaml", "-o", LONG, *FAST), 1),
        (("translate", "seance.yaml", "--lang", "co", "-o", LONG), 1),
        (("translate", "seance.yaml", "--lire", LONG), 1),
        (("registre", LONG, "--dans", "r.yaml"), 1),
        (("init", "i", "--collectivite", LONG), 2),
        (("init", LONG), 1),
    ],
    ids=lambda value: "-".join(value[:2])[:30] if isinstance(value, tuple) else None,
)
def test_name_that_no_disk_can_hold_is_told(
    arguments: tuple[str, ...], status: int, folder: Path
) -> None:
    result = call(*arguments)

    assert result.status == status, result.err
    assert "a échoué" not in result.err
    assert result.err.strip()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_machine_that_takes_no_more_is_told(
    number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full temporary folder, for one: it is no fault of the software's."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "/tmp/essai")  # noqa: S108 - a name

    monkeypatch.setattr("delib_gen.formats.html.write_page", refuse)

    result = call("render", "seance.yaml", *FAST)

    assert result.status == 1
    assert "« /tmp/essai » : " in result.err
    assert "rien n'a été écrit" in result.err
    assert "dossier temporaire" in result.err
    assert "a échoué" not in result.err


def test_folder_that_was_hidden_is_told_to_be_back(folder: Path) -> None:
    assert call("render", "seance.yaml", *FAST).status == 0
    (sitting,) = (folder / "out").iterdir()
    sitting.rename(sitting.with_name(f".{sitting.name}.ancien"))

    result = call("render", "seance.yaml", *FAST)

    assert result.status == 0
    assert f"« out/{sitting.name} » avait été caché" in result.err


def test_clock_before_1980_spoils_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No zip file can hold such a date, and none of ours needs one."""
    text = (folder / "seance.yaml").read_text()
    local = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *_: local(86_400))

    docx = call("render", "seance.yaml", "--format", "docx")
    (folder / "sans.yaml").write_text(
        re.sub(r"\{fr: ([^,]*), co: [^}]*\}", r"\1", text)
    )
    table = call("translate", "sans.yaml", "--lang", "co", "-o", "t.xlsx")

    assert (docx.status, table.status) == (0, 0), docx.err + table.err
    assert (folder / "t.xlsx").exists()


def test_explain_every_rule_and_list_them() -> None:
    listed = call("rules")

    assert (listed.status, listed.err) == (0, "")
    codes = [line.split()[0] for line in listed.out.split("\n") if line]
    assert len(codes) > 40
    assert codes == sorted(set(codes), key=codes.index)
    for code in codes:
        told = call("explain", code.lower())
        assert (told.status, told.err) == (0, "")
        assert told.out.startswith(code)
        assert "Exemple :" in told.out


def test_doctor_says_what_there_is() -> None:
    result = call("doctor")

    assert result.status in (0, 1)
    assert result.err == ""
    assert "Liberation Sans" in result.out


@pytest.fixture
def one_example(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small session for the only example: the reference act takes long."""
    path = folder / "seance.yaml"
    monkeypatch.setattr("delib_gen.resources.list_examples", lambda: [path])
    return path


def test_templates_check_of_the_shipped_ones(one_example: Path) -> None:
    result = call("templates", "check")

    assert (result.status, result.err) == (0, "")
    assert result.out == "Tous les gabarits conviennent à tous les exemples.\n"
    assert not (one_example.parent / "out").exists()


@pytest.mark.parametrize("form", draw(2, ["line", "json"]))
def test_templates_check_of_a_wrong_one(
    one_example: Path, form: str, one_kind_tried: None
) -> None:
    own = one_example.parent / "gabarits"
    own.mkdir()
    (own / "deliberation.html.j2").write_text("{{ signatiare }}\n", encoding="utf-8")

    result = call("templates", "check", "--templates", own, "--diagnostics", form)

    assert result.status == 1
    said, silent = (result.out, result.err) if form == "json" else (result.err, "")
    assert "GAB01" in said
    assert silent == ""
    assert "signatiare" in said


# --- the command as it is installed


def test_installed_command_does_the_same(folder: Path) -> None:
    write_session(folder, KO, "faux.yaml")

    for words in (["check", "faux.yaml"], ["render", "seance.yaml", *FAST], ["ch"], []):
        done = subprocess.run(
            python_command(*words),
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"},
            check=False,
        )
        result = call(*words)
        assert (done.returncode, done.stdout, done.stderr) == (
            result.status,
            result.out,
            result.err,
        )


def test_what_was_printed_is_out_when_the_process_ends_at_once() -> None:
    code = "from delib_gen import __main__ as command; print('fini'); command._leave(3)"

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": ""},
        check=False,
    )

    assert done.stdout == "fini\n"
    assert done.returncode == 3


CLOSED = """
import os, sys
reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, {number})
sys.argv[1:] = {words}
from delib_gen.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("words", "number", "status"),
    [
        (["check", "faux.yaml"], 1, 1),
        (["check", "faux.yaml"], 2, 1),
        (["check", "faux.yaml", "--diagnostics", "json"], 1, 1),
        (["--help"], 1, 0),
    ],
)
def test_reader_that_goes_away_changes_no_status(
    words: list[str], number: int, status: int, folder: Path
) -> None:
    write_session(folder, KO, "faux.yaml")

    done = subprocess.run(
        [sys.executable, "-c", CLOSED.format(number=number, words=words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )

    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_closed_streams_and_narrow_ones_change_no_status(folder: Path) -> None:
    write_session(folder, KO, "faux.yaml")
    command = shlex.join(python_command("check", "faux.yaml"))

    for shell in (f"{command} >&- 2>&-", f"PYTHONIOENCODING=ascii {command}"):
        done = subprocess.run(
            ["sh", "-c", shell],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr


# --- diagnostics

FORMS = ("text", "line", "json", "github")
FAULTY = """\
collectivite: corse
organe: commission-permanente
date: 2023-12-19
convocation: 2023-12-18
president: VANNI
presnts: [VANNI]
presents: [ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETE, LUCIANI, MONDOLONI, VANNI]
absents: [BOZZI, CAITUCOLI, CASANOVA-SERVAS, COMBETTE, LACOMBE, MAUPERTUIS, NIVAGGIONI,
          TIBERI]
actes:
  - numero: 23/187 CP
    titre: {fr: APPROUVANT UN EXEMPLE, co: CHÌ APPROVA UN ESEMPIU}
    visas: [le 100 % est « juste » ; oui]
    vote: unanimite
    articles: [ADOPTE le présent exemple., {ref: publication-electronique}]
tolerances:
  - {regle: ACT06, sur: 23/187 CP, motif: usage du service}
"""
"""An unknown key, an unknown name, a late notice, and a visa lacking, accepted."""


@pytest.mark.parametrize("form", FORMS)
def test_diagnostics_have_the_form_asked_for(
    form: str, folder: Path, golden: Callable[[str, str], None]
) -> None:
    write_session(folder, FAULTY, "faux.yaml")

    result = call("check", "faux.yaml", "--diagnostics", form)

    assert result.status == 1
    golden(f"cli/diagnostics.{form}.txt", result.out if form == "json" else result.err)


def test_json_has_the_keys_of_the_contract(folder: Path) -> None:
    write_session(folder, KO.replace("[{ref: cgct}]", "[le code]"))

    result = call("check", "seance.yaml", "--diagnostics", "json")

    assert result.err == ""
    data = json.loads(result.out)
    assert set(data) >= {"version", "errors", "warnings", "notes", "diagnostics"}
    assert (data["version"], data["errors"], data["warnings"]) == (1, 2, 1)
    for finding in data["diagnostics"]:
        kinds = {
            "code": str,
            "severity": str,
            "message": str,
            "hint": str,
            "file": str,
            "line": int,
            "column": int,
            "path": list,
            "acte": str,
            "tolere": str,
            "cites": list,
        }
        assert {key: type(finding.get(key)) for key in kinds} == kinds
        assert finding["severity"] in ("erreur", "avertissement", "note")


def test_json_of_a_good_session_is_whole(folder: Path) -> None:
    data = json.loads(call("check", "seance.yaml", "--diagnostics", "json").out)

    assert data == {
        "version": 1,
        "errors": 0,
        "warnings": 0,
        "notes": 0,
        "diagnostics": [],
    }


def test_render_keeps_its_findings_off_its_results(folder: Path) -> None:
    result = call("render", "seance.yaml", *FAST, "--diagnostics", "json")

    assert json.loads(result.err)["diagnostics"] == []
    assert result.out.startswith("out/")


def test_lines_are_those_that_editors_read(folder: Path) -> None:
    write_session(folder, KO, "un  nom: bizarre.yaml")

    lines = call("check", "un  nom: bizarre.yaml", "--diagnostics", "line").err

    for line in lines.rstrip("\n").split("\n"):
        assert re.fullmatch(r"un  nom: bizarre\.yaml:\d+:\d+: erreur STR\d\d: .+", line)


SIGNS = {
    # As typed in YAML, and what a terminal would obey.
    "\\e[31m": "\x1b",
    "\\e]0;x\\a": "\x07",
    "\\b": "\b",
    "\\x9b2J": "\x9b",
    "\\u202e": "\u202e",
    "\\r": "\ra",
}


@pytest.mark.parametrize("form", ["text", "line", "github"])
@pytest.mark.parametrize("sign", SIGNS)
def test_nothing_typed_acts_upon_the_terminal(
    sign: str, form: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An escape in a session must not colour, erase or turn round what is shown."""
    monkeypatch.setenv("NO_COLOR", "1")
    wrong = spread_session().replace("commission-permanente", f'"x{sign}a"')
    write_session(folder, wrong)

    result = call_on_terminal("check", "seance.yaml", "--diagnostics", form)

    assert result.status == 1
    assert "STR03" in result.err
    assert SIGNS[sign] not in result.err
    assert ESCAPE not in result.err


# --- terminals


def test_no_escape_where_nobody_watches(folder: Path) -> None:
    write_session(folder, KO, "faux.yaml")

    for result in (call("check", "faux.yaml"), call("render", "seance.yaml", *FAST)):
        assert ESCAPE not in result.out + result.err
        assert "Production" not in result.out + result.err
        assert "\r" not in result.out + result.err


def test_colours_and_progress_on_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    write_session(folder, KO, "faux.yaml")

    assert (
        f"{ESCAPE}[1;31merreur[STR01]{ESCAPE}[0m"
        in call_on_terminal("check", "faux.yaml").err
    )
    shown = call_on_terminal("render", "seance.yaml", *FAST).err
    assert "Production" in shown
    assert "Acte 23/187 CP" in shown
    assert "100%" in shown
    assert f"out/{ACT}/dossier.fr.html\r\n" in shown


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_plain_text_on_a_terminal_where_it_is_asked_for(
    name: str, value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    write_session(folder, KO, "faux.yaml")

    for words in (["check", "faux.yaml"], ["render", "seance.yaml", *FAST]):
        shown = call_on_terminal(*words).err
        assert shown
        assert ESCAPE not in shown
        assert "Production" not in shown


# --- French

ENGLISH = re.compile(
    r"\b(Usage:|Options:|Commands?|Arguments?:|Error|Show|this message|and exit|Try"
    r"|for help|Missing|No such|Invalid|Got|unexpected|extra|requires?|is not|one of"
    r"|Did you mean|Aborted|default|required|range|env|valid|integer|TEXT|INTEGER"
    r"|PATH|BOOLEAN|FILE(NAME)?|DIRECTORY|ARGS|COMMAND|the|of|and|not|with|value"
    r"|takes?|argument \()\b|\.\.\.",
)


def list_commands(command: click.Command, words: tuple[str, ...] = ()) -> list[
    tuple[str, ...]
]:  # fmt: skip
    """Every command and group, by the words that call it."""
    found = [words]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found += list_commands(inner, (*words, name))
    return found


COMMANDS = list_commands(main_group)


def test_all_the_commands_are_there() -> None:
    assert {words[0] for words in COMMANDS if words} >= {
        "check",
        "doctor",
        "explain",
        "registre",
        "render",
        "rules",
        "templates",
    }
    assert ("templates", "check") in COMMANDS


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_in_french(words: tuple[str, ...], option: str) -> None:
    result = call(*words, option)

    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(" ".join(["Usage : delib-gen", *words]))
    assert "Options :\n" in result.out
    assert "Affiche cette aide." in result.out
    assert ENGLISH.findall(result.out) == []
    assert all(len(line) <= 100 for line in result.out.split("\n"))


@pytest.mark.parametrize("words", [(), ("templates",)])
def test_group_without_a_command_shows_its_help(words: tuple[str, ...]) -> None:
    result = call(*words)

    assert (result.status, result.out) == (2, "")
    assert "Commandes :" in result.err
    assert ENGLISH.findall(result.err) == []


MISUSES: dict[str, str] = {
    "chek": "vouliez-vous écrire `check` ?",
    "zzz": "commandes : `check`, `desk`",
    "templates chek": "vouliez-vous écrire `check` ?",
    "--": "",
    "--zzz": "l'option `--zzz` n'existe pas",
    "-z": "l'option `-z` n'existe pas",
    "check": "il manque FICHIER…",
    "check ''": "aucune valeur n'est donnée",
    "check s.yaml --strct": "vouliez-vous écrire `--strict` ?",
    "check s.yaml --strict=1": "l'option `--strict` n'attend pas de valeur",
    "check s.yaml --diagnostics": "l'option `--diagnostics` attend une valeur",
    "check s.yaml --diagnostics jsn": "vouliez-vous écrire `json` ?",
    "check s.yaml --diagnostics xyz": "`github`, `json`, `line`, `text`",
    "check s.yaml --diagnostics JSON": "`json`",
    "render": "il manque FICHIER…",
    "render s.yaml -o": "l'option `-o` attend une valeur",
    "render s.yaml -o ''": "`--out` : aucune valeur n'est donnée",
    "render s.yaml --lang de": "« de » n'est pas connu ; valeurs admises : `co`, `fr`",
    "render s.yaml --lang fr,frr": "« frr » n'est pas connu ; vouliez-vous écrire `fr`",
    "render s.yaml --format pdff": "« pdff » n'est pas connu ; vouliez-vous écrire",
    "render s.yaml --format doc": "vouliez-vous écrire `docx` ?",
    "render s.yaml --format ,": "aucune valeur n'est donnée",
    "render s.yaml --only deliberations": "vouliez-vous écrire `deliberation` ?",
    "render s.yaml --only annexe": "vouliez-vous écrire `annexes` ?",
    "render s.yaml --only zzz": "`rapport`, `annexes`, `extrait`, `dossier`",
    "render s.yaml --acte": "l'option `--acte` attend une valeur",
    "render s.yaml --acte ''": "`--acte` : aucune valeur n'est donnée",
    "render s.yaml --jobs 0": "un nombre de 1 à 64 est attendu, « 0 » est donné",
    "render s.yaml --jobs 65": "« 65 » est donné",
    "render s.yaml --jobs deux": "« deux » est donné",
    "render s.yaml --templates absent": "« absent » n'est pas un dossier",
    "render s.yaml --templates seance.yaml": "« seance.yaml » n'est pas un dossier",
    "explain": "il manque CODE",
    "explain PRE1": "vouliez-vous écrire `PRE01` ?",
    "explain zzz": "« zzz » n'est pas une règle ; `delib-gen rules`",
    "explain PRE01 PRE02": "« PRE02 » est de trop",
    "rules tout": "« tout » est de trop",
    "doctor --json": "l'option `--json` n'existe pas",
    "templates check absent": "« absent » est de trop",
    "templates check --templates absent": "« absent » n'est pas un dossier",
}


@pytest.mark.parametrize("line", MISUSES)
def test_misuse_is_explained_in_french(line: str, folder: Path) -> None:
    before = read_tree(folder)

    result = call(*(word.strip("'") for word in line.split()))

    assert (result.status, result.out) == (2, "")
    message, way_out = result.err.rstrip("\n").split("\n")
    assert message.startswith("delib-gen : ")
    assert MISUSES[line] in message
    assert re.fullmatch(r"Aide : delib-gen( [a-z]+)* --help", way_out)
    assert ENGLISH.findall(message.replace("`--format`", "")) == []
    assert read_tree(folder) == before


def test_version_is_printed() -> None:
    result = call("--version")

    assert (result.status, result.err) == (0, "")
    assert re.fullmatch(r"delib-gen \d+\.\d+\.\d+\S*\n", result.out)


# --- what is written


def test_only_makes_what_is_named(folder: Path) -> None:
    write_session(
        folder,
        spread_session(
            "rapport: {numero: 2023/330/CP, corps: Un texte.}\n"
            "annexes: [{titre: Un plan, fichier: plan.md}]"
        ),
    )
    (folder / "plan.md").write_text("Un plan.\n", encoding="utf-8")
    made: dict[str, set[str]] = {}

    for words in ("deliberation", "rapport", "annexes", "dossier", "rapport,dossier"):
        result = call("render", "seance.yaml", *FAST, "--only", words, "-o", words)
        assert result.status == 0
        made[words] = {Path(name).name.split(".")[0] for name in result.out.split()}

    assert made == {
        "deliberation": {"deliberation"},
        "rapport": {"rapport"},
        "annexes": {"annexe-deliberation-1"},
        "dossier": {"dossier"},
        "rapport,dossier": {"rapport", "dossier"},
    }


def test_out_is_made_where_it_is_asked_for(folder: Path) -> None:
    target = folder / "a" / "b"

    assert call("render", "seance.yaml", *FAST, "-o", target).status == 0
    assert (target / ACT / "dossier.fr.html").is_file()
    assert not (folder / "out").exists()


def test_out_that_is_a_file_is_refused(folder: Path) -> None:
    (folder / "out").write_text("à moi", encoding="utf-8")

    result = call("render", "seance.yaml", *FAST)

    assert (result.status, result.out) == (1, "")
    assert "« out » est un fichier" in result.err or "out" in result.err
    assert (folder / "out").read_text(encoding="utf-8") == "à moi"


TWO = add_act(spread_session())


def test_acte_replaces_its_folder_alone(folder: Path) -> None:
    write_session(folder, TWO)
    assert call("render", "seance.yaml", *FAST).status == 0
    before = read_tree(folder / "out" / "2023-12-19-cp")
    write_session(folder, TWO.replace("UN EXEMPLE", "UN AUTRE EXEMPLE"))

    result = call("render", "seance.yaml", *FAST, "--acte", "23/188 CP")

    assert (result.status, result.err) == (0, "")
    assert {Path(name).parent.name for name in result.out.split()} == {"23-188-CP"}
    after = read_tree(folder / "out" / "2023-12-19-cp")
    changed = {name for name in after if after[name] != before.get(name)}
    assert set(after) == set(before)
    assert {name.split("/")[0] for name in changed} == {"23-188-CP", "manifest.json"}


OTHERS_MISTAKES = {
    "unknown key": "vot: unanimite",
    "duplicate key": "vote: unanimite",
    "unknown member": "president: PERSONNE",
    "value of another kind": "prend_acte: peut-être",
    "list for a text": "objet: [un, deux]",
    "missing file": "annexes: [{titre: Un plan, fichier: absent.md}]",
    "missing body": "rapport: {numero: 2023/330/CP, corps: absent.md}",
    "image": "annexes: [{titre: Un plan, fichier: plan.png}]",
    "Markdown": "rapport: {numero: 2023/330/CP, corps: 'un <b>mot</b>'}",
    "a character": "considerants: [vu 👍]",
}


@pytest.mark.parametrize("mistake", OTHERS_MISTAKES)
def test_mistake_in_another_act_does_not_count(mistake: str, folder: Path) -> None:
    more = OTHERS_MISTAKES[mistake]
    text = add_act(spread_session(more).replace("23/187", "23/186"), "23/187 CP")
    write_session(folder, text)

    alone = call("render", "seance.yaml", *FAST, "--acte", "23/187 CP")
    faulty = call("render", "seance.yaml", *FAST, "--acte", "23/186 CP")

    assert (alone.status, alone.err) == (0, "")
    assert faulty.status == 1
    assert "erreur[" in faulty.err
    assert not (folder / "out" / "2023-12-19-cp" / "23-186-CP").exists()


def test_mistake_in_another_acts_file_does_not_count(folder: Path) -> None:
    (folder / "acte.yaml").write_text("numero: [\n", encoding="utf-8")
    write_session(folder, spread_session() + "  - acte.yaml\n  - absent.yaml\n")

    assert call("render", "seance.yaml", *FAST, "--acte", "23/187 CP").status == 0
    assert call("render", "seance.yaml", *FAST).status == 1


def test_mistake_of_the_sitting_counts_for_every_act(folder: Path) -> None:
    write_session(folder, KO)

    assert call("render", "seance.yaml", *FAST, "--acte", "23/187 CP").status == 1
    assert not (folder / "out").exists()


def test_acte_that_is_not_there_is_refused_with_the_nearest(folder: Path) -> None:
    result = call("render", "seance.yaml", *FAST, "--acte", "23/178 CP")

    assert (result.status, result.out) == (1, "")
    assert "ucun acte n° 23/178 CP" in result.err
    assert "vouliez-vous écrire `23/187 CP` ?" in result.err
    assert not (folder / "out").exists()


def test_jobs_give_the_same_bytes(folder: Path) -> None:
    write_session(folder, TWO)

    one = call("render", "seance.yaml", *FAST, "-o", "un")
    two = call("render", "seance.yaml", *FAST, "-o", "deux", "--jobs", "2")

    assert (one.status, two.status) == (0, 0)
    assert two.out == one.out.replace("un/", "deux/")
    assert read_tree(folder / "deux") == read_tree(folder / "un")


def later(text: str) -> str:
    """The same sitting on the next day."""
    return text.replace("2023-12-19", "2023-12-20")


@pytest.mark.parametrize("order", [0, 1])
def test_several_files_and_one_error_write_nothing(order: int, folder: Path) -> None:
    write_session(folder, later(KO), "faux.yaml")
    names = ["seance.yaml", "faux.yaml"]

    result = call("render", *names[:: 1 if order else -1], *FAST)

    assert (result.status, result.out) == (1, "")
    assert not (folder / "out").exists()


def test_several_files_are_all_written(folder: Path) -> None:
    write_session(folder, later(spread_session()), "lendemain.yaml")

    result = call("render", "seance.yaml", "lendemain.yaml", *FAST)

    assert result.status == 0
    assert all(Path(name).is_file() for name in result.out.split())
    assert len(result.out.split()) == 4


def test_file_that_cannot_be_written_keeps_the_others_from_being(
    folder: Path,
) -> None:
    """The second sitting's folder is taken: the first is not written either."""
    write_session(folder, later(spread_session()), "lendemain.yaml")
    (folder / "out").mkdir()
    (folder / "out" / "2023-12-20-cp").write_text("à moi", encoding="utf-8")

    result = call("render", "seance.yaml", "lendemain.yaml", *FAST)

    assert (result.status, result.out) == (1, "")
    assert read_tree(folder / "out") == {"2023-12-20-cp": "à moi".encode()}


@pytest.mark.parametrize("second", ["seance.yaml", "autre.yaml"])
def test_two_files_never_undo_each_other(second: str, folder: Path) -> None:
    """Two sessions of one day and one organ go to one folder, unless told apart."""
    write_session(folder, spread_session(numero="23/190 CP"), "autre.yaml")

    result = call("render", "seance.yaml", second, *FAST)

    listed = result.out.split()
    assert all(Path(name).is_file() for name in listed)
    if second == "autre.yaml":
        assert (result.status, listed) == (1, [])
        assert "suffixe" in result.err
        assert not (folder / "out").exists()


def test_strict_does_not_write_over_a_file_that_was_touched(folder: Path) -> None:
    """What is found when the files are about to be written blocks like the rest."""
    assert call("render", "seance.yaml", *FAST).status == 0
    touched = folder / "out" / ACT / "deliberation.fr.html"
    touched.write_text("retouché", encoding="utf-8")
    before = read_tree(folder)

    result = call("render", "seance.yaml", *FAST, "--strict")

    assert (result.status, result.out) == (1, "")
    assert "SOR04" in result.err
    assert read_tree(folder) == before
    assert call("render", "seance.yaml", *FAST).status == 0


def test_small_session_of_the_readme_renders_as_it_is_said_to(folder: Path) -> None:
    write_session(folder, small_session())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = readme.split("$ delib-gen render seance.yaml\n")[1].split("```")[0]

    result = call("render", "seance.yaml")

    assert (result.status, result.err) == (0, "")
    assert result.out == said
