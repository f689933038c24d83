"""What is read: texts in memory over the disk, and the lines that findings show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import EVERYTHING, ROOT
from delib_gen.checking import check_session, check_text
from delib_gen.load.limits import MAX_MARKDOWN_BYTES
from delib_gen.load.sources import Sources
from delib_gen.reporters.text import report
from delib_gen.resources import list_examples

CAS = ROOT / "tests" / "cas"
SESSIONS = sorted(CAS.glob("*/*.yaml"))
EXAMPLES = {path.parent.name: path for path in list_examples()}
PLENIERE = "2026-09-30-ac"


def copy_example(name: str, folder: Path) -> Path:
    """A copy of an example, with a fault in it."""
    path = folder / name / "seance.yaml"
    shutil.copytree(EXAMPLES[name].parent, path.parent)
    path.write_text(f"{path.read_text(encoding='utf-8')}\nrien: ici\n", "utf-8")
    return path


@pytest.fixture
def sitting(tmp_path: Path) -> Path:
    """A copy of the plenary: its acts and its authority are in files of their own."""
    return copy_example(PLENIERE, tmp_path)


def tell(path: Path, sources: Sources | None = None) -> str:
    return report(check_session(path, sources=sources).findings, False)


def tell_files(path: Path) -> list[tuple[str, str]]:
    files = check_session(path).lue.sources.files
    return [(file.name, file.relative) for file in files]


@pytest.mark.parametrize("code", sorted({path.parent.name for path in SESSIONS}))
def test_a_text_is_checked_as_its_file_is(code: str) -> None:
    """Findings, places and excerpts: nothing tells that it was never saved."""
    for path in sorted((CAS / code).glob("*.yaml")):
        unsaved = path.with_name(f"jamais-{path.name}")
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue

        told = report(check_text(text, unsaved).findings, False)

        assert told.replace(unsaved.name, path.name) == tell(path)
        if not EVERYTHING:
            break


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_named_file_may_be_a_text(name: str, tmp_path: Path) -> None:
    """The session, its acts, fiches, Markdown and authority, with no file at all."""
    sitting = copy_example(name, tmp_path)
    wanted, files = tell(sitting), tell_files(sitting)
    textes = {
        path: path.read_text(encoding="utf-8")
        for path in sitting.parent.rglob("*")
        if path.suffix in (".yaml", ".md", ".csv", ".svg")
    }
    for path in textes:
        path.unlink()

    told = check_session(sitting, sources=Sources(textes))

    assert report(told.findings, False) == wanted
    assert [(f.name, f.relative) for f in told.lue.sources.files] == files


def test_a_text_lies_over_its_file(sitting: Path) -> None:
    authority = sitting.with_name("autorite.yaml")
    before = tell(sitting)

    told = tell(sitting, Sources({authority: "nom: autre\n"}))

    assert f"--> {authority}:1:1" in told
    assert "1 | nom: autre" in told
    assert tell(sitting) == before


def test_a_text_is_found_through_another_spelling_of_its_path(
    sitting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sitting.parent.parent / "lien").symlink_to(sitting.parent)
    monkeypatch.chdir(sitting.parent)
    textes = {Path("../lien") / sitting.name: "collectivite: rien\n"}

    told = tell(Path("seance.yaml"), Sources(textes))

    assert "collectivite: rien" in told


def test_findings_are_shown_when_their_files_are_gone(sitting: Path) -> None:
    wanted = tell(sitting)
    findings = check_session(sitting).findings

    shutil.rmtree(sitting.parent)

    assert report(findings, False) == wanted
    assert "| rien: ici" in wanted


def test_what_was_read_is_shown_not_what_came_later(sitting: Path) -> None:
    sitting.write_text("collectivite: corsse\n")
    findings = check_session(sitting).findings

    sitting.write_text("tout: autre chose\n")

    assert "| collectivite: corsse" in report(findings, False)


def read_refusal(sources: Sources, folder: Path, named: str) -> str:
    file, findings = sources.read(folder, named, None)
    assert file is None
    assert sources.files == []
    return "".join(f"{finding.code} {finding.message}" for finding in findings)


def test_a_text_is_held_to_the_bounds_of_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    textes = {
        folder / "long.md": "a" * (MAX_MARKDOWN_BYTES + 1),
        folder / "faux.pdf": "ceci n'est pas un PDF",
        tmp_path / "dehors.md": "un texte",
        folder / "cible.txt": "un texte",
    }
    (folder / "lien.md").symlink_to(folder / "cible.txt")
    (folder / "sortie.md").symlink_to(tmp_path / "dehors.md")

    told = [
        read_refusal(Sources(textes), folder, named)
        for named in ("long.md", "faux.pdf", "../dehors.md", "sortie.md", "lien.md")
    ]

    assert told == [
        "STR07 « long.md » pèse 5.0 Mo, la limite est de 5 Mo",
        "STR06 « faux.pdf » : son contenu n'est pas ce que son extension `.pdf` "
        "annonce",
        "STR06 « ../dehors.md » : ce chemin sort du dossier de la séance",
        "STR06 « sortie.md » : ce chemin sort du dossier de la séance",
        "STR06 « lien.md » : c'est un raccourci vers « cible.txt », d'une autre sorte",
    ]


@pytest.mark.parametrize("named", ['"a\\0b"', "A" * 5000, "boucle"])
def test_a_name_that_no_file_can_have_is_no_authority(
    named: str, tmp_path: Path
) -> None:
    (tmp_path / "boucle").symlink_to(tmp_path / "boucle")
    text = (CAS / "PRE01" / "ok-departs.yaml").read_text(encoding="utf-8")
    lines = text.replace("collectivite: ", f"collectivite: {named} #").splitlines()

    (finding,) = check_text("\n".join(lines), tmp_path / "s.yaml").findings

    assert (finding.code, finding.path) == ("STR03", ("collectivite",))


def test_a_missing_file_is_looked_for_among_the_texts(tmp_path: Path) -> None:
    sources = Sources({tmp_path / "nul" / "rapport.md": "un texte"})

    _, (finding,) = sources.read(tmp_path / "nul", "raport.md", None)

    assert finding.hint == "vouliez-vous écrire `rapport.md` ?"


def test_a_text_that_is_no_unicode_is_refused_like_such_a_file(tmp_path: Path) -> None:
    (finding,) = check_text("titre: \ud800\n", tmp_path / "seance.yaml").findings

    assert finding.code == "STR05"
