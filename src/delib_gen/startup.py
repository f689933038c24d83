"""What is spared when the command starts, so that `check` answers at once."""

from __future__ import annotations

import gc
import os

from delib_gen.hooks import spare_methods, spare_plugins


def spare_startup() -> None:
    """Leave out what pydantic and the collector do for nothing at start-up.

    Call it before anything imports pydantic. We use none of its plugins, and one of
    somebody else's has no place here.

    Start-up makes many objects that stay (classes, schemas) and little garbage,
    hence fewer rounds of the collector: the threshold is beyond what a `check` makes.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    spare_methods()
    spare_plugins()
    gc.set_threshold(200_000, 20, 20)
