"""A table of members read, put into an authority's file, and told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import Severity, has_errors
from delib_gen.load.reference import load_autorite
from delib_gen.load.sources import Sources
from delib_gen.membres.errors import MembresError
from delib_gen.membres.file import open_file, put_members, save
from delib_gen.membres.merge import Merger, Renouvellement
from delib_gen.membres.table import Tableau, load_words, read_table
from delib_gen.rules.words import count

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from delib_gen.findings import Diagnostic
    from delib_gen.load.files import NamedFile
    from delib_gen.membres.file import Fichier
    from delib_gen.schema.autorite import Autorite


@dataclass(slots=True)
class Renewed:
    """What renewing came to.

    Attributes:
        tableau: the table; None where it could not be read.
        apres: the text of the file afterwards; None where nothing changes.
        perdues: the names of the members whose lines lost their remarks.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    tableau: Tableau | None = None
    fait: Renouvellement = field(default_factory=Renouvellement)
    apres: str | None = None
    perdues: list[str] = field(default_factory=list)


def renew_members(
    table: Path,
    path: Path,
    autorite: Autorite,
    organe: str,
    de: str | None,
    jour: dt.date | None,
) -> Renewed:
    """Renew the members of an organ in an authority's file.

    Args:
        table: the table.
        path: the authority's file.
        autorite: what that file says.
        organe: the organ.
        de: the authority meant, where the table has several.
        jour: the day on which who is not in the table left.

    Raises:
        MembresError: if the table or the file cannot be taken.
        BundleError: if the file cannot be written.
    """
    fichier = open_file(path)
    sources = Sources()
    file, findings = sources.read(table.parent, table.name, None, outside=True)
    renewed = Renewed()
    if file is not None:
        renewed = plan_renewal(fichier, file, autorite, organe, de, jour)
    renewed.findings = sources.quote([*findings, *renewed.findings])
    if renewed.apres is not None:
        save(fichier, renewed.apres)
    return renewed


def plan_renewal(
    fichier: Fichier,
    file: NamedFile,
    autorite: Autorite,
    organe: str,
    de: str | None,
    jour: dt.date | None,
) -> Renewed:
    """What renewing comes to, nothing of it written.

    Args: see `renew_members`; `fichier` is the authority's file, `file` the table.

    Raises:
        MembresError: if the table or the file cannot be taken.
    """
    path = fichier.path
    if autorite.membres and "membres" not in fichier.donnees:
        raise MembresError(
            f"« {path} » n'a pas de `membres` : ils sont dans le fichier dont il part",
            "nommez ce fichier-là après `--dans`",
        )
    tableau, findings = read_table(file, de)
    renewed = Renewed(findings=findings)
    if tableau is None or has_errors(findings):
        return renewed
    renewed.tableau = tableau
    merger = Merger(autorite, organe, load_words(), jour.isoformat() if jour else "")
    renewed.fait = merger.merge(fichier.membres, tableau)
    fait = renewed.fait
    if not (fait.ajoutes or fait.changes or fait.partis or fait.inventes):
        return renewed
    after, renewed.perdues = put_members(fichier, renewed.fait.fiches)
    _check(path, after)
    renewed.apres = after
    return renewed


def _check(path: Path, after: str) -> None:
    """Read the file as it is to be: it must still be an authority's."""
    sources = Sources({path: after})
    again = load_autorite(path.name, path.parent, None, sources=sources)
    wrong = [f for f in again.findings if f.severity is Severity.ERREUR]
    if again.autorite is None or wrong:
        told = f" : {wrong[0].message}" if wrong else ""
        raise MembresError(
            f"« {path} » ne se lirait plus avec ces membres{told}",
            wrong[0].hint if wrong else "corrigez le tableau, puis relancez",
        )


def tell_renewed(renewed: Renewed) -> Iterator[str]:
    """What was done, and what to look at, in French."""
    if renewed.tableau is None:
        return
    fait = renewed.fait
    for remarque in fait.remarques:
        yield f"à vérifier : {remarque}"
    if renewed.tableau.laissees:
        yield f"colonnes laissées de côté : {', '.join(renewed.tableau.laissees)}"
    for what, names in (
        ("inventé, ôté", fait.inventes),
        ("ne siège plus", fait.partis),
        ("complété", fait.changes),
    ):
        for nom in names:
            yield f"{what} : {nom}"
    if renewed.perdues:
        yield (
            "lignes réécrites, dont les remarques (`# …`) sont à remettre : "
            f"{', '.join(renewed.perdues)}"
        )
    if fait.inventes:
        yield (
            "une séance qui nomme les membres ôtés est à reprendre : `delib-gen init` "
            "en écrit une autre, dans un autre dossier, avec les vrais"
        )
    parts = [
        count(len(fait.ajoutes), "membre ajouté", "membres ajoutés"),
        count(len(fait.changes), "complété", "complétés"),
        count(len(fait.partis), "qui ne siège plus", "qui ne siègent plus"),
        count(fait.inchanges, "inchangé", "inchangés"),
    ]
    yield ", ".join(parts)
