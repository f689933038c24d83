"""The numbers written into the files of a sitting, nothing else touched."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from delib_gen.edits.scalars import write_quoted
from delib_gen.load.nodes import find_node, to_data
from delib_gen.load.tree import parse_tree
from delib_gen.model.feuilles import EVENEMENTS
from delib_gen.numeros.errors import NumerosError
from delib_gen.schema.base import fold_word
from delib_gen.traduction.insert import Edit, apply_edits, find_line_end
from delib_gen.traduction.places import PlaceFinder, TextPlace
from delib_gen.traduction.relecture import Change

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.files import NamedFile
    from delib_gen.model.situation import Situation
    from delib_gen.numeros.propose import Proposition

_MARK = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"(?=.*[^\d.])[A-Za-z0-9](?:[\w /.-]*[\w])?", re.ASCII)
"""A number that YAML takes for a text, wherever it stands."""
_KEY = "numero"


@dataclass(slots=True)
class _Fichier:
    """A file, and what is to be in it.

    Attributes:
        valeurs: the new values, by their places.
        citations: the numbers that texts cite, and those that take their place.
    """

    file: NamedFile
    valeurs: dict[YamlPath, str] = field(default_factory=dict)
    citations: dict[str, str] = field(default_factory=dict)


def make_changes(
    situation: Situation, proposition: Proposition
) -> tuple[list[Change], list[str]]:
    """The files with their numbers, and what is left to whoever wrote them.

    Raises:
        NumerosError: if a file is written in a way that a number does not go into.
    """
    lue = situation.lue
    files = {file.name: _Fichier(file) for file in lue.sources.files}
    moved: dict[str, str] = {}
    for given in proposition.attributions:
        name, path = _locate(situation, given.acte.path)
        files[name].valeurs[*path, _KEY] = given.numero
        if given.acte.numero:
            moved.setdefault(given.acte.numero, given.numero)
    folded = {fold_word(old): new for old, new in moved.items()}
    for path, typed in _iter_references(situation):
        if fold_word(typed) in folded:
            files[lue.file].valeurs[path] = folded[fold_word(typed)]
    names = {_locate(situation, acte.path)[0] for acte in situation.actes}
    for name in {lue.file, *names}:
        files[name].citations = moved
    changes = [c for file in files.values() if (c := _change(file)) is not None]
    return changes, list(_tell_cited(files, {lue.file, *names}, moved))


def show_changes(changes: Sequence[Change]) -> Iterator[str]:
    """What changes in each file, as lines that leave and lines that come."""
    for change in changes:
        before, after = (
            content.decode("utf-8-sig").splitlines()
            for content in (change.before, change.after)
        )
        name = str(change.path)
        yield from difflib.unified_diff(before, after, name, name, lineterm="", n=1)


def _locate(situation: Situation, path: YamlPath) -> tuple[str, YamlPath]:
    """The file that holds an act, and its place there."""
    lue = situation.lue
    if lue.root is None:
        return lue.file, path
    acte, _ = find_node(lue.root, path)
    return acte.span.file, path if acte.span.file == lue.file else ()


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


def _change(wanted: _Fichier) -> Change | None:
    """A file with what is to be in it; None where nothing of it changes.

    Raises:
        NumerosError: if it would not say what it said and that, and no more.
    """
    content = wanted.file.content
    if not wanted.valeurs and not wanted.citations:
        return None
    source = content.decode("utf-8-sig")
    finder = PlaceFinder(source)
    edits = [_edit(wanted, source, finder, *item) for item in wanted.valeurs.items()]
    taken = {(edit.start, edit.end) for edit in edits}
    cited = _iter_citations(source, finder, wanted.citations)
    edits += [edit for edit in cited if (edit.start, edit.end) not in taken]
    after = apply_edits(source, edits)
    expected = _expect(_read(source), wanted)
    if _read(after) != expected:
        raise _refuse(wanted)
    if after == source:
        return None
    mark = _MARK if content.startswith(_MARK) else b""
    return Change(Path(wanted.file.name), content, mark + after.encode())


def _edit(
    wanted: _Fichier, source: str, finder: PlaceFinder, path: YamlPath, value: str
) -> Edit:
    """The change that puts a value at a place, whether its key is there or not."""
    place = finder.find(path)
    written = _write(value)
    if place is not None and not place.shared:
        start, end = place.node.start_mark.index, place.node.end_mark.index
        if start == end and place.key is not None:  # the key waits for its value
            after = place.key.end_mark.index
            colon = source.index(":", after) + 1
            return Edit(colon, colon, f" {written}")
        return Edit(start, end, written)
    holder = finder.find(path[:-1])
    if place is not None or holder is None or holder.shared:
        raise _refuse(wanted)
    return _insert(wanted, source, holder, f"{path[-1]}: {written}")


def _insert(wanted: _Fichier, source: str, holder: TextPlace, pair: str) -> Edit:
    """The change that adds a key before the first one of a block."""
    node = holder.node
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise _refuse(wanted)
    first = node.value[0][0].start_mark
    if node.flow_style or holder.flow:
        return Edit(first.index, first.index, f"{pair}, ")
    margin = " " * first.column
    return Edit(first.index, first.index, f"{pair}{find_line_end(source)}{margin}")


def _write(number: str) -> str:
    return number if _PLAIN.fullmatch(number) else write_quoted(number)


def _compile(numbers: dict[str, str]) -> re.Pattern[str]:
    """Numbers as texts cite them; a line may end within one."""
    each = (r"\s+".join(map(re.escape, n.split())) for n in numbers)
    return re.compile(rf"(n°\s*)({'|'.join(each)})(?![\w/-])")


def _replace(text: str, numbers: dict[str, str]) -> str:
    known = {" ".join(old.split()): new for old, new in numbers.items()}
    return _compile(numbers).sub(lambda m: m[1] + known[" ".join(m[2].split())], text)


def _iter_citations(
    source: str, finder: PlaceFinder, numbers: dict[str, str]
) -> Iterator[Edit]:
    """The changes of the texts that cite a number which is another one now."""
    if not numbers:
        return
    for node in finder.iter_scalars():
        start, end = node.start_mark.index, node.end_mark.index
        text = source[start:end]
        changed = _replace(text, numbers)
        if changed != text:
            yield Edit(start, end, changed)


def _expect(data: Any, wanted: _Fichier) -> Any:  # noqa: ANN401 - what YAML holds
    """What a file is to say."""
    expected = copy.deepcopy(data)
    if wanted.citations:
        expected = _cite(expected, wanted.citations)
    for (*above, last), value in wanted.valeurs.items():
        block = expected
        for step in above:
            block = block[step]
        block[last] = value
    return expected


def _cite(data: Any, numbers: dict[str, str]) -> Any:  # noqa: ANN401 - as above
    if isinstance(data, str):
        return _replace(data, numbers)
    if isinstance(data, list):
        return [_cite(item, numbers) for item in data]
    if isinstance(data, dict):
        return {key: _cite(value, numbers) for key, value in data.items()}
    return data


def _tell_cited(
    files: dict[str, _Fichier], changed: set[str], moved: dict[str, str]
) -> Iterator[str]:
    """The other files that cite a number which is another one now."""
    if not moved:
        return
    pattern = _compile(moved)
    for name, other in files.items():
        text = other.file.content.decode("utf-8", "replace")
        match = None if name in changed else pattern.search(text)
        if match is not None:
            line = text.count("\n", 0, match.start()) + 1
            yield f"« {name} » (ligne {line}) cite encore « {match[2]} » : corrigez-le"


def _read(source: str) -> Any:  # noqa: ANN401 - as above
    root, _ = parse_tree(source.replace("\r\n", "\n"), "")
    return to_data(root) if root is not None else None


def _refuse(wanted: _Fichier) -> NumerosError:
    return NumerosError(
        f"« {wanted.file.name} » est écrit d'une façon où les numéros ne s'ajoutent "
        "pas sans risque ; rien n'a été écrit",
        "écrivez-les à la main (`numero:`), ou ôtez de ces actes les ancres (`&`, `*`)",
    )
