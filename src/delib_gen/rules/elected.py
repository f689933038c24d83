"""What rules ask of an election, and the words in which they tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.voie import Voie
from delib_gen.rules.words import agree_all, join, write_elu
from delib_gen.schema.droit import Majorite, find_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from delib_gen.model.designation import Candidat
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.droit import RegleRegime


def iter_readable(acte: ActeEnSeance) -> Iterator[ElectionTenue]:
    """The elections whose names are all somebody's: a mistyped one is told as such."""
    for election in acte.elections:
        names = [
            *(c.mention for tour in election.tours for c in tour.candidats),
            *(m for liste in election.listes for m in liste.membres),
            *election.elus,
        ]
        if all(m.elu is not None or m.libre for m in names):
            yield election


def takes_lists_for_people(election: ElectionTenue) -> bool:
    """Whether members are elected by votes that no member had: lists had them."""
    stood = [c for tour in election.tours for c in tour.candidats]
    named = election.voie is Voie.NOMS and all(m.elu for m in election.elus)
    return named and not any(c.elu for c in stood)


def tell_regimes(acte: ActeEnSeance, *, by_lists: bool) -> str:
    """The organ's regimes by which lists, or people, are elected, as they are typed."""
    return list_regimes(
        acte, lambda regle: elects(regle) and regle.par_listes is by_lists
    )


def list_regimes(acte: ActeEnSeance, wanted: Callable[[RegleRegime], bool]) -> str:
    """Those of the organ's regimes that are of a kind: ` (`regime: …`)`, or nothing."""
    known = [
        f"`regime: {code}`"
        for code, records in acte.situation.regles.regimes.items()
        if (found := find_in_force(records, acte.jour)) and wanted(found)
    ]
    return f" ({', '.join(known)})" if known else ""


def elects(regle: RegleRegime) -> bool:
    """Whether a regime is of an election."""
    return regle.scrutin_secret or regle.par_listes or regle.tours_absolus is not None


def write(mention: Mention) -> str:
    """Somebody, or a list as it is typed."""
    return write_elu(mention.elu) if mention.elu else f"« {mention.texte} »"


def join_all(candidats: Iterable[Candidat]) -> str:
    """Candidates, or lists, in a sentence."""
    return join(write(c.mention) for c in candidats)


def tell_given(mention: Mention) -> str:
    """Who is given as elected: `Mme X est donnée pour élue`."""
    given, elected = (
        agree_all([mention.elu], *forms)
        for forms in (("donné", "donnée"), ("élu", "élue"))
    )
    return f"{write(mention)} est {given} pour {elected}"


def tell_votes(election: ElectionTenue, key: object) -> str:
    """How many votes somebody had at the last round."""
    where = "" if len(election.tours) == 1 else " au dernier tour"
    for candidat in election.tours[-1].candidats:
        if candidat.key == key:
            return f"a {candidat.voix} voix{where}"
    return f"ne figure pas parmi les candidats{where}"


def tell_needed(election: ElectionTenue) -> str:
    """What the last round asked for."""
    last, regle = election.tours[-1], election.regle
    if last.requis is None:
        return "à ce tour, le plus de voix élit"
    base = (
        "des membres qui composent l'organe"
        if regle and regle.majorite is Majorite.MEMBRES_COMPOSANT
        else "des suffrages exprimés"
    )
    return f"la majorité absolue {base} est de {last.requis} voix"
