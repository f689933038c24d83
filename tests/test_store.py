"""What did not change is not made again, and is what it would be if it were."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cli_helpers import (
    call,
    read_tree,
    spread_session,
    standing_in,
    write_session,
)
from conftest import EVERYTHING, REFERENCE, ROOT
from delib_gen import keeping, making
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import check_session
from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR03, SOR05
from delib_gen.keeping import Keeper
from delib_gen.preparing import prepare
from delib_gen.produced import OutputFile
from delib_gen.request import RenderRequest
from delib_gen.store import Kept, Store
from delib_gen.wanted import OfSitting
from joined_helpers import make_pdf, write

FAST = ("--format", "html", "--magasin", "magasin")
ACTE = spread_session().split("actes:\n")[1]
SEANCE = spread_session() + ACTE.replace("23/187", "23/188")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a sitting of two acts."""
    write_session(tmp_path, SEANCE)
    with standing_in(tmp_path):
        yield tmp_path


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The acts that are laid out, as they are."""
    laid_out: list[str] = []
    original = making.render_job

    def note(job, *others):
        laid_out.append(job.acte)
        return original(job, *others)

    monkeypatch.setattr(making, "render_job", note)
    return laid_out


def names_of(path: Path, **asked: object) -> tuple[str, ...]:
    """The keys of a sitting, and of what is made of it."""
    request = RenderRequest(Path("out"), formats=("html",))
    request = replace(request, **asked)  # type: ignore[arg-type]
    checked = check_session(path)
    keeper = Keeper(Store(Path("nowhere")), request, [checked])
    sitting = OfSitting(checked, checked.sound[0].actes, [], request, CATALOGUE)
    works = prepare(keeper, sitting, request, CATALOGUE).works
    return keeper.name_whole(CATALOGUE), *(work.key for work in works)


# --- What changes a key ---------------------------------------------------------

LIBRARY = "delib_gen.keeping.describe_software"
OWN = REFERENCE.parent / "2026-03-19-region"


def edit(name: str, old: str, new: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Changes a word of a file."""

    def change(folder: Path, _: pytest.MonkeyPatch) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def set_up(name: str, value: object) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Gives something of the machine another value."""

    def change(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keeping._describe_installed.cache_clear()
        if "." in name:
            monkeypatch.setattr(name, lambda *_: value)
        else:
            monkeypatch.setenv(name, str(value))

    return change


def add_font(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font comes to this machine."""
    (folder / "fonts").mkdir()
    (folder / "fonts/autre.ttf").write_bytes(b"x")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    keeping.index_font_files.cache_clear()


def add_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of Python comes to this machine."""
    (folder / "autre-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(folder))
    keeping._describe_installed.cache_clear()


def change_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of ours is another one."""
    monkeypatch.setattr(keeping.delib_gen, "__file__", str(folder / "__init__.py"))
    (folder / "module.py").write_bytes(b"x = 1")
    keeping._describe_installed.cache_clear()


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "a word of the session": edit("seance.yaml", "haies 2026", "haies, 2026"),
    "a template": edit("gabarits/deliberation.html.j2", "%}", "%} "),
    "a style": edit("gabarits/bureau.css.j2", "black", "navy"),
    "a phrase": edit(
        "autorite.yaml",
        "code: ",
        "phrases: {fr: {deliberation.formule: 'Cela dit,'}}\ncode: ",
    ),
    "the authority's file": edit("autorite.yaml", "code: ", "# dit\ncode: "),
    "a font": add_font,
    "a library's version": set_up(LIBRARY, {"weasyprint": "999"}),
    "the shipped data": set_up("delib_gen.keeping.digest_resources", "others"),
    "a package": add_package,
    "our code": change_code,
    "the locale": set_up("LC_ALL", "tlh"),
    "the engine's settings": set_up("FONTCONFIG_FILE", "/nowhere"),
}


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Path]:
    """A sitting whose authority is in a file of its own, and templates of its own."""
    folder = tmp_path / "seance"
    shutil.copytree(OWN, folder)
    own = folder / "gabarits"
    own.mkdir()
    shutil.copy(ROOT / "templates/fr/deliberation.html.j2", own)
    (own / "bureau.css.j2").write_text("p { color: black }", encoding="utf-8")
    yield folder
    keeping._describe_installed.cache_clear()
    keeping.index_font_files.cache_clear()


@pytest.mark.serie(3)
@pytest.mark.parametrize("name", CHANGES)
def test_each_input_changes_the_keys(
    region: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("delib_gen.templatecheck.check_templates", lambda *_, **__: [])
    path, own = region / "seance.yaml", region / "gabarits"
    before = names_of(path, own=own)
    assert names_of(path, own=own) == before

    CHANGES[name](region, monkeypatch)
    after = names_of(path, own=own)

    assert after[0] != before[0], "the sitting"
    if name != "the authority's file":  # a comment is no word of an act
        assert after[1] != before[1], "its act"


@pytest.mark.parametrize(
    "asked",
    [
        {"langues": ("co",)},
        {"formats": ("pdf",)},
        {"only": ("rapport",)},
        {"acte": "2026-01"},
        {"own": ROOT / "templates/fr"},
    ],
)
def test_what_is_asked_changes_the_keys(
    session_folder: Path, asked: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("delib_gen.templatecheck.check_templates", lambda *_, **__: [])
    path = session_folder / "seance.yaml"

    assert names_of(path, **asked)[0] != names_of(path)[0]


def test_keys_are_the_same_from_process_to_process() -> None:
    """Nothing of a key hangs on the order of a set or on what is shared in memory."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path; "
        "from test_store import names_of; "
        f"print(names_of(Path({str(REFERENCE / 'seance.yaml')!r}), "
        "langues=('fr', 'fr+co'), formats=('pdf', 'docx', 'html')))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            cwd=ROOT,
            check=True,
        ).stdout
        for seed in ("135" if EVERYTHING else "15")
    }

    assert len(said) == 1


def test_key_does_not_hang_on_what_is_shared() -> None:
    one, same = ("mot", b"x"), ("".join(["m", "ot"]), bytes([120]))

    assert keeping._digest((one, one)) == keeping._digest((one, same))
    assert keeping._digest((one, one)) != keeping._digest((one, "mot"))


# --- What is made again, and what is not ----------------------------------------


def test_unchanged_sitting_is_not_laid_out_again(
    folder: Path, rendered: list[str]
) -> None:
    first = call("render", "seance.yaml", *FAST)
    written = read_tree(folder / "out")
    kept = (folder / "out/2023-12-19-cp/manifest.json").stat().st_ino
    again = call("render", "seance.yaml", *FAST)
    elsewhere = call("render", "seance.yaml", *FAST, "-o", "ailleurs")
    without = call("render", "seance.yaml", *FAST[:2], "--magasin", "non", "-o", "sans")

    assert rendered == ["23/187 CP", "23/188 CP"] * 2
    assert (again.status, again.out, again.err) == (0, first.out, first.err)
    assert elsewhere.err == without.err == first.err
    for out in ("out", "ailleurs", "sans"):
        assert read_tree(folder / out) == written, out
    assert (folder / "out/2023-12-19-cp/manifest.json").stat().st_ino == kept, (
        "a set that would be the same is left as it is"
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_act_that_changed_is_laid_out_alone(
    folder: Path, rendered: list[str], jobs: str
) -> None:
    assert call("render", "seance.yaml", *FAST, "--jobs", jobs).status == 0
    rendered.clear()
    changed = SEANCE[::-1].replace("ELPMEXE"[::1], "ELPMEXE XUED "[::1], 1)[::-1]
    write_session(folder, changed)
    assert call("render", "seance.yaml", *FAST, "--jobs", jobs).status == 0

    assert rendered == ["23/188 CP"]
    options = ("--format", "html", "--magasin", "non")
    assert call("render", "seance.yaml", *options, "-o", "sans").status == 0
    assert read_tree(folder / "out") == read_tree(folder / "sans")


def test_findings_are_told_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]
) -> None:
    """What was found before and after the layout is kept with the files."""
    monkeypatch.setattr(
        "delib_gen.formats.preflight.check_faces", lambda *_: [SOR03.at((), "x", "y")]
    )
    (folder / "plan.pdf").write_bytes(make_pdf(write("plan")))
    write_session(
        folder, spread_session("annexes: [{titre: {fr: Le plan}, fichier: plan.pdf}]")
    )
    options = ("--format", "pdf", "--only", "dossier", "--magasin", "magasin")
    shown = ("--diagnostics", "json")
    first = call("render", "seance.yaml", *options, *shown)
    assert first.status == 0
    assert {"SOR03", "SOR05"} <= {f["code"] for f in first.findings}

    assert call("render", "seance.yaml", *options, *shown).findings == first.findings
    whole = min((folder / "magasin").iterdir(), key=lambda path: path.stat().st_size)
    whole.unlink()  # the act alone is known
    assert call("render", "seance.yaml", *options, *shown).findings == first.findings
    assert rendered == ["23/187 CP"]


def test_what_is_refused_is_not_kept(folder: Path) -> None:
    """An error may come of the machine: the next run looks again."""
    keeper = Keeper(
        store := Store(folder / "magasin"),
        RenderRequest(folder),
        [check_session(folder / "seance.yaml")],
    )
    error = replace(SOR05.at((), "x", "y"), severity=Severity.ERREUR)
    keeper.keep("a", Kept(findings=(error,)))
    keeper.keep("b", Kept(early=(error,)))
    keeper.keep("c", Kept())

    assert [store.find(key) is None for key in "abc"] == [True, True, False]


def test_what_is_saved_meanwhile_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a layout that changes while pages are set, nobody knows what it has made."""
    monkeypatch.setattr("delib_gen.templatecheck.check_templates", lambda *_, **__: [])
    style = folder / "gabarits/acte.css"
    style.parent.mkdir()
    text = (ROOT / "templates/fr/acte.css").read_text(encoding="utf-8")
    style.write_text(text, encoding="utf-8")
    original, own = making.render_job, ("--templates", "gabarits")

    def save(*given):
        style.write_text(f"{text}p {{ color: navy }}", encoding="utf-8")
        return original(*given)

    monkeypatch.setattr(making, "render_job", save)
    assert call("render", "seance.yaml", *FAST, *own).status == 0
    monkeypatch.setattr(making, "render_job", original)
    style.write_text(text, encoding="utf-8")
    assert call("render", "seance.yaml", *FAST, *own).status == 0

    options = (*FAST[:2], "--magasin", "non", *own)
    assert call("render", "seance.yaml", *options, "-o", "sans").status == 0
    assert read_tree(folder / "out") == read_tree(folder / "sans")


def test_another_catalogue_is_not_known_by_what_was_read(folder: Path) -> None:
    keeper = Keeper(
        Store(folder), RenderRequest(folder), [check_session(folder / "seance.yaml")]
    )

    assert keeper.name_whole(CATALOGUE)
    assert keeper.name_whole(replace(CATALOGUE)) == ""


# --- The store itself -------------------------------------------------------------

FILE = OutputFile("23-187-CP", "a.fr.pdf", b"\0\n" * 9, "23/187 CP", "a", "fr", "pdf")
FULL = Kept(
    (FILE, replace(FILE, filename="b.fr.pdf", content=b"")),
    (
        replace(
            SOR05.at(("actes", 0), "é", "h"),
            related=((("a", 1), "mot"),),
            cites=("L1", "L2"),
            texte="\ud800",
        ),
    ),
    (SOR05.at((), "é", "h"),),
    ("x", "y"),
)


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    Store(tmp_path / "là").keep("clé", FULL)

    assert Store(tmp_path / "là").find("clé") == FULL
    assert Store(tmp_path / "là").find("autre") is None
    assert [path.name for path in (tmp_path / "là").iterdir()] == ["clé.fait"]


@pytest.mark.parametrize("place", [0, 63, 64, 90, -20, -1])
@pytest.mark.parametrize("cut", [False, True])
def test_torn_entry_is_as_if_it_were_not_there(
    tmp_path: Path, place: int, cut: bool
) -> None:
    store = Store(tmp_path)
    store.keep("clé", FULL)
    path = tmp_path / "clé.fait"
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content[:place] if cut else content)

    assert (store.find("clé"), store.torn) == (None, 1)
    assert not path.exists()


def test_entry_under_another_name_is_not_taken(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep("une", FULL)
    (tmp_path / "une.fait").rename(tmp_path / "autre.fait")

    assert (store.find("autre"), store.torn) == (None, 1)


def test_oldest_entries_go_first(tmp_path: Path) -> None:
    big = replace(FULL, files=(replace(FILE, content=b"x" * 100_000),))
    store = Store(tmp_path, most=350_000)
    for rank, key in enumerate("abcd"):
        store.keep(key, big)
        os.utime(tmp_path / f"{key}.fait", (rank + 1, rank + 1))
    store.find("a")
    (tmp_path / ".e.1.0").write_bytes(b"x")
    os.utime(tmp_path / ".e.1.0", (1, 1))
    (tmp_path / ".f.1.0").write_bytes(b"x")
    (tmp_path / "un mot.txt").write_bytes(b"x" * 400_000)
    store.tidy()

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".f.1.0", "a.fait", "c.fait", "d.fait", "un mot.txt"]


def test_torn_entries_are_told_and_made_again(
    folder: Path, rendered: list[str]
) -> None:
    call("render", "seance.yaml", *FAST)
    before = read_tree(folder / "out")
    entries = sorted((folder / "magasin").iterdir(), key=lambda p: -p.stat().st_size)
    entries[0].write_bytes(entries[0].read_bytes()[:-1])
    rendered.clear()
    again = call("render", "seance.yaml", *FAST, "-o", "encore")

    assert again.status == 0
    assert "un fichier du magasin « magasin » était abîmé" in again.err
    assert len(rendered) == 1
    assert read_tree(folder / "encore") == before
    assert call("render", "seance.yaml", *FAST).err == ""


def test_store_may_go_at_any_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("render", "seance.yaml", *FAST)
    before = read_tree(folder / "out")
    for name in ("find", "keep"):
        original = getattr(Store, name)

        def remove(store, *given, original=original, **how):
            shutil.rmtree(folder / "magasin", ignore_errors=True)
            return original(store, *given, **how)

        monkeypatch.setattr(Store, name, remove)
    again = call("render", "seance.yaml", *FAST, "-o", "encore")

    assert (again.status, again.err) == (0, "")
    assert read_tree(folder / "encore") == before


def test_store_that_takes_nothing_is_told(folder: Path) -> None:
    (folder / "magasin").write_bytes(b"")
    result = call("render", "seance.yaml", *FAST)

    assert result.status == 0
    assert "rien n'est gardé dans le magasin « magasin »" in result.err
    assert (folder / "out/2023-12-19-cp/manifest.json").is_file()


def test_two_runs_fill_one_store(folder: Path) -> None:
    """They write the same entries at the same time, and find them whole."""
    runs = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "delib_gen", "render", "seance.yaml", *FAST),
                *("-o", f"sortie-{rank}"),
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        for rank in range(3 if EVERYTHING else 2)
    ]

    said = [(run.communicate()[1], run.returncode) for run in runs]
    assert said == [(b"", 0)] * len(runs)
    first, *others = (read_tree(folder / f"sortie-{rank}") for rank in range(len(runs)))
    assert others == [first] * (len(runs) - 1)
    assert call("render", "seance.yaml", *FAST).err == ""


def test_where_things_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DELIB_GEN_MAGASIN")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    call("render", "seance.yaml", *FAST[:2])
    assert len(list((folder / "cache/delib-gen").iterdir())) == 3

    monkeypatch.setenv("XDG_CACHE_HOME", "relatif")
    monkeypatch.setenv("HOME", "nulle part")
    assert call("render", "seance.yaml", *FAST[:2]).status == 0
    monkeypatch.setenv("DELIB_GEN_MAGASIN", "non")
    assert call("render", "seance.yaml", *FAST[:2]).status == 0
    assert not [p for p in folder.iterdir() if p.name in ("relatif", "non")]


def test_what_is_kept_is_read_as_data() -> None:
    """`pickle` runs what it reads: it is asked for keys, and reads nothing."""
    calls = {
        f"{node.value.id}.{node.attr}"
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("pickle", "marshal", "shelve", "joblib")
    }

    writing = {"Pickler", "dumps", "HIGHEST_PROTOCOL", "PicklingError"}
    assert calls == {f"pickle.{name}" for name in writing}
