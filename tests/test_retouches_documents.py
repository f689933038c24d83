"""Random changes of many files: each says what was asked, and keeps all the rest.

A few hundred here, more on CI; `script/long retouches` makes 10,000 series. More files
are taken from the folder that `DELIB_GEN_CAS` names.
"""

from __future__ import annotations

import collections
import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from conftest import number_series
from delib_gen.desk.history import make_patch
from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import Change, Refused
from delib_gen.load.sources import Sources
from delib_gen.resources import data_dir
from retouches_helpers import Layout, draw_change, dress, expect, find_losses, read_data

FEW, MORE = 60, 1500
MOST = 4
"""The changes of a series, one upon the other."""
NAME = Path("seance.yaml")
ODD = {
    "block.yaml": """\
a:
- x
- y: 1
  z: [1, 2]
-
  - n
  - m
b: {c: d, e: [f]}
""",
    "flow.yaml": "{a: [x, 'y', \"z\"], b: {c: , d: ~}, e: [[1], {f: g}, []]}\n",
    "wide.yaml": """\
a:
    b:
        - c
        -   d: e
            f: g
    h:   i
""",
    "prose.yaml": """\
a: |
  un

  deux

b: >-
  plié
  ici


c: |+
  gardé

d:
  - |2-
     retrait
  - >
    fin
""",
    "quoted.yaml": r"""
"a b": 'c''d'
'e': "f\n\
  g"
? h
: i
k: un texte
  plié
""",
    "shared.yaml": """\
a: &x [1, 2]
b: *x
c: &y
  d: e
f: [*y, *x]
g: &z h
i: j
""",
    "remarks.yaml": """\
# §10§

a:   # §11§
  # §12§
  - b # §13§

  # §14§
  - c:  d\t# §15§
    # §16§
    e: |  # §17§
      f
    # §18§
  # §19§
g: [h, # §20§
  i # §21§
  ]
# §22§
k: l
""",
    "empty.yaml": """\
a:
b: # rien
c: []
d: {}
e:
  -
  - f:
  - {}
""",
}


@cache
def load_files() -> dict[str, str]:
    """The text of every file that is changed, by its name."""
    folders = [data_dir() / "exemples"]
    if more := os.environ.get("DELIB_GEN_CAS"):
        folders.append(Path(more))
    files = dict(ODD)
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            text = path.read_bytes().decode("utf-8", "replace")
            try:
                if isinstance(read_data(text), dict):
                    files[str(path)] = text
            except Exception:  # noqa: S112 - a file that is meant to be wrong
                continue
    return files


def change_text(text: str, change: Change) -> str | Refused:
    """A text after a change, by way of a reading in memory."""
    edited = apply_changes(Sources({NAME: text}), NAME, [change])
    return edited if isinstance(edited, Refused) else edited.files.get(NAME, text)


def try_series(number: int, told: collections.Counter[str]) -> list[str]:
    """What went wrong with one series of changes."""
    random = Random(number)  # noqa: S311 - the same each time
    files = load_files()
    name = random.choice(list(ODD) if random.random() < 0.4 else list(files))
    layout = dress(name, files[name], random)
    for _ in range(random.randint(1, MOST)):
        data = read_data(layout.text)
        change = draw_change(data, random)
        if change is None:
            break
        after = change_text(layout.text, change)
        if isinstance(after, Refused):
            told[after.reason.rpartition(" : ")[2]] += 1
            continue
        told["fait"] += 1
        where = f"{number} {name} {change}"
        if read_data(after) != expect(data, change):
            return [f"{where} : data"]
        if losses := find_losses(layout, after, change):
            return [f"{where} : {losses}"]
        if make_patch("", layout.text, after).back(after) != layout.text:
            return [f"{where} : undo"]
        layout = Layout(name, after, [m for m in layout.marks if m in after])
    return []


def test_a_change_is_what_was_asked(request: pytest.FixtureRequest) -> None:
    """Of every file, dressed as offices dress theirs."""
    asked = request.config.getoption("--documents")
    numbers = number_series(request.config, FEW, MORE)
    told: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    for number in numbers:
        wrong += try_series(number, told)
        if asked and number % 500 == 499:
            print(number + 1, dict(told), wrong, flush=True)  # noqa: T201

    assert wrong == []
    assert told["fait"] > 0.85 * told.total(), told  # the others: shared by anchors


def test_more_files_are_there() -> None:
    """Those of `DELIB_GEN_CAS`; without it the shipped ones alone are changed."""
    if not os.environ.get("DELIB_GEN_CAS"):
        pytest.skip("DELIB_GEN_CAS ne nomme pas d'autres séances à retoucher")
    assert len(load_files()) > len(ODD) + len(list(data_dir().rglob("*.yaml")))
