"""`delib-gen templates check`: every template against every kind of document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delib_gen.formats.base import list_formats
from delib_gen.render import make_tools
from delib_gen.templating.check import check_template

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.render import RenderSpec
    from delib_gen.view.base import View


def check_templates(
    spec: RenderSpec,
    langues: Iterable[str],
    formats: Sequence[str],
    view_types: Sequence[type[View]],
) -> list[Diagnostic]:
    """GAB01: the names that templates ask for and that documents do not have."""
    known = list_formats()
    findings: dict[Diagnostic, None] = {}
    for langue in langues:
        library = make_tools(langue, spec).library
        for name in formats:
            for view_type in view_types:
                template = known[name].template_name(view_type.genre)
                for finding in check_template(library, template, view_type):
                    findings[finding] = None
    return list(findings)
