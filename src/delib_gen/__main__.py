"""`python -m delib_gen` and the `delib-gen` command."""

from __future__ import annotations

import sys

from delib_gen.startup import spare_startup


def main() -> None:
    """Run the command line and leave with its status."""
    spare_startup()
    try:
        from delib_gen.cli.run import run
    except KeyboardInterrupt:  # while the modules load, before `run` can tell
        sys.exit("delib-gen : interrompu, rien n'a été écrit")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
