"""What is spared when the command starts, so that `check` answers at once."""

from __future__ import annotations

import gc
import os
import sys
import types

_PLUGIN_LOADER = "pydantic.plugin._loader"


def spare_startup() -> None:
    """Leave out what pydantic and the collector do for nothing at start-up.

    Call it before anything imports pydantic. Its loader of plugins imports
    `importlib.metadata`, hence `email` and `socket`, even where plugins are
    disabled; we use none, and a plugin of somebody else's has no place here.
    The loader's name is private: were it to move, plugins would still be off,
    and a test would say that the time is no longer spared.

    Start-up makes many objects that stay (classes, schemas) and little garbage,
    hence fewer rounds of the collector: the threshold is beyond what a `check` makes.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    loader = types.ModuleType(_PLUGIN_LOADER)
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(_PLUGIN_LOADER, loader)
    gc.set_threshold(200_000, 20, 20)
