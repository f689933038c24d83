"""The elections of an act on the screen of votes, and what its forms send."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from delib_gen.desk.gestures import elections
from delib_gen.desk.gestures.elections import read_elections
from delib_gen.edits.changes import Refused
from delib_gen.model.voie import Voie
from delib_gen.rules.elected import elects
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from delib_gen.desk.gestures import Gesture
    from delib_gen.desk.gestures.elections import Scrutins
    from delib_gen.desk.web.demande import Asked
    from delib_gen.model.designation import TourTenu
    from delib_gen.model.situation import ActeEnSeance

_PAPERS = ("blancs", "nuls", "exprimes")
_FIRST_ROWS, _MORE_ROWS = 4, 2
"""Empty lines of a form of candidates: of a first one, and of one with names."""
_MOST_ROWS = 100


def list_regimes(acte: ActeEnSeance) -> list[tuple[str, int]]:
    """The kinds of acts by which the organ elects, with the law's seats."""
    return [
        (code, found.sieges or 1)
        for code, records in acte.situation.regles.regimes.items()
        if (found := find_in_force(records, acte.jour)) and elects(found)
    ]


def describe_elections(acte: ActeEnSeance) -> list[dict[str, Any]]:
    """What the screen shows of each election, and what its forms ask for."""
    return [_describe(acte, known) for known in read_elections(acte)]


def _describe(acte: ActeEnSeance, known: Scrutins) -> dict[str, Any]:
    held, elus = known.tenue, set(known.elus)
    rounds = held.tours if held else ()
    papers = [[key for key in _PAPERS if key != "exprimes" or _has_many(known)]] * (
        len(known.tours) + 1
    )
    tours = [
        {
            "lignes": [(n, v, n in elus) for n, v in _list_votes(tour)],
            "papiers": [(key, tour.get(key, "")) for key in keys],
            "mots": _tell_round(rounds[rank]) if rank < len(rounds) else "",
            "vides": _MORE_ROWS,
        }
        for rank, (tour, keys) in enumerate(zip(known.tours, papers, strict=False))
    ]
    stood = [n for n, _ in _list_votes(known.tours[-1])] if known.tours else []
    named = stood or list(known.listes)
    tours.append(
        {
            "lignes": [(name, "", False) for name in named],
            "papiers": [(key, "") for key in papers[-1]],
            "mots": "",
            "vides": _MORE_ROWS if named else _FIRST_ROWS,
        }
    )
    outcome, tone, settled = _tell_outcome(known)
    return {
        "poste": str(known.saisie.get("poste", "")),
        "tours": tours,
        "fini": settled,
        "issue": outcome,
        "ton": tone,
        "elus": [_write(acte, name) for name in known.elus],
        "choix": _list_choices(acte, known),
        "restants": known.restants,
        "a_la_main": known.a_la_main,
        "listes": list(known.listes.items()),
        "unique": known.saisie.get("candidature_unique") == "oui",
    }


def _has_many(known: Scrutins) -> bool:
    """Whether a ballot paper may bear several names."""
    held = known.tenue
    many = int(known.saisie.get("sieges") or len(known.elus) or 1) > 1
    told = any("exprimes" in tour for tour in known.tours)
    return told or (many and not known.listes and not (held and held.par_listes))


def _list_votes(tour: dict[str, Any]) -> list[tuple[str, object]]:
    stood = tour.get("candidats")
    return [*stood.items()] if isinstance(stood, dict) else []


def _tell_round(tour: TourTenu) -> str:
    """What a round asked for, and of how many ballots."""
    needed = (
        "à ce tour, le plus de voix élit"
        if tour.requis is None
        else f"majorité absolue : {tour.requis} voix"
    )
    return f"{tour.bulletins} bulletins, {tour.exprimes} exprimés · {needed}"


def _tell_outcome(known: Scrutins) -> tuple[str, str, bool]:
    """What the rounds come to, how it is marked, and whether all is said."""
    if known.saisie.get("candidature_unique") == "oui":
        return "élu sans vote", "bon", True
    if not known.tours:
        return "à voter", "avertissement", False
    if known.tenue is None:
        return "voix à compléter", "avertissement", False
    if known.a_la_main:
        said = bool(known.elus)
        return "élection" if said else "élus à dire", "note", said
    found = known.tenue.designation
    if found.tours_de_trop is not None:
        return "un tour de trop", "erreur", True
    if known.au_choix:
        left = known.restants - (len(known.elus) - len(known.surs))
        if left > 0:
            return "égalité de voix", "avertissement", True
    elif not known.elus or (found.manquants and known.tenue.voie is Voie.NOMS):
        return "un autre tour", "avertissement", False
    return "élection", "bon", True


def _list_choices(acte: ActeEnSeance, known: Scrutins) -> list[tuple[str, str, bool]]:
    """Those whom the clerk may say to be elected: as sent, as shown, whether he did."""
    names: list[str] = [mention.texte for mention in known.au_choix]
    if known.a_la_main:
        people = [p for people in known.listes.values() for p in people]
        stood = [n for tour in known.tours for n, _ in _list_votes(tour)]
        names = list(dict.fromkeys([*(people or stood), *known.elus]))
    return [(name, _write(acte, name), name in known.elus) for name in names]


def _write(acte: ActeEnSeance, name: str) -> str:
    elu = acte.situation.names.annuaire(acte.jour).find(name).elu
    return elu.nom_complet if elu else name


def _begin(asked: Asked) -> Gesture:
    seats, regime = asked.figure("sieges"), asked.text("regime")
    if isinstance(seats, Refused):
        return seats
    seats = seats or dict(list_regimes(asked.acte)).get(regime)
    return elections.begin(asked.acte, asked.text("poste"), regime, seats)


def _withdraw(asked: Asked) -> Gesture:
    return elections.withdraw(asked.acte, _find_rank(asked))


def _state_round(asked: Asked) -> Gesture:
    voix: dict[str, int] = {}
    for row in range(_MOST_ROWS):
        name, votes = asked.text(f"candidat-{row}"), asked.figure(f"voix-{row}")
        if isinstance(votes, Refused):
            return votes
        if name and votes is None:
            return Refused(
                f"donnez les voix de « {name} », 0 s'il n'en a eu aucune ; s'il n'est "
                "pas candidat à ce tour, effacez son nom"
            )
        if votes is not None and not name:
            return Refused(f"dites qui a eu {votes} voix")
        if name in voix:
            return Refused(f"« {name} » est deux fois parmi les candidats")
        if name and votes is not None:
            voix[name] = votes
    papers = asked.figures(_PAPERS)
    if isinstance(papers, Refused):
        return papers
    rank, known = _find_rank(asked), read_elections(asked.acte)
    tour = asked.number("tour")
    if tour is None or not 0 <= tour <= len(known[rank].tours):
        raise ValueError("tour")
    return elections.state_round(asked.acte, rank, tour, voix, papers)


def _take_round_back(asked: Asked) -> Gesture:
    return elections.take_round_back(asked.acte, _find_rank(asked))


def _put_on_list(asked: Asked) -> Gesture:
    liste, nom = asked.text("liste"), asked.text("nom")
    return elections.put_on_list(asked.acte, _find_rank(asked), liste, nom)


def _choose(asked: Asked) -> Gesture:
    return elections.choose(asked.acte, _find_rank(asked), asked.text("nom"))


def _stand_alone(asked: Asked) -> Gesture:
    return elections.stand_alone(asked.acte, _find_rank(asked), [asked.text("nom")])


def _find_rank(asked: Asked) -> int:
    rank = asked.number("election")
    if rank is None or not 0 <= rank < len(read_elections(asked.acte)):
        raise ValueError("election")
    return rank


GESTES: dict[str, Callable[[Asked], Gesture]] = {
    "election": _begin,
    "election-retirer": _withdraw,
    "tour": _state_round,
    "tour-retirer": _take_round_back,
    "liste": _put_on_list,
    "elu": _choose,
    "candidature-unique": _stand_alone,
}
