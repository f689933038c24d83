"""Pages: templates filled with plain values, that escape whatever they print."""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from delib_gen.desk.web.visitors import may, may_type
from delib_gen.desk.web.words import explain_field, write_form_day
from delib_gen.lang.readers import name_language
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from delib_gen.desk.web.fields import Field

_HERE = Path(__file__).parent
"""Whoever may not do this is shown fields that cannot be changed."""
_STATIC = _HERE / "static"
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_FORMATS = {"pdf": "PDF", "docx": "Word", "html": "page HTML", "xlsx": "Excel"}
"""What formats are called on the pages."""
_MOST_DRAWN = 200
_drawn: OrderedDict[bytes, Markup] = OrderedDict()
"""What groups of fields looked like lately, by all that they say."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "ecrans"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["aide_dite"] = explain_field
    environment.filters["jour_dit"] = write_form_day
    environment.filters["langue_dite"] = name_language
    environment.filters["format_dit"] = lambda name: _FORMATS.get(name, name)
    environment.globals["compte"] = count
    environment.globals["fixe"] = address_static
    environment.globals["peut"] = may
    environment.globals["peut_saisir"] = may_type
    environment.globals["champs"] = draw_fields
    return environment


def fill(name: str, values: Mapping[str, object]) -> str:
    """A template filled with values."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


def draw_fields(fields: Sequence[Field]) -> Markup:
    """Fields as a page has them: where one types in a form, one group alone differs."""
    key = pickle.dumps((may_type(), fields))
    found = _drawn.get(key)
    if found is None:
        champ = vars(_environment().get_template("_champs.html.j2").module)["champ"]
        found = _drawn[key] = Markup("").join(champ(field) for field in fields)
        while len(_drawn) > _MOST_DRAWN:
            _drawn.popitem(last=False)
    return found


def show(name: str, values: Mapping[str, object], status: int = 200) -> Response:
    """A whole page."""
    return HTMLResponse(fill(name, values), status)


@cache
def _list_static() -> dict[str, tuple[bytes, str]]:
    """What the pages are drawn with, by name: nothing else is ever given."""
    return {
        path.relative_to(_STATIC).as_posix(): (path.read_bytes(), kind)
        for path in sorted(_STATIC.rglob("*"))
        if (kind := _KINDS.get(path.suffix)) is not None
    }


@cache
def address_static(name: str) -> str:
    """Where a piece of the pages is; another address once it has changed."""
    content, _ = _list_static()[name]
    return f"/fixe/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def give_static(name: str) -> Response:
    """A piece of the pages, that the browser may keep.

    Raises:
        HTTPException: if there is none of that name.
    """
    found = _list_static().get(name)
    if found is None:
        raise HTTPException(404)
    content, kind = found
    kept = {"cache-control": "private, max-age=31536000, immutable"}
    return Response(content, media_type=kind, headers=kept)
