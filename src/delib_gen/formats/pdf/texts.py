"""A line of text that comes again is neither broken nor drawn anew.

Letters to sixty members differ by a name, an extract says what its act says, and a
sheet lists the members of the one before. WeasyPrint 70 has Pango shape each of their
lines, once to break it and once to draw it. Here what came of a text is kept, by all
that it hangs on, and so is the height of its line. The only places for this are three
functions of its (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from operator import itemgetter
from typing import Any

from delib_gen.hooks import replace

STYLE = (
    *("font_family", "font_size", "font_style", "font_stretch", "font_weight"),
    *("font_kerning", "font_variant_ligatures", "font_variant_position"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_alternates"),
    *("font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "lang", "direction", "letter_spacing", "word_spacing"),
    *("overflow_wrap", "word_break", "white_space", "tab_size", "hyphens"),
    *("hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
    "text_decoration_line",
)
"""What the engine asks of a style to break a text and to draw it, but its colour."""
_read_style = itemgetter(*STYLE)
_read_height = itemgetter("line_height", *STYLE)
_LINES, _HEIGHTS = "delib_gen_lines", "delib_gen_heights"
"""What the faces remember of each."""
_MOST = 4000
"""How many lines are kept: those of some acts. They are then forgotten together."""
_DRAWN: ContextVar[dict[Hashable, Any] | None] = ContextVar("drawn texts", default=None)
"""What the texts of the PDF that is being written look like in it."""


def hook_texts() -> None:
    """Wrap the functions; doing it again changes nothing."""
    replace("weasyprint.layout.inline.split_first_line", _break_once)
    replace("weasyprint.layout.inline.strut", _measure_once)
    replace("weasyprint.draw.draw_text", _draw_once)


@contextmanager
def keep_drawn() -> Iterator[None]:
    """Keep what is drawn while a PDF is written: its fonts have their own names."""
    before = _DRAWN.set({})
    try:
        yield
    finally:
        _DRAWN.reset(before)


def _break_once(original: Callable[..., Any]) -> Callable[..., Any]:
    """What breaks the first line off a text."""

    def split(text: str, style: Any, context: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        known = style.font_config.__dict__.setdefault(_LINES, {})
        key = (text, args, *options.items(), _read_style(style))
        try:
            found = known.get(key)
        except TypeError:  # a value that is no key, of a text that is underlined
            return original(text, style, context, *args, **options)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = original(text, style, context, *args, **options)
        layout, *measures = found
        return copy(layout), *measures

    return split


def _measure_once(original: Callable[..., Any]) -> Callable[..., Any]:
    """What says how high a line is, and where its letters stand."""

    def measure(style: Any) -> Any:  # noqa: ANN401
        known = style.font_config.__dict__.setdefault(_HEIGHTS, {})
        try:
            key = _read_height(style)
            if key not in known:
                known[key] = original(style)
        except TypeError:  # as above
            return original(style)
        return known[key]

    return measure


def _draw_once(original: Callable[..., Any]) -> Callable[..., Any]:
    """What draws a text into a stream of a PDF."""

    def draw(*args: Any) -> None:  # noqa: ANN401
        stream, box, _, *ends = args
        drawn, style = _DRAWN.get(), box.style
        looks = (style["visibility"], style["text_decoration_line"])
        if drawn is None or ends != ["clip", "none"] or looks != ("visible", "none"):
            original(*args)
            return
        layout = box.pango_layout
        text = (box.text, layout.text, layout.justification_spacing)
        key = (*text, _read_style(style))
        if key not in drawn:
            if len(drawn) >= _MOST:
                drawn.clear()
            before = len(stream.stream)
            original(*args)
            drawn[key] = _take_last(stream, before)
        elif drawn[key] is None:
            original(*args)
        else:
            font, shown = drawn[key]
            stream.set_color(style["color"])
            stream.begin_text()
            x, y = box.position_x, box.position_y + box.baseline
            stream.set_text_matrix(1, 0, 0, -1, x, y)
            stream.set_font_size(*font)
            stream.stream.extend(shown)
            stream.end_text()

    return draw


def _take_last(stream: Any, before: int) -> tuple[Any, list[bytes]] | None:  # noqa: ANN401
    """The text that was drawn last: its font, and what shows it in that.

    None where it is not drawn by one font alone, or is nothing but spaces.
    """
    last: list[bytes] = stream.stream[max(before - 1, 0) :]
    places = [rank for rank, step in enumerate(last) if step.endswith(b" Tm")]
    if len(places) != 1 or last[-1] != b"ET":
        return None
    shown = last[places[0] + 1 : -1]
    if shown and shown[0].endswith(b" Tf"):
        del shown[0]
    if any(step.endswith(b" Tf") for step in shown):
        return None
    return stream._old_font, shown
