"""Does a command again and again in one process, and prints what each time cost.

Arguments: how many times, a file of which a word is changed before each (`-` for
none), then those of the command. One number a line: seconds of processor.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from delib_gen.cli.run import run

_WORD = "APPROUVANT"
"""A word of every sitting that is measured."""


def main() -> None:
    """Once to be warm, then as often as asked."""
    times, changed, *arguments = sys.argv[1:]
    text = "" if changed == "-" else Path(changed).read_text(encoding="utf-8")
    costs: list[float] = []
    with (
        tempfile.TemporaryDirectory() as out,
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        for rank in range(int(times) + 1):
            if text:
                mended = text.replace(_WORD, f"{_WORD} {rank}", 1)
                Path(changed).write_text(mended, encoding="utf-8")
            given = [word.replace("{sortie}", f"{out}/{rank}") for word in arguments]
            start = time.process_time()
            if run(given):
                raise SystemExit("the command has failed")
            costs.append(time.process_time() - start)
    print(*costs[1:], sep="\n")  # noqa: T201 - what was asked for


main()
