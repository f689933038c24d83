"""Places to fill in: Word's own content controls, which Tab and a click reach."""

from __future__ import annotations

from delib_gen.formats.docx.xml import Element, drop_illegal, make, make_text
from delib_gen.lang.marks import unmark

_LONGEST = 64
"""Letters of a control's title or tag: Word refuses a file with a longer one."""
_BLANK = "\u00a0" * 24
"""What an empty place holds: room to click on, and to write on by hand. Spaces,
so that nothing is added to the words of the document."""


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
    named = {"alias": unmark(title or text), "tag": unmark(tag)}
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
