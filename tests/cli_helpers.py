"""What the tests of the command share: a small session, a call, a look at folders."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conftest import ROOT
from delib_gen.cli.run import run

_UNSAFE = {code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0x2028, 0x2029, 0xFEFF)}
_FENCE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Result:
    """What a call gave: its status, both streams, the processor time it took."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings, where `--diagnostics json` was asked for."""
        text = self.err if self.err.startswith("{") else self.out
        found: list[dict[str, Any]] = json.loads(text)["diagnostics"]
        return found

    @property
    def codes(self) -> set[str]:
        """The codes of the errors found."""
        return {f["code"] for f in self.findings if f["severity"] == "erreur"}


def call(*arguments: str | Path) -> Result:
    """Run a command line in this process; its streams are no terminals."""
    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        for _ in range(2)
    ]
    before = time.process_time()
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        status = run([str(argument) for argument in arguments])
    spent = time.process_time() - before
    out, err = (stream.buffer.getvalue().decode() for stream in streams)
    return Result(status, out, err, spent)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; nothing where there is none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def small_session() -> str:
    """The session that the README shows."""
    match = _FENCE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert match is not None, "the README shows no session any more"
    return match[1]


def spread_session(acte: str = "", **changes: str) -> str:
    """The same sitting with its act a key a line.

    Args:
        acte: more lines of the act, in YAML.
        changes: values in YAML that replace those of the act's keys.
    """
    values = {
        "numero": "23/187 CP",
        "titre": "{fr: APPROUVANT UN EXEMPLE, co: CHÌ APPROVA UN ESEMPIU}",
        "visas": "[{ref: cgct}]",
        "vote": "unanimite",
        "articles": "[ADOPTE le présent exemple., {ref: publication-electronique}]",
        **changes,
    }
    head = small_session().split("actes:")[0]
    lines = [f"{key}: {value}" for key, value in values.items()]
    lines += acte.strip("\n").split("\n") if acte else []
    return head + "actes:\n  - " + "\n    ".join(lines) + "\n"


def quote(text: str) -> str:
    """A text as a quoted value of YAML."""
    return json.dumps(text, ensure_ascii=False).translate(_UNSAFE)


def line_of(text: str, part: str) -> int:
    """The first line, from 1, that holds a part of a text."""
    return text[: text.index(part)].count("\n") + 1


def write_session(folder: Path, text: str | bytes, name: str = "seance.yaml") -> Path:
    """A session's file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def write_annexed(folder: Path, titre: str, name: str, content: str) -> Path:
    """The session's file of an act with one annexe, and that annexe's.

    Args:
        folder: where they go.
        titre: the annexe's title, in YAML.
        name: the annexe's file.
        content: what is in it.
    """
    (folder / name).write_text(content, encoding="utf-8")
    annexes = f"annexes: [{{titre: {titre}, fichier: {name}}}]"
    articles = "[ADOPTE l'annexe 1., {ref: publication-electronique}]"
    return write_session(folder, spread_session(annexes, articles=articles))


@contextlib.contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """Work in a folder, so that paths in findings are short and alike."""
    with contextlib.chdir(folder):
        yield


def python_command(*arguments: str | Path) -> list[str]:
    """The command as it is installed, for a process of its own."""
    return [sys.executable, "-m", "delib_gen", *(str(a) for a in arguments)]


def call_on_terminal(*arguments: str | Path) -> Result:
    """The same with both streams on a terminal; `err` has what it was sent."""
    master, slave = pty.openpty()
    shown = bytearray()

    def listen() -> None:
        with contextlib.suppress(OSError):  # the terminal's end, on Linux
            while piece := os.read(master, 65536):
                shown.extend(piece)

    listener = threading.Thread(target=listen)
    listener.start()
    before = time.process_time()
    with open(slave, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a number
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            status = run([str(argument) for argument in arguments])
        stream.flush()
    listener.join()
    os.close(master)
    spent = time.process_time() - before
    return Result(status, "", shown.decode(), spent)
