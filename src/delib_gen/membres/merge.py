"""The members that a file has, and those of a table: what becomes of each."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from delib_gen.membres.errors import MembresError
from delib_gen.schema.autorite import Civilite
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.membres.table import Inscrit, Tableau
    from delib_gen.schema.autorite import Autorite

Fiche = dict[str, Any]
"""A member as the file has it: texts, lists and blocks."""


@dataclass(slots=True)
class Renouvellement:
    """What becomes of the members of a file.

    Attributes:
        fiches: the members, each with its rank in the file, None for a new one.
        ajoutes: the names of the new ones.
        changes: those of whom something is new.
        partis: those who are no more members of the organ.
        inventes: those who were made up, and are left out.
        inchanges: how many stay as they are.
        remarques: what a reader should look at.
    """

    fiches: list[tuple[int | None, Fiche]] = field(default_factory=list)
    ajoutes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    partis: list[str] = field(default_factory=list)
    inventes: list[str] = field(default_factory=list)
    inchanges: int = 0
    remarques: list[str] = field(default_factory=list)


class Merger:
    """Renews the members of an organ.

    Args:
        autorite: the authority, for the names of its offices.
        organe: the organ.
        words: the words of tables (`load_words`).
        jour: the day on which those who are in the table no more have left.
    """

    def __init__(
        self, autorite: Autorite, organe: str, words: dict[str, Any], jour: str
    ) -> None:
        self._organe, self._jour = organe, jour
        self._ordinal = re.compile(words["ordinal"], re.IGNORECASE)
        self._ordinaux: dict[str, str] = words["ordinaux"]
        self._complements = frozenset(words["complements"])
        self._first = next(iter(autorite.organes[organe].presidence), "")
        self._names = {
            code: noms[LANGUE_DE_REFERENCE] for code, noms in autorite.fonctions.items()
        }
        self._offices = {
            fold_word(name): code
            for code, noms in self._names.items()
            for name in (noms.masculin, noms.feminin, code)
        }
        # By name: the ranks of a file are not those of what it is joined with.
        self._invented = {
            (fold_word(elu.nom), fold_word(elu.prenom))
            for elu in autorite.membres
            if elu.invente
        }
        self._made = Renouvellement()

    def merge(self, fiches: Sequence[Fiche], tableau: Tableau) -> Renouvellement:
        """What the file becomes.

        Raises:
            MembresError: if somebody left, and no day was given.
        """
        waiting = {_key(someone): someone for someone in tableau.inscrits}
        if len(waiting) < len(tableau.inscrits):
            raise MembresError(
                "deux personnes de ce tableau ont les mêmes nom et prénom",
                "distinguez-les par un second prénom",
            )
        for rank, fiche in enumerate(fiches):
            someone = waiting.pop(_key_of(fiche), None)
            after = copy.deepcopy(fiche)
            if _key_of(fiche) in self._invented:
                if someone is None:
                    self._made.inventes.append(_name(fiche))
                    continue
                after.pop("invente", None)
            if someone is None:
                self._leave(after)
            else:
                self._renew(after, someone, tableau)
            self._note(fiche, after, left=someone is None)
            self._made.fiches.append((rank, after))
        for someone in waiting.values():
            fiche = {
                "civilite": someone.civilite,
                "prenom": someone.prenom,
                "nom": someone.nom,
                "mandats": [],
            }
            self._renew(fiche, someone, tableau)
            self._made.fiches.append((None, fiche))
            self._made.ajoutes.append(someone.nom_complet)
        return self._made

    def _note(self, before: Fiche, after: Fiche, *, left: bool) -> None:
        if before == after:
            self._made.inchanges += 1
        elif left:
            self._made.partis.append(_name(after))
        else:
            self._made.changes.append(_name(after))

    def _renew(self, fiche: Fiche, someone: Inscrit, tableau: Tableau) -> None:
        offices, standing = self._read_offices(someone)
        fiche["civilite"] = someone.civilite
        fiche.update(someone.place)
        for key, value in standing.items():
            fiche.setdefault(key, value)
        self._seat(fiche, someone)
        if "fonction" in tableau.donnees:
            self._hold(fiche, offices)

    def _seat(self, fiche: Fiche, someone: Inscrit) -> None:
        """The mandate in the organ: the one that runs, else a new one."""
        mandats = fiche["mandats"]
        running = [
            m
            for m in mandats
            if m.get("organe") == self._organe and not m.get("jusque")
        ]
        if running and (not someone.depuis or _since(running[-1]) >= someone.depuis):
            mandat = running[-1]
            if someone.depuis and _since(mandat) > someone.depuis:
                self._made.remarques.append(
                    f"{someone.nom_complet} : son mandat commence le {_since(mandat)} "
                    f"dans le fichier, qui est gardé ; le {someone.depuis} dans le "
                    "tableau"
                )
        else:
            for old in running:
                old["jusque"] = someone.depuis
            mandat = {"organe": self._organe}
            if someone.depuis:
                mandat["depuis"] = someone.depuis
            mandats.append(mandat)
        if someone.suppleant_de:
            names = someone.suppleant_de
            mandat["suppleant_de"] = names[0] if len(names) == 1 else names

    def _hold(self, fiche: Fiche, offices: dict[str, str]) -> None:
        """The offices held: those of the table begin, those it lacks end."""
        held = fiche.get("fonctions") or []
        for office in held:
            code = office.get("fonction")
            if office.get("jusque") or code not in self._offices.values():
                continue
            if code not in offices:
                office["jusque"] = self._require_day(fiche)
            elif offices[code] and _since(office) < offices[code]:
                office["jusque"] = offices[code]
            else:
                offices.pop(code)
        held = [
            *held,
            *(
                {"fonction": code, **({"depuis": since} if since else {})}
                for code, since in offices.items()
            ),
        ]
        if held:
            fiche["fonctions"] = held

    def _leave(self, fiche: Fiche) -> None:
        """Somebody whom the table lacks: the mandate and the offices end."""
        running = [m for m in fiche.get("mandats") or [] if not m.get("jusque")]
        ending = [m for m in running if m.get("organe") == self._organe]
        if ending and len(ending) == len(running):  # no seat is left to hold one by
            ending += [f for f in fiche.get("fonctions") or [] if not f.get("jusque")]
        for item in ending:
            item["jusque"] = self._require_day(fiche)

    def _require_day(self, fiche: Fiche) -> str:
        if not self._jour:
            raise MembresError(
                f"{_name(fiche)} n'est plus dans le tableau, ou n'y a plus sa fonction",
                "dites depuis quel jour : `--date 2026-03-22`",
                "date",
            )
        return self._jour

    def _read_offices(self, someone: Inscrit) -> tuple[dict[str, str], Fiche]:
        """The codes of the offices of a table, with their days; rank and title."""
        found: dict[str, str] = {}
        standing: Fiche = {}
        for called, since in someone.fonctions.items():
            match = self._ordinal.fullmatch(called)
            name, rank = (match["nom"], int(match["rang"])) if match else (called, 0)
            code = self._find_office(name)
            if code is None:
                self._made.remarques.append(
                    f"{someone.nom_complet} : la fonction « {called} » n'est pas de "
                    "celles de la collectivité ; ajoutez-la à la main s'il le faut"
                )
                continue
            found[code] = since
            if rank:
                standing.setdefault("rang", str(rank + 1))
                which = someone.civilite if rank == 1 else "suivants"
                ordinal = self._ordinaux[which].format(rank)
                title = self._name_office(code, name, someone.civilite)
                standing.setdefault("titre", f"{ordinal} {title}")
            elif code == self._first:
                standing["rang"] = "1"
        return found, standing

    def _name_office(self, code: str, called: str, civilite: str) -> str:
        """How an office is called, without whose it is (« adjoint au Maire »).

        Tables say it in the masculine of women too: what they took from that name is
        taken from the one that agrees.
        """
        words, noms = called.split(), self._names[code]
        for end in range(1, len(words) + 1):
            short = " ".join(words[:end])
            if self._offices.get(fold_word(short)) == code:
                known = fold_word(" ".join(noms.masculin.split()[:end]))
                if civilite != Civilite.MADAME or fold_word(short) != known:
                    return short
                agreed = " ".join(noms.feminin.split()[:end])
                return agreed if short[0].isupper() else agreed[0].lower() + agreed[1:]
        return called

    def _find_office(self, called: str) -> str | None:
        """The office that a name begins with, before « au », « du », « de »."""
        words = called.split()
        for end in range(len(words), 0, -1):
            code = self._offices.get(fold_word(" ".join(words[:end])))
            after = words[end].lower() if end < len(words) else ""
            if code and (not after or after in self._complements):
                return code
        return None


def _name(fiche: Fiche) -> str:
    return f"{fiche['prenom']} {fiche['nom']}"


def _since(item: Fiche) -> str:
    return str(item.get("depuis") or "")


def _key(someone: Inscrit) -> tuple[str, str]:
    return fold_word(someone.nom), fold_word(someone.prenom)


def _key_of(fiche: Fiche) -> tuple[str, str]:
    return fold_word(str(fiche.get("nom"))), fold_word(str(fiche.get("prenom")))
