"""What stands for all that a trial does not know, and may not stop at."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Undefined


class _Unknown:
    """It can be gone through, once, and prints nothing."""

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Iterator[object]:
        return iter((self,))


UNKNOWN = _Unknown()


def attempt(do: Callable[..., object], *args: object, **options: object) -> Any:  # noqa: ANN401 - whatever it gives
    """What a function gives, gone through to its end; UNKNOWN where it fails."""
    try:
        value = do(*args, **options)
        value = list(value) if isinstance(value, types.GeneratorType) else value
    except Exception:
        # What is asked of a part that is missed, or of one of another kind, may be
        # anything: only what is missed is told.
        return UNKNOWN
    return UNKNOWN if isinstance(value, Undefined) else value
