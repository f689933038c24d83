"""A folder of sittings, kept: nothing typed is lost, and every change can be undone."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import EVERYTHING
from delib_gen.bundle import disk
from delib_gen.desk.history import find_history
from delib_gen.desk.keeper import Keeper
from delib_gen.desk.state import Conflict, Done, Opened
from delib_gen.edits.changes import Change, Delete, Insert, Move, Refused, Set
from delib_gen.resources import data_dir

PLENIERE = "2026-09-30-ac"
SEANCE = Path("seance.yaml")
WHO, SCREEN = "Camille", "Acte"
FEW, MORE = 60, 200
OBJET = ("actes", 2, "objet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plenary sitting, some acts of which are files."""
    shutil.copytree(data_dir() / "exemples" / PLENIERE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def start(keeper: Keeper) -> Opened:
    """The sitting, opened."""
    opened = keeper.open(SEANCE)
    assert isinstance(opened, Opened), opened
    return opened


def change(keeper: Keeper, *changes: Change, base: str | None = None) -> Done:
    """A change that is made."""
    done = keeper.change(SEANCE, changes, WHO, SCREEN, base)
    assert isinstance(done, Done), done
    return done


def read_files(folder: Path) -> dict[str, bytes]:
    """All files but the history's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".historique" not in path.parts
    }


def test_a_sitting_is_opened_with_its_texts_and_findings(folder: Path) -> None:
    """Its acts' files, its Markdown; what is found is what `check` finds."""
    opened = start(Keeper(folder))

    assert {"seance.yaml", "actes/26-102.yaml", "actes/26-102/rapport.md"} <= set(
        opened.texts
    )
    assert opened.texts["seance.yaml"] == (folder / SEANCE).read_text(encoding="utf-8")
    assert {f.code for f in opened.checked.findings}
    assert opened.undoable is opened.redoable is None


def test_a_change_is_written_told_and_undone_elsewhere(folder: Path) -> None:
    """Undoing outlives who did it, and gives the first bytes back; so does redoing."""
    first = read_files(folder)
    done = change(
        Keeper(folder), Set(OBJET, "Un objet"), Set(("actes", 1, "objet"), "x")
    )
    then = read_files(folder)

    assert "+    objet: Un objet" in done.diff
    assert {name for name in then if then[name] != first[name]} == {
        "seance.yaml",
        "actes/26-102.yaml",
    }
    assert isinstance(Keeper(folder).undo(SEANCE, WHO), Done)
    assert read_files(folder) == first
    assert isinstance(Keeper(folder).redo(SEANCE, WHO), Done)
    assert read_files(folder) == then
    assert isinstance(Keeper(folder).redo(SEANCE, WHO), Refused)


def test_a_change_that_changes_nothing_is_none(folder: Path) -> None:
    """A click on what is so already: no line of history, no version."""
    keeper = Keeper(folder)
    opened = start(keeper)

    done = change(keeper, Set(("organe",), "assemblee"))
    assert (done.version, done.diff) == (opened.version, "")


def test_changes_of_two_screens_meet(folder: Path) -> None:
    """Of other lines, both are made; of the same value, both are shown."""
    keeper = Keeper(folder)
    base = start(keeper).version
    change(keeper, Set(OBJET, "Un"), base=base)
    done = change(keeper, Set(("actes", 3, "objet"), "Deux"), base=base)
    lost = keeper.change(SEANCE, [Set(OBJET, "Trois")], WHO, SCREEN, base)

    assert "objet: Un\n" in done.texts["seance.yaml"]
    assert isinstance(lost, Conflict)
    assert "objet: Trois\n" in lost.ours["seance.yaml"]
    assert lost.theirs["seance.yaml"] == done.texts["seance.yaml"]
    assert lost.version == done.version
    assert "objet: Trois" not in (folder / SEANCE).read_text(encoding="utf-8")


def test_two_screens_add_to_one_list(folder: Path) -> None:
    """Both names are there, although they go to the same place."""
    keeper = Keeper(folder)
    base = start(keeper).version
    for name in ("UN", "DEUX"):
        change(keeper, Insert(("excuses",), 0, name), base=base)

    excuses = change(keeper).checked.lue.seance.excuses  # type: ignore[union-attr]
    assert {"UN", "DEUX"} <= set(excuses)


def test_an_act_that_is_another_one_by_now_is_not_changed(folder: Path) -> None:
    """A rank alone would put a vote into the act that took its place."""
    keeper = Keeper(folder)
    base = start(keeper).version
    change(keeper, Delete(("actes", 2)))

    gone = keeper.change(SEANCE, [Set(OBJET, "Un")], WHO, SCREEN, base)
    moved = change(keeper, Set(("actes", 3, "objet"), "Deux"), base=base)

    assert isinstance(gone, Conflict)
    assert "objet: Deux\n    statut: retire" in moved.texts["seance.yaml"]


def test_a_change_from_outside_is_noticed_kept_and_merged(folder: Path) -> None:
    """Somebody's editor wrote meanwhile: what it wrote stays, undoing passes it by."""
    keeper, path = Keeper(folder), folder / SEANCE
    base = start(keeper).version
    change(keeper, Set(OBJET, "Un"))
    before = path.read_text(encoding="utf-8")
    outside = before.replace("organe: assemblee", "organe: assemblee   # dehors")
    path.write_text(outside, encoding="utf-8")
    change(keeper, Set(("actes", 3, "objet"), "Deux"), base=base)
    for _ in range(2):
        assert isinstance(keeper.undo(SEANCE, WHO), Done)

    first = (data_dir() / "exemples" / PLENIERE / SEANCE).read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8") == first.replace(
        "organe: assemblee", "organe: assemblee   # dehors"
    )
    sorts = [json.loads(line)["genre"] for line in find_history(path).open("rb")]
    assert sorts == ["vu", "vu", "saisie", "dehors", "saisie", "annule", "annule"]


def test_what_outsiders_overwrote_is_not_undone(folder: Path) -> None:
    """Undoing would take back what somebody else wrote: it is refused, both shown."""
    keeper, path = Keeper(folder), folder / SEANCE
    change(keeper, Set(OBJET, "Un"))
    text = path.read_text(encoding="utf-8").replace("objet: Un\n", "objet: Trois\n")
    path.write_text(text, encoding="utf-8")

    assert isinstance(keeper.undo(SEANCE, WHO), Conflict)
    assert path.read_text(encoding="utf-8") == text


def test_a_whole_text_is_typed_even_one_with_a_fault(folder: Path) -> None:
    """The YAML tab: a draft is written as it is, its findings told; then mended."""
    keeper = Keeper(folder)
    opened = start(keeper)
    text = opened.texts["seance.yaml"]
    broken = text.replace("actes:\n", "actes: [\n")

    done = keeper.replace(SEANCE, "seance.yaml", broken, opened.version, WHO)
    assert isinstance(done, Done)
    assert any(f.code == "STR05" for f in done.checked.findings)
    assert isinstance(keeper.change(SEANCE, [Set(OBJET, "x")], WHO, SCREEN), Refused)
    mended = keeper.replace(SEANCE, "seance.yaml", text, done.version, WHO)
    assert isinstance(mended, Done)
    assert mended.texts == opened.texts


def test_a_text_keeps_its_ends_of_lines_its_mark_and_its_mode(folder: Path) -> None:
    """A browser sends what ends of lines it likes."""
    path = folder / SEANCE
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    keeper = Keeper(folder)
    opened = start(keeper)
    new = text.replace("organe: assemblee", "organe: commission")

    assert isinstance(
        keeper.replace(SEANCE, "seance.yaml", new, opened.version, WHO), Done
    )
    wanted = b"\xef\xbb\xbf" + new.replace("\n", "\r\n").encode()
    assert path.read_bytes() == wanted
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["../ailleurs.yaml", "/etc/passwd", "absente.yaml"])
def test_nothing_outside_the_folder_is_kept(folder: Path, name: str) -> None:
    """A name that leads out, or nowhere, is refused in words."""
    keeper = Keeper(folder / "actes")

    assert isinstance(keeper.open(Path(name)), Refused)
    assert isinstance(keeper.change(Path(name), [], WHO, SCREEN), Refused)


def test_a_file_that_is_not_the_sittings_is_not_replaced(folder: Path) -> None:
    """Only what was opened with it."""
    keeper = Keeper(folder)
    version = start(keeper).version
    for name in ("LISEZMOI.md", "../x.yaml", ".historique/seance.jsonl"):
        assert isinstance(keeper.replace(SEANCE, name, "x", version, WHO), Refused)


@pytest.mark.parametrize("step", [0, 1, 2], ids=["new file", "its bytes", "history"])
def test_a_full_disk_is_told_and_nothing_is_lost(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the files nor the history change; once there is room, all goes on."""
    keeper = Keeper(folder)
    change(keeper, Set(OBJET, "Un"))
    before, said = read_files(folder), find_history(folder / SEANCE).read_bytes()

    calls = [0]

    def fail(*_: object) -> None:
        calls[0] += 1
        if calls[0] == max(step, 1):
            raise OSError(errno.ENOSPC, "plein")

    with monkeypatch.context() as patched:
        patched.setattr(os if step else disk, "fsync" if step else "write_file", fail)
        refused = keeper.change(SEANCE, [Set(OBJET, "Deux")], WHO, SCREEN)

    assert isinstance(refused, Refused)
    assert "plus de place" in refused.reason
    assert read_files(folder) == before
    assert find_history(folder / SEANCE).read_bytes() == said
    assert "objet: Deux\n" in change(keeper, Set(OBJET, "Deux")).texts["seance.yaml"]


def test_a_folder_that_cannot_be_written_in_is_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium in read-only mode: all is shown, why is told, nothing is changed."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "")

    monkeypatch.setattr(Path, "mkdir", refuse)
    keeper = Keeper(folder)
    opened = start(keeper)

    assert "lecture seule" in opened.closed
    assert opened.texts["seance.yaml"] == (folder / SEANCE).read_text(encoding="utf-8")
    refused = keeper.change(SEANCE, [Set(OBJET, "Un")], WHO, SCREEN)
    assert isinstance(refused, Refused)
    assert "lecture seule" in refused.reason


def test_a_file_that_was_taken_away_is_missed(folder: Path) -> None:
    """What is known of it is not taken for what is there; it is not made again."""
    keeper, path = Keeper(folder), folder / "actes/26-102.yaml"
    version = start(keeper).version
    content = path.read_bytes()
    path.unlink()
    opened = start(keeper)

    assert "actes/26-102.yaml" not in opened.texts
    assert any(f.code == "STR06" for f in opened.checked.findings)
    change_there = [Set(("actes", 1, "objet"), "x")]
    assert isinstance(keeper.change(SEANCE, change_there, WHO, SCREEN), Refused)
    named = "actes/26-102.yaml"
    assert isinstance(keeper.replace(SEANCE, named, "x", version, WHO), Refused)
    assert not path.exists()
    path.write_bytes(content)
    assert named in start(keeper).texts


SMALL = "collectivite: corse\norgane: assemblee\ndate: 2026-01-02\nexcuses: []\n"
ADD = """
import sys
from pathlib import Path
from delib_gen.desk.keeper import Keeper
from delib_gen.desk.state import Done
from delib_gen.edits.changes import Insert
folder, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
keeper = Keeper(folder)
for n in range(count):
    change = Insert(("excuses",), 0, f"{who} {n}")
    done = keeper.change(Path("seance.yaml"), [change], who, "essai")
    assert isinstance(done, Done), done
    print(n, flush=True)
"""


def count_names(folder: Path) -> list[str]:
    """The names that were added, one by one."""
    text = (folder / SEANCE).read_text(encoding="utf-8")
    found = text.split("excuses:")[1].replace("[", "").replace("]", "")
    return sorted(" ".join(name.split()) for name in found.split(",") if name.strip())


@pytest.mark.parametrize("sort", ["threads", "threads without locks", "processes"])
def test_two_writers_lose_nothing_and_double_nothing(
    tmp_path: Path,
    sort: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Each adds its names to the same list; all are there, once, and can be undone.

    A thousand each is what `script/long ecrivains` runs: a quarter of an hour.
    """
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    asked = request.config.getoption("--documents")
    count = asked or (MORE if EVERYTHING else FEW)
    if sort != "processes":
        keeper = Keeper(tmp_path)
        if "without" in sort:  # as some shared disks are

            def refuse(*_: object) -> None:
                raise OSError(errno.ENOLCK, "")

            monkeypatch.setattr(fcntl, "flock", refuse)

        def add(who: str) -> None:
            for n in range(count):
                change(keeper, Insert(("excuses",), 0, f"{who} {n}"))

        threads = [threading.Thread(target=add, args=(who,)) for who in "AB"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        command = (sys.executable, "-c", ADD, str(tmp_path))
        runs = [
            subprocess.Popen([*command, who, str(count)], stdout=subprocess.DEVNULL)
            for who in "AB"
        ]
        assert [run.wait() for run in runs] == [0, 0]

    assert count_names(tmp_path) == sorted(
        f"{w} {n}" for w in "AB" for n in range(count)
    )
    keeper, turns = Keeper(tmp_path), min(2 * count, 2 * FEW)
    for _ in range(turns):
        assert isinstance(keeper.undo(SEANCE, WHO), Done)
    left = 2 * count - turns
    assert len(count_names(tmp_path)) == left
    assert left or (tmp_path / SEANCE).read_text(encoding="utf-8") == SMALL


def test_letters_that_follow_each_other_are_undone_together(tmp_path: Path) -> None:
    """A word typed at a go is taken back at a go, after a restart too."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    keeper = Keeper(tmp_path)
    path = ("excuses", 0)
    assert isinstance(keeper.change(SEANCE, [Insert(path[:1], 0, "A")], WHO, ""), Done)
    before = count_names(tmp_path)
    for text, goes_on in (("B", False), ("BO", True), ("BON", True)):
        change = [Set(path, text)]
        assert isinstance(
            keeper.change(SEANCE, change, WHO, "Acte", goes_on=goes_on), Done
        )

    keeper = Keeper(tmp_path)
    assert isinstance(keeper.undo(SEANCE, WHO), Done)
    assert count_names(tmp_path) == before
    keeper = Keeper(tmp_path)
    assert isinstance(keeper.redo(SEANCE, WHO), Done)
    assert count_names(tmp_path) == ["BON"]


@pytest.mark.parametrize(("who", "screen"), [("autre", "Acte"), (WHO, "Votes")])
def test_what_another_one_or_another_screen_did_is_undone_apart(
    tmp_path: Path, who: str, screen: str
) -> None:
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    keeper, path = Keeper(tmp_path), ("excuses", 0)
    keeper.change(SEANCE, [Insert(path[:1], 0, "A")], WHO, "Acte")
    keeper.change(SEANCE, [Set(path, "B")], who, screen, goes_on=True)

    assert isinstance(keeper.undo(SEANCE, WHO), Done)
    assert count_names(tmp_path) == ["A"]


COLD = """
import sys
from pathlib import Path
from delib_gen.checking import check_session
for name in sys.argv[1:]:
    path = Path(name)
    found = repr(check_session(path).findings)
    print(found.replace(str(path.parent), "ICI"))
"""


def draw_change(draw: random.Random, opened: Opened, rank: int) -> Change:
    """Something that a clerk may do, wise or not."""
    acte = ("actes", draw.randrange(len(opened.checked.lue.actes)))
    return draw.choice(
        [
            Set((*acte, "titre"), f"Titre  n° {rank} , de travers"),
            Set((*acte, "numero"), "26/101 AC"),
            Set((*acte, "vote"), {"contre": ["PERSONNE", "BOZZI"]}),
            Set(
                (*acte, "articles"), ["Vu\nla délibération n° 26/050 AC du 2 mai 2027"]
            ),
            Set((*acte, "inconnue"), "x"),
            Delete((*acte, "visas")),
            Delete(acte),
            Move(("actes",), acte[1], 0),
            Set(("presents", draw.randrange(20)), "INCONNU"),
            Delete(("presents", draw.randrange(20))),
        ]
    )


def test_what_is_found_after_a_change_is_what_a_cold_check_finds(
    tmp_path: Path,
) -> None:
    """What is kept from one change to the next tells nothing that is no more so."""
    plenary = data_dir() / "exemples" / "2026-09-30-ac"
    folder = shutil.copytree(plenary, tmp_path / "s")
    draw, keeper = random.Random(14), Keeper(tmp_path)  # noqa: S311 - the same each time
    session, kept, found = Path("s/seance.yaml"), [], []
    opened = keeper.open(session)
    assert isinstance(opened, Opened)
    for rank in range(16):
        change = draw_change(draw, opened, rank)
        done = keeper.change(session, [change], WHO, "")
        if isinstance(done, Done):
            opened = done
            found.append(repr(done.checked.findings).replace(str(folder), "ICI"))
            kept.append(shutil.copytree(folder, tmp_path / f"{rank}") / "seance.yaml")

    cold = subprocess.run(
        [sys.executable, "-c", COLD, *kept], capture_output=True, text=True, check=True
    )
    assert len(found) > 10
    assert cold.stdout.splitlines() == found


def test_no_reason_shows_where_the_folder_is(tmp_path: Path) -> None:
    """Whoever reads it sees the files below it, and no more."""
    keeper = Keeper(tmp_path)
    gone = keeper.open(tmp_path / "a" / "seance.yaml")
    assert isinstance(gone, Refused)
    (tmp_path / "seance.yaml").write_text("date: &jour 2023-12-19\nb: *jour\n", "utf-8")
    shared = keeper.change(tmp_path / "seance.yaml", [Set(("date",), "x")], WHO, "")
    assert isinstance(shared, Refused)

    for refused, name in ((gone, "« a/seance.yaml »"), (shared, "seance.yaml:1")):
        assert str(tmp_path) not in refused.reason
        assert name in refused.reason
