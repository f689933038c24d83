"""What was held, taken from a sitting as data for other software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.model.issue import flatten
from delib_gen.model.scrutins import list_printed
from delib_gen.schema.seance import Stade
from delib_gen.tenue import (
    ElectionInscrite,
    Pouvoir,
    PresenceTenue,
    ScrutinInscrit,
    Tenue,
    TourInscrit,
    Voix,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu


def describe_tenue(acte: ActeEnSeance) -> Tenue | None:
    """An act as the sitting held it; None where it was not put to one."""
    if acte.situation.seance.stade is not Stade.SEANCE or not acte.delibere:
        return None
    presence = acte.presence
    return Tenue(
        preside=_say(acte.president),
        presence=PresenceTenue(
            presents=_name(presence.presents),
            pouvoirs=tuple(
                Pouvoir(giver.nom_complet, holder.nom_complet)
                for giver, holder in presence.representes.items()
            ),
            absents=_name(presence.absents),
            excuses=_name(presence.excuses),
            retires=_name(presence.retires),
            quorum=acte.quorum.requis,
            comptes=acte.quorum.compte,
        ),
        scrutins=tuple(_describe_ballot(acte, held) for held in acte.scrutins_imprimes),
        elections=tuple(map(_describe_election, acte.elections)),
    )


def _describe_ballot(acte: ActeEnSeance, scrutin: ScrutinTenu) -> ScrutinInscrit:
    decompte, partie = scrutin.decompte, scrutin.partie
    names = list_printed(acte, scrutin)
    return ScrutinInscrit(
        objet=flatten(partie.objet.reference) if partie else "",
        scrutin=scrutin.vote.scrutin.value,
        chiffres={name: decompte.count(name) for name in (*SENS, *BULLETINS)},
        noms={sens: _name(elus) for sens, elus in names.items()},
        issue="adopte" if scrutin.resultat.adopte else "rejete",
    )


def _describe_election(election: ElectionTenue) -> ElectionInscrite:
    return ElectionInscrite(
        poste=flatten(election.saisie.poste.reference),
        secret=election.secret,
        tours=tuple(
            TourInscrit(
                tour.exprimes,
                tour.blancs,
                tour.nuls,
                tuple(Voix(_say(c.mention), c.voix) for c in tour.candidats),
            )
            for tour in election.tours
        ),
        elus=tuple(map(_say, election.elus)),
    )


def _say(mention: Mention) -> str:
    """A member by the full name, anybody else as typed."""
    return mention.elu.nom_complet if mention.elu else mention.texte


def _name(elus: Iterable[Elu]) -> tuple[str, ...]:
    return tuple(elu.nom_complet for elu in elus)
