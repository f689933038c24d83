"""Deciding what becomes of each file: written, kept, put aside, or dropped."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.finishing import FinishedFile, finish_output
from delib_gen.bundle.inventory import FoundFile, Inventory, fold_name
from delib_gen.bundle.manifest import MANIFEST, Constat, Fichier, Manifest
from delib_gen.bundle.naming import SEANCE
from delib_gen.bundle.outline import Plan, tell_stale
from delib_gen.bundle.previous import read_previous
from delib_gen.findings.sorties import SOR04, SOR06, SOR07
from delib_gen.produced import FinishingStep

if TYPE_CHECKING:
    from delib_gen.bundle.staging import Stage


class Planner:
    """What to do with what is there and what is new."""

    def __init__(
        self,
        found: Inventory,
        outputs: Sequence[Fichier],
        manifest: Manifest,
        stage: Stage,
        only_folder: str | None,
        steps: Sequence[FinishingStep],
    ) -> None:
        """Begin with nothing decided.

        Args:
            found: what stands in the folder.
            outputs: the new files.
            manifest: what they were made from; its `fichiers` are filled here.
            stage: where they are.
            only_folder: the one folder to which the outputs belong.
            steps: what is still to be done to the new files.
        """
        self._found, self._stage = found, stage
        self._manifest, self._origine = manifest, manifest.origine
        self._only = only_folder
        self._steps = steps
        self._new = {
            fold_name(o.chemin): dataclasses.replace(o, origine=self._origine)
            for o in outputs
        }
        self._finished: dict[str, FinishedFile] = {}
        self._previous = read_previous(found)
        listed = self._previous.fichiers if self._previous else ()
        self._known = {f.chemin: f for f in listed}
        made = {o.acte for o in outputs}
        self._numbered = {
            a.id: a.numero for a in manifest.actes if a.id and a.numero in made
        }
        self._kept: list[Fichier] = []
        self._dropped: dict[str, list[str]] = {}
        self._taken = {fold_name(n) for n in (*found.files, *found.folders)}
        self._plan = Plan({})

    def make(self) -> Plan:
        """Decide.

        Raises:
            BundleError: if a folder stands where a file must go or the other way
                round, if the folder is that of another sitting, or if a step fails.
        """
        self._refuse_other_sitting()
        self._refuse_wrong_kinds()
        self._finish()
        for name, file in self._found.files.items():
            if fold_name(name) == MANIFEST:
                if self._previous is None or name != MANIFEST:
                    self._put_aside(file, None, MANIFEST)
            elif (finished := self._finished.get(fold_name(name))) is not None:
                self._replace(file, finished)
            else:
                self._leave(file)
        self._tell_dropped()
        self._plan.written[MANIFEST] = self._complete_manifest().to_bytes()
        self._plan.carry_same(self._found)
        return self._plan

    def _finish(self) -> None:
        for folded, output in self._new.items():
            known = self._known.get(output.chemin)
            there = self._found.files.get(output.chemin)
            read = self._stage.read
            finished = finish_output(output, self._steps, read, known, there)
            self._finished[folded] = finished
            if finished.content is not None:
                self._plan.written[output.chemin] = finished.content
            elif not finished.stands:
                self._take(output, output.chemin, there)

    def _take(self, output: Fichier, name: str, there: FoundFile | None) -> None:
        """A file that was put on the stage, or that stood in the folder as it is."""
        if name in self._stage.written:
            self._plan.staged.add(name)
        elif there is not None and there.state == self._stage.same[name]:
            self._plan.carried[name] = there
        else:
            self._plan.written[name] = self._stage.read(output)

    def _replace(self, file: FoundFile, new: FinishedFile) -> None:
        """A file whose name is produced again."""
        entry, found = self._known.get(file.name), file.digest()
        name, acte = new.entry.chemin, new.entry.acte
        if new.stands and file.name == name:
            self._plan.carried[file.name] = file
        elif found == new.entry.sha256:
            return
        elif entry is None or entry.sha256 != found:
            self._put_aside(file, entry, name, acte)
        elif lost := self._list_lost(entry):
            self._put_aside(file, entry, name, acte, lost)

    def _leave(self, file: FoundFile) -> None:
        """A file whose name is not produced again."""
        entry = self._known.get(file.name)
        outside = self._only is not None and not file.name.startswith(f"{self._only}/")
        outside &= entry is None or entry.acte not in self._numbered
        if entry is not None and (
            outside
            or (
                (self._is_current(entry) or self._list_lost(entry))
                and entry.sha256 == file.digest()
            )
        ):
            self._kept.append(entry)
        elif entry is not None and entry.sha256 == file.digest():
            # Made by us, from what is no longer so: nobody's work is lost.
            acte = self._numbered.get(entry.acte, entry.acte)
            self._dropped.setdefault(acte, []).append(file.name)
            return
        self._plan.carried[file.name] = file

    def _list_lost(self, entry: Fichier) -> list[str]:
        """What was done to a file, and would not be done to a new one by this run."""
        again = {step.name for step in self._steps}
        return [name for name in entry.etapes if name not in again]

    def _tell_dropped(self) -> None:
        """The documents that go: of acts that the sitting no longer has, or stale."""
        present = {output.acte for output in self._new.values()}
        stale: list[str] = []
        for acte, names in self._dropped.items():
            inside = [name for name in names if name.startswith(f"{SEANCE}/")]
            stale += names if acte in present else inside
            if acte not in present and len(inside) < len(names):
                self._plan.findings.append(
                    SOR06.at(
                        (),
                        f"les documents de l'acte n° {acte}, qui n'est plus dans la "
                        "séance, sont retirés du dossier de sortie",
                        "si cet acte est dans un autre fichier de la même séance, "
                        "donnez un `suffixe:` à l'un des deux",
                        acte=acte,
                    )
                )
        if stale:
            self._plan.findings.append(tell_stale(stale))

    def _is_current(self, entry: Fichier) -> bool:
        """Whether a file was made from the very inputs and versions of this run."""
        if self._previous is None or entry.origine != self._origine:
            return False
        faces = self._manifest.polices
        return all(
            faces.get(face, known) == known
            for face, known in self._previous.polices.items()
        )

    def _put_aside(
        self,
        file: FoundFile,
        entry: Fichier | None,
        name: str,
        acte: str = "",
        lost: Sequence[str] = (),
    ) -> None:
        """Keep a file under another name, since its own is needed."""
        word = "acheve" if lost else "modifie"
        aside = self._find_copy(file, word) or self._find_free_name(name, word)
        if aside not in self._found.files:
            self._plan.carried[aside] = file
            self._taken.add(fold_name(aside))
        if lost:
            said = ", ".join(f"« {step} »" for step in lost)
            self._plan.findings.append(
                SOR07.at(
                    (),
                    f"« {file.name} » avait reçu {said} : il est gardé sous "
                    f"« {aside} », le nouveau fichier ne l'a pas",
                    "achevez le nouveau fichier s'il doit remplacer l'ancien",
                    acte=acte,
                )
            )
            return
        why = (
            "a été retouché depuis sa production"
            if entry is not None
            else "n'est pas tel que la production précédente l'a laissé"
        )
        compare = (
            " (dans Word, « Révision », « Comparer » montre entre les deux fichiers ce "
            "qui avait été changé)"
            if aside.endswith(".docx")
            else ""
        )
        self._plan.findings.append(
            SOR04.at(
                (),
                f"« {file.name} » {why} : il est gardé sous « {aside} »",
                "portez vos corrections dans le fichier de séance, d'où tout est "
                f"refait{compare} ; effacez ensuite l'ancien",
                acte=acte,
            )
        )

    def _find_copy(self, file: FoundFile, word: str) -> str | None:
        """A file put aside before, with the same bytes."""
        path = PurePosixPath(file.name)
        pattern = re.compile(
            rf"{re.escape(path.stem)}\.{word}-\d+{re.escape(path.suffix)}"
        )
        wanted = None
        for name, other in self._found.files.items():
            there = PurePosixPath(name)
            if there.parent == path.parent and pattern.fullmatch(there.name):
                wanted = wanted or file.digest()
                if other.digest() == wanted:
                    return name
        return None

    def _find_free_name(self, name: str, word: str) -> str:
        path = PurePosixPath(name)
        number = 1
        while True:
            free = str(path.with_name(f"{path.stem}.{word}-{number}{path.suffix}"))
            if fold_name(free) not in self._taken:
                return free
            number += 1

    def _refuse_other_sitting(self) -> None:
        """Two sittings must not take turns in replacing each other's files."""
        if self._previous is None or self._previous.seance == self._manifest.seance:
            return
        held = self._previous.seance
        raise BundleError(
            "ce dossier tient déjà les actes d'une autre séance "
            f"({held.organe}, {held.date}) : rien n'a été remplacé",
            "donnez un `suffixe` à la séance, ou un autre dossier de sortie (`-o`)",
        )

    def _refuse_wrong_kinds(self) -> None:
        folders = {fold_name(name) for name in self._found.folders}
        files = {fold_name(name): name for name in self._found.files}
        for folded, output in self._new.items():
            if folded in folders:
                raise _misplaced(output.chemin, "un dossier", "un fichier")
            if fold_name(output.dossier) in files:
                raise _misplaced(output.dossier, "un fichier", "un dossier")
        if MANIFEST in folders:
            raise _misplaced(MANIFEST, "un dossier", "un fichier")

    def _complete_manifest(self) -> Manifest:
        """The manifest of all that the folder will hold of ours."""
        made = tuple(finished.entry for finished in self._finished.values())
        if not self._kept or self._previous is None:
            return dataclasses.replace(self._manifest, fichiers=made)
        return dataclasses.replace(
            self._manifest,
            fichiers=(*made, *self._kept),
            polices={**self._previous.polices, **self._manifest.polices},
            constats=(*self._manifest.constats, *self._list_kept_findings()),
        )

    def _list_kept_findings(self) -> list[Constat]:
        """The findings that were let through for the files that are kept."""
        if self._previous is None:
            return []
        actes = {entry.acte for entry in self._kept} - {""}
        if self._previous.origine == self._origine:
            actes.add("")  # those of the sitting: the same inputs gave them
        return [c for c in self._previous.constats if c.acte in actes]


def _misplaced(name: str, there: str, wanted: str) -> BundleError:
    return BundleError(
        f"« {name} » est {there}, {wanted} doit y être écrit : rien n'a été remplacé",
        "déplacez-le, puis relancez",
    )
