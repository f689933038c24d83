"""The lines that sum a check up: one for each way of deciding."""

from __future__ import annotations

from pathlib import Path

import pytest

from delib_gen.checking import check_session
from delib_gen.cli.summary import summarise

CAS = Path(__file__).parent / "cas"


@pytest.mark.parametrize("path", sorted(CAS.glob("*/ok-*.yaml")), ids=lambda p: p.stem)
def test_every_session_in_order_can_be_summed_up(path: Path):
    checked = check_session(path)
    lines = summarise("s", checked, strict=False).splitlines()
    assert checked.situation is not None
    assert len(lines) == 1 + len(checked.situation.actes)


def test_a_secret_ballot_and_an_election_say_their_figures():
    secret = check_session(CAS / "VOT03" / "ok-secret.yaml")
    assert "5 pour, 2 contre, 1 blanc, 1 nul)" in summarise("s", secret, strict=False)
    election = check_session(CAS / "VOT12" / "ok-premier-tour.yaml")
    assert "élection (IF)" in summarise("s", election, strict=False)
