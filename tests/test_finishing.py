"""Steps that finish a file, and a finished file told from one that was edited."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.write import WrittenBundle, finish_bundle
from delib_gen.catalogue import CATALOGUE
from delib_gen.pipeline import RenderRequest, render_sessions
from delib_gen.produced import FinishingStep, OutputFile

NAME = "deliberation.fr.html"


class Silent:
    def start(self, total: int) -> None:
        pass

    def advance(self, acte: str) -> None:
        pass


def make_seal(name: str = "cachet") -> FinishingStep:
    """A step that never gives the same bytes twice, as a signature does not."""
    hours = count(1)

    def seal(file: OutputFile) -> OutputFile:
        mark = f"<!-- {name} {next(hours)} -->".encode()
        return replace(file, content=file.content + mark)

    return FinishingStep(name, lambda file: file.document == "deliberation", seal)


def render(out: Path, session: Path, *steps: FinishingStep) -> WrittenBundle:
    request = RenderRequest(out, formats=("html",))
    catalogue = replace(CATALOGUE, steps=steps)
    (bundle,) = render_sessions([session], request, Silent(), catalogue).bundles
    return bundle


def read(bundle: WrittenBundle) -> str:
    return (bundle.folder / "23-186-CP" / NAME).read_text(encoding="utf-8")


def read_entries(bundle: WrittenBundle) -> dict[str, dict[str, object]]:
    data = json.loads(bundle.manifest.read_bytes())
    return {entry["document"]: entry for entry in data["fichiers"]}


def change_a_word(session: Path) -> None:
    text = session.read_text(encoding="utf-8")
    assert "CANDIDATURE" in text
    session.write_text(text.replace("CANDIDATURE", "PARTICIPATION"), encoding="utf-8")


@pytest.fixture
def session(session_folder: Path) -> Path:
    return session_folder / "seance.yaml"


def test_steps_are_taken_in_order_on_the_files_they_take(
    tmp_path: Path, session: Path
) -> None:
    bundle = render(tmp_path / "out", session, make_seal("un"), make_seal("deux"))

    assert read(bundle).endswith("<!-- un 1 --><!-- deux 1 -->")
    entries = read_entries(bundle)
    assert entries["deliberation"]["etapes"] == ["un", "deux"]
    assert entries["deliberation"]["produit"] != entries["deliberation"]["sha256"]
    assert not {"etapes", "produit"} & set(entries["rapport"])


def test_what_is_made_the_same_again_keeps_its_seal(
    tmp_path: Path, session: Path
) -> None:
    """The step is not taken a second time, and nothing is said."""
    seal = make_seal()
    render(tmp_path / "out", session, seal)

    bundle = render(tmp_path / "out", session, seal)

    assert bundle.findings == ()
    assert read(bundle).endswith("<!-- cachet 1 -->")


def test_what_is_made_anew_is_sealed_anew(tmp_path: Path, session: Path) -> None:
    """The old seal was the software's: it is no edit, and the step is there again."""
    seal = make_seal()
    render(tmp_path / "out", session, seal)
    change_a_word(session)

    bundle = render(tmp_path / "out", session, seal)

    assert bundle.findings == ()
    assert read(bundle).endswith("<!-- cachet 2 -->")
    assert len(list((bundle.folder / "23-186-CP").glob("deliberation.*"))) == 1


def test_an_edit_after_the_seal_is_told(tmp_path: Path, session: Path) -> None:
    seal = make_seal()
    path = render(tmp_path / "out", session, seal).folder / "23-186-CP" / NAME
    path.write_text("à la main", encoding="utf-8")

    bundle = render(tmp_path / "out", session, seal)

    assert [f.code for f in bundle.findings] == ["SOR04"]
    assert read(bundle).endswith("<!-- cachet 2 -->")


def test_a_step_taken_later_stays_where_nothing_changed(
    tmp_path: Path, session: Path
) -> None:
    """A file signed by the software after its production is as it should be."""
    folder = render(tmp_path / "out", session).folder

    signed = finish_bundle(folder, [make_seal("signature")])
    bundle = render(tmp_path / "out", session)

    assert signed.paths == (folder / "23-186-CP" / NAME,)
    assert bundle.findings == ()
    assert read(bundle).endswith("<!-- signature 1 -->")
    assert read_entries(bundle)["deliberation"]["etapes"] == ["signature"]


def test_a_signature_that_a_rendering_cannot_give_is_kept_beside(
    tmp_path: Path, session: Path
) -> None:
    """Another act is not the signed one, which may be the one that was sent."""
    folder = render(tmp_path / "out", session).folder
    finish_bundle(folder, [make_seal("signature")])
    before = read(render(tmp_path / "out", session))
    change_a_word(session)

    bundle = render(tmp_path / "out", session)

    assert [f.code for f in bundle.findings] == ["SOR07"]
    kept = folder / "23-186-CP" / "deliberation.fr.acheve-1.html"
    assert kept.read_text(encoding="utf-8") == before
    assert "<!-- signature" not in read(bundle)


def test_a_signed_file_that_is_not_made_again_stays(
    tmp_path: Path, session: Path
) -> None:
    """What is no longer so goes, but not what nobody could make again."""
    folder = render(tmp_path / "out", session).folder
    finish_bundle(folder, [make_seal("signature")])
    change_a_word(session)

    request = RenderRequest(tmp_path / "out", formats=("html",), only=("rapport",))
    (bundle,) = render_sessions([session], request, Silent()).bundles

    left = {path.name for path in (folder / "23-186-CP").iterdir()}
    assert left == {NAME, "rapport.fr.html"}
    assert read_entries(bundle)["deliberation"]["etapes"] == ["signature"]


def test_a_step_is_taken_once_and_on_no_edited_file(
    tmp_path: Path, session: Path
) -> None:
    folder = render(tmp_path / "out", session).folder
    seal = make_seal()

    assert finish_bundle(folder, [seal]).paths
    assert finish_bundle(folder, [seal]).paths == ()
    (folder / "23-186-CP" / NAME).write_text("à la main", encoding="utf-8")
    assert finish_bundle(folder, [make_seal("autre")]).paths == ()


def test_only_what_the_software_wrote_can_be_finished(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with pytest.raises(BundleError, match=r"manifest\.json"):
        finish_bundle(tmp_path / "out", [make_seal()])


def test_where_a_step_fails_nothing_is_written(tmp_path: Path, session: Path) -> None:
    def refuse(file: OutputFile) -> OutputFile:
        raise BundleError("la carte n'est pas dans le lecteur")

    failing = FinishingStep("signature", lambda _: True, refuse)

    with pytest.raises(BundleError, match="carte"):
        render(tmp_path / "out", session, failing)
    assert not (tmp_path / "out").exists()
