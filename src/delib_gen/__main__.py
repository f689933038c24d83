"""`python -m delib_gen` and the `delib-gen` command."""

from __future__ import annotations

import gc
import os
import sys

# pydantic would read the metadata of every installed package in search of
# plugins: we use none, and a plugin of somebody else's has no place here.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
# Start-up makes many long-lived objects (classes, schemas) and little garbage:
# fewer rounds of the collector, and `check` answers sooner.
gc.set_threshold(50_000, 20, 20)


def main() -> None:
    """Run the command line and leave with its status."""
    from delib_gen.cli.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
