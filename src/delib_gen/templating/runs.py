"""Runs as HTML: their looks, their languages, their links and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from delib_gen.lang.said import LACKING
from delib_gen.prose.runs import join_runs
from delib_gen.prose.tree import Brin, Brins

if TYPE_CHECKING:
    from jinja2 import Environment

_HYPHENATED = re.compile(r"[\S\xa0\u202f]+-[\S\xa0\u202f]+")
_FINE = "\u202f"
_TAB = "\t"
_INTERNAL = "#"


def keep_hyphenated(text: str) -> Markup:
    """A text as HTML in which no hyphenated word breaks (`Jean-Martin`).

    What no-break spaces join to the word is in its element: WeasyPrint breaks a text
    too early where such a space parts it from an element that does not fit.
    """
    escaped = str(escape(str(text)))
    # Safe: only our own tags are put around it.
    return Markup(_HYPHENATED.sub(r'<span class="nom">\g<0></span>', escaped))  # noqa: S704


def write_runs(brins: Brins, *, told: bool = False) -> Markup:
    """Runs as HTML; those in another language say so.

    Args:
        brins: the runs.
        told: whether the element around them says it (`write_language`), where all
            of them are in one.
    """
    common = _find_common(brins) if told else ""
    written = ""
    for (langue, version), group in groupby(brins, lambda b: (b.langue, b.version)):
        said = ""
        if langue and langue != common:
            lacking = "" if version else f' {LACKING}=""'
            said = f' lang="{escape(langue)}"{lacking}'
        written += "".join(_write_links(tuple(group), said))
    return Markup(written)  # noqa: S704 - every text in it is escaped


def _write_links(brins: Brins, said: str) -> Iterator[str]:
    """Runs of one language, with what says it; each link has text alone in it.

    An element within a link would be a link of its own in a PDF, under another tag:
    where the look changes, another link begins, and the space between stays outside.
    Nor does one stand within an element that says the language, each says it by
    itself: WeasyPrint breaks any word of a line that ends in an element of another.
    """
    before = ""
    for (cible, bulle, gras, italique), group in groupby(brins, _read_link):
        inside = "".join(map(_write_run, join_runs(group)))
        tags = ["em"] * italique + ["strong"] * gras
        if cible:
            core = inside.lstrip() if cible == before else inside
            yield inside.removesuffix(core)
            inside = f"{_open_link(cible, bulle, '' if tags else said)}{core}</a>"
        elif said and not tags and not inside.isspace():
            tags = ["span"]
        before = cible
        for tag in tags:
            outer = said if tag == tags[-1] else ""
            inside = f"<{tag}{outer}>{inside}</{tag}>"
        yield inside


def _read_link(brin: Brin) -> tuple[str, str, bool, bool]:
    return brin.cible, brin.bulle, brin.gras, brin.italique


def _open_link(cible: str, bulle: str, said: str) -> str:
    if not cible.startswith(_INTERNAL):
        return f'<a href="{escape(cible)}"{said}>'
    told = f' title="{escape(bulle)}"' if bulle else ""
    return f'<a class="interne" href="{escape(cible)}"{told}{said}>'


def write_language(said: Any) -> Markup:  # noqa: ANN401 - runs, or a block of them
    """The attributes of an element whose runs are all in one other language."""
    langue = getattr(said, "langue", "")
    if langue:
        return Markup(f' lang="{escape(langue)}"')  # noqa: S704 - escaped
    common = _find_common(said if isinstance(said, tuple) else said.brins)
    return Markup(f' lang="{escape(common)}" {LACKING}=""' if common else "")  # noqa: S704


def split_opening(brins: Brins) -> tuple[Brins, Brins]:
    """What stands before the tab of a paragraph, and what after it."""
    for rank, brin in enumerate(brins):
        if brin.texte == _TAB:
            return brins[:rank], brins[rank + 1 :]
    return (), brins


def _find_common(brins: Iterable[Brin]) -> str:
    """The one other language that all the texts are in; empty where there is none."""
    langues = {brin.langue for brin in brins if not brin.saut}
    return langues.pop() if len(langues) == 1 else ""


def _write_run(brin: Brin) -> str:
    if brin.saut:
        return "<br>\n"
    if brin.note:
        return _write_note(brin)
    text = str(keep_hyphenated(brin.texte) if brin.insecable else escape(brin.texte))
    if brin.blanc:
        return f'<span class="blanc{"" if text else " nu"}">{text}</span>'
    return text


def _write_note(brin: Brin) -> str:
    """A footnote where it is called, and the number that calls it, linked both ways.

    A fine space parts the call from its word. It stands in the link, since a text
    that is but a space is no text to who reads a PDF; and nothing but text stands
    there, since each element would be a link of its own. The spaces part the number
    from the call, for who copies or reads the text.
    """
    place, _, number = brin.appel.rpartition("-")
    langue = place.rpartition("-")[2]
    note, call = (f"{place}-{kind}-{number}" for kind in ("note", "appel"))
    if brin.suite:
        return (
            f'<span class="note suite" id="{note}-{brin.suite}" data-note="{note}" '
            f'role="note">{write_runs(brin.note)}</span>'
        )
    return (
        f'<sup class="appel" data-note="{note}">'
        f'<a id="{call}" href="#{note}">{_FINE}{number}</a></sup>'
        f'<span class="note" id="{note}" data-langue="{langue}" role="note">'
        f' <span class="retour" data-langue="{langue}">'
        f'<a href="#{call}">{number}.</a></span> {write_runs(brin.note)}</span>'
    )


def equip_runs(env: Environment) -> None:
    """Give an environment the filters of runs."""
    env.filters |= {
        "brins": write_runs,
        "langue": write_language,
        "ouverture": split_opening,
        "insecable": keep_hyphenated,
    }
