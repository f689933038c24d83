"""Random changes of YAML files, and what must hold of a file that was changed.

What a file says is read by PyYAML's own constructor, which the patcher does not use.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import yaml

from delib_gen.edits.changes import Change, Delete, Insert, Move, Set
from delib_gen.edits.tree import Place, Tree

Path = tuple[str | int, ...]
MARK = "§"
_MARKED = re.compile(rf"{MARK}\d+{MARK}")

TEXTS = (
    *("7", "7.10", "007", "1e3", "0x1F", "18:30", "2026-01-02", "1_000", ".5", "+3"),
    *("oui", "non", "yes", "NO", "on", "true", "null", "~", "", " ", "=", "<<"),
    *("a: b", "a :b", "a:b", "a #b", "#a", "a#b", "- a", "-a", "? a", ":a", "a:"),
    *("*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "|-", "[a]", "{a: b}", "a, b"),
    *("L'article", '"cité"', "'cité", "« cité »", "D'ORNANO", "a\\b", "---", "--- a"),
    *(
        "é",
        "𝄞 clé",
        "a\u00a0b",
        "a\tb",
        " a",
        "a ",
        "\u2028",
        "a\u0085b",
        "...",
        "\ufeff",
    ),
    "Un texte assez long pour ne pas tenir sur sa ligne, " * 3,
    "UnTexteSansEspaceQuiNeSePlieNullePart" * 4,
    "Deux lignes :\n- la seconde",
    "Un alinéa.\n\nUn autre, plus long que ce qui tient en cent colonnes, "
    + "et " * 30,
    "Une fin de ligne.\n",
    "Deux fins.\n\n",
    "\nAu début",
    "  retrait\nautre",
    "# titre\n\n  code\n\ttabulation\n",
    "fin \nde ligne",
)
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KEYS = ("objet", "numero", "vote", "lieu", "zzz", "clé à part", "7", "a: b", "NO")


@dataclass(slots=True)
class Layout:
    """A text, and how it is written."""

    name: str
    text: str
    marks: list[str] = field(default_factory=list)


def read_data(text: str) -> Any:
    """What a text says, by the other reader: texts alone, empty ones None."""
    plain = re.sub("[\x85\u2028\u2029]", " ", text.removeprefix("\ufeff"))
    return _blank(yaml.load(plain, Loader=_LOADER))  # noqa: S506 - texts alone


def _blank(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _blank(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_blank(value) for value in data]
    return None if data in ("", "~", "null") else data


def expect(data: Any, change: Change) -> Any:
    """Data after a change; None where it has no such place."""
    data = copy.deepcopy(data)
    *above, last = change.path
    holder = data
    for step in above:
        holder = holder[step]
    if isinstance(change, Set):
        holder[last] = change.value
    elif isinstance(change, Delete):
        del holder[last]
    elif isinstance(change, Insert):
        holder[last].insert(change.index, change.value)
    else:
        holder[last].insert(change.to, holder[last].pop(change.index))
    return _blank(data)


def dress(name: str, text: str, random: Random) -> Layout:
    """A file with remarks of ours, other ends of lines, a mark: as offices write."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = text if text.endswith("\n") else text + "\n"
    text = _remark(text, random)
    marks = _MARKED.findall(text)
    if random.random() < 0.2:
        text = text.rstrip("\n")
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    if random.random() < 0.2:
        text = "\ufeff" + text
    return Layout(name, text, marks)


def _remark(text: str, random: Random) -> str:
    """Remarks where YAML takes them for such; each has a number of its own."""
    data = read_data(text)
    lines = text.split("\n")
    for number in range(random.randrange(4)):
        mark = f"{MARK}{number}{MARK}"
        at = random.randrange(len(lines) - 1)
        tried = list(lines)
        if random.random() < 0.5:
            tried[at] += random.choice((" ", "\t", "   ")) + f"# {mark}\tvu"
        else:
            margin = random.choice((0, len(tried[at]) - len(tried[at].lstrip(" "))))
            tried.insert(at, " " * margin + f"# {mark}")
        try:
            same = read_data("\n".join(tried)) == data
        except yaml.YAMLError:
            same = False
        if same:
            lines = tried
    return "\n".join(lines)


def draw_change(data: Any, random: Random) -> Change | None:
    """A change of a place taken at random."""
    paths = list(_iter_paths(data, ()))
    if not paths:
        return None
    path = random.choice(paths)
    value = _find(data, path)
    holder = _find(data, path[:-1])
    draw = random.random()
    if isinstance(value, list) and draw < 0.6:
        if len(value) > 1 and draw < 0.2:
            index, to = random.sample(range(len(value)), 2)
            return Move(path, index, to)
        return Insert(path, random.randint(0, len(value)), _draw_item(value, random))
    if isinstance(value, dict) and draw < 0.2:
        return Set((*path, random.choice(KEYS)), _draw_value(random))
    if draw < 0.35 and isinstance(holder, list):
        rank = random.randrange(len(holder))
        if len(holder) > 1 and rank != path[-1]:
            return Move(path[:-1], int(path[-1]), rank)
    if draw < 0.6:
        return Delete(path)
    if isinstance(value, dict | list) and value and draw < 0.9:
        return Set(path, _alter(value, random))
    return Set(path, _draw_value(random))


def _iter_paths(data: Any, path: Path) -> Any:
    if path:
        yield path
    steps: Any = ()
    if isinstance(data, dict):
        steps = data.items()
    elif isinstance(data, list):
        steps = enumerate(data)
    for step, value in steps:
        yield from _iter_paths(value, (*path, step))


def _find(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _draw_item(beside: list[Any], random: Random) -> Any:
    if beside and random.random() < 0.4:
        return copy.deepcopy(random.choice(beside))
    return _draw_value(random)


def _draw_value(random: Random) -> Any:
    draw = random.random()
    if draw < 0.6:
        return random.choice(TEXTS)
    size = random.randrange(4)
    if draw < 0.8:
        return [random.choice(TEXTS) for _ in range(size)]
    return {key: random.choice(TEXTS) for key in random.sample(KEYS, size)}


def _alter(value: Any, random: Random) -> Any:
    """A list or a block, a little different."""
    value = copy.deepcopy(value)
    if isinstance(value, list):
        rank = random.randrange(len(value))
        if random.random() < 0.5:
            value[rank] = _draw_value(random)
        else:
            value.pop(rank)
            value.insert(random.randint(0, len(value)), _draw_value(random))
        return value
    key = random.choice(list(value))
    value[key] = _draw_value(random)
    return value


def find_losses(before: Layout, after: str, change: Change) -> list[str]:
    """What a change took along that was none of its business."""
    losses: list[str] = []
    source, text = (t.removeprefix("\ufeff") for t in (before.text, after))
    if after.startswith("\ufeff") != before.text.startswith("\ufeff"):
        losses.append("byte order mark")
    old, new = Tree(source), Tree(text)
    related = _find_related(old, source, change)
    for mark in before.marks:
        told = after.count(mark)
        if told > 1 or (told == 0 and mark not in related):
            losses.append(f"remark {mark}")
    if "\r\n" in source and re.search(r"(?<!\r)\n", text):
        losses.append("end of line")
    if "\r\n" not in source and "\r" in text:
        losses.append("end of line")
    assert old.root
    assert new.root
    gone = Counter(_list_untouched(old.root, source, change.path, _get_rank(change)))
    gone -= Counter(_list_all(new.root, text))
    losses += [f"bytes {typed!r}" for typed in gone]
    return losses


def _get_rank(change: Change) -> int | None:
    return None if isinstance(change, Set | Delete | Insert) else change.index


def _find_related(tree: Tree, source: str, change: Change) -> str:
    """The lines of what a change replaces, and the remarks that touch them."""
    if isinstance(change, Insert | Move):
        return ""
    found = tree.find(change.path)
    if found is None or found.holder is None:
        return ""
    entry = tree.list_entries(found.holder)[found.rank]
    start = source.rfind("\n", 0, entry.begin) + 1
    end = source.find("\n", entry.end)
    end = len(source) if end < 0 else end
    above, below = source[:start].split("\n"), source[end + 1 :].split("\n")
    lines = [source[start:end]]
    for line in reversed(above[:-1]):
        if not line.strip().startswith("#"):
            break
        lines.append(line)
    for line in below:
        if not line.strip().startswith("#"):
            break
        lines.append(line)
    return "\n".join(lines)


def _list_untouched(place: Place, source: str, path: Path, moved: int | None) -> Any:
    """The typed text of all that stands beside a path."""
    for rank, child in enumerate(place.children):
        step = place.pairs[rank][0].text if place.kind == "block" else rank
        if path and step == path[0]:
            yield from _list_untouched(child, source, path[1:], moved)
        elif path or moved is not None:
            yield source[child.start : child.end]
    for key, _ in place.pairs:
        if path and key.text != path[0]:
            yield source[key.start : key.end]


def _list_all(place: Place, source: str) -> Any:
    yield source[place.start : place.end]
    for child in place.children:
        yield from _list_all(child, source)
    for key, _ in place.pairs:
        yield source[key.start : key.end]
