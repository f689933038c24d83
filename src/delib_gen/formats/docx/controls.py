"""Places to fill in: Word's own content controls, which Tab and a click reach."""

from __future__ import annotations

from lxml import etree

from delib_gen.formats.docx.xml import SCRIPTS, Element, drop_illegal, make, make_text

_LONGEST = 64
"""Letters of a control's title or tag: Word refuses a file with a longer one."""
_BLANK = "\u00a0" * 24
"""What an empty place holds: room to click on, and to write on by hand. Spaces,
so that nothing is added to the words of the document."""
_TICKED, _UNTICKED = "\u2612", "\u2610"
_SIGN_FONT = "MS Gothic"
"""What Word itself draws boxes with; others take a font of theirs."""
_NEWER = "http://schemas.microsoft.com/office/word/2010/wordml"


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
    named = {"alias": title or text, "tag": tag}
    properties = make(
        "sdtPr",
        *(make(k, val=drop_illegal(v)[:_LONGEST]) for k, v in named.items() if v),
        make("showingPlcHdr"),
        # Within a line it takes any text: of one that takes plain text alone,
        # LibreOffice drops the look, and with it the rule to write on.
        *([make("text", multiLine=1)] if several_lines else []),
    )
    run = make("r", *([make("rPr", *looks)] if looks else []))
    run.append(make_text(text or _BLANK))
    return make("sdt", properties, make("sdtContent", run))


def make_checkbox(title: str, tag: str) -> Element:
    """A box that a click ticks.

    Args:
        title: what it stands for, for who does not see the page.
        tag: the name of its field.
    """
    box = _make_newer("checkbox")
    box.append(_make_newer("checked", val="0"))
    for state, sign in (("checkedState", _TICKED), ("uncheckedState", _UNTICKED)):
        box.append(_make_newer(state, val=f"{ord(sign):04X}", font=_SIGN_FONT))
    named = {"alias": title, "tag": tag}
    properties = make(
        "sdtPr", *(make(k, val=drop_illegal(v)[:_LONGEST]) for k, v in named.items())
    )
    properties.append(box)
    fonts = dict.fromkeys(SCRIPTS, _SIGN_FONT)
    run = make("r", make("rPr", make("rFonts", **fonts)), make_text(_UNTICKED))
    return make("sdt", properties, make("sdtContent", run))


def _make_newer(tag: str, **attributes: str) -> Element:
    """An element that Word has known since 2010; older ones pass it over."""
    element = etree.Element(f"{{{_NEWER}}}{tag}", nsmap={"w14": _NEWER})
    for name, value in attributes.items():
        element.set(f"{{{_NEWER}}}{name}", value)
    return element
