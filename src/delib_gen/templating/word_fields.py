"""The fields of a Word part: those that fetch, run or ask are found.

A field is one attribute, or a run of pieces between three signs, each in a run of its
own, and may hold other fields, that make what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.templating.links import is_followed

_WHAT = {
    "va chercher un autre fichier": (
        *("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "RD", "LINK"),
        *("AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY"),
    ),
    "parle à un autre programme": (
        *("DDE", "DDEAUTO", "MACROBUTTON", "ADDIN", "PRINT", "EMBED", "CONTROL"),
        *("HTMLACTIVEX", "SUBSCRIBER", "DATA"),
    ),
    "interroge une base ou une liste d'envoi": (
        *("DATABASE", "MERGEFIELD", "MERGEREC", "MERGESEQ", "MERGEBARCODE", "NEXT"),
        *("NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE"),
    ),
    "pose une question à qui ouvre l'acte": ("ASK", "FILLIN"),
}
_REFUSED = {name: what for what, names in _WHAT.items() for name in names}
_FIELDS = (qn("w:fldChar"), qn("w:fldSimple"), qn("w:instrText"), qn("w:t"))
_KIND, _CODE = qn("w:fldCharType"), qn("w:instr")
_WITHIN = "\x00"
"""What stands for a field within the code of another."""
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|\\(\w)|([^\s"]+)')
_WITH_VALUE = "lot"
"""The switches of HYPERLINK that have a value."""


@dataclass(slots=True)
class _Field:
    start: etree._Element
    code: list[str] = field(default_factory=list)
    shown: bool = False


def find_field_faults(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The fields that a template may not have: what each does, and where it begins."""
    for code, element in _iter_codes(root):
        what = _judge(code)
        if what:
            yield what, element


def _iter_codes(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """What each field of a part says, whole."""
    opened: list[_Field] = []
    stray = _Field(root)
    for element in root.iter(*_FIELDS):
        if element.tag == qn("w:fldSimple"):
            yield element.get(_CODE, ""), element
        elif element.tag != qn("w:fldChar"):
            if opened and not opened[-1].shown:
                opened[-1].code.append(element.text or "")
            elif not opened and element.tag == qn("w:instrText"):
                stray.start = stray.start if stray.code else element
                stray.code.append(element.text or "")
        elif element.get(_KIND) == "begin":
            if opened and not opened[-1].shown:
                opened[-1].code.append(_WITHIN)
            opened.append(_Field(element))
        elif opened and element.get(_KIND) == "separate":
            opened[-1].shown = True
        elif opened:
            ended = opened.pop()
            yield "".join(ended.code), ended.start
    for left in (*opened, stray):
        yield "".join(left.code), left.start


def _judge(code: str) -> str:
    """What a field does that it may not; empty for a lawful one."""
    code = code.strip().lstrip('"')
    name = re.split(r'[\s"\\]', code, maxsplit=1)[0].upper()
    if _WITHIN in name:
        return "un champ que bâtit un autre champ"
    if name in _REFUSED:
        return f"un champ `{name}`, qui {_REFUSED[name]}"
    if name == "HYPERLINK":
        address = _find_address(code[len(name) :])
        if _WITHIN in address:
            return "un lien que bâtit un champ"
        if not is_followed(address) and "{{" not in address:  # one to be filled in
            return f"un lien vers « {address[:60]} »"
    return ""


def _find_address(text: str) -> str:
    """The address of a HYPERLINK; empty where it leads within the document."""
    valued = False
    for quoted, switch, plain in _TOKEN.findall(text):
        if switch:
            valued = switch in _WITH_VALUE
        elif valued:
            valued = False
        else:
            return re.sub(r"\\(.)", r"\1", quoted or plain)
    return ""
