"""The form of an organ's numbers, in plain words."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from delib_gen.schema.numerotation import Numerotation


def make(**keys: str) -> Numerotation:
    return Numerotation.model_validate(keys)


@pytest.mark.parametrize(
    ("forme", "exemple", "others", "wrong"),
    [
        ("{rang}/{annee}", "36/2026", ["7/2026", "112/2026"], ["36/26", "/2026"]),
        ("{an}/{rang} CP", "26/186 CP", ["26/7 CP"], ["2026/186 CP", "26/186"]),
        ("{annee}-{mois}-{rang}", "2026-05-012", ["2026-11-120"], ["2026-05-12"]),
        ("{annee}_C{rang}", "2026_C13", ["2026_C7"], ["2026-C13", "2026_D13"]),
    ],
)
def test_a_form_is_followed(
    forme: str, exemple: str, others: list[str], wrong: list[str]
):
    motif = make(forme=forme, exemple=exemple).motif
    assert all(re.fullmatch(motif, numero) for numero in (exemple, *others))
    assert not any(re.fullmatch(motif, numero) for numero in wrong)


def test_a_form_passes_before_the_expression_of_a_base():
    numeros = make(forme="{rang}", exemple="12", motif=r"(?P<rang>\d{4})")
    assert numeros.motif == r"(?P<rang>\d+)"


@pytest.mark.parametrize(
    ("forme", "exemple", "told"),
    [
        ("{annee}", "2026", "où est le rang"),
        ("{rang}-{anne}", "1-2026", "`{anne}` n'est pas une partie"),
        ("{rang}-{rang}", "1-2", "`{rang}` est deux fois"),
        ("{rang}/{annee}", "36-2026", "l'exemple ne suit pas la forme"),
    ],
)
def test_a_form_that_cannot_be_is_told(forme: str, exemple: str, told: str):
    with pytest.raises(ValidationError, match=re.escape(told)):
        make(forme=forme, exemple=exemple)
