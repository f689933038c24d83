"""Places to fill in: Word's own content controls, which Tab and a click reach."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

from delib_gen.formats.docx.xml import Element, drop_illegal, make, make_text
from delib_gen.lang.marks import unmark

_LONGEST = 64
"""Letters of a control's title or tag: Word refuses a file with a longer one."""
_BLANK = "\u00a0" * 24
"""What an empty place holds: room to click on, and to write on by hand. Spaces,
so that nothing is added to the words of the document."""

_EMPTY, _TICKED, _SIGNS = "\u2610", "\u2612", "MS Gothic"
"""A box, a ticked one, and the face that Word has them from."""


def make_control(
    text: str,
    looks: list[Element],
    *,
    title: str = "",
    tag: str = "",
    several_lines: bool = False,
) -> Element:
    """A place to fill in, within a paragraph.

    Args:
        text: what it says until it is filled in; blank where empty.
        looks: how that text looks; what is typed over it looks as what is around.
        title: what it asks for, for who does not see the page; its text if empty.
        tag: the name of its field.
        several_lines: whether Return begins another line in it.
    """
    properties = make(
        "sdtPr",
        *_name(title or text, tag),
        make("showingPlcHdr"),
        # Within a line it takes any text: of one that takes plain text alone,
        # LibreOffice drops the look, and with it the rule to write on.
        *([make("text", multiLine=1)] if several_lines else []),
    )
    run = make("r", *([make("rPr", *looks)] if looks else []))
    run.append(make_text(text or _BLANK))
    return make("sdt", properties, make("sdtContent", run))


def make_checkbox(title: str, tag: str) -> Element:
    """A box to tick, within a paragraph.

    Args:
        title: what ticking it says, for who does not see the page.
        tag: the name of its field.
    """
    box = _make_recent("checkbox", _make_recent("checked", val="0"))
    for state, sign in (("checkedState", _TICKED), ("uncheckedState", _EMPTY)):
        code = f"{ord(sign):04X}"
        box.append(_make_recent(state, val=code, font=_SIGNS))
    faces = make("rFonts", ascii=_SIGNS, hAnsi=_SIGNS, eastAsia=_SIGNS)
    run = make("r", make("rPr", faces), make_text(_EMPTY))
    properties = make("sdtPr", *_name(title, tag), box)
    return make("sdt", properties, make("sdtContent", run))


def _name(title: str, tag: str) -> list[Element]:
    """How a control is called, for people and for programs."""
    named = {"alias": unmark(title), "tag": unmark(tag)}
    return [
        make(key, val=drop_illegal(name)[:_LONGEST])
        for key, name in named.items()
        if name
    ]


def _make_recent(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of the vocabulary that Word has known since 2010."""
    names = {"w14": nsmap["w14"]}
    element = etree.Element(f"{{{nsmap['w14']}}}{tag}", nsmap=names)
    for name, value in attributes.items():
        element.set(f"{{{nsmap['w14']}}}{name}", value)
    element.extend(children)
    return element
