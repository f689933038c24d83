"""What somebody else's PDF carries beside its pages, taken out before it is joined.

Reviewers' notes, who made the file, on what machine and how, links into a computer,
files inside the file. What prints stays: marks made on a page become part of it, fields
keep their looks, and links to the web and inside the file still lead there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from delib_gen.load.joined_claims import cut_claims
from delib_gen.load.joined_taken import Taken

_NOTES = ("/Text", "/Popup", "/Caret", "/FileAttachment")
"""Annotations that are beside the page's text, whatever they look like."""
_KEPT = ("/Link", "/Widget")
_HIDDEN, _PRINTED = 2, 4
_ADDRESS = re.compile(rb"(?:https?|mailto|tel):[\x21-\x7e\x80-\xff]+", re.IGNORECASE)
_MOVES = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
_HELD = ("/A", "/PA", "/OpenAction")
"""The keys of actions. A picture or a face may bear any of these names, as any of those
below: what stands there decides."""
_ACTIONS = (
    *("/GoToR", "/GoToE", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide"),
    *("/Named", "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/Trans"),
    *("/SetOCGState", "/Rendition", "/GoTo3DView", "/RichMediaExecute", "/GoTo"),
)
_FETCHED = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")
"""What has a stream, a drawing or a picture come from another file."""
_OF_PAGES = ("/LastModified", "/Thumb", "/B")
"""What a page says to programs: when it was changed, its preview, its threads."""
_ROOT = (
    *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests"),
    *("/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/OpenAction"),
    *("/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents"),
    *("/OCProperties", "/Metadata"),
)
"""All that a catalogue says of pages."""
_SPOKEN = ("/Alt", "/ActualText", "/E", "/T")
_SHOWN = 60


def clean(pdf: pikepdf.Pdf, content: bytes) -> tuple[bytes, Taken]:
    """A file without what it carries beside its pages; itself where that is nothing.

    One that is signed stays as it is, if there is nothing to take but what it says of
    itself: a signature holds for all bytes.

    Args:
        pdf: the file, which is changed.
        content: its bytes.
    """
    taken = Taken()
    gone = _clean_pages(pdf, taken)
    signed: list[Any] = []
    for item, held in _iter_dictionaries(pdf):
        _clean_dictionary(pdf, item, held, gone, taken)
        if "/V" in held and held.get("/FT") == Name.Sig:
            signed.append(item)
    taken.signed = bool(signed)
    _clean_root(pdf, taken)
    for field in signed if taken.seen else ():
        del field["/V"]  # it would be said to be broken
    taken.properties |= cut_claims(pdf, marked=bool(taken.marks))
    revisions = content.count(b"startxref") - pdf.is_linearized
    taken.properties |= revisions > 1 and not taken.signed
    if not (taken.seen or (taken.properties and not taken.signed)):
        return content, taken
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue(), taken


def _iter_dictionaries(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, dict[str, Any]]]:
    """All dictionaries of a file, those of streams too; and what each holds."""
    for known in pdf.objects:
        waiting: list[Any] = [known]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Dictionary | pikepdf.Stream):
                held = dict(item.items())
                yield item, held
                below: Iterable[Any] = held.values()
            elif isinstance(item, Array):
                below = list(item)
            else:
                continue
            waiting += [value for value in below if not _is_known(value)]


def _is_known(value: object) -> bool:
    """Whether a value stands among the objects of the file by itself."""
    return not isinstance(value, pikepdf.Object) or value.is_indirect


def _clean_pages(pdf: pikepdf.Pdf, taken: Taken) -> set[tuple[int, int]]:
    """Take notes off the pages, and make marks part of them; what is gone."""
    gone: set[tuple[int, int]] = set()
    kept: list[list[Any]] = []
    for number, page in enumerate(pdf.pages, start=1):
        kept.append([])
        marks = []
        for note in page.obj.get("/Annots", ()):
            if not isinstance(note, Dictionary):
                continue
            kind = str(note.get("/Subtype", ""))
            if kind in _KEPT and not _leads_astray(note, taken):
                kept[-1].append(note)
                continue
            if note.is_indirect:
                gone.add(note.objgen)
            if kind in _KEPT:
                continue
            if kind not in _NOTES and _is_printed(note):
                marks.append(note)
                taken.marks.append(number)
            elif kind == "/FileAttachment":
                taken.attached = True
            elif kind != "/Popup":
                taken.notes.append(number)
        if "/Annots" in page.obj:
            page.obj.Annots = Array(marks)
    if taken.marks:
        _flatten(pdf)
    for page, notes in zip(pdf.pages, kept, strict=True):
        if notes:
            page.obj.Annots = Array(notes)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    return gone


def _leads_astray(note: Any, taken: Taken) -> bool:  # noqa: ANN401 - pikepdf's own
    """Whether a link leads where no reader may follow: then it is none."""
    action = note.get("/A")
    if note.get("/Subtype") != Name.Link or action is None or _is_lawful(action):
        return False
    taken.links[_show_action(action)] = None
    return True


def _is_lawful(action: Any) -> bool:  # noqa: ANN401 - pikepdf's own
    """Whether an action leads to a page of the file, or to an address of the web."""
    if not isinstance(action, Dictionary):
        return isinstance(action, Array | pikepdf.String | Name)
    kind = str(action.get("/S", ""))
    if kind == "/URI":
        return _ADDRESS.fullmatch(bytes(action.get("/URI", b"")).strip()) is not None
    return kind == "/GoTo" or (kind == "/Named" and str(action.get("/N")) in _MOVES)


def _show_action(action: Any) -> str:  # noqa: ANN401 - pikepdf's own
    """Where an action leads, as a message says it."""
    target = action.get("/URI", action.get("/F", ""))
    shown = _show_file(target) or str(action.get("/S", "")).lstrip("/")
    shown = "".join(sign if sign.isprintable() else "?" for sign in shown)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _show_file(target: Any) -> str:  # noqa: ANN401 - pikepdf's own
    """The name of a file, or an address, as a message says it."""
    while isinstance(target, Dictionary):
        target = target.get("/UF", target.get("/F", ""))
    return str(target) if isinstance(target, str | pikepdf.String) else ""


def _is_printed(note: Any) -> bool:  # noqa: ANN401 - pikepdf's own
    looks: Any = note.get("/AP", Dictionary())
    flags = int(note.get("/F", 0))
    return "/N" in looks and bool(flags & _PRINTED) and not flags & _HIDDEN


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Make what is on the pages part of them; fields, set aside, stay fields."""
    form = pdf.Root.get("/AcroForm")
    if form is not None:
        del pdf.Root["/AcroForm"]
    pdf.flatten_annotations("print")
    if form is not None:
        pdf.Root.AcroForm = form


def _clean_dictionary(
    pdf: pikepdf.Pdf,
    item: Any,  # noqa: ANN401 - pikepdf's own
    held: dict[str, Any],
    gone: set[tuple[int, int]],
    taken: Taken,
) -> None:
    for key in _HELD:
        if key in held and _is_action(held[key]):
            _clean_action(item, key, held[key], taken)
    if "/AA" in held and _holds(held["/AA"], _is_action):
        for action in held["/AA"].as_dict().values():
            taken.links[_show_action(action)] = None
        del item["/AA"]
    if "/AF" in held and _holds(held["/AF"], _is_file):
        taken.attached = True
        del item["/AF"]
    for key in _FETCHED if isinstance(item, pikepdf.Stream) else ():
        if key in held:
            taken.links[_show_file(held[key]) or key.lstrip("/")] = None
            del item[key]
    for key in _list_noted(pdf, item, held):
        taken.properties = True
        del item[key]
    if "/K" in held and "/S" in held:
        _forget(item, gone)


def _list_noted(
    pdf: pikepdf.Pdf,
    item: Any,  # noqa: ANN401 - pikepdf's own
    held: dict[str, Any],
) -> Iterator[str]:
    """What programs note on a thing for themselves."""
    if held.get("/Type") == Name.Page:
        yield from (key for key in _OF_PAGES if key in held)
    programs, told = held.get("/PieceInfo"), held.get("/Metadata")
    if isinstance(programs, Dictionary) and "/Type" not in programs:
        yield "/PieceInfo"
    described = isinstance(told, pikepdf.Stream) and told.get("/Subtype") == Name.XML
    if described and item.objgen != pdf.Root.objgen:
        yield "/Metadata"


def _is_action(value: Any) -> bool:  # noqa: ANN401 - pikepdf's own
    return isinstance(value, Dictionary) and str(value.get("/S", "")) in _ACTIONS


def _is_file(value: Any) -> bool:  # noqa: ANN401 - pikepdf's own
    return isinstance(value, Dictionary) and "/EF" in value


def _holds(value: Any, test: Callable[[Any], bool]) -> bool:  # noqa: ANN401 - pikepdf's own
    """Whether something holds nothing but things of a kind, and some."""
    if isinstance(value, Dictionary) and not test(value):
        value = list(value.as_dict().values())
    values = list(value) if isinstance(value, Array | list) else [value]
    return bool(values) and all(map(test, values))


def _clean_action(item: Any, key: str, action: Any, taken: Taken) -> None:  # noqa: ANN401 - pikepdf's own
    if "/Next" in action:
        _list_chained(action, taken)
        del action["/Next"]
    if not _is_lawful(action):
        taken.links[_show_action(action)] = None
        del item[key]


def _list_chained(action: Any, taken: Taken) -> None:  # noqa: ANN401 - pikepdf's own
    chained: Any = action.Next
    for other in chained if isinstance(chained, Array) else [chained]:
        if isinstance(other, Dictionary) and not _is_lawful(other):
            taken.links[_show_action(other)] = None


def _forget(item: Any, gone: set[tuple[int, int]]) -> None:  # noqa: ANN401 - pikepdf's own
    """Have the structure of a file know no more of what is gone, nor say it."""
    kids: Any = item.K
    every = list(kids) if isinstance(kids, Array) else [kids]
    left = [kid for kid in every if not _is_gone(kid, gone)]
    if len(left) == len(every):
        return
    for key in ("/K", *_SPOKEN):
        if key in item:
            del item[key]
    if left:
        item.K = Array(left)


def _is_gone(kid: Any, gone: set[tuple[int, int]]) -> bool:  # noqa: ANN401 - pikepdf's own
    known = kid.get("/Obj") if isinstance(kid, Dictionary) else None
    return isinstance(known, Dictionary) and known.objgen in gone


def _clean_root(pdf: pikepdf.Pdf, taken: Taken) -> None:
    """Leave in the catalogue what it says of pages."""
    names: Any = pdf.Root.get("/Names", Dictionary())
    taken.attached |= "/EmbeddedFiles" in names
    for key in [key for key in names.keys() if key != "/Dests"]:  # noqa: SIM118
        del names[key]
    for key in [key for key in pdf.Root.keys() if key not in _ROOT]:  # noqa: SIM118
        taken.properties = True
        del pdf.Root[key]
    if taken.signed and taken.seen and "/AcroForm" in pdf.Root:
        pdf.Root.AcroForm.SigFlags = 0
