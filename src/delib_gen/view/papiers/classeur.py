"""Attendance and votes of a sitting as a workbook, for whoever counts them further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus
from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.model.issue import flatten
from delib_gen.model.scrutins import list_printed
from delib_gen.tableaux.writing import SheetToWrite, write_workbook
from delib_gen.view.papiers.issues import write_issue
from delib_gen.view.personnes import sort_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.schema.autorite import Elu
    from delib_gen.view.context import ActeContext, SeanceContext

    Row = tuple[str | int, ...]

_NAME, _FIGURE, _TEXT = 28, 14, 50
"""The widths of columns: of a name, of a figure, of a title."""
_THERE = ("present", "retire")


def write_classeur(context: SeanceContext) -> bytes | None:
    """The workbook of a sitting that was held; None without an act.

    A member has a row and an act a column, on the sheet of the attendance and on that
    of the votes; these are told as far as the acts print them.
    """
    situation = context.situation
    acts = [context.turn_to(acte) for acte in situation.actes if acte.delibere]
    if not situation.actes:
        return None
    elus = _list_people(context, acts)
    every = [context.turn_to(acte) for acte in situation.actes]
    member = context.phrase("papier.presence.membre")
    present = SheetToWrite(
        context.phrase("papier.classeur.presences"),
        list(_list_attendance(context, acts, elus, member)),
        (_NAME, *(_FIGURE,) * len(acts), _FIGURE),
        named=True,
    )
    votes = SheetToWrite(
        context.phrase("papier.classeur.votes"),
        list(_list_votes(context, every)),
        (_FIGURE, _TEXT, _NAME, *(_FIGURE,) * (1 + len(SENS) + len(BULLETINS)), _TEXT),
    )
    noms = SheetToWrite(
        context.phrase("papier.classeur.noms"),
        list(_list_voters(context, acts, elus, member)),
        (_NAME, _FIGURE),
        named=True,
    )
    elections = SheetToWrite(
        context.phrase("papier.classeur.elections"),
        list(_list_elections(context, acts)),
        (_FIGURE, _TEXT, _FIGURE, _NAME, _FIGURE, _TEXT),
    )
    sheets = (present, votes, noms, elections)
    kept = [sheet for sheet in sheets if len(sheet.rows) > 1]
    return write_workbook(kept, situation.jour)


def _list_people(context: SeanceContext, acts: Sequence[ActeContext]) -> list[Elu]:
    """Whoever is on the attendance of an act, in the order of the house."""
    found: dict[Elu, None] = {}
    for said in acts:
        found |= dict.fromkeys(said.acte.presence.tous)
    return sort_people(context, sort_elus(found))


def _label(said: ActeContext) -> str:
    """How an act is called at the head of a column: its number, else its rank."""
    rank = said.situation.actes.index(said.acte) + 1
    return said.acte.numero or said.phrase("papier.rang", rang=rank)


def _list_attendance(
    context: SeanceContext, acts: Sequence[ActeContext], elus: Sequence[Elu], head: str
) -> Iterator[Row]:
    counts = ("presents", "representes", "absents")
    heads = (context.phrase(f"papier.classeur.{name}") for name in counts)
    yield (head, *map(_label, acts), *heads)
    for elu in elus:
        states = [_find_state(said, elu) for said in acts]
        cells = (_say_state(s, elu, at) for s, at in zip(acts, states, strict=True))
        yield (
            elu.nom_complet,
            *cells,
            sum(state in _THERE for state in states),
            states.count("represente"),
            states.count("manque") + states.count("excuse"),
        )


def _find_state(said: ActeContext, elu: Elu) -> str:
    """Where a member is at an act; empty for who has no seat that day."""
    there = said.acte.presence
    if elu in there.presents:
        return "retire" if elu in there.ecartes else "present"
    if elu in there.representes:
        return "represente"
    if elu in there.excuses:
        return "excuse"
    return "manque" if elu in there.absents else ""


def _say_state(said: ActeContext, elu: Elu, state: str) -> str:
    if not state:
        return ""
    holder = said.acte.presence.representes.get(elu)
    key = f"papier.classeur.{state}"
    if holder is not None:
        return said.phrase(key, mandataire=holder.nom_complet)
    return said.phrase(key) if state == "retire" else said.agree(key, (elu,))


def _list_votes(context: SeanceContext, acts: Sequence[ActeContext]) -> Iterator[Row]:
    yield (
        context.phrase("papier.liste.numero"),
        context.phrase("papier.liste.objet"),
        context.phrase("papier.classeur.partie"),
        context.phrase("papier.classeur.scrutin"),
        *(context.phrase(f"papier.votes.{sens}") for sens in SENS),
        *(context.phrase(f"papier.depouillement.{name}") for name in BULLETINS),
        context.phrase("papier.liste.decision"),
    )
    for said in acts:
        title = flatten(said.text(said.acte.acte.titre))
        for scrutin in said.acte.scrutins_imprimes:
            count, partie = scrutin.decompte.count, scrutin.partie
            issue = "partie_adoptee" if scrutin.resultat.adopte else "partie_rejetee"
            yield (
                _label(said),
                title,
                flatten(said.text(partie.objet)) if partie else "",
                said.phrase(f"papier.classeur.{scrutin.vote.scrutin.value}"),
                *map(count, SENS),
                *map(count, BULLETINS),
                said.phrase(f"vote.{issue}") if partie else write_issue(said),
            )
        if not said.acte.scrutin:
            blank = ("",) * (2 + len(SENS) + len(BULLETINS))
            yield (_label(said), title, *blank, write_issue(said))


def _list_voters(
    context: SeanceContext, acts: Sequence[ActeContext], elus: Sequence[Elu], head: str
) -> Iterator[Row]:
    """A column for each ballot in which the act names anybody."""
    columns = [
        (said, scrutin, list_printed(said.acte, scrutin))
        for said in acts
        for scrutin in said.acte.scrutins_imprimes
    ]
    columns = [column for column in columns if column[-1]]
    labels = [
        f"{_label(said)} {flatten(said.text(scrutin.partie.objet))}"
        if scrutin.partie
        else _label(said)
        for said, scrutin, _ in columns
    ]
    yield (head, *labels)
    for elu in elus if columns else ():
        sides = (
            next((sens for sens, named in lists.items() if elu in named), "")
            for _, _, lists in columns
        )
        yield (
            elu.nom_complet,
            *(context.phrase(f"papier.votes.{s}") if s else "" for s in sides),
        )


def _list_elections(
    context: SeanceContext, acts: Sequence[ActeContext]
) -> Iterator[Row]:
    keys = ("poste", "tour", "candidat", "voix", "elu")
    heads = (context.phrase(f"papier.classeur.{key}") for key in keys)
    yield (context.phrase("papier.liste.numero"), *heads)
    for said in acts:
        for election in said.acte.elections:
            poste = flatten(said.text(election.saisie.poste))
            elected = ", ".join(said.name(m) for m in election.elus)
            for rank, tour in enumerate(election.tours, start=1):
                for candidat in tour.candidats:
                    yield (
                        _label(said),
                        poste,
                        rank,
                        said.name(candidat.mention),
                        candidat.voix,
                        elected,
                    )
            if not election.tours:
                yield (_label(said), poste, "", "", "", elected)
