"""Who reports for an office: said of the man or the woman who holds it that day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, write
from cli_helpers import call, standing_in
from delib_gen.checking import check_session
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import load_autorite


def hold(folder: Path, code: str, civilite: str, phrases: str = "") -> Path:
    """A sitting of the example's, on the report of a mayor who is a man or a woman."""
    path = write(folder, f"rapporteur: {code}\n    {HEAD}")
    autorite = folder / "autorite.yaml"
    text = autorite.read_text("utf-8")
    mayor = "{civilite: Mme, prenom: Bérengère,"
    changed = text.replace(mayor, mayor.replace("Mme", civilite))
    assert mayor in text
    changed += f"\n{phrases}"
    autorite.write_text(changed, "utf-8")
    return path


@pytest.mark.parametrize("code", ["maire", "la-maire"])
@pytest.mark.parametrize(
    ("civilite", "said"), [("Mme", "de la Maire"), ("M.", "du Maire")]
)
def test_agrees_with_who_holds_the_office(
    code: str, civilite: str, said: str, tmp_path: Path
) -> None:
    view: Any = make(hold(tmp_path, code, civilite))[0]
    assert said in view.mentions[0].replace("\u00a0", " ")


def test_as_typed_where_nobody_holds_it_that_day(tmp_path: Path) -> None:
    path = hold(tmp_path, "maire", "Mme")
    autorite = tmp_path / "autorite.yaml"
    text = autorite.read_text("utf-8")
    one = "{fonction: maire"
    assert one in text
    autorite.write_text(text.replace(one, f"{one}, jusque: 2026-05-01"), "utf-8")
    situation = check_session(path).situation
    assert situation is not None
    assert situation.autorite.agree_rapporteur("maire", situation.jour) == "maire"


def test_an_office_may_keep_a_title_of_its_own(tmp_path: Path) -> None:
    own = "rapporteurs: {la-maire: {fr: {du: de Madame le Maire}}}\n"
    view: Any = make(hold(tmp_path, "maire", "Mme", own))[0]
    assert "de Madame le Maire" in view.mentions[0].replace("\u00a0", " ")


def test_a_code_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    own = "rapporteurs_selon: {maire: {masculin: maire, feminin: mairesse}}\n"
    findings = check_session(hold(tmp_path, "maire", "M.", own)).findings
    assert any("« mairesse »" in f.message for f in findings)


@pytest.mark.parametrize("base", sorted(list_autorites()))
def test_each_general_authority_names_those_it_knows(base: str) -> None:
    autorite = load_autorite(base, Path(), None).autorite
    assert autorite is not None
    for fonction, selon in autorite.rapporteurs_selon.items():
        assert fonction in autorite.fonctions
        assert {selon.masculin, selon.feminin} <= set(autorite.rapporteurs)


def test_init_proposes_the_one_that_agrees(tmp_path: Path) -> None:
    hold(tmp_path, "maire", "Mme")
    with standing_in(tmp_path):
        call("init", "s", "--collectivite", "autorite.yaml", "--date", "2026-06-22")
        assert "#rapporteur: la-maire" in Path("s/seance.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("base", "proposed"),
    [
        ("commune", "maire"),
        ("epci", "president"),
        ("syndicat", "president"),
        ("martinique", "president-conseil-executif"),
        ("corse", "president-conseil-executif"),
    ],
)
def test_init_proposes_none_of_the_base(
    base: str, proposed: str, tmp_path: Path
) -> None:
    with standing_in(tmp_path):
        call("init", "s", "--collectivite", base, "--date", "2026-06-22")
        assert f"#rapporteur: {proposed}\n" in Path("s/seance.yaml").read_text("utf-8")
