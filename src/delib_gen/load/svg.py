"""Drawings (SVG): read without entities or network, and held to what draws.

An SVG is a programme as much as a picture: it may carry scripts, fetch files and
grow without end. Only elements known to draw are let through; the finding gives
the line, since a drawing is a text that somebody can open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR07, STR13
from delib_gen.load.limits import (
    MAX_DEPTH,
    MAX_SVG_BYTES,
    MAX_SVG_NODES,
    MAX_SVG_POINTS,
)
from delib_gen.load.svg_rules import check_attributes, check_style
from delib_gen.load.svg_size import count_drawn, find_size_fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delib_gen.load.files import NamedFile

SVG = "http://www.w3.org/2000/svg"
EXPORT = "exportez-la en PNG, depuis le logiciel de dessin"
_DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse"),
        *("line", "polyline", "polygon", "text", "tspan", "textPath", "title", "desc"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
        *("marker", "style", "image", "a"),
    )
)
_SILENT = frozenset({"metadata", "namedview"})
"""What says something about the file and draws nothing: left out."""
_WORDS = {
    "script": "un script",
    "foreignObject": "un morceau de page web (`foreignObject`)",
    "animate": "une animation",
    "animateTransform": "une animation",
    "animateMotion": "une animation",
    "set": "une animation",
    "filter": "un filtre, que les pages imprimées perdraient",
    "font-face": "une police",
    "font": "une police",
    "switch": "un choix selon la machine (`switch`)",
    "iframe": "une page web",
    "audio": "du son",
    "video": "une vidéo",
}
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY|<!ELEMENT|<!ATTLIST", re.IGNORECASE)
_STYLESHEET = re.compile(rb"<\?xml-stylesheet", re.IGNORECASE)
_WINDOW = 4096


class _Drawing:
    """A drawing under examination."""

    def __init__(self, file: NamedFile) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self._told: set[str] = set()

    def refuse(self, what: str, line: int = 1, hint: str = EXPORT) -> None:
        """Tell what a drawing holds, each thing once, at its first line."""
        if what in self._told:
            return
        self._told.add(what)
        span = Span(self.file.name, line, 1, line, 1)
        message = f"« {self.file.relative} » : {what}"
        self.findings.append(STR13.at((), message, hint, span=span))

    def bound(self, what: str) -> None:
        """Tell that a drawing is beyond what is read."""
        span = Span(self.file.name, 1, 1, 1, 1)
        message = f"« {self.file.relative} » : {what}"
        self.findings.append(STR07.at((), message, EXPORT, span=span))


def clean_svg(file: NamedFile) -> tuple[bytes, float, list[Diagnostic]]:
    """A drawing that is safe to print.

    Returns:
        Its bytes, none where it is refused; how many times wider than high it is;
        what is wrong with it.
    """
    drawing = _Drawing(file)
    root = _parse(file, drawing)
    if root is None:
        return b"", 1.0, drawing.findings
    _prune(root, drawing)
    fault, ratio = find_size_fault(root)
    if fault:
        drawing.refuse(fault, root.sourceline or 1)
    drawn = count_drawn(root)
    if drawn is None:
        drawing.refuse("un élément s'y contient lui-même (`use`)")
    elif drawn.elements > MAX_SVG_NODES:
        drawing.bound(
            f"ce dessin se déploie en plus de {MAX_SVG_NODES} éléments (`use`, motifs, "
            "flèches)"
        )
    elif drawn.points > MAX_SVG_POINTS:
        drawing.bound(f"les lignes de ce dessin ont plus de {MAX_SVG_POINTS} points")
    if drawing.findings:
        return b"", 1.0, drawing.findings
    from lxml import etree

    return bytes(etree.tostring(root, encoding="utf-8")), ratio, []


def _parse(file: NamedFile, drawing: _Drawing) -> _Element | None:
    from lxml import etree

    content = file.content
    if len(content) > MAX_SVG_BYTES:
        drawing.bound(
            f"ce dessin pèse {len(content) / 1e6:.1f} Mo, la limite est de "
            f"{MAX_SVG_BYTES / 1e6:.0f} Mo"
        )
        return None
    if _SUBSET.search(content[:_WINDOW]) or _ENTITY.search(content):
        drawing.refuse("ce dessin déclare des entités, qui peuvent grossir sans fin")
        return None
    if _STYLESHEET.search(content[:_WINDOW]):
        drawing.refuse("son style est dans un autre fichier (`xml-stylesheet`)")
    # The bounds are met while it is read: nothing is built beyond them.
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    nodes = depth = 0
    root: _Element | None = None
    try:
        for start in range(0, len(content), 65_536):
            parser.feed(content[start : start + 65_536])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                nodes += event == "start"
                if depth > MAX_DEPTH:
                    drawing.bound(f"plus de {MAX_DEPTH} éléments y sont emboîtés")
                    return None
                if nodes > MAX_SVG_NODES:
                    drawing.bound(f"ce dessin a plus de {MAX_SVG_NODES} éléments")
                    return None
        parser.close()
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            drawing.bound("ses éléments sont emboîtés, ou longs, au-delà du lisible")
            return None
        drawing.refuse(
            "ce dessin ne se lit pas : ce n'est pas du XML entier",
            error.lineno or 1,
            "ouvrez-le dans le logiciel de dessin, et enregistrez-le à nouveau",
        )
        return None
    if root is None or etree.QName(root).localname != "svg":
        drawing.refuse("ce fichier n'est pas un dessin SVG")
        return None
    if etree.QName(root).namespace != SVG:
        drawing.refuse(f'il manque `xmlns="{SVG}"` à son premier élément')
        return None
    return root


def _prune(root: _Element, drawing: _Drawing) -> None:
    """Take out what draws nothing, and tell what may not be there."""
    from lxml import etree

    for element in list(root.iter()):
        if not isinstance(element.tag, str):  # an entity that was not resolved
            drawing.refuse("ce dessin emploie une entité", element.sourceline or 1)
            continue
        name = etree.QName(element)
        line = element.sourceline or 1
        if name.namespace != SVG or name.localname in _SILENT:
            _remove(element)
        elif name.localname not in _DRAWN:
            what = _WORDS.get(name.localname, f"un élément `{name.localname}`")
            drawing.refuse(f"il contient {what}", line)
        else:
            for fault in check_attributes(element, name.localname):
                drawing.refuse(fault, line)
            if name.localname == "style":
                for fault in check_style("".join(map(str, element.itertext()))):
                    drawing.refuse(fault, line)


def _remove(element: _Element) -> None:
    """Take an element out; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
