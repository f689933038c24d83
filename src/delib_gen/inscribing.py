"""Sittings that were rendered, put into the register that the software keeps.

It is held while the files take their places, and says what it is told once they have:
a rendering that fails, or that is stopped before, wrote nothing in it. Where nobody
has a register, nothing is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.load.layers import list_autorites
from delib_gen.load.registre_place import name_seance
from delib_gen.tenue import ActeListe, SeanceListee

if TYPE_CHECKING:
    from delib_gen.bundle.registre_tenu import Numero, Plume
    from delib_gen.bundle.write import BundleOrder
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.situation import ActeEnSeance, Situation


@dataclass(frozen=True, slots=True)
class Entry:
    """What a register is told of a sitting, apart from what was made of it.

    Attributes:
        path: the register's file.
        reference: the authority, with the registers that a new one begins with.
        seance: what tells the sitting from others.
        organe: the code of its organ.
        numeros: the numbers that its acts have taken.
        listed: the sitting, its members and its acts apart.
        deliberes: what the acts are called that it took.
        count: how many acts it has.
    """

    path: Path
    reference: LoadedAutorite
    seance: str
    organe: str
    numeros: Sequence[Numero]
    listed: SeanceListee
    deliberes: frozenset[str]
    count: int


def make_entry(situation: Situation, actes: Iterable[ActeEnSeance]) -> Entry | None:
    """What a register is told of a sitting; None where nobody has one.

    Args:
        situation: the sitting.
        actes: its acts, of which documents are made.
    """
    reference = situation.reference
    if reference.tenu is None:
        return None
    from delib_gen.numeros.entries import make_numero

    numeros = [
        make_numero(acte, acte.numero)
        for acte in actes
        if situation.lue.tenue and acte.delibere and acte.numero
    ]
    seance, path = situation.seance, reference.tenu.path.resolve()
    listed = SeanceListee(
        collectivite=_find_autorite(path, situation),
        organe=situation.code_organe,
        jours=tuple(jour.isoformat() for jour in seance.jours),
        suffixe=seance.suffixe or "",
        variete=dict(seance.variete),
        tenue=situation.lue.tenue,
        membres=(),
        actes=(),
    )
    taken = frozenset(a.repere for a in situation.actes if a.delibere)
    whose = (name_seance(seance), situation.code_organe)
    count = len(situation.actes)
    return Entry(path, reference, *whose, numeros, listed, taken, count)


@contextlib.contextmanager
def inscribe(
    sittings: Iterable[tuple[Entry | None, BundleOrder]],
) -> Iterator[Callable[[], None]]:
    """Put sittings into their registers, while their files are written.

    Args:
        sittings: the sittings, each with what is written of it.

    Yields:
        What is called once the files are in place; else nothing is put there.

    Raises:
        BundleError: if a register cannot take them; the files are not written then.
    """
    plumes: dict[Path, Plume] = {}
    ready = [(entry, order) for entry, order in sittings if entry is not None]
    with contextlib.ExitStack() as stack:
        # In one order, so that two runs never wait for each other.
        for entry, order in sorted(ready, key=lambda row: row[0].path):
            from delib_gen.bundle.registre_tenu import hold_registre
            from delib_gen.numeros.entries import list_seed

            if entry.path not in plumes:
                tenu, known = entry.reference.tenu, list_seed(entry.reference)
                held = hold_registre(entry.path, tenu.autorite if tenu else "", known)
                plumes[entry.path] = stack.enter_context(held)
            _inscribe(plumes[entry.path], entry, order)

        def keep() -> None:
            for plume in plumes.values():
                plume.done = True

        yield keep


def _inscribe(plume: Plume, entry: Entry, order: BundleOrder) -> None:
    """The numbers of a sitting's acts, and a version of each act that was made."""
    from delib_gen.bundle.registre_tenu import Version

    plume.take(entry.numeros)
    prints: defaultdict[str, list[str]] = defaultdict(list)
    for output in order.outputs:
        prints[output.acte].append(f"{output.chemin} {output.sha256}")
    rows = {row.numero or row.id: row for row in order.manifest.actes}
    for repere, made in prints.items():
        if not repere or repere not in rows:
            continue
        empreinte = hashlib.sha256("\n".join(sorted(made)).encode()).hexdigest()
        contenu = _write(rows[repere].to_data())
        version = Version(entry.seance, entry.organe, repere, empreinte, contenu)
        plume.add_version(version)
    # Of a sitting some acts of which were not made, the register knows no more than
    # those: another run may have made the others of another text.
    if entry.deliberes <= prints.keys() and len(order.manifest.actes) == entry.count:
        listed = replace(
            entry.listed,
            membres=order.manifest.membres,
            actes=tuple(
                ActeListe(row.numero or row.id, row.numero, row.date, row.issue)
                for row in order.manifest.actes
            ),
        )
        contenu = _write(asdict(listed))
        empreinte = hashlib.sha256(contenu.encode()).hexdigest()
        version = Version(entry.seance, entry.organe, "", empreinte, contenu)
        plume.add_version(version)


def _find_autorite(path: Path, situation: Situation) -> str:
    """The authority as whoever reads the register finds it."""
    named = situation.seance.collectivite
    if named in list_autorites():
        return named
    file = (situation.lue.folder / named).resolve()
    return Path(os.path.relpath(file, path.parent)).as_posix()


def _write(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
