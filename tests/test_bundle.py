"""Writing is all or nothing, and no work done by hand is ever lost."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime as dt
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from delib_gen.bundle import disk
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.manifest import (
    MANIFEST,
    ActeInscrit,
    Constat,
    FichierLu,
    Manifest,
    ManifestError,
    SeanceInscrite,
)
from delib_gen.bundle.software import describe_software
from delib_gen.bundle.staging import open_stages
from delib_gen.bundle.swap import Places, restore_hidden
from delib_gen.bundle.write import BundleError, BundleOrder, write_bundles
from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR04
from delib_gen.machine import ledger
from delib_gen.produced import OutputFile

SITTING = "2023-12-19-cp"
ACT, OTHER = "23-186-CP", "23-187-CP"
STEPS = (
    "make_folder",
    "write_file",
    "carry_file",
    "sync_path",
    "rename",
    "exchange",
    "remove_tree",
)


def output(name: str, content: str, folder: str = ACT) -> OutputFile:
    document, langue, suffix = name.split(".")
    acte = folder.replace("-", "/", 1).replace("-", " ")
    return OutputFile(folder, name, content.encode(), acte, document, langue, suffix)


def manifest(entree: str = "1", **changes: object) -> Manifest:
    base = Manifest(
        seance=SeanceInscrite("commission-permanente", "2023-12-19"),
        logiciel={"delib-gen": "0.1.0"},
        polices={"L.ttf": {"famille": "L", "sha256": "f" * 64}},
        entrees=(FichierLu("seance.yaml", entree),),
    )
    return dataclasses.replace(base, **changes)


def write(out: Path, *outputs: OutputFile, only: str | None = None, **changes):
    return write_into(out / SITTING, *outputs, only=only, **changes)


def write_into(target: Path, *outputs: OutputFile, only=None, **changes):
    with open_stages([target]) as (stage,):
        entries = [stage.put(output) for output in outputs]
        return write_bundles([BundleOrder(entries, manifest(**changes), stage, only)])[
            0
        ]


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Every file and empty folder below a folder, hidden ones included."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif path.is_symlink() or not any(path.iterdir()):
            found[path.relative_to(folder).as_posix()] = None
    return found


def read_manifest(out: Path) -> dict:
    return json.loads((out / SITTING / MANIFEST).read_text(encoding="utf-8"))


def listed(out: Path) -> list[str]:
    return [entry["chemin"] for entry in read_manifest(out)["fichiers"]]


PDF = output("deliberation.fr.pdf", "pdf 1")
DOCX = output("deliberation.fr.docx", "docx 1")
PDF2 = output("deliberation.fr.pdf", "pdf 2")
DOCX2 = output("deliberation.fr.docx", "docx 2")
EDITED = b"docx 1, completed by hand"


def test_first_run_writes_the_files_and_the_manifest(tmp_path):
    """Where nothing was, folders above included."""
    out = tmp_path / "a" / "b"

    written = write(out, PDF, DOCX)

    assert written.folder == out / SITTING
    assert written.paths == (out / SITTING / PDF.name, out / SITTING / DOCX.name)
    assert written.findings == ()
    assert [path.read_bytes() for path in written.paths] == [b"pdf 1", b"docx 1"]
    assert set(snapshot(out)) == {
        f"{SITTING}/{name}" for name in (PDF.name, DOCX.name, MANIFEST)
    }


def test_manifest_says_what_was_made_from_what(tmp_path):
    """With digests that anybody can verify, and nothing of the machine."""
    finding = SOR04.at((), "un constat", acte="23/186 CP", cites=("L1",))
    constat = Constat.from_diagnostic(dataclasses.replace(finding, tolere="motif"))

    write(tmp_path, PDF, constats=(constat,))

    data = read_manifest(tmp_path)
    assert list(data) == sorted(data)
    assert data["version"] == 1
    assert data["seance"] == {"organe": "commission-permanente", "date": "2023-12-19"}
    assert data["entrees"] == [{"fichier": "seance.yaml", "sha256": "1"}]
    assert data["fichiers"] == [
        {
            "acte": "23/186 CP",
            "chemin": PDF.name,
            "document": "deliberation",
            "format": "pdf",
            "langue": "fr",
            "origine": data["origine"],
            "sha256": hashlib.sha256(b"pdf 1").hexdigest(),
        }
    ]
    assert data["constats"] == [
        {
            "acte": "23/186 CP",
            "cites": ["L1"],
            "code": "SOR04",
            "message": "un constat",
            "severity": "avertissement",
            "tolere": "motif",
        }
    ]
    text = (tmp_path / SITTING / MANIFEST).read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert str(tmp_path) not in text


def test_two_runs_give_the_same_bytes(tmp_path):
    """In one folder, in two, and in whatever order the files come."""
    first, second = tmp_path / "1", tmp_path / "2"
    write(first, PDF, DOCX)
    before = snapshot(first)
    write(first, DOCX, PDF)
    write(second, DOCX, PDF)

    assert before == snapshot(first) == snapshot(second)


def test_formats_of_two_runs_add_up(tmp_path):
    """PDF first, Word later, from the same inputs: the same as both at once."""
    apart, together = tmp_path / "1", tmp_path / "2"
    one, two = Constat("", "A", "note", "un"), Constat("23/186 CP", "B", "note", "deux")
    write(apart, PDF, constats=(one,))
    write(apart, DOCX, constats=(two,))
    write(together, PDF, DOCX, constats=(one, two))

    assert snapshot(apart) == snapshot(together)


@pytest.mark.parametrize(
    "changes",
    [
        {"entree": "2"},
        {"logiciel": {"delib-gen": "0.2.0"}},
        {"polices": {"L.ttf": {"famille": "L", "sha256": "0" * 64}}},
    ],
)
def test_stale_files_are_dropped(tmp_path, changes):
    """A file made from other inputs, versions or fonts says what is no longer so."""
    write(tmp_path, PDF, output("rapport.fr.pdf", "x", OTHER))
    write(tmp_path, DOCX2, **changes)

    assert set(snapshot(tmp_path / SITTING)) == {DOCX.name, MANIFEST}
    assert listed(tmp_path) == [DOCX.name]


def test_stale_files_of_an_act_that_is_still_there_are_named(tmp_path):
    """What `--only` leaves out goes once it is no longer so, and it is said."""
    write(tmp_path, PDF, DOCX, output("rapport.fr.pdf", "x"))

    (finding,) = write(tmp_path, PDF2, entree="2").findings

    assert (finding.code, finding.severity) == ("SOR06", Severity.NOTE)
    assert f"« {DOCX.name} », « {ACT}/rapport.fr.pdf »" in finding.message
    assert "--only" in finding.hint
    assert write(tmp_path, DOCX2, entree="2").findings == ()  # the same inputs


def test_file_completed_by_hand_is_put_aside(tmp_path):
    """The new one takes the name, the old one stays beside it, and it is said."""
    write(tmp_path, PDF, DOCX)
    (tmp_path / SITTING / DOCX.name).write_bytes(EDITED)

    written = write(tmp_path, PDF2, DOCX2, entree="2")

    aside = f"{ACT}/deliberation.fr.modifie-1.docx"
    files = snapshot(tmp_path / SITTING)
    assert files[DOCX.name] == b"docx 2"
    assert files[aside] == EDITED
    (finding,) = written.findings
    assert (finding.code, finding.severity) == ("SOR04", Severity.AVERTISSEMENT)
    assert f"« {DOCX.name} »" in finding.message
    assert f"« {aside} »" in finding.message
    assert finding.acte == "23/186 CP"
    assert "fichier de séance" in finding.hint
    assert "« Comparer »" in finding.hint
    assert listed(tmp_path) == [DOCX.name, PDF.name]


def test_what_was_put_aside_stays_and_does_not_multiply(tmp_path):
    """Later runs carry it; the same text comes aside once, another one beside it."""
    path = tmp_path / SITTING / DOCX.name
    write(tmp_path, DOCX)
    path.write_bytes(EDITED)
    write(tmp_path, DOCX2, entree="2")
    kept = snapshot(tmp_path / SITTING)
    assert write(tmp_path, DOCX2, entree="2").findings == ()
    assert snapshot(tmp_path / SITTING) == kept

    path.write_bytes(EDITED)
    again = write(tmp_path, DOCX2, entree="2")
    assert snapshot(tmp_path / SITTING) == kept
    assert "modifie-1" in again.findings[0].message

    path.write_bytes(b"another text")
    write(tmp_path, DOCX2, entree="2")
    files = snapshot(tmp_path / SITTING)
    assert files[f"{ACT}/deliberation.fr.modifie-1.docx"] == EDITED
    assert files[f"{ACT}/deliberation.fr.modifie-2.docx"] == b"another text"


def test_file_completed_by_hand_and_not_made_again_keeps_its_name(tmp_path):
    """Then as somebody's own: the next run that makes it puts it aside."""
    write(tmp_path, PDF, DOCX)
    (tmp_path / SITTING / DOCX.name).write_bytes(EDITED)

    assert write(tmp_path, PDF2, entree="2").findings == ()
    assert snapshot(tmp_path / SITTING)[DOCX.name] == EDITED
    assert listed(tmp_path) == [PDF.name]

    assert len(write(tmp_path, DOCX2, entree="2").findings) == 1
    assert EDITED in snapshot(tmp_path / SITTING).values()


def test_file_edited_into_what_is_made_anyway_is_no_matter(tmp_path):
    """Nothing is lost when both are the same."""
    write(tmp_path, DOCX)
    (tmp_path / SITTING / DOCX.name).write_bytes(b"docx 2")

    assert write(tmp_path, DOCX2, entree="2").findings == ()
    assert set(snapshot(tmp_path / SITTING)) == {DOCX.name, MANIFEST}


def test_files_of_others_stay_as_they_are(tmp_path):
    """In the folders of the acts and elsewhere, empty folders included."""
    write(tmp_path, PDF)
    folder = tmp_path / SITTING
    (folder / "notes").mkdir()
    (folder / "vide" / "creux").mkdir(parents=True)
    theirs = {
        "lisez-moi.txt": b"1",
        f"{ACT}/~$deliberation.fr.docx": b"2",
        "notes/a b\n.txt": b"3",
        f"{ACT}/.DS_Store": b"4",
    }
    for name, content in theirs.items():
        (folder / name).write_bytes(content)
    os.utime(folder / "lisez-moi.txt", (1, 1))

    assert write(tmp_path, PDF2, entree="2").findings == ()

    assert snapshot(folder).items() >= {**theirs, "vide/creux": None}.items()
    assert (folder / "lisez-moi.txt").stat().st_mtime == 1


def test_name_that_differs_by_its_capitals_is_put_aside(tmp_path):
    """On many systems it is the same name."""
    write(tmp_path, PDF)
    (tmp_path / SITTING / ACT / "Deliberation.FR.docx").write_bytes(EDITED)

    write(tmp_path, DOCX)

    files = snapshot(tmp_path / SITTING)
    assert files[f"{ACT}/deliberation.fr.modifie-1.docx"] == EDITED
    assert f"{ACT}/Deliberation.FR.docx" not in files


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b'{"version": 2}',
        b"\xff",
        b"[" * 100_000,
        b'{"version": 1, "seance": {}, "logiciel": 3}',
    ],
)
def test_file_that_is_no_manifest_makes_all_files_foreign(tmp_path, content):
    """Nothing is known of them, so nothing of them is dropped."""
    write(tmp_path, PDF, DOCX)
    (tmp_path / SITTING / MANIFEST).write_bytes(content)

    written = write(tmp_path, PDF2, entree="2")

    files = snapshot(tmp_path / SITTING)
    assert files[PDF.name] == b"pdf 2"
    assert files[f"{ACT}/deliberation.fr.modifie-1.pdf"] == b"pdf 1"
    assert files[DOCX.name] == b"docx 1"
    assert files["manifest.modifie-1.json"] == content
    assert listed(tmp_path) == [PDF.name]
    assert len(written.findings) == 2


def test_manifest_that_lists_files_outside_harms_nothing(tmp_path):
    """Its paths are compared with what is there, never opened."""
    outside = tmp_path / "precious"
    outside.write_bytes(b"x")
    out = tmp_path / "out"
    write(out, PDF)
    data = read_manifest(out)
    data["fichiers"][0]["chemin"] = "../../precious"
    data["fichiers"][0]["sha256"] = hashlib.sha256(b"x").hexdigest()
    (out / SITTING / MANIFEST).write_text(json.dumps(data))

    write(out, DOCX, entree="2")

    assert outside.read_bytes() == b"x"
    assert snapshot(out / SITTING)[PDF.name] == b"pdf 1"


def test_manifest_of_a_later_version_is_read_by_what_is_known(tmp_path):
    """The format grows by addition."""
    write(tmp_path, PDF)
    data = read_manifest(tmp_path)
    data["neuf"] = data["seance"]["neuf"] = data["fichiers"][0]["neuf"] = "x"
    (tmp_path / SITTING / MANIFEST).write_text(json.dumps(data))

    assert write(tmp_path, PDF2, entree="2").findings == ()


def test_manifest_read_back_is_the_same():
    """All its parts."""
    whole = manifest(constats=(Constat("a", "B", "note", "é", "m", ("c", "d")),))

    assert Manifest.from_bytes(whole.to_bytes()).to_bytes() == whole.to_bytes()


ROWS = (
    ActeInscrit("23/187 CP", "2023-12-19", "B", "b", "deliberation", "adopte"),
    ActeInscrit("", "2023-12-19", "A", "a", "voeu", "retire"),
)


def test_manifest_lists_the_acts_in_their_order_and_reads_them_back():
    """Not sorted: the order is that of the sitting."""
    whole = manifest(actes=ROWS)

    assert [row["titre"] for row in json.loads(whole.to_bytes())["actes"]] == ["B", "A"]
    assert Manifest.from_bytes(whole.to_bytes()).actes == ROWS


@pytest.mark.parametrize(
    "rows", [[{"numero": "x"}], [{**dataclasses.asdict(ROWS[0]), "titre": 3}], "x", 3]
)
def test_manifest_with_acts_that_are_not_rows_is_refused(rows):
    data = json.loads(manifest().to_bytes())
    data["actes"] = rows
    with pytest.raises(ManifestError):
        Manifest.from_bytes(json.dumps(data).encode())


def test_manifest_of_before_the_list_of_acts_is_read(tmp_path):
    """And its sitting is the same one, whose files are replaced."""
    write(tmp_path, PDF)
    data = read_manifest(tmp_path)
    del data["actes"]
    (tmp_path / SITTING / MANIFEST).write_text(json.dumps(data))
    now = SeanceInscrite.on([dt.date(2023, 12, 19)], "commission-permanente", "corse")

    assert Manifest.from_bytes(json.dumps(data).encode()).actes == ()
    assert write(tmp_path, PDF2, entree="2", seance=now).findings == ()


def test_manifest_says_all_the_days_of_a_sitting_of_several():
    """The first one stays where it was; a sitting of one day says it once."""
    first, second = dt.date(2024, 3, 28), dt.date(2024, 3, 29)
    two = manifest(seance=SeanceInscrite.on([first, second], "assemblee", "corse"))

    assert json.loads(two.to_bytes())["seance"] == {
        "collectivite": "corse",
        "date": "2024-03-28",
        "dates": ["2024-03-28", "2024-03-29"],
        "organe": "assemblee",
    }
    assert Manifest.from_bytes(two.to_bytes()).seance.dates == (
        "2024-03-28",
        "2024-03-29",
    )
    assert SeanceInscrite.on([first], "assemblee", "corse").dates == ()


def test_manifest_whose_days_are_no_list_of_texts_is_refused():
    for dates in ("2024-03-28", [20240328], {"a": "b"}):
        data = json.loads(manifest().to_bytes())
        data["seance"]["dates"] = dates
        with pytest.raises(ManifestError):
            Manifest.from_bytes(json.dumps(data).encode())


def test_manifest_that_lists_a_file_twice_is_refused():
    """One of the two would be forgotten."""
    data = json.loads(manifest().to_bytes())
    entry = dict.fromkeys(
        ("chemin", "sha256", "acte", "document", "langue", "format", "origine"), "x"
    )
    data["fichiers"] = [entry, entry]
    with pytest.raises(ManifestError):
        Manifest.from_bytes(json.dumps(data).encode())


def test_one_act_alone_leaves_the_others(tmp_path):
    """Their files, their entries, their findings, and what they were made from."""
    rapport = output("rapport.fr.pdf", "rapport", OTHER)
    both = (
        Constat("23/186 CP", "A", "note", "old"),
        Constat("23/187 CP", "B", "note", "kept"),
        Constat("", "C", "note", "old sitting"),
    )
    write(tmp_path, PDF, DOCX, rapport, constats=both)
    (tmp_path / SITTING / OTHER / "mine.txt").write_bytes(b"mine")
    before = read_manifest(tmp_path)

    new = (Constat("", "C", "note", "new sitting"),)
    write(tmp_path, PDF2, only=ACT, entree="2", constats=new)

    files, data = snapshot(tmp_path / SITTING), read_manifest(tmp_path)
    assert set(files) == {PDF.name, rapport.name, f"{OTHER}/mine.txt", MANIFEST}
    kept = [e for e in data["fichiers"] if e["acte"] == "23/187 CP"]
    assert kept == [e for e in before["fichiers"] if e["acte"] == "23/187 CP"]
    assert kept[0]["origine"] == before["origine"] != data["origine"]
    assert [c["message"] for c in data["constats"]] == ["new sitting", "kept"]


def test_one_act_in_another_format_keeps_its_first_files(tmp_path):
    """And what was found then: nothing changed in between."""
    first, second = (Constat("23/186 CP", c, "note", c) for c in "AB")
    write(tmp_path, PDF, only=ACT, constats=(first,))
    write(tmp_path, DOCX, only=ACT, constats=(second,))

    assert listed(tmp_path) == [DOCX.name, PDF.name]
    assert [c["code"] for c in read_manifest(tmp_path)["constats"]] == ["A", "B"]


def test_file_kept_from_older_inputs_does_not_outlive_a_whole_run(tmp_path):
    """What `--acte` left from before is stale for a run of the whole sitting."""
    rapport = output("rapport.fr.pdf", "old", OTHER)
    write(tmp_path, PDF, rapport)
    write(tmp_path, PDF2, only=ACT, entree="2")
    write(tmp_path, DOCX2, entree="2")

    assert listed(tmp_path) == [DOCX.name, PDF.name]


def test_other_act_edited_by_hand_is_left_by_one_act_alone(tmp_path):
    """It keeps its name and its entry, whose digest tells that it was touched."""
    rapport = output("rapport.fr.docx", "rapport", OTHER)
    write(tmp_path, PDF, rapport)
    (tmp_path / SITTING / rapport.name).write_bytes(EDITED)

    assert write(tmp_path, PDF2, only=ACT, entree="2").findings == ()
    assert snapshot(tmp_path / SITTING)[rapport.name] == EDITED
    assert rapport.name in listed(tmp_path)

    assert len(write(tmp_path, PDF2, rapport, entree="2").findings) == 1
    assert EDITED in snapshot(tmp_path / SITTING).values()


def test_another_sitting_is_not_replaced(tmp_path):
    """Two organs with the same initials must not take turns."""
    write(tmp_path, PDF)
    before = snapshot(tmp_path)

    with pytest.raises(BundleError, match="autre séance"):
        write(tmp_path, PDF2, seance=SeanceInscrite("conseil-portuaire", "2023-12-19"))

    assert snapshot(tmp_path) == before


# --- what stops a run -----------------------------------------------------------


def prepare(out: Path) -> None:
    """A folder with all that may stand in one."""
    write(out, PDF, DOCX, output("rapport.fr.pdf", "rapport", OTHER))
    folder = out / SITTING
    (folder / DOCX.name).write_bytes(EDITED)
    (folder / "mine.txt").write_bytes(b"mine")
    (folder / "vide").mkdir()


def rerun(out: Path) -> None:
    write(out, PDF2, DOCX2, output("annexe.fr.pdf", "new", "23-188-CP"), entree="2")


class Saboteur:
    """Makes one step of the writing fail, or that one and all that follow."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, fail_at: int, error: BaseException
    ) -> None:
        self.count, self.fail_at, self.error = 0, fail_at, error
        self.crash = self.partial = False
        for step in STEPS:
            monkeypatch.setattr(disk, step, self.wrap(getattr(disk, step)))

    def wrap(self, step: Callable[..., object]) -> Callable[..., object]:
        def act(*args: object) -> object:
            self.count += 1
            if self.count == self.fail_at and self.partial:
                self.half(step, *args)
            if self.count == self.fail_at or (self.crash and self.count > self.fail_at):
                raise self.error
            return step(*args)

        return act

    def half(self, step: Callable[..., object], *args: object) -> None:
        """Half of what a step does."""
        path = args[0]
        assert isinstance(path, Path)
        if step.__name__ == "write_file":
            path.write_bytes(args[1][:2])
        elif step.__name__ == "remove_tree":
            next(p for p in path.rglob("*") if p.is_file()).unlink()


def count_steps(tmp_path: Path) -> int:
    """How many steps a rerun has."""
    with pytest.MonkeyPatch.context() as patch:
        prepare(tmp_path / "count")
        saboteur = Saboteur(patch, 0, OSError())
        rerun(tmp_path / "count")
        return saboteur.count


def finish(tmp_path: Path) -> dict[str, bytes | None]:
    """What a run that nothing stops gives."""
    prepare(tmp_path / "wanted")
    rerun(tmp_path / "wanted")
    return snapshot(tmp_path / "wanted")


ERRORS = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EACCES, "Permission denied"),
    KeyboardInterrupt(),
    MemoryError(),
]


@pytest.fixture(params=["exchange", "renames"])
def swap(request, monkeypatch):
    """With what Linux has to put a set in place at once, and without it."""
    if request.param == "renames":
        monkeypatch.setattr(disk, "_find_exchange", lambda: None)
    return request.param


@pytest.mark.serie(4)
@pytest.mark.usefixtures("swap")
@pytest.mark.parametrize("partial", [False, True])
@pytest.mark.parametrize(
    "error", ERRORS, ids=lambda e: type(e).__name__ + str(e.args[:1])
)
def test_failure_at_any_step_leaves_the_old_set_or_the_new_one(
    tmp_path, monkeypatch, error, partial
):
    """Byte for byte, with nothing half written beside; then a rerun succeeds."""
    wanted, steps = finish(tmp_path), count_steps(tmp_path)
    outcomes = {"old": 0, "new": 0}
    for number in range(1, steps + 1):
        out = tmp_path / str(number)
        prepare(out)
        before = snapshot(out)
        with monkeypatch.context() as patch:
            saboteur = Saboteur(patch, number, error)
            saboteur.partial = partial
            try:
                rerun(out)
            except BundleError as raised:
                told = raised.message
                assert isinstance(error, OSError)
                assert "rien n'a été remplacé" in told
                assert snapshot(out) == before
                outcomes["old"] += 1
            except (KeyboardInterrupt, MemoryError):
                assert snapshot(out) == before or visible(out) == wanted
                outcomes["old"] += 1
            else:
                assert visible(out) == wanted
                outcomes["new"] += 1
        if snapshot(out) == before:
            rerun(out)
        else:
            write(out, PDF2, entree="2")  # the next run cleans what is left
        assert not [p for p in out.iterdir() if p.name.startswith(".")]
    assert outcomes["old"] >= 15


def visible(out: Path) -> dict[str, bytes | None]:
    return {k: v for k, v in snapshot(out).items() if not k.startswith(".")}


@pytest.mark.usefixtures("swap")
@pytest.mark.parametrize("partial", [False, True])
def test_crash_at_any_step_is_mended_by_the_next_run(tmp_path, monkeypatch, partial):
    """Power off: nothing after it works, not even the undoing."""
    wanted, steps = finish(tmp_path), count_steps(tmp_path)
    for number in range(1, steps + 1):
        out = tmp_path / str(number)
        prepare(out)
        before = snapshot(out / SITTING)
        with monkeypatch.context() as patch:
            saboteur = Saboteur(patch, number, OSError(errno.EIO, "I/O error"))
            saboteur.crash, saboteur.partial = True, partial
            try:
                rerun(out)
            except BundleError:
                done = False
            else:
                done = True  # only the cleaning was stopped
        places = Places(out / SITTING)
        if done:
            assert visible(out) == wanted
        else:
            whole = places.target if places.target.exists() else places.old
            assert snapshot(whole) in (before, wanted_set(wanted))
        rerun(out)
        assert snapshot(out) == wanted


def wanted_set(wanted: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """What a whole run gives, below the sitting's folder."""
    return {
        name.removeprefix(f"{SITTING}/"): content
        for name, content in wanted.items()
        if name.startswith(f"{SITTING}/")
    }


def test_killed_process_is_mended_by_the_next_run(tmp_path, swap):
    """Killed for good, lock in hand: no cleaning of any kind is done."""
    wanted, steps = finish(tmp_path), count_steps(tmp_path)
    for number in range(1, steps + 1):
        out = tmp_path / str(number)
        prepare(out)
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as patch:
                saboteur = Saboteur(patch, number, SystemExit())
                saboteur.half = lambda *_: os._exit(9)
                saboteur.partial = True
                rerun(out)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 9 << 8
        assert (out / f".{SITTING}.verrou").exists()
        if swap == "exchange":
            assert (out / SITTING).is_dir()  # at no moment is it hidden
        assert EDITED in snapshot(out).values()
        rerun(out)
        assert snapshot(out) == wanted


def hide(out: Path, sitting: str = SITTING) -> dict[str, bytes | None]:
    """What a run leaves that is killed between its two renames."""
    places = Places(out / sitting)
    before = snapshot(places.target)
    shutil.copytree(places.target, places.new)
    places.target.rename(places.old)
    return before


def test_hidden_folder_is_put_back_by_whichever_run_comes_next(tmp_path):
    write(tmp_path, PDF)
    before = hide(tmp_path)
    ledger.start()

    write_into(tmp_path / "2024-01-09-cp", PDF2)

    assert snapshot(tmp_path / SITTING) == before
    assert ledger.restored == [tmp_path / SITTING]
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_folder_that_another_run_is_writing_is_not_put_back(tmp_path):
    write(tmp_path, PDF)
    hide(tmp_path)
    with hold_lock(Places(tmp_path / SITTING).lock):
        assert restore_hidden(tmp_path) == []
        assert not (tmp_path / SITTING).exists()

    assert restore_hidden(tmp_path) == [tmp_path / SITTING]
    assert restore_hidden(tmp_path) == []
    assert restore_hidden(tmp_path / "absent") == []


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_disk_that_cannot_exchange_renames(tmp_path, monkeypatch, number):
    def refuse(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    write(tmp_path, PDF)
    monkeypatch.setattr(disk, "_find_exchange", lambda: refuse)

    write(tmp_path, PDF2, entree="2")

    assert (tmp_path / SITTING / PDF.name).read_bytes() == PDF2.content
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_exchange_is_known_here(tmp_path):
    """Else the tests above would be of the renames twice."""
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not disk.exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this disk cannot exchange two names")

    assert (tmp_path / "a" / "b").exists()
    assert (tmp_path / "b" / "a").exists()


def test_failed_first_run_leaves_nothing(tmp_path, monkeypatch):
    """Not even the folders above."""
    Saboteur(monkeypatch, 4, OSError(errno.ENOSPC, "full"))

    with pytest.raises(BundleError, match="plus de place") as raised:
        write(tmp_path / "a" / "b", PDF)

    assert raised.value.hint == "libérez de la place"
    assert list(tmp_path.iterdir()) == []


def test_disk_that_cannot_link_gets_copies(tmp_path, monkeypatch):
    """A shared disk, often."""
    prepare(tmp_path)
    wanted = finish(tmp_path / "w")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "no links")

    monkeypatch.setattr(os, "link", refuse)
    rerun(tmp_path)

    shutil.rmtree(tmp_path / "w")
    assert snapshot(tmp_path) == wanted


def test_disk_that_cannot_sync_folders_is_used_all_the_same(tmp_path, monkeypatch):
    """Some cannot."""

    def refuse(number: int) -> None:
        if os.fstat(number).st_mode & 0o040000:
            raise OSError(errno.EINVAL, "not for folders")

    monkeypatch.setattr(os, "fsync", refuse)
    write(tmp_path, PDF)

    assert listed(tmp_path) == [PDF.name]


def test_everything_is_on_the_disk_before_it_takes_its_place(tmp_path, monkeypatch):
    """Else a power cut after the renames could leave empty files."""
    synced: list[int] = []
    seen: list[int] = []
    fsync, rename = os.fsync, disk.rename

    def note(number: int) -> None:
        synced.append(os.fstat(number).st_ino)
        fsync(number)

    def look(source: Path, target: Path) -> None:
        if source.name.endswith(".nouveau"):
            seen.extend(p.stat().st_ino for p in (source, *source.rglob("*")))
            assert set(seen) <= set(synced)
        rename(source, target)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(disk, "rename", look)
    write(tmp_path, PDF, DOCX)

    assert len(seen) == 5
    assert tmp_path.stat().st_ino == synced[-1]


@pytest.mark.parametrize("how", ["replace", "append", "add", "remove"])
def test_file_saved_during_the_run_is_not_lost(tmp_path, monkeypatch, how, swap):
    """Word saves whenever its user wishes."""
    prepare(tmp_path)
    path = tmp_path / SITTING / PDF.name
    step = {"exchange": "exchange", "renames": "rename"}[swap]
    move = getattr(disk, step)

    def save_then_move(source: Path, target: Path) -> object:
        if SITTING in (source.name, target.name) and not saved:
            saved.append(how)
            if how == "replace":
                (tmp_path / "t").write_bytes(b"saved")
                (tmp_path / "t").rename(path)
            elif how == "append":
                with path.open("ab") as file:
                    file.write(b"saved")
            elif how == "add":
                path.with_name("new.txt").write_bytes(b"saved")
            else:
                (tmp_path / SITTING / "mine.txt").unlink()
        return move(source, target)

    saved: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(disk, step, save_then_move)
        with pytest.raises(BundleError, match="a changé pendant la production"):
            rerun(tmp_path)

    found = snapshot(tmp_path)
    assert [name for name in found if name.startswith(".")] == []
    if how != "remove":
        assert any((content or b"").endswith(b"saved") for content in found.values())
    assert found[f"{SITTING}/{DOCX.name}"] == EDITED


@pytest.mark.parametrize("how", ["edited", "touched", "removed"])
def test_file_found_as_it_would_be_written_is_looked_at_again(tmp_path, how):
    """It may be saved while the next ones are made; nothing but its bytes matter."""
    write(tmp_path, PDF, DOCX)
    target = tmp_path / SITTING
    with open_stages([target]) as (stage,):
        entries = [stage.put(PDF), stage.put(DOCX2)]
        assert stage.written == {DOCX2.name}
        if how == "removed":
            (target / PDF.name).unlink()
        else:
            (target / PDF.name).write_bytes(EDITED if how == "edited" else PDF.content)
        order = BundleOrder(entries, manifest(), stage)
        if how == "touched":
            write_bundles([order])
        else:
            with pytest.raises(BundleError, match="a changé pendant la production"):
                write_bundles([order])

    wanted = {"edited": EDITED, "touched": PDF.content, "removed": None}[how]
    found = snapshot(tmp_path)
    assert found.get(f"{SITTING}/{PDF.name}") == wanted
    docx = DOCX2 if how == "touched" else DOCX
    assert found[f"{SITTING}/{DOCX.name}"] == docx.content
    assert len(found) == (2 if how == "removed" else 3)


def test_two_runs_at_once_are_refused(tmp_path):
    """The second says so plainly, and changes nothing."""
    write(tmp_path, PDF)
    lock = Places(tmp_path / SITTING).lock
    with hold_lock(lock):
        before = snapshot(tmp_path)
        with pytest.raises(BundleError) as raised:
            write(tmp_path, PDF2)
        assert snapshot(tmp_path) == before

    assert f"« {SITTING} » (processus {os.getpid()})" in raised.value.message
    assert not lock.exists()
    write(tmp_path, PDF2)


def test_lock_left_by_a_dead_run_is_nobodys(tmp_path):
    """Whatever number it holds, were it one that runs again."""
    Places(tmp_path / SITTING).lock.write_text(f"{os.getpid()}\n")

    write(tmp_path, PDF)

    assert not Places(tmp_path / SITTING).lock.exists()


def test_folder_that_took_the_place_of_an_interrupted_one_is_not_guessed_at(tmp_path):
    """Two sets, and no way to tell which is the good one."""
    write(tmp_path, PDF)
    places = Places(tmp_path / SITTING)
    shutil.copytree(places.target, places.old)
    places.new.mkdir()
    before = snapshot(tmp_path)

    with pytest.raises(BundleError, match="interrompue"):
        write(tmp_path, PDF2)

    assert snapshot(tmp_path) == before


# --- odd places -----------------------------------------------------------------


def refused(tmp_path: Path, out: Path, words: str) -> None:
    before = snapshot(tmp_path)
    with pytest.raises(BundleError, match=words) as raised:
        write(out, PDF2, entree="2")
    assert snapshot(tmp_path) == before
    assert raised.value.hint


def test_links_are_refused(tmp_path):
    """What they point at is not ours to replace."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x").write_bytes(b"x")
    out = tmp_path / "out"
    out.mkdir()
    (out / SITTING).symlink_to(elsewhere)
    refused(tmp_path, out, "lien symbolique")

    (out / SITTING).unlink()
    write(out, PDF)
    (out / SITTING / ACT / "rapport.fr.pdf").symlink_to(elsewhere / "x")
    refused(tmp_path, out, "lien symbolique")

    shutil.rmtree(out / SITTING)
    (out / SITTING).symlink_to(tmp_path / "nowhere")
    refused(tmp_path, out, "lien symbolique")


def test_out_may_be_a_link_itself(tmp_path):
    """The user chose it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")

    write(tmp_path / "out", PDF)

    assert (tmp_path / "real" / SITTING / PDF.name).is_file()


def test_files_in_the_way_are_refused(tmp_path):
    """Plainly, each with its own words."""
    (tmp_path / "file").write_bytes(b"x")
    refused(tmp_path, tmp_path / "file", "un fichier se trouve")
    refused(tmp_path, tmp_path / "file" / "below", "un fichier se trouve")

    out = tmp_path / "out"
    out.mkdir()
    (out / SITTING).write_bytes(b"x")
    refused(tmp_path, out, "est un fichier, un dossier est attendu")

    (out / SITTING).unlink()
    (out / SITTING).mkdir()
    (out / SITTING / ACT).write_bytes(b"x")
    refused(tmp_path, out, "est un fichier, un dossier doit")

    (out / SITTING / ACT).unlink()
    (out / SITTING / PDF.name).mkdir(parents=True)
    refused(tmp_path, out, "est un dossier, un fichier doit")

    (out / SITTING / PDF.name).rmdir()
    os.mkfifo(out / SITTING / "tube")
    with pytest.raises(BundleError, match="pas un fichier ordinaire"):
        write(out, PDF)


@pytest.mark.parametrize(
    "name", ["a b", "é à ü", "-x", "l'été", "a\nb", "x" * 200, "%s{}", "\udce9"]
)
def test_odd_folders_are_fine(tmp_path, monkeypatch, name):
    """Relative and absolute, given twice."""
    monkeypatch.chdir(tmp_path)
    write(Path(name), PDF)
    write(tmp_path / name / ".." / name, PDF2, entree="2")

    assert snapshot(tmp_path / name / SITTING)[PDF.name] == b"pdf 2"


def test_deep_folder_is_fine_and_too_deep_a_one_is_refused(tmp_path):
    """A path may be long, a name may not."""
    write(tmp_path.joinpath(*["d" * 100] * 20), PDF)

    with pytest.raises(BundleError, match="trop long"):
        write(tmp_path / ("d" * 300), PDF)
    with pytest.raises(BundleError, match="trop long"):
        write(tmp_path.joinpath(*["d" * 100] * 60), PDF)
    with pytest.raises(BundleError):
        write(tmp_path / "a\0b", PDF)


@pytest.mark.parametrize(
    ("folder", "filename", "only"),
    [
        ("..", "x.fr.pdf", None),
        (ACT, "../x.fr.pdf", None),
        (ACT, ".x", None),
        ("", "manifest.json", None),
        ("", "x.fr.pdf", ACT),
        (OTHER, "x.fr.pdf", ACT),
    ],
)
def test_names_that_leave_the_folder_are_bugs(tmp_path, folder, filename, only):
    """Nothing is even begun."""
    bad = OutputFile(folder, filename, b"", "", "", "", "")
    with pytest.raises(ValueError, match="cannot be written"):
        write(tmp_path, bad, only=only)
    with pytest.raises(ValueError, match="one name"):
        write(tmp_path, PDF, dataclasses.replace(PDF, filename="Deliberation.fr.pdf"))
    with pytest.raises(ValueError, match="no name"):
        write_into(tmp_path / "../x.y", PDF)

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may reach."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o777)
    yield path
    shutil.rmtree(path)


def as_nobody(action: Callable[[], None]) -> str:
    """What an action ends with for a user who is not the administrator."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        os.umask(0o022)
        try:
            action()
            told = "done"
        except BaseException as error:
            told = f"{type(error).__name__} {error}"
        os.write(writer, told.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as file:
        return file.read()


def test_folder_that_may_not_be_written_is_refused(open_folder):
    """The parent, the sitting's own, or an act's that somebody closed."""
    out = open_folder / "out"
    closed = open_folder / "closed"
    closed.mkdir(mode=0o555)
    assert "pas le droit" in as_nobody(lambda: write(closed / "out", PDF))
    assert list(closed.iterdir()) == []

    assert as_nobody(lambda: write(out, PDF)) == "done"
    before = snapshot(out)
    for folder in (out / SITTING / ACT, out / SITTING, out):
        folder.chmod(0o555)
        told = as_nobody(lambda: write(out, PDF2))
        assert told.startswith("BundleError")
        assert "pas le droit" in told
        assert snapshot(out) == before
        folder.chmod(0o755)


def test_lock_left_by_somebody_else_is_nobodys_either(open_folder):
    """In a folder that several people share."""
    lock = Places(open_folder / SITTING).lock
    lock.touch(mode=0o644)

    assert as_nobody(lambda: write(open_folder, PDF)) == "done"


def test_closed_folder_of_somebody_else_is_carried(open_folder):
    """With its rights, and without blocking this run nor the next."""
    out, closed = open_folder / "out", open_folder / "out" / SITTING / "closed"

    def run() -> None:
        write(out, PDF)
        closed.mkdir()
        (closed / "x").write_bytes(b"x")
        closed.chmod(0o555)
        write(out, PDF2, entree="2")
        write(out, PDF, entree="3")

    assert as_nobody(run) == "done"
    assert closed.stat().st_mode & 0o777 == 0o555
    assert set(snapshot(out)) == {
        f"{SITTING}/{name}" for name in (PDF.name, MANIFEST, "closed/x")
    }
    closed.chmod(0o755)


def test_software_is_described_the_same_each_time():
    """By versions only, whatever was rendered before."""
    found = describe_software()

    assert {"delib-gen", "python", "weasyprint", "docxtpl"} <= set(found)
    assert all("/" not in version for version in found.values())
    assert found == describe_software()
