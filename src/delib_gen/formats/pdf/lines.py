"""A word is cut only where its line can break nowhere else.

WeasyPrint 70 takes the first text of a line for its beginning; of a line that is all
in one element (bold, a language), it takes each text for that, and cuts the word that
does not fit in mid line. Here a line is set without a cut, and anew with one if it
overflows: what it holds then is one word, wider than the line. The only place for this
are two private functions of its (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delib_gen.formats.pdf.library import boxes, trailing_whitespace_size
from delib_gen.hooks import replace

_CONTEXT, _BOX, _LEFT, _RIGHT, _LISTS = 0, 1, 2, 3, slice(7, 12)
"""Where the arguments that matter stand; the lists are filled as a line is set."""
_WIDTH = 2
_MAY_CUT = "delib_gen_may_cut"
_ROUNDING = 0.01


def hook_lines() -> None:
    """Wrap the private functions; doing it again changes nothing."""
    replace("weasyprint.layout.inline.split_inline_box", _set_twice)
    replace("weasyprint.layout.inline.split_text_box", _spare_words)


def _set_twice(original: Callable[..., Any]) -> Callable[..., Any]:
    """What sets a line, or an element in one."""

    def set_line(*args: Any) -> Any:  # noqa: ANN401
        if not isinstance(args[_BOX], boxes.LineBox):
            return original(*args)
        context = args[_CONTEXT]
        before = getattr(context, _MAY_CUT, False)  # of the line around, if any
        kept = [list(found) for found in args[_LISTS]]
        setattr(context, _MAY_CUT, False)
        result = original(*args)
        if _overflows(context, result[0], args[_RIGHT]):
            for found, earlier in zip(args[_LISTS], kept, strict=True):
                found[:] = earlier
            setattr(context, _MAY_CUT, True)
            result = original(*args)
        setattr(context, _MAY_CUT, before)
        return result

    return set_line


def _overflows(context: Any, line: Any, right: float) -> bool:  # noqa: ANN401
    over: float = line.content_box_x() + line.width - right - _ROUNDING
    return over > 0 and over > float(trailing_whitespace_size(context, line))


def _spare_words(original: Callable[..., Any]) -> Callable[..., Any]:
    """What fits a text into the rest of a line."""

    def set_text(*args: Any, **_: bool) -> Any:  # noqa: ANN401
        width = args[_WIDTH]
        cut = getattr(args[_CONTEXT], _MAY_CUT, False) and width is not None
        return original(*args, is_line_start=cut and width > 0)

    return set_text
