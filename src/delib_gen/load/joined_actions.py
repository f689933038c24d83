"""What a PDF would do, beyond showing its pages.

What acts is named by the catalogue, by pages, by what lies on them, by fields and
by bookmarks; each may chain further. Chains may be loops: every object is looked
at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_SCRIPT = "un script (JavaScript)"
_MEDIA = "du multimédia"
_SENDING = "un envoi de données"
_DEEDS = {
    "/JavaScript": _SCRIPT,
    "/Launch": "le lancement d'un programme",
    "/SubmitForm": _SENDING,
    "/ImportData": _SENDING,
    **dict.fromkeys(
        ("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"), _MEDIA
    ),
}
"""By the kind of an action; the others lead to a page, or to an address."""
_PLAYED = ("/RichMedia", "/3D", "/Movie", "/Sound", "/Screen")
_BELOW = ("/Kids", "/First", "/Next")
_MAX_OBJECTS = 500_000
"""Far more fields and bookmarks than there are in any file of MAX_PDF_PAGES."""


def find_active(pdf: pikepdf.Pdf) -> list[str]:
    """What a file would do, in words."""
    root: Any = pdf.Root
    names: Any = root.get("/Names", pikepdf.Dictionary())
    form: Any = root.get("/AcroForm", pikepdf.Dictionary())
    found: dict[str, None] = {}
    if "/JavaScript" in names:
        found[_SCRIPT] = None
    if "/XFA" in form:
        found["un formulaire XFA, que seul Acrobat affiche"] = None
    if "/Collection" in root:
        found["un porte-documents de fichiers attachés"] = None
    seen: set[tuple[int, int]] = set()
    for owner in _iter_owners(pdf, form):
        if str(owner.get("/Subtype", "")) in _PLAYED:
            found[_MEDIA] = None
        for deed in _iter_deeds(owner, seen):
            found[deed] = None
    return list(found)


def _iter_owners(pdf: pikepdf.Pdf, form: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Whatever an action may hang on."""
    yield pdf.Root
    for page in pdf.pages:
        yield page.obj
        for note in page.obj.get("/Annots", ()):
            if isinstance(note, pikepdf.Dictionary):
                yield note
    outlines: Any = pdf.Root.get("/Outlines", pikepdf.Dictionary())
    waiting: list[Any] = [outlines, *form.get("/Fields", ())]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MAX_OBJECTS:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        if item.is_indirect:
            seen.add(item.objgen)
        yield item
        for key in _BELOW:
            below = item.get(key)
            waiting.extend(below if isinstance(below, pikepdf.Array) else [below])


def _iter_deeds(owner: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[str]:
    """What the actions of something would do, those that they chain included."""
    waiting: list[Any] = [owner.get("/A"), owner.get("/PA"), owner.get("/OpenAction")]
    events = owner.get("/AA")
    if isinstance(events, pikepdf.Dictionary):
        waiting += [events[key] for key in events.keys()]  # noqa: SIM118 - no dict
    while waiting:
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            # The place that a file opens at is an array too: its parts do nothing.
            waiting += [a for a in action if isinstance(a, pikepdf.Dictionary)]
        if not isinstance(action, pikepdf.Dictionary) or action.objgen in seen:
            continue
        if action.is_indirect:
            seen.add(action.objgen)
        deed = _DEEDS.get(str(action.get("/S", "")))
        if deed is None and "/JS" in action:
            deed = _SCRIPT
        if deed is not None:
            yield deed
        waiting.append(action.get("/Next"))
