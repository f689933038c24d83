"""Whether a run can be seen: its look as its styles and its own properties make it."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element

_VAL = qn("w:val")
_OFF = ("0", "false", "off", "none")
_HIDING = ("w:vanish", "w:specVanish")
_SMALL = 2
"""Half points: a text of one point or less is not read."""
_PALE = 0xE8
"""A colour all of whose parts are above this is lost on white paper."""


class Visibility:
    """Tells which runs of a document show."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._common: Element | None = None
        self._default: str | None = None
        if styles is None:
            return
        self._default = find_default_style(styles)
        self._common = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
        for style in styles.findall(qn("w:style")):
            self._styles[style.get(qn("w:styleId"))] = style

    def shows(self, run: Element) -> bool:
        """Whether a run can be seen on paper."""
        size: float | None = None
        pale = hidden = shaded = False
        for properties in self._iter_properties(run):
            for found in properties:
                value = found.get(_VAL, "")
                if found.tag in map(qn, _HIDING):
                    hidden = value not in _OFF
                elif found.tag == qn("w:sz"):
                    size = float(value) if value.isdigit() else size
                elif found.tag == qn("w:color"):
                    pale = _is_pale(value)
                elif found.tag == qn("w:shd"):
                    shaded = _is_dark(found.get(qn("w:fill"), "auto"))
        small = size is not None and size <= _SMALL
        return not (hidden or small or (pale and not shaded and not _on_dark(run)))

    def _iter_properties(self, run: Element) -> Iterator[Element]:
        """The properties that apply to a run; the later ones prevail."""
        if self._common is not None:
            yield from self._common.findall(qn("w:rPr"))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = None
        if paragraph is not None:
            named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield from self._follow(self._default if named is None else named.get(_VAL))
        own = run.find(qn("w:rPr"))
        if own is not None:
            named = own.find(qn("w:rStyle"))
            if named is not None:
                yield from self._follow(named.get(_VAL))
            yield own

    def _follow(self, name: str | None) -> Iterator[Element]:
        """The run properties of a style, after those of what it is based on."""
        chain: list[Element] = []
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            based = self._styles[name].find(qn("w:basedOn"))
            name = None if based is None else based.get(_VAL)
        for style in reversed(chain):
            yield from style.findall(qn("w:rPr"))


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
    places = (("w:p", "w:pPr"), ("w:tc", "w:tcPr"))
    for tag, properties in places:
        for around in run.iterancestors(qn(tag)):
            shading = around.find(f"{qn(properties)}/{qn('w:shd')}")
            if shading is not None and _is_dark(shading.get(qn("w:fill"), "auto")):
                return True
    return False
