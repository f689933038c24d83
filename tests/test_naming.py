"""The folders' names: those of the contract, safe everywhere, never two alike."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delib_gen.bundle.naming import (
    is_folder_name,
    is_place,
    name_acts,
    name_sitting,
)
from delib_gen.resources import data_dir

DAY = dt.date(2023, 12, 19)
SAFE = re.compile(r"[A-Za-z0-9_-]{1,80}")


def test_names_of_the_reference_act():
    """As the contract shows them."""
    assert name_sitting([DAY], "commission-permanente", "cp") == "2023-12-19-cp"
    assert name_acts(["23/186 CP"]) == ("23-186-CP",)


@pytest.mark.parametrize(
    ("code", "sigle", "suffixe", "name"),
    [
        ("commission-permanente", "CP", None, "2023-12-19-cp"),
        ("commission-permanente", None, None, "2023-12-19-cp"),
        ("assemblee", None, None, "2023-12-19-assemblee"),
        ("assemblee", "ac", "matin", "2023-12-19-ac-matin"),
        ("assemblee", "ac", "l'après-midi / 2", "2023-12-19-ac-l-apr-s-midi---2"),
        ("../x", "../..", "..", "2023-12-19---------"),
    ],
)
def test_sitting_takes_initials_and_suffix(code, sigle, suffixe, name):
    """The organ's own initials first, then those of its code."""
    assert name_sitting([DAY], code, sigle, suffixe) == name


def test_sitting_of_several_days_names_the_first_and_the_last():
    """Whatever order they were typed in."""
    days = [DAY + dt.timedelta(2), DAY, DAY + dt.timedelta(1), DAY]

    assert name_sitting(days, "assemblee", "ac") == "2023-12-19_2023-12-21-ac"


@pytest.mark.parametrize(
    ("numeros", "names"),
    [
        (["23/186 CP", "23/187 CP"], ("23-186-CP", "23-187-CP")),
        (["23/186 CP", "", "  "], ("23-186-CP", "acte-2", "acte-3")),
        (["", "acte 1"], ("acte-1", "acte-1-2")),
        (["1/2", "1-2", "1 2"], ("1-2", "1-2-2", "1-2-3")),
        (["1/2", "1-2", "1-2-2"], ("1-2", "1-2-3", "1-2-2")),
        (["1 a", "1 A"], ("1-a", "1-A-2")),
        (["1/2", "1/2"], ("1-2", "1-2-2")),
        (["..", "../../x", "é"], ("--", "------x", "-")),
        (
            ["CON", "nul", "com1", "console", "Seance"],
            ("acte-CON", "acte-nul", "acte-com1", "console", "acte-Seance"),
        ),
        (["n° 12 bis\n"], ("n--12-bis",)),
    ],
)
def test_acts_never_share_a_folder(numeros, names):
    """Not even where capitals do not count."""
    assert name_acts(numeros) == names


def test_name_of_an_act_does_not_depend_on_what_comes_after():
    """Adding acts at the end moves no folder, save one that would be taken."""
    numeros = ["23/1", "23-1", "x"]

    assert name_acts([*numeros, "y", "23 1"])[:3] == name_acts(numeros)


def test_long_numbers_stay_apart():
    """Cut, but not to the same name."""
    first, second = name_acts(["9" * 300 + "a", "9" * 300 + "b"])

    assert first != second
    assert len(first) == len(second) == 80


@given(st.lists(st.text(max_size=90), max_size=12))
def test_any_numbers_give_safe_and_different_names(numeros):
    """Whatever is typed."""
    names = name_acts(numeros)

    assert len({name.lower() for name in names}) == len(numeros)
    for name in names:
        assert is_folder_name(name)
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,90}", name)
        assert name.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(st.text(min_size=1), st.text(), st.text())
def test_any_sitting_gives_a_safe_name(code, sigle, suffixe):
    """Whatever an authority file holds."""
    assert SAFE.fullmatch(name_sitting([DAY], code, sigle, suffixe))


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", ".x", "x.", "x y", "é", "x\n", "a\0b", "-x"]
)
def test_names_that_could_leave_the_folder_are_refused(name):
    """They would be bugs of ours."""
    assert not is_place("seance", name)


def test_names_of_the_contract_are_accepted():
    """With both languages in one file too."""
    assert is_place("seance", "annexe-deliberation-1.fr+co.pdf")
    assert is_place("23-186-CP", "transmission", "annexe.pdf")
    assert is_place("recueil.fr.pdf")
    assert not is_place("..")
    assert not is_place("23-186-CP", "..", "annexe.pdf")


def test_shipped_authority_has_its_initials():
    """The contract's own folder name hangs on them."""
    text = (data_dir() / "autorites" / "corse.yaml").read_text(encoding="utf-8")

    assert re.findall(r"^    sigle: (\w+)$", text, re.MULTILINE) == ["cp", "ac"]
