"""What the screens of a sitting that goes on share: an act, its quorum, its members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.desk.web.desk import find_desk
from delib_gen.desk.web.findings import cite
from delib_gen.desk.web.outcome import Outcome, awaits_vote, describe_outcome
from delib_gen.desk.web.roles import SHOW
from delib_gen.desk.web.visitors import may
from delib_gen.model.groupes import find_group
from delib_gen.model.issue import flatten

if TYPE_CHECKING:
    from starlette.requests import Request

    from delib_gen.checking import Checked
    from delib_gen.desk.web.desk import Seen
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Jauge:
    """The quorum of an act, both counts, with its law.

    Attributes:
        requis: how many must be there; 0 for no quorum.
        presents: in the room.
        avec_pouvoirs: there or represented.
        quoi: what the count is of that the law looks at.
        membres: of how many.
        atteint: whether it is enough.
        droit: the article, with our confidence.
    """

    requis: int
    presents: int
    avec_pouvoirs: int
    quoi: str
    membres: int
    atteint: bool
    droit: str


def measure_quorum(acte: ActeEnSeance) -> Jauge:
    """The quorum of an act as a page shows it."""
    quorum = acte.quorum
    law = cite(acte.situation, quorum.regle) if quorum.regle else ""
    return Jauge(
        quorum.requis,
        quorum.presents,
        quorum.avec_pouvoirs,
        "présents ou représentés" if quorum.pouvoirs_comptes else "présents",
        max(quorum.base, quorum.avec_pouvoirs, 1),
        quorum.atteint,
        law,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """An act in the list from which one is chosen."""

    rang: int
    numero: str
    titre: str
    issue: Outcome


def list_actes(checked: Checked) -> list[ActeEnSeance]:
    """The acts of a sitting; none where it could not be worked out."""
    return checked.situation.actes if checked.situation else []


def choose_acte(request: Request, checked: Checked) -> ActeEnSeance | None:
    """The act that the address asks for, the first that waits for a vote otherwise."""
    actes = list_actes(checked)
    wanted = request.query_params.get("acte", "")
    for acte in actes:
        if str(acte.lu.index + 1) == wanted:
            return acte
    held = [a for a in actes if a.delibere]
    waiting = [a for a in held if awaits_vote(a)]
    return next(iter(waiting or held or actes), None)


def note_shown(request: Request, seen: Seen, acte: ActeEnSeance | None) -> None:
    """Have the room shown the act that is dealt with, where it was chosen."""
    if acte is not None and "acte" in request.query_params and may(SHOW):
        shown = find_desk(request).office.shown
        shown[seen.sitting.path] = acte.lu.index + 1


def list_places(checked: Checked) -> list[Place]:
    """The acts of a sitting, to choose from."""
    return [
        Place(
            acte.lu.index + 1,
            acte.numero,
            flatten(acte.acte.titre.reference),
            describe_outcome(acte),
        )
        for acte in list_actes(checked)
    ]


def list_members(acte: ActeEnSeance) -> list[Elu]:
    """Who may sit that day, in printed order: who has a seat, then who is there too."""
    seated = acte.situation.names.annuaire(acte.jour).membres
    return list(dict.fromkeys((*seated, *acte.presence.tous)))


def name_mention(mention: Mention) -> str:
    """A member by the whole name, anybody else as typed."""
    return mention.elu.nom_complet if mention.elu else mention.texte


def name_group(acte: ActeEnSeance, elu: Elu) -> str:
    """The group of a member; empty for none."""
    return find_group(acte, elu) or ""
