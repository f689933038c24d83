"""The documents that people read are tried: their examples, links and commands."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from types import ModuleType

import click
import pytest

from cli_helpers import call, standing_in
from conftest import REFERENCE, ROOT
from delib_gen.checking import check_session
from delib_gen.cli.run import main_group
from delib_gen.findings import has_errors
from delib_gen.load.layers import list_autorites
from delib_gen.load.nodes import Mapping, to_data
from delib_gen.load.tree import parse_tree
from delib_gen.pipeline import RenderRequest, try_sessions
from delib_gen.reporters.text import report
from delib_gen.rules.registry import list_kinds
from delib_gen.schema.acte import Acte
from delib_gen.schema.fiche import list_fiches
from delib_gen.schema.seance import Seance
from test_layers import LAYERS

README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "guide-secretariat.md"
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [path for path in DOCS if path.name != "regles.md"]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*\bsrc=\"([^\"]+)\"")
_COMMAND = re.compile(r"delib-gen((?: [a-z][a-z-]*)+)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_HERE = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp|opt|mnt|var)/|[A-Z]:\\")
_FILE = re.compile(
    r"`((?:src|tests|templates|data|script|docs)/[\w./-]*\w|[\w-]+\.(?:toml|lock|md))`"
)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_doc(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def find_blocks(path: Path, language: str) -> list[str]:
    """The code blocks of a document in a language."""
    return [body for lang, body in _BLOCK.findall(read(path)) if lang == language]


def strip_blocks(text: str) -> str:
    return _BLOCK.sub("", text)


def list_commands(group: click.Group, before: str = "") -> set[str]:
    """All the commands by their full names, those of groups among them."""
    context = click.Context(group)
    found: set[str] = set()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        full = f"{before}{name}"
        if isinstance(command, click.Group):
            found |= list_commands(command, f"{full} ")
        else:
            found.add(full)
    return found


def list_anchors(path: Path) -> set[str]:
    """The anchors that a reader's page gives to the headings of a document."""
    anchors: set[str] = set()
    for heading in _HEADING.findall(strip_blocks(read(path))):
        kept = (c for c in heading.lower() if c in "-_ " or c.isalnum())
        anchors.add("".join(kept).replace(" ", "-"))
    return anchors


# --- Examples -----------------------------------------------------------------


def test_the_session_of_the_readme_renders_with_nothing_to_say(tmp_path: Path):
    (block,) = find_blocks(README, "yaml")
    path = tmp_path / "seance.yaml"
    path.write_text(block, encoding="utf-8")

    assert len(block.splitlines()) <= 14
    assert check_session(path).findings == []
    assert try_sessions([path], RenderRequest(tmp_path), _Silent()) == []


class _Silent:
    def start(self, total: int) -> None:
        pass

    def advance(self, acte: str) -> None:
        pass


def _first_keys(block: str) -> set[str]:
    tree, findings = parse_tree(block, "guide")
    assert not findings
    assert isinstance(tree, Mapping)
    return set(tree.keys)


GUIDE_BLOCKS = find_blocks(GUIDE, "yaml") if GUIDE.is_file() else []


def _top_level(text: str, without: set[str]) -> str:
    """The blocks of a session's text whose keys are not among some."""
    blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return "".join(b for b in blocks if b.partition(":")[0] not in without)


@pytest.mark.parametrize("block", GUIDE_BLOCKS, ids=lambda b: b.split("\n", 1)[0])
def test_each_example_of_the_guide_is_accepted(block: str, tmp_path: Path):
    """Put into a session that is in order, it raises no error."""
    keys = _first_keys(block)
    if "genre" in keys:
        _decode_fiche(block)
        return
    base, acte = _split_base(read_base())
    if "genre" in keys:
        annexe = "annexes: [{titre: Une annexe, fichier: fiche.yaml}]\n"
        text = base + "actes:\n" + _as_item(_top_level(acte, {"annexes"}) + annexe)
    elif "actes" in keys:
        text = block
    elif keys <= set(Seance.model_fields):
        # Everybody stands once on the sheet: a new sheet replaces the old one.
        sheet = {"presents", "absents", "excuses", "pouvoirs"}
        dropped = keys | (sheet - {"presents"} if keys & sheet else set())
        text = _top_level(base, dropped) + block + "actes:\n" + _repeat(acte)
    else:
        assert keys <= set(Acte.model_fields), f"keys of no block: {keys}"
        results = {"prend_acte", "statut", "election", "elections"}
        dropped = keys | ({"vote"} if keys & results else set())
        dropped |= {"articles"} if "dispositif" in keys else set()
        text = base + "actes:\n" + _as_item(_top_level(acte, dropped) + block)
    folder = tmp_path / "seance"
    shutil.copytree(REFERENCE, folder)
    if "genre" in keys:  # a fiche, which an annexe of the session names
        (folder / "fiche.yaml").write_text(block, encoding="utf-8")
    path = folder / "seance.yaml"
    path.write_text(text, encoding="utf-8")

    findings = check_session(path).findings

    assert not has_errors(findings), findings
    # Nor does it show a sitting at fault, save where the guide says just that.
    faults = {f.code for f in findings if f.code.startswith(("PRE", "VOT"))}
    assert faults <= {"PRE06", "VOT08", "VOT16"}, findings


def _decode_fiche(block: str) -> None:
    tree, _ = parse_tree(block, "guide")
    assert tree is not None
    data = to_data(tree)
    list_fiches()[data["genre"]].model_validate(data)


def read_base() -> str:
    """The whole session that the guide begins with."""
    return next(b for b in GUIDE_BLOCKS if "actes" in _first_keys(b))


def _split_base(text: str) -> tuple[str, str]:
    """The keys of a session of one act, and those of the act, at the margin."""
    head, _, acte = text.partition("actes:\n")
    lines = acte.replace("  - ", "    ", 1).splitlines(keepends=True)
    return head, "".join(line[4:] for line in lines)


def _repeat(acte: str) -> str:
    """The act, then some more of the next numbers, for what moves between them."""
    found = re.search(r"^numero: (\d\d)/(\d{3}) CP$", acte, re.MULTILINE)
    assert found, "the guide's act has no number"
    numbers = (f"{found[1]}/{int(found[2]) + n:03} CP" for n in range(6))
    return "".join(
        _as_item(acte.replace(found[0], f"numero: {number}")) for number in numbers
    )


def _as_item(acte: str) -> str:
    lines = [f"    {line}" if line.strip() else line for line in acte.splitlines(True)]
    return "  - " + "".join(lines)[4:]


def test_the_finding_of_the_readme_is_what_the_software_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (shown,) = find_blocks(README, "text")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(REFERENCE, "ma-seance")
    path = Path("ma-seance/seance.yaml")
    path.write_text(read(path).replace("COMBETTE, LU", "COMBETE, LU"), "utf-8")

    assert shown in report(check_session(path).findings, False)


def test_the_guide_names_every_base() -> None:
    """A newcomer finds there which one to start from."""
    bases = set(list_autorites()) - {"corse"}
    assert {base for base in bases if f"`{base}`" not in read(GUIDE)} == set()


def test_the_finding_of_the_guide_is_what_the_software_says(tmp_path: Path):
    shown = next(b for b in find_blocks(GUIDE, "text") if "PRE06" in b)
    block = next(b for b in GUIDE_BLOCKS if "PRE06" in b).partition("tolerances:")[0]
    base, acte = _split_base(read_base())
    head = _top_level(base, {"pouvoirs"})
    path = tmp_path / "seance.yaml"
    path.write_text(f"{head}{block}actes:\n{_as_item(acte)}", encoding="utf-8")

    said = report(check_session(path).findings, False)

    lines = [line for line in shown.splitlines() if not line.startswith(" ")]
    lines += [line for line in shown.splitlines() if line.startswith("  = ")]
    assert len(lines) == 3
    assert set(lines) <= set(said.splitlines())


# --- What a contributor is told to add ----------------------------------------

VALLEE = """\
collectivite: vallee
organe: conseil
date: 2026-03-02
president: AMBRE
presents: [AMBRE, BOIS]
excuses: [CHÊNE]
actes:
  - numero: 2026-01
    titre: {fr: ESSAI, co: PROVA}
    vote: unanimite
    articles: [ADOPTE le présent exemple.]
"""
_PLACE = re.compile(r"(?:# |\{# )([\w/.-]+\.\w+)(?: \(at the end\)| #\})?\n")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project to which every example of CONTRIBUTING is added."""
    root = tmp_path_factory.mktemp("projet")
    for folder in ("src", "data", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    for language, body in _BLOCK.findall(read(ROOT / "CONTRIBUTING.md")):
        match = _PLACE.match(body)
        if match is None:
            continue
        path = root / match[1]
        if language == "diff":
            path.write_text(patch(read(path), body.removeprefix(match[0])), "utf-8")
            continue
        old = f"{read(path)}\n" if "(at the end)" in match[0] else ""
        assert bool(old) == path.exists(), match[1]
        path.write_text(old + body.removeprefix(match[0]), encoding="utf-8")
    return root


def patch(text: str, diff: str) -> str:
    """A text with a change made to it, each part of which an empty line ends."""
    for part in diff.strip().split("\n\n"):
        lines = part.splitlines()
        old, new = (
            "\n".join(line[1:] for line in lines if not line.startswith(sign))
            for sign in "+-"
        )
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def run_extended(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "delib_gen", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_authority_of_the_example_is_read(extended: Path):
    (extended / "vallee.yaml").write_text(VALLEE, encoding="utf-8")

    told = run_extended(extended, "check", "vallee.yaml", "--strict")

    assert "adopté à l'unanimité (2 pour, 0 contre) ; quorum de 2" in told


def test_the_kind_and_the_format_of_the_examples_are_made(extended: Path):
    (session,) = find_blocks(README, "yaml")
    (extended / "seance.yaml").write_text(session, encoding="utf-8")

    only = "affiche,dossier,liste-des-actes"
    options = ("--format", "txt,html", "--only", only, "--strict")
    told = run_extended(extended, "render", "seance.yaml", *options)

    folders = (("23-187-CP", "dossier"), ("seance", "affiche"))
    pages = {f"{folder}/{n}.fr.{s}" for folder, n in folders for s in ("txt", "html")}
    made = {"/".join(line.split("/")[-2:]) for line in told.splitlines()}
    assert made == {*pages, "seance/liste-des-actes.fr.csv"}
    (dossier,) = (extended / "out").rglob("dossier.fr.html")
    assert read(dossier).endswith("<!-- vu -->")


def test_the_first_screen_shows_what_is_made(tmp_path: Path):
    """Each call of the README's first screen writes the files that stand below it."""
    (session,) = find_blocks(README, "yaml")
    (tmp_path / "seance.yaml").write_text(session, encoding="utf-8")
    shown = [b for b in find_blocks(README, "console") if b.startswith("$ delib-gen")]
    assert len(shown) == 2
    for block in shown:
        order, *wanted = block.splitlines()
        with standing_in(tmp_path):
            result = call(*order.split()[2:])

        assert result.status == 0, result.err
        assert result.out.splitlines() == wanted


def test_the_annexe_of_the_example_is_made_and_helped(extended: Path):
    (session,) = find_blocks(README, "yaml")
    annexes = "    annexes: [{titre: Calendrier, fichier: calendrier.yaml}]\n"
    (extended / "annexee.yaml").write_text(session + annexes, encoding="utf-8")
    (extended / "calendrier.yaml").write_text(
        "genre: calendrier\n"
        "echeances: [{jour: 5 octobre, objet: Envoi des candidatures.}]\n",
        encoding="utf-8",
    )

    options = ("--format", "html", "--only", "annexes", "-o", "annexes")
    run_extended(extended, "render", "annexee.yaml", *options)

    (page,) = (extended / "annexes").rglob("annexe-*.html")
    assert "<dt>5\u00a0octobre</dt>" in read(page)
    schema = run_extended(extended, "schema", "calendrier")
    assert "Les échéances, dans l'ordre." in schema


def test_the_rule_of_the_example_finds_its_fault(extended: Path):
    (session,) = find_blocks(README, "yaml")
    faulty = session.replace("    vote:", "    objet: UN EXEMPLE\n    vote:", 1)
    (extended / "faute.yaml").write_text(faulty, encoding="utf-8")

    told = run_extended(extended, "check", "faute.yaml", "--diagnostics", "line")

    assert "faute.yaml:12:12: avertissement ACT12: l'objet est tout en" in told


# --- Commands and codes -------------------------------------------------------


def test_every_command_is_in_the_readme():
    named = {c.strip() for c in re.findall(r"`delib-gen ([a-z -]+)", read(README))}

    assert list_commands(main_group) <= named


@pytest.mark.parametrize("path", DOCS, ids=name_doc)
def test_every_command_that_is_named_exists(path: Path):
    known = list_commands(main_group)
    for words in _COMMAND.findall(read(path)):
        command = words.strip()
        assert any(f"{command} ".startswith(f"{k} ") for k in known), command


@pytest.mark.parametrize("path", WRITTEN, ids=name_doc)
def test_every_option_that_is_named_exists(path: Path):
    known = {"--update-golden", "--help", "--no-deps", "--check", "--fix"}
    for full in list_commands(main_group):
        command: click.Command = main_group
        for word in full.split():
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None
            command = found
        known |= {opt for param in command.params for opt in param.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(path)))

    assert named <= known


@pytest.mark.parametrize("path", WRITTEN, ids=name_doc)
def test_every_code_that_is_named_exists(path: Path):
    known = {kind.code for kind in list_kinds()}
    named = set(re.findall(r"\b(?:STR|PRE|VOT|ACT|LAN|TYP|GAB|SOR)\d\d\b", read(path)))

    # CONTRIBUTING makes a rule up to show how one is added.
    assert named - known <= ({"ACT12"} if path.name == "CONTRIBUTING.md" else set())


# --- Links and files ----------------------------------------------------------


@pytest.mark.parametrize("path", DOCS, ids=name_doc)
def test_every_link_leads_somewhere(path: Path):
    for pair in _LINK.findall(strip_blocks(read(path))):
        link = pair[0] or pair[1]
        if re.match(r"[a-z]+:", link):
            assert link.startswith(("https://", "mailto:")), link
            continue
        named, _, anchor = link.partition("#")
        target = (path.parent / named).resolve() if named else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert unicodedata.normalize("NFC", anchor) in list_anchors(target), link


@pytest.mark.parametrize("path", WRITTEN, ids=name_doc)
def test_files_that_are_named_exist(path: Path):
    """In the text; an example may name a file that it makes."""
    for named in _FILE.findall(strip_blocks(read(path))):
        assert (ROOT / named).exists(), named


@pytest.mark.parametrize("path", DOCS, ids=name_doc)
def test_no_document_names_a_folder_of_somebody_s_machine(path: Path):
    assert not _HERE.findall(read(path))


def test_the_layers_of_the_architecture_are_those_that_are_held():
    blocks = find_blocks(ROOT / "docs" / "architecture.md", "text")
    layers = [tuple(line.split()) for line in blocks[-1].splitlines()]

    assert layers == list(LAYERS)


@pytest.mark.parametrize("path", WRITTEN, ids=name_doc)
def test_functions_that_are_named_exist(path: Path):
    """`load.loader.load_seance`: a layer, its modules, what is in them."""
    layers = "|".join(name for layer in LAYERS for name in layer)
    for dotted in re.findall(rf"`((?:{layers})(?:\.\w+)+)`", read(path)):
        found: object = importlib.import_module("delib_gen")
        for name in dotted.split("."):
            if not hasattr(found, name):
                assert isinstance(found, ModuleType), dotted
                found = importlib.import_module(f"{found.__name__}.{name}")
            else:
                found = getattr(found, name)


# --- Decisions ----------------------------------------------------------------


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_parts(path: Path):
    text = read(path)
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    for part in ("Context", "Decision", "Why", "Consequences"):
        assert f"\n## {part}\n" in text, part
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.stem[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
