"""The styles and lists of a document, made at home in another."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.merge_lists import ListMerger, write_canonical
from delib_gen.formats.docx.merge_theme import ThemeSettler
from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element, get_properties, make, put

_REFERENCES = ("w:basedOn", "w:next", "w:link")
_USES = ("w:pStyle", "w:rStyle", "w:tblStyle")
_VAL = qn("w:val")
_ID = qn("w:styleId")


class StyleMerger:
    """Brings the styles and lists that differ under names of their own.

    Two templates may give one name to two looks: each document keeps its own.

    Attributes:
        ids: the identifiers that the styles have now, by those that they had.
    """

    def __init__(
        self, base: Document, other: Document, known: dict[bytes, dict[str, str]]
    ) -> None:
        """Copy the styles that are needed.

        Args:
            base: the document that takes the other over; its styles grow.
            other: the document taken over.
            known: the names given so far, by the styles they were given for: two
                pieces from one template share theirs.
        """
        self._base = base.styles.element
        self._other = other.styles.element
        self._theme = ThemeSettler(base, other)
        self._theme.settle(self._other)
        self._lists = ListMerger(base, other)
        self._defaults = self._read_defaults()
        seen = self._lists.look(self._other)
        if seen not in known:
            known[seen] = {name: name for name in _by_id(self._other)}
            self._lists.styles = self.ids = known[seen]
            for name in self._find_changed():
                self.ids[name] = self._free_id(name)
            for name, new in self.ids.items():
                if new != name or name not in _by_id(self._base):
                    self._copy(name)
        self._lists.styles = self.ids = known[seen]

    def translate(self, root: Element) -> None:
        """Rename the styles and renumber the lists that a tree uses."""
        self._theme.settle(root)
        for tag in _USES:
            for use in root.iter(qn(tag)):
                use.set(_VAL, self.ids.get(use.get(_VAL), use.get(_VAL)))
        self._lists.translate(root)
        name_default(root, self.find_default())

    def find_default(self) -> str | None:
        """The style of paragraphs that name none, where it must be said."""
        normal = find_default_style(self._other)
        if normal is None or self.ids[normal] == find_default_style(self._base):
            return None
        return self.ids[normal]

    def _read_defaults(self) -> Element | None:
        """What all styles start from, where the two documents differ on it."""
        own, theirs = (s.find(qn("w:docDefaults")) for s in (self._other, self._base))
        return None if write_canonical(own) == write_canonical(theirs) else own

    def _find_changed(self) -> list[str]:
        """The styles that the base has under the same name with another look."""
        own, theirs = _by_id(self._other), _by_id(self._base)
        if self._defaults is not None:
            return list(own)
        changed = {
            name
            for name, style in own.items()
            if name in theirs
            and self._lists.look(style) != self._lists.base_look(theirs[name])
        }
        size = -1
        while size != len(changed):  # what is based on a changed style is changed
            size = len(changed)
            changed |= {n for n, style in own.items() if _parent(style) in changed}
        return [name for name in own if name in changed]

    def _free_id(self, name: str) -> str:
        taken = {*_by_id(self._base), *_by_id(self._other), *self.ids.values()}
        rank = 2
        while f"{name}-{rank}" in taken:
            rank += 1
        return f"{name}-{rank}"

    def _copy(self, name: str) -> None:
        style = deepcopy(_by_id(self._other)[name])
        style.set(_ID, self.ids[name])
        style.attrib.pop(qn("w:default"), None)
        for tag in _REFERENCES:
            for use in style.findall(qn(tag)):
                use.set(_VAL, self.ids.get(use.get(_VAL), use.get(_VAL)))
        title = style.find(qn("w:name"))
        if title is not None:
            title.set(_VAL, self._free_title(title.get(_VAL)))
        if self._defaults is not None and _parent(style) is None:
            _start_from(self._defaults, style)
        self._lists.translate(style)
        self._base.append(style)

    def _free_title(self, title: str) -> str:
        names = (s.find(qn("w:name")) for s in self._base.findall(qn("w:style")))
        taken = {n.get(_VAL).casefold() for n in names if n is not None}
        rank, free = 2, title
        while free.casefold() in taken:
            free = f"{title} ({rank})"
            rank += 1
        return free


def name_default(root: Element, style: str | None) -> None:
    """Say the style of the paragraphs that name none, where that must be said."""
    if style is None:
        return
    for paragraph in root.iter(qn("w:p")):
        properties = get_properties(paragraph)
        if properties.find(qn("w:pStyle")) is None:
            properties.insert(0, make("pStyle", val=style))


def _start_from(defaults: Element, style: Element) -> None:
    """Say in a style what its document's defaults said for it."""
    for kind in ("pPr", "rPr"):
        if kind == "pPr" and style.get(qn("w:type")) != "paragraph":
            continue
        found = defaults.find(f"{qn(f'w:{kind}Default')}/{qn(f'w:{kind}')}")
        if found is None:
            continue
        full = deepcopy(found)
        own = style.find(full.tag)
        for child in () if own is None else list(own):
            put(full, child)
        put(style, full)


def _by_id(styles: Element) -> dict[str, Element]:
    return {style.get(_ID): style for style in styles.findall(qn("w:style"))}


def _parent(style: Element) -> str | None:
    based = style.find(qn("w:basedOn"))
    return None if based is None else based.get(_VAL)
