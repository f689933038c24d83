"""The numbers written into the files of a sitting, nothing else touched."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import Refused, Set
from delib_gen.edits.page import Edit, Page, apply_edits
from delib_gen.edits.tree import read_data
from delib_gen.findings.told import ToldError
from delib_gen.load.files import MARK
from delib_gen.load.nodes import find_node
from delib_gen.load.sources import Sources
from delib_gen.model.feuilles import EVENEMENTS
from delib_gen.schema.base import fold_word
from delib_gen.traduction.relecture import Change

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.files import NamedFile
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.numeros.propose import Proposition

_KEY = "numero"


def make_changes(
    situation: Situation, proposition: Proposition
) -> tuple[list[Change], list[str]]:
    """The files with their numbers, and what is left to whoever wrote them.

    Raises:
        ToldError: if a file is written in a way that a number does not go into.
    """
    lue, sets = situation.lue, list[Set]()
    moved: dict[str, str] = {}
    for given in proposition.attributions:
        sets.append(Set((*given.acte.path, _KEY), given.numero))
        if given.acte.numero:
            moved.setdefault(given.acte.numero, given.numero)
    folded = {fold_word(old): new for old, new in moved.items()}
    for path, typed in _iter_references(situation):
        if fold_word(typed) in folded:
            sets.append(Set(path, folded[fold_word(typed)]))
    own = {lue.file, *(_find_file(acte) for acte in situation.actes)}
    before = {
        Path(file.name): file.content.decode()
        for file in lue.sources.files
        if file.name in own
    }
    after = {path: _cite_text(path, text, moved) for path, text in before.items()}
    edited = apply_changes(Sources(after), Path(lue.file), sets)
    if isinstance(edited, Refused):
        raise ToldError(
            f"les numéros ne s'ajoutent pas sans risque : {edited.reason} ; rien n'a "
            "été écrit",
            "écrivez-les à la main (`numero:`), ou ôtez de ces actes les ancres "
            "(`&`, `*`)",
        )
    after |= edited.files
    changes = [
        Change(path, text.encode(), after[path].encode())
        for path, text in before.items()
        if after[path] != text
    ]
    others = [file for file in lue.sources.files if file.name not in own]
    return changes, list(_tell_cited(others, moved))


def show_changes(changes: Sequence[Change]) -> Iterator[str]:
    """What changes in each file, as lines that leave and lines that come."""
    for change in changes:
        before, after = (
            content.decode("utf-8-sig").splitlines()
            for content in (change.before, change.after)
        )
        name = str(change.path)
        yield from difflib.unified_diff(before, after, name, name, lineterm="", n=1)


def _find_file(acte: ActeEnSeance) -> str:
    """The file that holds an act."""
    root = acte.situation.lue.root
    return find_node(root, acte.path)[0].span.file if root else ""


def _iter_references(situation: Situation) -> Iterator[tuple[YamlPath, str]]:
    """What names an act by a word of its own, and where."""
    seance = situation.seance
    for rank, mouvement in enumerate(seance.mouvements):
        for key in EVENEMENTS:
            if word := getattr(mouvement, key):
                yield ("mouvements", rank, key), word
    for rank, appel in enumerate(seance.appels):
        yield ("appels", rank, "des"), appel.des
    for rank, tolerance in enumerate(seance.tolerances):
        if tolerance.sur:
            yield ("tolerances", rank, "sur"), tolerance.sur


def _compile(numbers: dict[str, str]) -> re.Pattern[str]:
    """Numbers as texts cite them; a line may end within one."""
    each = (r"\s+".join(map(re.escape, n.split())) for n in numbers)
    return re.compile(rf"(n°\s*)({'|'.join(each)})(?![\w/-])")


def _make_replace(numbers: dict[str, str]) -> Callable[[str], str]:
    """What gives a text with the numbers that it cites replaced by the new ones."""
    known = {" ".join(old.split()): new for old, new in numbers.items()}
    find = _compile(numbers)
    return partial(find.sub, lambda m: m[1] + known[" ".join(m[2].split())])


def _cite_text(path: Path, text: str, numbers: dict[str, str]) -> str:
    """A file whose texts cite the new numbers.

    Raises:
        ToldError: if it would not say what it said and that, and no more.
    """
    if not numbers:
        return text
    source, replace = text.removeprefix(MARK), _make_replace(numbers)
    edits = [
        Edit(place.start, place.end, new)
        for place in Page(source).iter_texts()
        if (new := replace(old := source[place.start : place.end])) != old
    ]
    after = apply_edits(source, edits)
    if read_data(after) != _cite(read_data(source), replace):
        raise ToldError(
            f"« {path} » cite des numéros d'une façon qui ne se change pas sans "
            "risque ; rien n'a été écrit",
            "corrigez-les à la main",
        )
    return text.removesuffix(source) + after


def _cite(data: Any, replace: Callable[[str], str]) -> Any:  # noqa: ANN401 - what YAML holds
    if isinstance(data, str):
        return replace(data)
    if isinstance(data, list):
        return [_cite(item, replace) for item in data]
    if isinstance(data, dict):
        return {key: _cite(value, replace) for key, value in data.items()}
    return data


def _tell_cited(others: list[NamedFile], moved: dict[str, str]) -> Iterator[str]:
    """The other files that cite a number which is another one now."""
    if not moved:
        return
    pattern = _compile(moved)
    for other in others:
        text = other.content.decode("utf-8", "replace")
        match = pattern.search(text)
        if match is not None:
            line = text.count("\n", 0, match.start()) + 1
            where = f"« {other.name} » (ligne {line})"
            yield f"{where} cite encore « {match[2]} » : corrigez-le"
