"""SOR01 and SOR08: what a produced file should say, against what is read in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from delib_gen.audit.expected import Field, Node, read_view
from delib_gen.audit.faults import Faults
from delib_gen.audit.leftwards import (
    find_astray,
    find_lacking,
    go_leftwards,
)
from delib_gen.audit.looking import Look, look_for
from delib_gen.audit.sequence import Finder
from delib_gen.audit.stream import Piece, Stream, Unseen
from delib_gen.audit.words import tokenize
from delib_gen.findings.sorties import SOR01, SOR08
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.audit.expected import Leaf
    from delib_gen.audit.faults import Moved
    from delib_gen.audit.positions import Back
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View
    from delib_gen.view.en_regard import Colonne

_NAMED, _SHOWN = 10, 60
"""How many words a finding names, and how many signs of a text."""
_UNKNOWN = (
    "si le gabarit ou le style est de vous, corrigez-le ; sinon c'est un défaut du "
    "logiciel, signalez-le"
)
_OWN = "corrigez votre gabarit, votre plan ou votre style"
_SHIPPED = (
    "aucun gabarit n'est de vous : c'est un défaut du logiciel, signalez-le ; en "
    "attendant, écrivez ce texte autrement (plus court, ou sans mise en forme)"
)
_LOOK = "regardez cette page : si elle se lit bien, rien n'est à corriger"
_HINTS = {None: _UNKNOWN, True: _OWN, False: _SHIPPED}


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a file as it is seen.

    Attributes:
        columns: its pieces; one sequence for each column of two languages.
        sure: whether it is surely seen so.
    """

    columns: Sequence[Sequence[Piece]]
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file.

    Attributes:
        streams: its text as it is read; one for each column of two languages.
        others: the pieces of each in another order that a reader may follow; none
            where there is one alone.
        unseen: what it has and does not show.
        feet: whether the foot of a slide is that of its page.
        shown: the same as a reader sees it, where a style moves texts.
    """

    streams: Sequence[Stream]
    others: Sequence[Iterable[Piece]] = ()
    unseen: Sequence[Unseen] = field(default_factory=list)
    feet: bool = False
    shown: Sequence[Shown] = ()

    @property
    def text(self) -> str:
        """All of it, a column after the other."""
        streams = (stream.pieces for stream in self.streams)
        return "\n".join("".join(p.text for p in pieces) for pieces in streams)


def list_columns(views: Sequence[View]) -> Sequence[Colonne]:
    """The columns of a file in two languages; none where it has one."""
    paired = (view.colonnes for view in views if isinstance(view, EnRegardView))
    return next(paired, ())


def compare(
    kind: str, views: Sequence[View], reading: Reading, own: bool | None = None
) -> list[Diagnostic]:
    """The findings that a file lacks texts of its documents, or displaces them.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents that the file should hold.
        reading: what was read in it.
        own: whether a template or a style is the office's; None where that is not
            known.
    """
    found: list[Diagnostic] = []
    colonnes = list_columns(views)
    for rank in range(max(len(colonnes), 1)):
        fields = _list_fields(views, rank, feet=reading.feet)
        where = f"{kind}, colonne « {colonnes[rank].nom} »," if colonnes else kind
        look = look_for(fields, reading, rank, views[0].meta.marque)
        if look.faults:
            found += _tell(where, look, look.faults, reading.unseen, _HINTS[own])
        else:
            found += _tell_leftwards(where, look, _HINTS[own])
    return found


def _list_fields(views: Sequence[View], rank: int, *, feet: bool) -> list[Field]:
    """What a column should say, or a file of one language; what is apart comes last."""
    fields: list[Field] = []
    apart: list[Node] = []
    for view in views:
        if isinstance(view, EnRegardView):
            view = view.vues[rank]
        elif rank:
            continue
        expected = read_view(view, feet=feet)
        fields += expected.fields
        apart += expected.apart
    return [*fields, *(Field("notes", node) for node in apart)]


def _tell(
    where: str, look: Look, faults: Faults, unseen: Sequence[Unseen], hint: str
) -> Iterator[Diagnostic]:
    finder = look.finder
    if not look.sure:
        leaf = faults.moved[0].leaf if faults.moved else faults.lost[0]
        told = _tell_doubt(where, faults, finder, leaf)
        yield SOR08.at((), told, _LOOK, texte=leaf.whole)
        return
    if faults.words:
        told = _tell_words(where, faults.words, unseen)
        yield SOR01.at((), told, hint, texte=faults.lost[0].whole)
    elif faults.lost:
        leaf = faults.lost[0]
        yield SOR01.at((), _tell_cut(where, leaf), hint, texte=leaf.whole)
    if faults.moved:
        leaf = faults.moved[0].leaf
        told = _tell_moved(where, faults.moved, finder)
        yield SOR01.at((), told, hint, texte=leaf.whole)
    bound = [one for one in faults.back if one.bound]
    if bound:
        text = bound[0].leaf.whole
        yield SOR01.at((), _tell_back(where, bound), hint, texte=text)
    elif faults.back:
        text = faults.back[0].leaf.whole
        yield SOR08.at((), _tell_back(where, faults.back), _LOOK, texte=text)


def _tell_cut(where: str, leaf: Leaf) -> str:
    """That a text is there in part, or in pieces."""
    return (
        f"un texte n'est pas entier dans le {where} produit : « {_shorten(leaf.text)} »"
    )


def _tell_back(where: str, back: Sequence[Back]) -> str:
    """That a text is seen before the one that it follows."""
    first = back[0]
    text = f"dans le {where} produit{_tell_page(first.page)}, {_name(first.leaf)}"
    if first.before is first.leaf:
        return f"{text} n'est pas d'un seul tenant : sa suite se voit avant son début"
    return f"{text} se voit avant {_name(first.before)}, et non après"


def _tell_doubt(where: str, faults: Faults, finder: Finder, leaf: Leaf) -> str:
    """That a text is there, in one order and not in another."""
    page = 0
    if faults.moved:
        page = finder.stream.locate(faults.moved[0].place).page
    return _tell_unsure(where, leaf, page)


def _tell_unsure(where: str, leaf: Leaf, page: int = 0) -> str:
    return (
        f"dans le {where} produit{_tell_page(page)}, la relecture ne peut dire si "
        f"{_name(leaf)} se lit à sa place"
    )


def _tell_words(where: str, words: Sequence[str], unseen: Sequence[Unseen]) -> str:
    distinct = list(dict.fromkeys(words))
    reasons = {word: one.reason for one in unseen for word in tokenize(one.text)}
    # What cannot be seen is named with its reason, several words at a time.
    named = ", ".join(
        ", ".join(f"« {word} »" for word in group) + (f" ({why})" if why else "")
        for why, group in groupby(
            distinct[:_NAMED], key=lambda word: reasons.get(word, "")
        )
    )
    rest = len(distinct) - _NAMED
    if rest > 0:
        named += f" et {rest} autre{'s' if rest > 1 else ''}"
    told = (
        "un mot manque ou ne se voit"
        if len(words) == 1
        else f"{len(words)} mots manquent ou ne se voient"
    )
    page = next((o.page for o in unseen if o.page and _shares(o.text, distinct)), 0)
    place = _tell_page(page)
    return f"{told} pas dans le {where} produit{place} : {named}"


def _tell_page(page: int) -> str:
    """Where something stands; nothing in a file without pages."""
    return f" (page {page})" if page else ""


def _shares(text: str, words: Sequence[str]) -> bool:
    return not set(tokenize(text)).isdisjoint(words)


def _tell_moved(where: str, moved: Sequence[Moved], finder: Finder) -> str:
    first = moved[0]
    place = _tell_page(finder.stream.locate(first.place).page)
    text, other = _name(first.leaf), _name(first.other) if first.other else ""
    if first.beneath:
        own = _shorten(first.leaf.under)
        told = f"sous « {_shorten(first.beneath)} », et non sous « {own} »"
    elif first.later:
        told = f"avant {other}, et non après"
    elif other:
        told = f"après {other}, et non avant"
    else:
        told = "hors de sa place"
    rest = len({one.leaf.whole for one in moved}) - 1
    more = f" ; {rest} autre{'s' if rest > 1 else ''} de même" if rest else ""
    return f"dans le {where} produit{place}, {text} est imprimé {told}{more}"


def _name(leaf: Leaf) -> str:
    text = f"« {_shorten(leaf.whole)} »"
    return f"{text} ({leaf.role})" if leaf.role else text


def _tell_leftwards(where: str, look: Look, hint: str) -> Iterator[Diagnostic]:
    """What goes from right to left, and what has no sure place beside it."""
    if not go_leftwards(look.fields):
        return
    for leaf in find_lacking(look.finder, look.fields, look.places):
        yield SOR01.at((), _tell_cut(where, leaf), hint, texte=leaf.whole)
        return
    for leaf in find_astray(look.finder.stream, look.fields, look.places):
        yield SOR08.at((), _tell_unsure(where, leaf), _LOOK, texte=leaf.whole)
        return


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
