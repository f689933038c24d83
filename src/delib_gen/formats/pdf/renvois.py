"""What a link within a dossier says of itself to who does not see the page."""

from __future__ import annotations

from typing import Any

import pydyf


def name_link(box: Any) -> None:  # noqa: ANN401 - weasyprint's box
    """Have a link say the title that its element has, in place of an anchor's name."""
    annotation = getattr(box, "link_annotation", None)
    element: Any = getattr(box, "element", None)
    title = element.get("title") if hasattr(element, "get") else None
    if annotation and title:
        annotation["Contents"] = pydyf.String(title)
