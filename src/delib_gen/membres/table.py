"""A table of members: one's own, or that of the national register (RNE)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from delib_gen.load.nodes import to_data
from delib_gen.load.sheets import read_sheet
from delib_gen.load.tree import parse_tree
from delib_gen.membres.errors import MembresError
from delib_gen.resources import data_dir
from delib_gen.schema.base import fold_word, shorten, suggest
from delib_gen.tableaux.valeurs import read_day

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.load.files import NamedFile
    from delib_gen.tableaux.feuille import Cellule, FeuilleLue

_NEEDED = ("nom", "prenom", "civilite")
_PLACE = ("rang", "titre", "groupe", "commune", "college", "voix")
_SHOWN = 5


@dataclass(slots=True)
class Inscrit:
    """Somebody of the table, the rows of one person together.

    Attributes:
        depuis: the day on which the mandate began, `AAAA-MM-JJ`; empty if unsaid.
        fonctions: the offices as they are called, each with its day.
        place: the keys of a member that the table gives (`rang`, `groupe`…).
        suppleant_de: the members whose substitute this is.
    """

    nom: str
    prenom: str
    civilite: str
    depuis: str = ""
    fonctions: dict[str, str] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    suppleant_de: list[str] = field(default_factory=list)

    @property
    def nom_complet(self) -> str:
        """Given name and surname."""
        return f"{self.prenom} {self.nom}"


@dataclass(frozen=True, slots=True)
class Tableau:
    """What was read.

    Attributes:
        inscrits: the people, in the order of the table.
        laissees: the columns that nothing is taken from, by their titles.
        donnees: the keys that the table has a column for.
    """

    inscrits: list[Inscrit]
    laissees: list[str]
    donnees: frozenset[str]


def load_words() -> dict[str, Any]:
    """The titles of columns, and the few words of their cells."""
    path = data_dir() / "modeles" / "membres.yaml"
    root, _ = parse_tree(path.read_text(encoding="utf-8"), str(path))
    words = to_data(root) if root is not None else {}
    return words if isinstance(words, dict) else {}


def read_table(
    file: NamedFile, de: str | None
) -> tuple[Tableau | None, list[Diagnostic]]:
    """The people of a table, those of one authority where it has several.

    Args:
        file: the table.
        de: the name or the code of the authority that is meant.

    Raises:
        MembresError: if it cannot be taken for a table of members.
    """
    sheet, findings = read_sheet(file, "")
    if sheet is None:
        return None, findings
    return _Reader(sheet).read(de), findings


class _Reader:
    def __init__(self, sheet: FeuilleLue) -> None:
        rows = [row for row in sheet.lignes if not all(c.vide for c in row)]
        if not rows:
            raise MembresError("ce tableau est vide", "donnez-lui un titre par colonne")
        self._head, self._rows = rows[0], rows[1:]
        self._words = load_words()
        self._titles = {fold_word(c.texte): i for i, c in enumerate(self._head)}
        self._used: set[int] = set()

    def read(self, de: str | None) -> Tableau:
        bodies = self._find_bodies()
        places = {
            key: found
            for key, titles in self._words["colonnes"].items()
            if (found := self._find(titles)) is not None
        }
        commune = self._find([self._words["commune_d_un_groupement"]])
        if bodies and commune is not None and commune not in bodies:
            places.setdefault("commune", commune)
        missing = [key for key in _NEEDED if key not in places]
        if missing:
            named = ", ".join(
                f"« {self._words['colonnes'][key][0]} »" for key in missing
            )
            raise MembresError(
                f"ce tableau n'a pas de colonne {named}",
                "sa première ligne donne les titres : ceux du répertoire national des "
                "élus, ou `nom`, `prénom`, `civilité`, `depuis`, `fonction`…",
            )
        self._used |= {*places.values(), *bodies}
        people: dict[tuple[str, str, str], Inscrit] = {}
        for row in self._choose(bodies, de):
            self._add(people, row, places)
        left = [c.texte for i, c in enumerate(self._head) if i not in self._used]
        return Tableau(
            [*people.values()], [t for t in left if t.strip()], frozenset(places)
        )

    def _find(self, titles: list[str]) -> int | None:
        return next(
            (
                self._titles[fold_word(t)]
                for t in titles
                if fold_word(t) in self._titles
            ),
            None,
        )

    def _find_bodies(self) -> list[int]:
        """The columns that say whose members they are, those of one kind."""
        for titles in self._words["collectivites"]:
            found = [self._find([title]) for title in titles]
            kept = [place for place in found if place is not None]
            if kept:
                return kept
        return []

    def _choose(self, bodies: list[int], de: str | None) -> list[tuple[Cellule, ...]]:
        """The rows of one authority: the one named, or the only one there is."""
        if not bodies:
            return self._rows
        names = dict.fromkeys(_text(row, bodies[0]) for row in self._rows)
        if de is None:
            if len(names) > 1:
                shown = ", ".join(f"« {n} »" for n in [*names][:_SHOWN])
                raise MembresError(
                    f"ce tableau a les élus de {len(names)} collectivités ({shown}"
                    f"{'…' if len(names) > _SHOWN else ''})",
                    "dites laquelle : `--de`, et son nom ou son code",
                    "de",
                    names,
                )
            return self._rows
        wanted = fold_word(de)
        kept = [
            row
            for row in self._rows
            if wanted in {fold_word(_text(row, place)) for place in bodies}
        ]
        if not kept:
            raise MembresError(
                f"ce tableau n'a personne de « {shorten(de)} »",
                suggest(de, names, "reprenez le nom comme le tableau l'écrit"),
                "de",
                names,
            )
        return kept

    def _add(
        self,
        people: dict[tuple[str, str, str], Inscrit],
        row: tuple[Cellule, ...],
        places: dict[str, int],
    ) -> None:
        """A row: somebody, or one more office of somebody."""
        said = {key: _text(row, place) for key, place in places.items()}
        for key, place in places.items():
            doute = row[place].doute if place < len(row) else None
            if doute is not None and said[key]:
                raise MembresError(
                    f"{row[place].place} : ce qui est lu n'est pas sûr, {doute.motif}",
                    doute.remede,
                )
        where = row[0].place if row else ""
        for needed, called in (("nom", "nom"), ("prenom", "prénom")):
            if not said[needed]:
                raise MembresError(
                    f"{where} : cette ligne n'a pas de {called}",
                    "complétez-la, ou ôtez-la du tableau",
                )
        civilite = self._words["civilites"].get(fold_word(said["civilite"]))
        if civilite is None:
            raise MembresError(
                f"{where} : « {shorten(said['civilite'])} » n'est pas une civilité",
                "écrivez `M.` ou `Mme` (ou `M`, `F`, comme le répertoire national)",
            )
        born = said.get("naissance", "")
        who = (fold_word(said["nom"]), fold_word(said["prenom"]), born)
        someone = people.setdefault(who, Inscrit(said["nom"], said["prenom"], civilite))
        someone.depuis = someone.depuis or self._day(row, places, "depuis")
        if said.get("fonction"):
            since = self._day(row, places, "fonction_depuis")
            someone.fonctions.setdefault(said["fonction"], since)
        someone.place.update({k: said[k] for k in _PLACE if said.get(k)})
        if said.get("suppleant_de"):
            someone.suppleant_de = [
                name.strip() for name in re.split(r"[,;/]", said["suppleant_de"])
            ]

    def _day(self, row: tuple[Cellule, ...], places: dict[str, int], key: str) -> str:
        if key not in places or not _text(row, places[key]):
            return ""
        cell = row[places[key]]
        day = read_day(cell.texte)
        if day is None:
            raise MembresError(
                f"{cell.place} : « {shorten(cell.texte)} » n'est pas une date",
                "écrivez `2026-03-22`, ou `22/03/2026`",
            )
        return day.isoformat()


def _text(row: tuple[Cellule, ...], place: int) -> str:
    return " ".join(row[place].texte.split()) if place < len(row) else ""
