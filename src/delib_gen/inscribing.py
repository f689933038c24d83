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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.load.layers import list_autorites
from delib_gen.tenue import ActeListe, SeanceListee

if TYPE_CHECKING:
    from delib_gen.bundle.registre_tenu import Plume
    from delib_gen.bundle.write import BundleOrder
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.wanted import OfSitting


@contextlib.contextmanager
def inscribe(
    sittings: Sequence[tuple[OfSitting, BundleOrder]],
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
    ready: list[tuple[Path, Situation, Sequence[ActeEnSeance], BundleOrder]] = []
    for sitting, order in sittings:
        situation, _ = sitting.checked[0].sound
        if situation.reference.tenu is not None:
            path = situation.reference.tenu.path.resolve()
            ready.append((path, situation, sitting.actes, order))
    with contextlib.ExitStack() as stack:
        # In one order, so that two runs never wait for each other.
        for path, situation, actes, order in sorted(ready, key=lambda row: row[0]):
            from delib_gen.bundle.registre_tenu import hold_registre
            from delib_gen.numeros.entries import list_seed

            if path not in plumes:
                known = list_seed(situation.reference)
                held = hold_registre(path, situation.autorite.code, known)
                plumes[path] = stack.enter_context(held)
            _inscribe(plumes[path], situation, actes, order)

        def keep() -> None:
            for plume in plumes.values():
                plume.done = True

        yield keep


def _inscribe(
    plume: Plume,
    situation: Situation,
    actes: Sequence[ActeEnSeance],
    order: BundleOrder,
) -> None:
    """The numbers of a sitting's acts, and a version of each act that was made."""
    from delib_gen.bundle.registre_tenu import Version
    from delib_gen.load.registre_place import name_seance
    from delib_gen.numeros.entries import make_numero

    seance, organe = name_seance(situation.seance), situation.code_organe
    plume.take(
        make_numero(acte, acte.numero)
        for acte in actes
        if situation.lue.tenue and acte.delibere and acte.numero
    )
    prints: defaultdict[str, list[str]] = defaultdict(list)
    for output in order.outputs:
        prints[output.acte].append(f"{output.chemin} {output.sha256}")
    rows = {row.numero or row.id: row for row in order.manifest.actes}
    for repere, made in prints.items():
        if not repere or repere not in rows:
            continue
        empreinte = hashlib.sha256("\n".join(sorted(made)).encode()).hexdigest()
        contenu = _write(rows[repere].to_data())
        plume.add_version(Version(seance, organe, repere, empreinte, contenu))
    # Of a sitting some acts of which were not made, the register knows no more than
    # those: another run may have made the others of another text.
    whole = all(a.repere in prints for a in situation.actes if a.delibere)
    if whole and len(order.manifest.actes) == len(situation.actes):
        contenu = _write(asdict(_list_sitting(plume.path, situation, order)))
        empreinte = hashlib.sha256(contenu.encode()).hexdigest()
        plume.add_version(Version(seance, organe, "", empreinte, contenu))


def _list_sitting(path: Path, situation: Situation, order: BundleOrder) -> SeanceListee:
    seance, manifest = situation.seance, order.manifest
    return SeanceListee(
        collectivite=_find_autorite(path, situation),
        organe=situation.code_organe,
        jours=tuple(jour.isoformat() for jour in seance.jours),
        suffixe=seance.suffixe or "",
        variete=dict(seance.variete),
        tenue=situation.lue.tenue,
        membres=manifest.membres,
        actes=tuple(
            ActeListe(row.numero or row.id, row.numero, row.date, row.issue)
            for row in manifest.actes
        ),
    )


def _find_autorite(path: Path, situation: Situation) -> str:
    """The authority as whoever reads the register finds it."""
    named = situation.seance.collectivite
    if named in list_autorites():
        return named
    file = (situation.lue.folder / named).resolve()
    return Path(os.path.relpath(file, path.resolve().parent)).as_posix()


def _write(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
