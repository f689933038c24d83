"""A justified line ends at its margin, and not beyond.

To widen spaces, WeasyPrint 70 has Pango set each of them apart, so that a letter is no
longer drawn closer to the space beside it (« à Ajaccio »): each time the line grows by
what the engine does not count. Here it is counted. The only place for this are two
functions of its (see `delib_gen.hooks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from delib_gen.formats.pdf.library import boxes, create_layout, line_size
from delib_gen.hooks import replace

_SPACE = re.compile("[ \u00a0]")
_FACE = (
    *("font_family", "font_size", "font_weight", "font_style", "font_stretch"),
    *("font_kerning", "font_variant_caps", "font_feature_settings", "letter_spacing"),
    "lang",
)
"""What the room between two letters hangs on."""
_HARDLY = 0.002
"""A widening that sets spaces apart, and widens none."""
_GROWTH, _KNOWN = "delib_gen_growth", "delib_gen_growths"
"""What a text remembers of it until its spaces are widened, and the faces of each."""


def hook_justification() -> None:
    """Wrap the functions; doing it again changes nothing."""
    replace("weasyprint.layout.inline.justify_line", _count_growth)
    replace("weasyprint.layout.inline.add_word_spacing", _move_on)


def _count_growth(original: Callable[..., Any]) -> Callable[..., Any]:
    """What shares out among the spaces of a line what it is short of."""

    def justify(context: Any, line: Any, width: float) -> Any:  # noqa: ANN401
        grown = sum(_measure_growth(context, box) for box in _iter_texts(line))
        return original(context, line, width - grown)

    return justify


def _iter_texts(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """The texts of a line."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _iter_texts(child)


def _measure_growth(context: Any, box: Any) -> float:  # noqa: ANN401
    """How much wider a text is with its spaces set apart: by what is beside each."""
    known = box.style.font_config.__dict__.setdefault(_KNOWN, {})
    face = tuple(str(box.style[name]) for name in _FACE)
    text, growth = box.text, 0.0
    for match in _SPACE.finditer(text):
        beside = text[max(match.start() - 1, 0) : match.end() + 1]
        key = (beside, face)
        if key not in known:
            known[key] = _measure(context, beside, box.style)
        growth += known[key]
    setattr(box, _GROWTH, growth)
    return growth


def _measure(context: Any, text: str, style: Any) -> float:  # noqa: ANN401
    layout = create_layout(text, style, context, None, _HARDLY)
    widths = []
    for apart in (False, True):
        layout.set_text(text, justify=apart)
        line, _ = layout.get_first_line()
        widths.append(float(line_size(line, style)[0]))
    return widths[1] - widths[0]


def _move_on(original: Callable[..., Any]) -> Callable[..., Any]:
    """What widens the spaces of a text, and moves on what follows it."""

    def widen(context: Any, box: Any, spacing: float, advance: float) -> Any:  # noqa: ANN401
        growth = getattr(box, _GROWTH, 0.0)
        moved = original(context, box, spacing, advance)
        if growth:
            box.width += growth
        return moved + growth

    return widen
