"""A page of HTML that an office wrote from end to end, as a piece of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from delib_gen.view.base import Meta


def take_body(page: str, meta: Meta) -> tuple[Markup, str]:
    """What a whole page says, as a section, and its styles.

    The pages that are built on ours leave their head out themselves; this one knows
    nothing of the file that it goes into.

    Args:
        page: the page, with or without a head.
        meta: the piece that it is of.
    """
    # Loaded here: hardly any office writes such a page.
    import lxml.html

    document = lxml.html.document_fromstring(page)
    styles = [style.text or "" for style in document.iter("style")]
    for aside in [*document.iter("style"), *document.iter("main")]:
        aside.drop_tag() if aside.tag == "main" else aside.drop_tree()
    body = document.body
    text = escape(body.text or "") + Markup("").join(
        Markup(lxml.html.tostring(child, encoding="unicode"))  # noqa: S704 - it is HTML
        for child in body
    )
    section = Markup('<section class="piece" id="{}" aria-label="{}">\n{}\n</section>')
    return section.format(meta.piece, str(meta.signet), text), "\n".join(styles)
