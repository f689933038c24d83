"""The members put into an authority's file, nothing else touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from delib_gen.bundle.errors import explain_os_error
from delib_gen.bundle.registre_file import replace_file
from delib_gen.edits.scalars import write_quoted
from delib_gen.load.nodes import to_data
from delib_gen.load.tree import parse_tree
from delib_gen.membres.errors import MembresError
from delib_gen.schema.autorite import Place
from delib_gen.traduction.insert import Edit, apply_edits, find_line_end
from delib_gen.traduction.places import PlaceFinder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from delib_gen.membres.merge import Fiche

_FIRST = ("civilite", "prenom", "nom", "tri", *Place.model_fields)
"""The keys that a member begins with."""
_WAITING = re.compile(r"^membres:", re.MULTILINE)
_REMARK = re.compile(r"[ \t]*#")
_REMARKS = re.compile(r"(?:^|\s)#", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"[^\W_][\w'’ .\-/()°]*")
"""A text that YAML takes as it is, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Fichier:
    """An authority's file as it was read.

    Attributes:
        donnees: what it says.
        source: its text.
    """

    path: Path
    content: bytes
    source: str
    donnees: dict[str, Any]

    @property
    def membres(self) -> list[Fiche]:
        """Its members."""
        return list(self.donnees.get("membres") or [])


def open_file(path: Path) -> Fichier:
    """An authority's file.

    Raises:
        MembresError: if it cannot be read.
    """
    try:
        content = path.read_bytes()
        source = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MembresError(
            f"« {path} » ne se lit pas",
            "vérifiez le nom du fichier de la collectivité ; `delib-gen init --nom` en "
            "écrit un",
        ) from error
    data = _read(source)
    if not isinstance(data, dict):
        raise MembresError(
            f"« {path} » n'est pas un fichier de collectivité",
            "`delib-gen init --nom` en écrit un",
        )
    return Fichier(path, content, source, data)


def lay_empty_list(path: Path) -> dict[Path, str]:
    """The file with an empty list of members where `membres:` waits for one."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}  # whoever reads it tells why it cannot be
    data = _read(source)
    if not isinstance(data, dict) or data.get("membres", "") is not None:
        return {}
    return {path: _WAITING.sub("membres: []", source, count=1)}


def put_members(
    fichier: Fichier, fiches: Sequence[tuple[int | None, Fiche]]
) -> tuple[str, list[str]]:
    """The text of the file with its members renewed.

    A member that stays as he is keeps his lines, remarks included.

    Returns:
        The text, and the names of the members whose lines lost their remarks.

    Raises:
        MembresError: if the file cannot be completed without a risk.
    """
    wanted = {**fichier.donnees, "membres": [fiche for _, fiche in fiches]}
    for keep in (True, False):
        lost: list[str] = []
        after = _write(fichier, fiches, lost, keep=keep)
        if after is not None and _read(after) == wanted:
            return after, lost
    raise MembresError(
        f"« {fichier.path} » est écrit d'une façon qui ne se complète pas sans risque",
        "mettez `membres:` seul sur sa ligne, et un membre par tiret au-dessous",
    )


def save(fichier: Fichier, after: str) -> None:
    """Write the file, unless somebody changed it meanwhile.

    Raises:
        MembresError: if it changed.
        BundleError: if it cannot be written.
    """
    target = fichier.path.resolve()
    try:
        same = target.read_bytes() == fichier.content
    except OSError:
        same = False
    if not same:
        raise MembresError(
            f"« {fichier.path} » a changé entre-temps ; rien n'a été écrit",
            "relancez la commande",
        )
    mark = _MARK if fichier.content.startswith(_MARK) else b""
    try:
        replace_file(target, mark + after.encode())
    except OSError as error:
        raise explain_os_error(error, fichier.path) from error


def _write(
    fichier: Fichier,
    fiches: Sequence[tuple[int | None, Fiche]],
    lost: list[str],
    *,
    keep: bool,
) -> str | None:
    """The text with its members anew; None where the list cannot be replaced.

    Args:
        fichier: the file.
        fiches: its members, each with its rank in it.
        lost: is given the names of those whose remarks go.
        keep: whether those who stay as they are keep their lines.
    """
    source, end = fichier.source, find_line_end(fichier.source)
    place = PlaceFinder(source).find(("membres",))
    if place is None:
        margin = "" if source.endswith("\n") or not source else end
        lines = [write_fiche(fiche, 2) for _, fiche in fiches]
        return (
            source + margin + "membres:" + end + "".join(_turn(x, end) for x in lines)
        )
    if place.shared:
        return None
    node, blocks = place.node, None
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        blocks = node
    column = node.start_mark.column if blocks else 2
    cut = _cut_items(source, blocks) if blocks else []
    lines = []
    for rank, fiche in fiches:
        own = cut[rank] if rank is not None and cut else ""
        if own and keep and fiche == fichier.membres[rank or 0]:
            lines.append(own if own.endswith("\n") else own + end)
            continue
        lines.append(_turn(write_fiche(fiche, column), end))
        if _REMARKS.search(own):
            lost.append(f"{fiche['prenom']} {fiche['nom']}")
    body = "".join(lines)
    if blocks:
        start = _start_line(source, node.start_mark.index)
        return apply_edits(source, [Edit(start, _end_items(source, blocks), body)])
    return apply_edits(
        source, [Edit(node.start_mark.index, node.end_mark.index, end + body.rstrip())]
    )


def _cut_items(source: str, node: yaml.SequenceNode) -> list[str]:
    """The lines of each item, with the remarks above it; whole lines only."""
    starts = list[int]()
    for item in node.value:
        dash = source.rfind("-", 0, item.start_mark.index)
        start = _start_line(source, dash)
        while starts and _REMARK.match(source, _start_line(source, start - 1)):
            start = _start_line(source, start - 1)  # it speaks of what follows it
        starts.append(start)
    stops = [*starts[1:], _end_items(source, node)]
    return [source[a:b] for a, b in zip(starts, stops, strict=True)]


def _start_line(source: str, index: int) -> int:
    return source.rfind("\n", 0, index) + 1


def _end_items(source: str, node: yaml.SequenceNode) -> int:
    """Where the lines of a list end: after that of its last value."""
    last = node.value[-1]
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        item = last.value[-1]
        last = item[1] if isinstance(item, tuple) else item
    end: int = last.end_mark.index
    line = source.find("\n", max(end - 1, 0))
    return len(source) if line < 0 else line + 1


def _turn(lines: str, end: str) -> str:
    return lines.replace("\n", end)


def write_fiche(fiche: Fiche, column: int) -> str:
    """A member as the lines of an item, of which the dash stands at a column."""
    margin, lines = " " * column, list[str]()
    ordered = [key for key in _FIRST if key in fiche]
    for key in dict.fromkeys([*ordered, *fiche]):
        value = fiche[key]
        lead = f"{margin}- " if not lines else f"{margin}  "
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{lead}{key}:")
            lines += [f"{margin}    - {_flow(item)}" for item in value]
        else:
            lines.append(f"{lead}{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:  # noqa: ANN401 - str, list or dict
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = "" if value is None else str(value)
    plain = _PLAIN.fullmatch(text) and text == text.strip()
    return text if plain else write_quoted(text)


def _read(source: str) -> Any:  # noqa: ANN401 - str, list, dict or None
    root, _ = parse_tree(source.replace("\r\n", "\n"), "")
    return to_data(root) if root is not None else None
