"""A day of a sitting, fast: who comes, who votes what, what is typed, who looks on.

Whatever is done can be taken back to the first byte. A short morning here;
`script/long journee` plays 4,000 gestures of a plenary, and holds memory and the time
of a gesture against those of its beginning.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import time
from pathlib import Path

import pytest

from delib_gen.resources import data_dir
from delib_gen.schema.vote import SENS
from desk_helpers import Browser

SHORT, LONG = "2025-06-24-commune", "2026-09-30-ac"
FEW, MANY = 40, 1000
"""How many gestures there are here, and from how many on they are a whole day."""
SLOWER, LARGER = 1.5, 1.25
"""How much more the end of a day may take than its beginning: in time, in memory."""
SCREENS = 3


class Clerk:
    """Does what is done at a sitting, as the pages send it."""

    def __init__(self, folder: Path, name: str, seed: int) -> None:
        self.browser, self.place = Browser(folder), f"/s/{name}"
        self.draw = random.Random(seed)  # noqa: S311 - the same each time
        sitting = self.browser.office.find(name)
        assert sitting is not None
        self.sitting, self.session = sitting, sitting.path
        situation = self.browser.office.read(sitting).situation
        assert situation is not None
        self.acts = len(situation.actes)
        self.members = [elu.nom_complet for elu in situation.annuaire.membres]
        self.typed = 0

    def post(self, end: str, **sent: object) -> int:
        """Send something; what nobody can do at that moment is refused."""
        answer = self.browser.post(f"{self.place}/{end}", {"ecran": "jour", **sent})
        assert answer.status_code in (200, 400, 422), answer.text
        assert answer.json()
        status: int = answer.status_code
        return status

    def act(self) -> None:
        """A gesture, and all screens look at what came of it."""
        draw, rank = self.draw, self.draw.randrange(self.acts)
        who, acte = draw.choice(self.members), {"acte": rank + 1}
        kind = draw.choice("vvvvvvaattttug")
        page = f"votes?acte={rank + 1}"
        if kind == "v":
            sens = draw.choice(SENS)
            self.post("gestes", geste="vote", membre=who, sens=sens, **acte)
        elif kind == "g":
            self.post("gestes", geste="vote-tous", **acte)
        elif kind == "a":
            page = f"presences?acte={rank + 1}"
            geste, hour = draw.choice(("part", "arrive")), f"{draw.randrange(9, 20)}:30"
            self.post("gestes", geste=geste, membre=who, heure=hour, **acte)
        elif kind == "u":
            page = ""
            if self.post("annuler") == 200 and draw.random() < 0.5:
                self.post("retablir")
        else:
            page = f"actes/{rank + 1}"
            self.typed += 1
            path = ["actes", rank, "titre"]
            for suite, end in ((False, "U"), (True, "UN"), (True, "UN MOT")):
                text = f"TITRE {self.typed} {end}"
                typed = {"genre": "texte", "chemin": path, "langue": "fr"}
                gestes = [{**typed, "valeur": text}]
                assert self.post("saisie", base="", suite=suite, gestes=gestes) == 200
        self.browser.page(f"{self.place}/{page}".rstrip("/"))
        seen = {self.browser.office.find_state(self.sitting)[0] for _ in range(SCREENS)}
        assert len(seen) == 1


def measure_memory() -> int:
    """The bytes that are in use now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_a_day_leaves_the_desk_as_quick_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    count = request.config.getoption("--documents") or FEW
    name = LONG if count >= MANY else SHORT
    shutil.copytree(data_dir() / "exemples" / name, tmp_path / name)
    first = (tmp_path / name / "seance.yaml").read_bytes()
    clerk = Clerk(tmp_path, name, request.config.getoption("--premier") or 0)
    costs, memory = list[float](), list[int]()
    for rank in range(count):
        begun = time.process_time()
        clerk.act()
        costs.append(time.process_time() - begun)
        if count >= MANY and rank % (count // 8) == count // 8 - 1:
            memory.append(measure_memory())
            part = costs[-(count // 8) :]
            slow = sorted(part)[int(len(part) * 0.95)]
            print(  # noqa: T201 - what the series is for
                f"{rank + 1} gestes : {statistics.median(part) * 1000:.0f} ms, "
                f"p95 {slow * 1000:.0f} ms, {memory[-1] >> 20} Mio"
            )
    if count >= MANY:
        begin, end = (statistics.median(c) for c in (costs[: count // 4], part))
        assert end < begin * SLOWER
        assert memory[-1] < memory[1] * LARGER
        return

    while clerk.post("annuler") == 200:
        pass
    assert (tmp_path / name / "seance.yaml").read_bytes() == first
