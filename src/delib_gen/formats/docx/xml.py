"""The few words of WordprocessingML that the other modules are written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.templating.word_lines import iter_text

Element = Any
"""An lxml element: that library has no types."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HYPHEN = re.compile("-")
_JOINED = re.compile(r"(?<=\d)-(?=\d)")
_WORD = qn("w:p").removesuffix("p")
_NAMESPACES = {"w": _WORD.strip("{}")}
SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
"""Those for which Word is told a face."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def drop_illegal(text: str) -> str:
    """A text without the control characters that XML cannot hold at all."""
    return _ILLEGAL.sub("", text)


def make(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of Word's own vocabulary, with its attributes and children."""
    element = etree.Element(f"{_WORD}{tag}", nsmap=_NAMESPACES)
    for name, value in attributes.items():
        element.set(f"{_WORD}{name}", str(value))
    element.extend(children)
    return element


def make_text(text: str) -> Element:
    """A piece of text whose outer spaces count."""
    element = make("t")
    element.text = drop_illegal(text)
    if text != text.strip():
        element.set(_SPACE, "preserve")
    return element


def bind_numbers(root: Element) -> None:
    """Keep numbers such as `D. 4425-53` on one line: Word breaks after hyphens."""
    _bind(root, _JOINED)


def bind_names(root: Element) -> None:
    """Keep names such as `Jean-Martin` on one line."""
    _bind(root, _HYPHEN)


def _bind(root: Element, hyphen: re.Pattern[str]) -> None:
    for text in list(root.iter(qn("w:t"))):
        first, *rest = hyphen.split(text.text or "")
        for piece in reversed(rest):
            text.addnext(make_text(piece))
            text.addnext(make("noBreakHyphen"))
        if rest:
            text.text = first


_ORDERS = {
    qn("w:pPr"): (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
        "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange"
    ),
    qn("w:rPr"): (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow "
        "emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
        "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
        "eastAsianLayout specVanish oMath rPrChange"
    ),
    qn("w:style"): (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
        "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid "
        "pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    qn("w:sectPr"): (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
        "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
        "textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    qn("w:settings"): (
        "footnotePr endnotePr compat docVars rsids m:mathPr attachedSchema "
        "themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
        "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown "
        "smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol "
        "listSeparator"
    ),
}
"""The order that the standard sets, without which Word calls a file damaged; of
the settings, only the end."""


@cache
def _find_later(parent: str, child: str) -> frozenset[str]:
    """The properties that come after one, by their tags."""
    names = _ORDERS[parent].split()
    order = [qn(name if ":" in name else f"w:{name}") for name in names]
    return frozenset(order[order.index(child) + 1 :])


def put(parent: Element, child: Element) -> Element:
    """Put a property in its place among the others, for the one of that name."""
    old = parent.find(child.tag)
    if old is not None:
        parent.replace(old, child)
        return child
    later = _find_later(parent.tag, child.tag)
    mark = next((element for element in parent if element.tag in later), None)
    if mark is None:
        parent.append(child)
    else:
        mark.addprevious(child)
    return child


def get_properties(element: Element) -> Element:
    """The properties of a paragraph or of a run, made where it has none."""
    name = "rPr" if element.tag == qn("w:r") else "pPr"
    found = element.find(qn(f"w:{name}"))
    if found is None:
        found = make(name)
        element.insert(0, found)
    return found


def tidy(root: Element) -> None:
    """Make the outer spaces of every text count, and drop the runs left empty.

    The library marks the first texts only, and Word drops what is not marked;
    a condition that does not hold leaves a run without text.
    """
    for element in list(root.iter(qn("w:t"))):
        text = element.text or ""
        if text or len(element):
            element.attrib.pop(_SPACE, None)
            if text != text.strip():
                element.set(_SPACE, "preserve")
            continue
        run = element.getparent()
        run.remove(element)
        if run.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in run):
            run.getparent().remove(run)


def read_text(paragraph: Element) -> str:
    """The text of a paragraph, hidden or not, without those of boxes in it."""
    return "".join(iter_text(paragraph))
