"""The colours of a Word file: of its theme, of shadings and of highlights."""

from __future__ import annotations

from docx.oxml.ns import qn

from delib_gen.audit.contrast import WHITE, Colour, blend
from delib_gen.formats.docx.xml import Element

_BLACK: Colour = (0, 0, 0)
_MAPPED = {
    "background1": ("bg1", "light1"),
    "text1": ("t1", "dark1"),
    "background2": ("bg2", "light2"),
    "text2": ("t2", "dark2"),
}
"""Names that the settings map to others, and to which where they do not."""
_SHORT = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink", "tx1": "dk1", "bg1": "lt1",
    "tx2": "dk2", "bg2": "lt2",
}  # fmt: skip
"""What the theme itself calls some of its colours."""
_HIGHLIGHTS: dict[str, Colour] = {
    "black": _BLACK, "white": WHITE, "blue": (0, 0, 255), "cyan": (0, 255, 255),
    "green": (0, 255, 0), "magenta": (255, 0, 255), "red": (255, 0, 0),
    "yellow": (255, 255, 0), "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0), "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}  # fmt: skip


class Palette:
    """Reads colours with the theme of a file."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        self._theme: dict[str, Colour] = {}
        scheme = None if theme is None else theme.find(f".//{qn('a:clrScheme')}")
        for entry in () if scheme is None else scheme:
            for named in entry:
                value = named.get("lastClr") or named.get("val")
                if colour := _read_hex(value):
                    self._theme[entry.tag.rpartition("}")[2]] = colour
        mapping = None
        if settings is not None:
            mapping = settings.find(qn("w:clrSchemeMapping"))
        self._mapping = {} if mapping is None else dict(mapping.attrib)

    def read(self, element: Element, prefix: str = "") -> Colour | None:
        """The colour that an element gives; None where the reader chooses one.

        Args:
            element: `w:color`, `w:shd`, `w:background`.
            prefix: `Fill` for the ground of a shading, else nothing.
        """
        plain = "w:fill" if prefix else "w:val"
        if not prefix and element.tag != qn("w:color"):
            plain = "w:color"
        colour = _read_hex(element.get(qn(plain), "auto"))
        name = element.get(qn(f"w:theme{prefix or 'Color'}"))
        found = self._find(name) if name else None
        if found is None:
            return colour
        tint = element.get(qn(f"w:theme{prefix}Tint"))
        shade = element.get(qn(f"w:theme{prefix}Shade"))
        if tint:
            found = blend(found, _read_share(tint), WHITE)
        return blend(found, _read_share(shade), _BLACK) if shade else found

    def _find(self, name: str) -> Colour | None:
        if name in _MAPPED:
            key, usual = _MAPPED[name]
            name = self._mapping.get(qn(f"w:{key}"), usual)
        return self._theme.get(_SHORT.get(name, name))

    def read_shading(self, shading: Element | None) -> Colour | None:
        """The ground that a shading makes; None where it makes none."""
        if shading is None or shading.get(qn("w:val")) == "nil":
            return None
        fill = self.read(shading, "Fill")
        pattern = shading.get(qn("w:val"), "clear")
        if pattern == "solid":
            return self.read(shading) or _BLACK
        if pattern.startswith("pct") and pattern[3:].isdigit():
            over = self.read(shading) or _BLACK
            return blend(over, int(pattern[3:]) / 100, fill or WHITE)
        return fill

    def read_drawn(self, fill: Element | None) -> tuple[Colour, float] | None:
        """The colour of a drawing's fill and how opaque it is; None without one."""
        for named in () if fill is None else fill:
            tag, space = named.tag.rpartition("}")[2], named.tag.partition("}")[0] + "}"
            value = named.get("val") or named.get(f"{space}val") or ""
            colour = self._find(value) if tag == "schemeClr" else _read_hex(value)
            if colour is None:
                continue
            alpha = 1.0
            for child in named:
                if child.tag.endswith("}alpha"):
                    share = child.get("val") or child.get(f"{space}val") or "100000"
                    alpha = int(share.rstrip("%")) / 100000
            return colour, alpha
        return None


def read_highlight(name: str) -> Colour | None:
    """The colour of a highlight, by its name."""
    return _HIGHLIGHTS.get(name)


def _read_hex(text: str | None) -> Colour | None:
    digits = (text or "").removeprefix("#")
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return (red, green, blue)


def _read_share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError:
        return 1.0
