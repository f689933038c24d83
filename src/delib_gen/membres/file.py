"""The members put into an authority's file, nothing else touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.bundle.errors import explain_os_error
from delib_gen.bundle.registre_file import replace_file
from delib_gen.edits.page import Edit, Page, apply_edits
from delib_gen.edits.tree import read_data
from delib_gen.edits.writing import write_flow
from delib_gen.membres.errors import MembresError
from delib_gen.schema.autorite import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from delib_gen.membres.merge import Fiche

_FIRST = ("civilite", "prenom", "nom", "tri", *Place.model_fields)
"""The keys that a member begins with."""
_WAITING = re.compile(r"^membres:", re.MULTILINE)
_REMARKS = re.compile(r"(?:^|\s)#", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


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
    data = read_data(source)
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
    data = read_data(source)
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
        if after is not None and read_data(after) == wanted:
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
    source, page = fichier.source, Page(fichier.source)
    end, place = page.eol, page.find(("membres",))
    if place is None:
        margin = "" if source.endswith("\n") or not source else end
        lines = [write_fiche(fiche, 2) for _, fiche in fiches]
        return (
            source + margin + "membres:" + end + "".join(_turn(x, end) for x in lines)
        )
    if page.is_used(place):
        return None
    held = place.value
    entries = page.list_entries(held) if held.items and not held.flow else []
    column = page.column(entries[0].begin) if entries else 2
    # A remark speaks of what follows; one above the first may speak of them all.
    starts = [page.lead(entry) for entry in entries]
    starts[:1] = [page.line_start(entry.begin) for entry in entries[:1]]
    stops = [*starts[1:], page.next_line(page.foot(entries[-1]))] if entries else []
    lines = []
    for rank, fiche in fiches:
        own = source[starts[rank] : stops[rank]] if rank is not None and entries else ""
        if own and keep and fiche == fichier.membres[rank or 0]:
            lines.append(own if own.endswith("\n") else own + end)
            continue
        lines.append(_turn(write_fiche(fiche, column), end))
        if _REMARKS.search(own):
            lost.append(f"{fiche['prenom']} {fiche['nom']}")
    body = "".join(lines)
    if entries:
        return apply_edits(source, [Edit(starts[0], stops[-1], body)])
    return apply_edits(source, [Edit(held.start, held.end, end + body.rstrip())])


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
            lines += [f"{margin}    - {write_flow(item)}" for item in value]
        else:
            lines.append(f"{lead}{key}: {write_flow(value)}")
    return "\n".join(lines) + "\n"
