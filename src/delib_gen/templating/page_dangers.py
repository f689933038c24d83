"""What a composed page would do beside being read: run, send, fetch from elsewhere.

The layout engine's fetcher refuses on its own what it is asked for, but it is not
asked for everything, and a page given as HTML is read by a browser. It is parsed here
as browsers parse: what would hide from another reader of HTML does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from delib_gen.hooks import spare_expressions
from delib_gen.templating.links import is_followed, show_address

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_UNSEEN = re.compile(r"[\t\r\n]")
"""What browsers leave out of an address, wherever it stands."""
_BLANK = "".join(map(chr, range(0x21)))
_FETCHED = (
    *("src", "href", "data", "poster", "background", "srcset", "imagesrcset"),
    *("ping", "manifest", "classid", "codebase", "archive", "icon"),
)
_SENT = ("action", "formaction")
_FOLLOWED = ("a", "area")
"""Elements whose address is for the reader to follow, not for the page to fetch."""
_UNFOLDED = ("link", "use")
"""Elements that take in what an address holds, not as a picture."""
_NAMED = ("canonical", "license", "author", "help", "bookmark", "me", "next", "prev")
"""What a `link` says of other pages, without fetching them."""
_ACTIVE = {
    "script": "un script",
    **dict.fromkeys(
        ("iframe", "frame", "frameset", "portal", "fencedframe"),
        "une page dans la page",
    ),
    **dict.fromkeys(("object", "embed", "applet"), "un objet d'un autre logiciel"),
    "base": "une adresse de départ pour les liens",
    **dict.fromkeys(
        ("animate", "animatemotion", "animatetransform", "set"),
        "une animation, qui peut changer les liens et le texte",
    ),
}
_CSS_FETCHING = (
    *("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"),
    *("-webkit-cross-fade",),
)


@dataclass(frozen=True, slots=True)
class PageDanger:
    """Something that a page would do.

    Attributes:
        what: in words; for an address, the address.
        typed: what to look for in a template.
        address: whether the page would fetch it by itself.
    """

    what: str
    typed: str
    address: bool = False


def find_page_dangers(page: str) -> list[PageDanger]:
    """All that a page of HTML would do, in its order.

    An address is at home when it is a fragment, a `data:` address, or the plain
    name of a file below the folder of the templates.
    """
    import tinyhtml5

    spare_expressions()
    tree = tinyhtml5.parse(page, namespace_html_elements=False)
    found = (d for e in tree.iter() if isinstance(e.tag, str) for d in _look_at(e))
    return list(dict.fromkeys(found))


def _look_at(element: Element) -> Iterator[PageDanger]:
    space, _, name = element.tag.rpartition("}")
    name = name.lower()
    attributes = {
        str(key).rpartition("}")[2].lower(): str(value)
        for key, value in element.attrib.items()
    }
    if name in _ACTIVE and (name != "set" or space):
        named = [attributes.get(attribute, "") for attribute in _FETCHED]
        yield from list(_tell_foreign(named)) or [
            PageDanger(f"{_ACTIVE[name]} (`<{name}>`)", f"<{name}")
        ]
        return
    if name == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        yield PageDanger("un renvoi vers une autre page (`refresh`)", "refresh")
    for attribute, value in attributes.items():
        if re.fullmatch(r"on[a-z]+", attribute):
            yield PageDanger(f"un script (`{attribute}`)", attribute)
        elif attribute == "srcdoc":
            yield PageDanger("une page dans la page (`srcdoc`)", attribute)
        elif attribute in _SENT and value.strip():
            yield PageDanger(f"un envoi de données (`{attribute}`)", attribute)
        elif attribute == "href" and name in _FOLLOWED:
            if not is_followed(_read(value)):
                yield PageDanger(f"un lien vers « {show_address(value)} »", value)
        elif attribute in _FETCHED:
            relation = attributes.get("rel", "")
            asked = _list_addresses(attribute, value, name, relation)
            yield from _tell_foreign(asked)
        elif attribute == "style" or (space and "(" in value):
            yield from _tell_foreign(find_style_addresses(value))
    if name == "style":
        yield from _tell_foreign(find_style_addresses("".join(element.itertext())))


def _list_addresses(
    attribute: str, value: str, name: str, relation: str
) -> Iterator[str]:
    """The addresses that an attribute has its page fetch."""
    if attribute in ("srcset", "imagesrcset"):
        yield from (part.split()[0] for part in value.split(",") if part.split())
    elif attribute == "ping":
        yield from value.split()
    elif attribute == "href" and name == "link" and relation.lower() in _NAMED:
        return
    elif attribute == "href" and name in _UNFOLDED:
        yield _without_data(value)
    else:
        yield value


def _tell_foreign(addresses: Iterable[str]) -> Iterator[PageDanger]:
    for address in addresses:
        if _is_foreign(address):
            shown = address.removeprefix("//") if "//data:" in address else address
            yield PageDanger(shown, shown, address=True)


@lru_cache(maxsize=32)  # all pages of a run have one style, longer than they are
def find_style_addresses(style: str) -> tuple[str, ...]:
    """The addresses that a style fetches, read as browsers read it."""
    import tinycss2

    return tuple(_read_tokens(tinycss2.parse_component_value_list(style)))


def _read_tokens(tokens: list[Any], *, fetching: bool = False) -> Iterator[str]:
    imported = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and (fetching or imported)):
            yield _without_data(token.value) if imported else token.value
        elif token.type == "function":
            fetches = token.lower_name in _CSS_FETCHING
            inside = _read_tokens(token.arguments, fetching=fetches)
            yield from map(_without_data, inside) if imported else inside
        elif token.type.endswith(" block"):
            yield from _read_tokens(token.content)
        if token.type not in ("whitespace", "comment"):
            imported = token.type == "at-keyword" and token.lower_value == "import"


def _without_data(address: str) -> str:
    """An address; one that is a style or a drawing itself is told like a foreign one.

    It may name others.
    """
    return f"//{address}" if _read(address)[:5].lower() == "data:" else address


def _read(address: str) -> str:
    """An address as browsers read it."""
    return _UNSEEN.sub("", address).strip(_BLANK)


def _is_foreign(address: str) -> bool:
    address = _read(address)
    if not address or address.startswith("#") or address[:5].lower() == "data:":
        return False
    if _SCHEME.match(address) or address.startswith(("/", "\\")):
        return True
    return ".." in re.split(r"[/\\]", address)
