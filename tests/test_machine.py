"""What the machine has and lacks, the commands that mend it, what doctor says."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import ROOT
from delib_gen.lang.phrasebook import read_language_data
from delib_gen.machine import components, doctor, libraries, packages
from delib_gen.machine.components import (
    Composant,
    find_font_file,
    find_missing,
    font_revision,
    index_font_files,
    iter_font_folders,
    read_components,
)
from delib_gen.machine.doctor import examine, report_machine
from delib_gen.machine.libraries import BIBLIOTHEQUES, explain_import, pip_command
from delib_gen.machine.packages import (
    DEBIAN,
    FEDORA,
    MACOS,
    Systeme,
    command_for_font,
    find_system,
    install_command,
)
from delib_gen.resources import data_dir

SYSTEME = """
[[composant]]
nom = "Encre (version 2)"
role = "Police des actes."
sorte = "police"
pour = "rendu"
essai = ["Encre-Regular.ttf", "Encre-Bold.ttf"]
version_min = 2
paquets.debian = [["fonts-encre2", "fonts-encre"]]
paquets.fedora = ["encre-fonts"]
paquets.macos = ["font-encre"]
teste = ["debian"]

[[composant]]
nom = "Presse"
role = "Vérifie les documents."
sorte = "programme"
pour = "essais"
essai = ["presse-qui-n-existe-pas"]
paquets.debian = ["presse", "presse-data"]
paquets.fedora = ["presse"]
paquets.macos = ["presse"]
teste = ["debian"]

[[composant]]
nom = "Plomb"
role = "Met en lignes."
sorte = "bibliotheque"
pour = "rendu"
essai = ["libplomb-qui-n-existe-pas.so.0"]
paquets.debian = ["libplomb0"]
paquets.fedora = ["plomb"]
paquets.macos = ["plomb"]
teste = ["debian"]
"""


def make_font(path: Path, revision: float) -> Path:
    """A file with as much of a font as tells its revision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    directory = struct.pack(">4sLLL", b"cmap", 0, 44, 0)
    directory += struct.pack(">4sLLL", b"head", 0, 44, 8)
    head = struct.pack(">Ll", 0x00010000, round(revision * 65536))
    path.write_bytes(struct.pack(">LHHHH", 0x00010000, 2, 0, 0, 0) + directory + head)
    return path


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only font folder, empty."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setattr(components, "iter_font_folders", lambda: iter([folder]))
    index_font_files.cache_clear()
    yield folder
    index_font_files.cache_clear()


@pytest.fixture
def fake_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Composant]:
    """A list of components of our own in place of the shipped one."""
    (tmp_path / "systeme.toml").write_text(SYSTEME, encoding="utf-8")
    monkeypatch.setattr(components, "data_dir", lambda: tmp_path)
    return read_components()


Pretend = Callable[..., None]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Pretends to be a system with these commands and known packages."""

    def set_up(
        *programs: str, uid: int = 0, known: tuple[str, ...] = (), system: str = "linux"
    ) -> None:
        def which(name: str) -> str | None:
            return f"/usr/bin/{name}" if name in programs else None

        def run(command: list[str]) -> subprocess.CompletedProcess[str]:
            return subprocess.CompletedProcess(command, int(command[-1] not in known))

        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(os, "geteuid", lambda: uid)
        monkeypatch.setattr(shutil, "which", which)
        monkeypatch.setattr(packages, "run_command", run)

    return set_up


# --- Components ---------------------------------------------------------------


def test_shipped_list_is_whole() -> None:
    for composant in read_components():
        assert set(composant.paquets) == {"debian", "fedora", "macos"}
        assert composant.sorte in doctor._COMPONENT_GROUPS
        assert composant.pour in ("rendu", "essais")


def test_missing_font_is_found_missing(fonts: Path, fake_list: list[Composant]) -> None:
    assert [c.nom for c in find_missing(fake_list)] == [
        "Encre (version 2)", "Presse", "Plomb"
    ]  # fmt: skip


def test_font_needs_all_its_files(fonts: Path, fake_list: list[Composant]) -> None:
    make_font(fonts / "Encre-Regular.ttf", 2)

    assert fake_list[0] in find_missing(fake_list)

    make_font(fonts / "Encre-Bold.ttf", 2)

    assert fake_list[0] not in find_missing(fake_list)  # looked at anew


def test_font_too_old_is_missing(fonts: Path, fake_list: list[Composant]) -> None:
    for name in fake_list[0].essai:
        make_font(fonts / name, 1.06)

    assert fake_list[0] in find_missing(fake_list)


def test_newest_of_two_revisions_is_taken(fonts: Path) -> None:
    make_font(fonts / "a/Encre-Regular.ttf", 1.06)
    new = make_font(fonts / "b/Encre-Regular.ttf", 2.1)
    make_font(fonts / "c/Encre-Regular.ttf", 2.0)

    assert find_font_file("Encre-Regular.ttf") == new
    assert len(index_font_files()["Encre-Regular.ttf"]) == 3


def test_first_of_two_equal_revisions_is_taken(fonts: Path) -> None:
    make_font(fonts / "b/Encre-Regular.ttf", 2)
    first = make_font(fonts / "a/Encre-Regular.ttf", 2)

    assert find_font_file("Encre-Regular.ttf") == first


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0\0\7", b"\0\1\0\0\0\7" + b"x" * 40])
def test_unreadable_font_has_no_revision(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "Encre.ttf"
    broken.write_bytes(content)

    assert font_revision(broken) == 0
    assert font_revision(tmp_path / "absent.ttf") == 0


def test_font_folders_put_the_users_own_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/maison")
    monkeypatch.setenv("XDG_DATA_HOME", "/donnees")

    folders = list(iter_font_folders())

    assert folders[:2] == [Path("/donnees/fonts"), Path("/maison/.local/share/fonts")]
    assert Path("/usr/share/fonts") in folders


def test_unknown_kind_of_component_is_refused(fake_list: list[Composant]) -> None:
    odd = Composant("X", "", "meuble", "rendu", (), {}, ())

    with pytest.raises(ValueError, match="sorte inconnue : meuble"):
        find_missing([odd])


# --- Packages -----------------------------------------------------------------


APT = "apt-get install -y --no-install-recommends"


@pytest.mark.parametrize(
    ("programs", "uid", "known", "expected"),
    [
        (("apt-get", "sudo"), 0, ("fonts-encre",),
         f"apt-get update && {APT} fonts-encre presse presse-data libplomb0"),
        (("apt-get", "sudo"), 1000, ("fonts-encre2", "fonts-encre"),
         "sudo apt-get update && "
         f"sudo {APT} fonts-encre2 presse presse-data libplomb0"),
        (("apt-get",), 1000, (),
         f"apt-get update && {APT} fonts-encre2 presse presse-data libplomb0"),
        (("dnf", "sudo"), 1000, (), "sudo dnf install -y encre-fonts presse plomb"),
        ((), 0, (), ""),
    ],
)  # fmt: skip
def test_install_command(
    fake_list: list[Composant],
    pretend: Pretend,
    programs: tuple[str, ...],
    uid: int,
    known: tuple[str, ...],
    expected: str,
) -> None:
    pretend(*programs, uid=uid, known=known)

    assert install_command(fake_list) == expected


def test_homebrew_never_takes_sudo(
    fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend("brew", "sudo", uid=501, system="darwin")

    assert install_command(fake_list) == "brew install font-encre presse plomb"


def test_nothing_missing_needs_no_command(pretend: Pretend) -> None:
    pretend("apt-get")

    assert install_command([]) == ""


@pytest.mark.parametrize(
    ("programs", "system", "expected"),
    [(("apt-get",), "linux", DEBIAN), (("dnf",), "linux", FEDORA),
     ((), "linux", None), ((), "darwin", MACOS)],
)  # fmt: skip
def test_system_is_known_by_its_package_manager(
    pretend: Pretend, programs: tuple[str, ...], system: str, expected: Systeme | None
) -> None:
    pretend(*programs, system=system)

    assert find_system() == expected


@pytest.mark.parametrize("name", ["Encre-Regular.ttf", "Encre"])
def test_command_for_a_missing_font(
    fonts: Path, fake_list: list[Composant], pretend: Pretend, name: str
) -> None:
    pretend("apt-get", "sudo", uid=1000)

    expected = f"sudo apt-get update && sudo {APT} fonts-encre2"
    assert command_for_font([name]) == expected


def test_no_command_for_a_font_that_is_there(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend("apt-get")
    for name in fake_list[0].essai:
        make_font(fonts / name, 2)

    assert command_for_font(fake_list[0].essai) == ""


def test_font_on_an_unknown_system(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend()

    assert "paquet Debian fonts-encre2" in command_for_font(["Encre-Regular.ttf"])


def test_font_that_no_package_brings(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend("apt-get")

    assert command_for_font(["Maison.ttf", "Maison-Gras.ttf"]) == (
        "copiez Maison.ttf, Maison-Gras.ttf dans ~/.local/share/fonts"
    )


def test_both_lists_of_fonts_agree(fonts: Path, pretend: Pretend) -> None:
    """The families of polices.yaml are those that systeme.toml can install."""
    pretend("apt-get")
    for famille, face in read_language_data(data_dir() / "polices.yaml").items():
        command = command_for_font([famille])

        assert "apt-get install" in command
        assert {command_for_font([name]) for name in face["fichiers"].values()} == {
            command
        }


# --- Python libraries ---------------------------------------------------------


def test_libraries_are_those_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = tomllib.loads(text)["project"]["dependencies"]

    assert [library.nom for library in BIBLIOTHEQUES] == [
        re.split(r"[^\w.-]", requirement)[0] for requirement in asked
    ]


def test_errors_of_libraries_are_told_plainly() -> None:
    absent = ModuleNotFoundError("No module named 'babel'", name="babel")
    partial = ModuleNotFoundError("No module named 'pytz'", name="pytz")
    loader = OSError("cannot load library 'libpango'\nand so on")

    assert explain_import("babel", absent) == "n'est pas installée"
    assert "« pytz »" in explain_import("babel", partial)
    assert explain_import("weasyprint", loader).endswith(
        "ne se charge pas : « cannot load library 'libpango' »"
    )


def test_pip_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = ModuleNotFoundError("No module named 'yaml'", name="yaml")
    required = ["pyyaml>=6.0.1", "babel>=2.14", 'pytest>=8; extra == "test"']
    monkeypatch.setattr(metadata, "requires", lambda _: required)
    monkeypatch.setattr(libraries, "data_dir", lambda: tmp_path / "data")
    monkeypatch.setattr(sys, "executable", "/v/python")

    assert pip_command({}) == ""
    assert pip_command({"weasyprint": OSError("libpango")}) == ""
    assert pip_command({"pyyaml": absent}) == (
        "/v/python -m pip install 'pyyaml>=6.0.1'"
    )
    assert "--force-reinstall" in pip_command({"babel": ImportError("broken")})

    (tmp_path / "pyproject.toml").touch()

    assert pip_command({"pyyaml": absent}) == (
        f"/v/python -m pip install -e {tmp_path} -c {tmp_path}/requirements.lock"
    )


# --- Doctor -------------------------------------------------------------------


def test_doctor_on_this_machine() -> None:
    text, possible = report_machine()

    assert possible
    assert "Tout ce qu'il faut pour produire les documents est là." in text
    assert re.search(r"présent  Python 3\.\d+\.\d+", text)
    assert re.search(r"présent  Pango \d+\.\d+", text)
    assert re.search(r"présent  HarfBuzz-Subset \d+\.\d+", text)
    assert re.search(r"présent  weasyprint \d+", text)
    assert re.search(r"/LiberationSans-Regular\.ttf \(révision 2\.", text)
    assert str(data_dir()) in text
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_doctor_names_what_is_missing(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    make_font(fonts / "Encre-Regular.ttf", 1.06)
    pretend("apt-get", "sudo", uid=1000)

    text, possible = report_machine()

    assert not possible
    assert "ABSENT   Encre (version 2) : Police des actes." in text
    assert "Encre-Regular.ttf (révision 1.06 : trop ancienne)" in text
    assert "Encre-Bold.ttf : introuvable" in text
    assert (
        "Il manque de quoi produire les documents : Encre (version 2), Plomb." in text
    )
    assert f"    sudo apt-get update && sudo {APT} fonts-encre2 libplomb0\n" in text
    assert "Il manque, pour les seuls essais : Presse." in text
    assert f"    sudo apt-get update && sudo {APT} presse presse-data" in text


def test_doctor_says_when_root_is_needed(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend("apt-get", uid=1000)

    assert "Commande qui y remédie, à lancer en root :" in report_machine()[0]


def test_doctor_warns_on_systems_never_tried(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend("dnf")

    assert "Attention : jamais essayé sur Fedora et ses dérivés." in report_machine()[0]


def test_doctor_on_an_unknown_system(
    fonts: Path, fake_list: list[Composant], pretend: Pretend
) -> None:
    pretend()

    text, possible = report_machine()

    assert not possible
    assert "Je ne connais pas le gestionnaire de paquets" in text
    assert "    fonts-encre2 libplomb0\n" in text
    assert "Commande" not in text


def test_missing_tools_of_the_tests_do_not_prevent_rendering(
    fonts: Path, fake_list: list[Composant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "read_components", lambda: [fake_list[1]])

    text, possible = report_machine()

    assert possible
    assert "Presse : Vérifie les documents. (pour les essais seulement)" in text


def test_doctor_survives_broken_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(module: str) -> Exception | None:
        print("noise of the library")  # noqa: T201
        if module == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        if module == "docxtpl":
            raise ModuleNotFoundError("No module named 'docxtpl'", name="docxtpl")
        return None

    fake = SimpleNamespace(import_module=fail)
    monkeypatch.setattr(libraries, "importlib", fake)

    text, possible = report_machine()

    assert not possible
    assert "n'est pas installée" in text
    assert "ne se charge pas : « cannot load library 'libpango-1.0-0' »" in text
    assert "noise" not in text
    assert "-m pip install -e" in text


def test_doctor_without_shipped_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (components, doctor):
        monkeypatch.setattr(module, "data_dir", lambda: tmp_path / "data")
    monkeypatch.setattr(doctor, "list_languages", lambda: ())

    text, possible = report_machine()

    assert not possible
    assert "il y manque autorites/, chartes/" in text
    assert "il y manque le français" in text
    assert "Réinstallez delib-gen" in text


def test_every_state_says_what_it_is_for() -> None:
    for etat in examine():
        assert etat.nom
        assert etat.role.endswith(".")
        assert etat.pour in ("rendu", "essais")


# --- The set-up, before any dependency is there -------------------------------


def run_bare(
    *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with the standard library only."""
    return subprocess.run(
        [sys.executable, "-S", "-I", "-B", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )


def test_machine_needs_the_standard_library_only() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); "
        "import delib_gen.machine; "
        "from delib_gen.machine import components, doctor, libraries, packages; "
        "ours = [m for m in sys.modules if m.startswith('delib_gen')]; "
        "text, possible = doctor.report_machine(); "
        "assert not possible and 'n\\'est pas installée' in text, text; "
        "print(sorted(ours))"
    )
    run = run_bare("-c", code)

    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == str(
        sorted(
            ["delib_gen", "delib_gen.resources", "delib_gen.machine"]
            + [f"delib_gen.machine.{m}" for m in
               ("components", "doctor", "libraries", "packages")]
        )
    )  # fmt: skip


def test_set_up_finds_nothing_missing_here() -> None:
    run = run_bare(str(ROOT / "script" / "_preparer.py"))

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_set_up_says_what_it_cannot_install(tmp_path: Path) -> None:
    """In a folder with a space, with no package manager on the PATH."""
    project = tmp_path / "mon projet"
    source = project / "src" / "delib_gen"
    source.parent.mkdir(parents=True)
    (project / "data").mkdir()
    (project / "data" / "systeme.toml").write_text(SYSTEME, encoding="utf-8")
    shutil.copytree(
        ROOT / "src" / "delib_gen" / "machine",
        source / "machine",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("__init__.py", "resources.py"):
        shutil.copy(ROOT / "src" / "delib_gen" / name, source)
    (project / "script").mkdir()
    script = shutil.copy(ROOT / "script" / "_preparer.py", project / "script")

    run = run_bare(str(script), "--pour", "essais", env={"PATH": str(tmp_path)})

    assert run.returncode == 1
    assert run.stderr == (
        "Il manque à cette machine, pour produire les documents et passer tous les "
        "essais :\n"
        "  - Encre (version 2) : Police des actes.\n"
        "  - Presse : Vérifie les documents.\n"
        "  - Plomb : Met en lignes.\n"
        "Je ne connais pas le gestionnaire de paquets de ce système. Installez\n"
        "l'équivalent de ces paquets de Debian, puis relancez :\n\n"
        "    fonts-encre2 presse presse-data libplomb0\n"
    )
