"""Whether a run can be seen: its look as its styles and its own properties make it."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element

_VAL, _FILL = qn("w:val"), qn("w:fill")
_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:p"), qn("w:tc")
_SIZE, _COLOUR, _SHADING = qn("w:sz"), qn("w:color"), qn("w:shd")
_HIDING = (qn("w:vanish"), qn("w:specVanish"))
_PARAGRAPH_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_RUN_STYLE = qn("w:rStyle")
_AROUND = (
    (_PARAGRAPH, f"{qn('w:pPr')}/{_SHADING}"),
    (_CELL, f"{qn('w:tcPr')}/{_SHADING}"),
)
_OFF = ("0", "false", "off", "none")
_SMALL = 2
"""Half points: a text of one point or less is not read."""
_PALE = 0xE8
"""A colour all of whose parts are above this is lost on white paper."""

Looks = dict[str, str]
"""The properties that matter, by their tags; the fill of a shading."""


class Visibility:
    """Tells which runs of a document show."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._resolved: dict[str | None, Looks] = {None: {}}
        self._common: Looks = {}
        self._default: str | None = None
        if styles is None:
            return
        self._default = find_default_style(styles)
        for style in styles.findall(qn("w:style")):
            self._styles[style.get(qn("w:styleId"))] = style
        common = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
        self._common = {} if common is None else dict(_read_looks(common))

    def shows(self, run: Element) -> bool:
        """Whether a run can be seen on paper."""
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        named = None if paragraph is None else paragraph.find(_PARAGRAPH_STYLE)
        looks = self._common | self._resolve(
            self._default if named is None else named.get(_VAL)
        )
        own = run.find(_RUN)
        if own is not None:
            named = own.find(_RUN_STYLE)
            looks |= self._resolve(None if named is None else named.get(_VAL))
            looks |= dict(_read_looks(run))
        if any(tag in looks and looks[tag] not in _OFF for tag in _HIDING):
            return False
        size = looks.get(_SIZE, "")
        if size.isdigit() and int(size) <= _SMALL:
            return False
        pale = _is_pale(looks.get(_COLOUR, "auto"))
        return not pale or _is_dark(looks.get(_SHADING, "auto")) or _on_dark(run)

    def _resolve(self, name: str | None) -> Looks:
        """The looks of a style, over those of what it is based on."""
        if name not in self._resolved:
            self._resolved[name] = {}  # a style based on itself ends here
            style = self._styles.get(name or "")
            if style is not None:
                based = style.find(qn("w:basedOn"))
                parent = None if based is None else based.get(_VAL)
                self._resolved[name] = self._resolve(parent) | dict(_read_looks(style))
        return self._resolved[name]


def _read_looks(owner: Element) -> Iterator[tuple[str, str]]:
    properties = owner.find(_RUN)
    for found in () if properties is None else properties:
        if found.tag in (*_HIDING, _SIZE, _COLOUR):
            yield found.tag, found.get(_VAL, "")
        elif found.tag == _SHADING:
            yield found.tag, found.get(_FILL, "auto")


def _channels(colour: str) -> list[int] | None:
    try:
        return list(bytes.fromhex(colour)) if len(colour) == len("FFFFFF") else None
    except ValueError:
        return None


def _is_pale(colour: str) -> bool:
    channels = _channels(colour)
    return channels is not None and min(channels) >= _PALE


def _is_dark(colour: str) -> bool:
    channels = _channels(colour)
    return channels is not None and min(channels) < _PALE


def _on_dark(run: Element) -> bool:
    """Whether the paragraph or the cell around a run has a colour of its own."""
    return any(
        shading is not None and _is_dark(shading.get(_FILL, "auto"))
        for tag, path in _AROUND
        for around in run.iterancestors(tag)
        for shading in [around.find(path)]
    )
