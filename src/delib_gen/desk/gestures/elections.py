"""Elections as they are held: who stands, the figures of each round, who is elected.

Who is elected is worked out again each time a figure changes, by what works it out for
the rules; age, and a way of electing that no regime tells, are for the clerk to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from delib_gen.desk.gestures.ballots import read_typed
from delib_gen.desk.gestures.naming import name_elu
from delib_gen.edits.changes import Delete, Insert, Refused, Set, normalise
from delib_gen.model.election import hold_election
from delib_gen.model.voie import Voie
from delib_gen.schema.election import Election

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.findings import YamlPath
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance

Typed = dict[str, Any]
_ONE, _MANY = "election", "elections"
_INSTEAD = ("vote", "prend_acte")
"""What an election takes the place of."""
_BY_ROUNDS = (Voie.NOMS, Voie.LISTE, Voie.PROPORTIONNELLE)
_FIGURES = frozenset({"sieges", "tours"})
_NO_POST = "dites d'abord qui l'on élit : le poste ou les sièges à pourvoir"
_NO_CANDIDATE = "nommez d'abord un candidat, avec ses voix"
_VOTED = "des tours ont été votés ; retirez-les d'abord"


@dataclass(frozen=True, slots=True)
class Scrutins:
    """An election of an act, as it is typed and as it is understood.

    Attributes:
        path: where it is typed.
        saisie: what is typed of it.
        tenue: what it comes to, were nobody named as elected yet; None where too little
            is typed.
    """

    path: YamlPath
    saisie: Typed
    tenue: ElectionTenue | None

    @property
    def tours(self) -> list[Typed]:
        """The rounds, as they are typed."""
        return [t for t in self.saisie.get("tours") or [] if isinstance(t, dict)]

    @property
    def elus(self) -> list[str]:
        """Those who are named as elected."""
        given = self.saisie.get("elus") or []
        return [given] if isinstance(given, str) else [str(name) for name in given]

    @property
    def listes(self) -> dict[str, list[str]]:
        """The people of each list."""
        given = self.saisie.get("listes") or {}
        return {n: [p] if isinstance(p, str) else [*p] for n, p in given.items()}

    @property
    def surs(self) -> tuple[Mention, ...]:
        """Those whom the rounds elect beyond doubt: people, or a list without names."""
        if self.tenue is None or self.tenue.voie not in _BY_ROUNDS:
            return ()
        shared, found = self.tenue.attribution, self.tenue.designation
        if shared is None or not self.tenue.listes:
            return tuple(c.mention for c in found.elus)
        return shared.surs

    @property
    def au_choix(self) -> tuple[Mention, ...]:
        """Those among whom age decides."""
        if self.tenue is None or self.tenue.voie not in _BY_ROUNDS:
            return ()
        shared, found = self.tenue.attribution, self.tenue.designation
        if shared is None or not self.tenue.listes:
            return tuple(c.mention for c in found.a_egalite)
        return tuple(mention for group in shared.au_choix for mention in group)

    @property
    def restants(self) -> int:
        """How many seats age decides."""
        if self.tenue is None:
            return 0
        shared = self.tenue.attribution
        return (shared or self.tenue.designation).restants

    @property
    def a_la_main(self) -> bool:
        """Whether the clerk says who is elected, for no rule does."""
        return self.tenue is not None and self.tenue.voie in (Voie.AUTRE, Voie.INCONNUE)


def read_elections(acte: ActeEnSeance) -> list[Scrutins]:
    """The elections of an act, those that lack something to be read too."""
    found = [_read(acte, (*acte.path, _ONE))]
    many = read_typed(acte, (*acte.path, _MANY))
    if isinstance(many, list):
        found += [_read(acte, (*acte.path, _MANY, rank)) for rank in range(len(many))]
    return [scrutins for scrutins in found if scrutins is not None]


def begin(
    acte: ActeEnSeance, poste: str, regime: str = "", sieges: int | None = None
) -> Gesture:
    """Somebody is to be elected, in place of a vote; or somebody else too.

    Args:
        acte: the act.
        poste: what is to be filled.
        regime: the kind of act, that says how; empty for what it is already.
        sieges: how many are to be elected, where it is not one.
    """
    if not poste:
        return Refused(_NO_POST)
    known = read_elections(acte)
    new: Typed = {"poste": poste}
    if sieges is not None and sieges > 1:
        new["sieges"] = sieges
    changes: list[Change] = [
        Delete((*acte.path, key))
        for key in _INSTEAD
        if read_typed(acte, (*acte.path, key)) is not None
    ]
    if regime and regime != acte.acte.regime:
        changes.append(Set((*acte.path, "regime"), regime))
    if not known:
        return [*changes, Set((*acte.path, _ONE), new)]
    if known[0].path[-1] == _ONE:
        both = [known[0].saisie, new]
        return [*changes, Delete(known[0].path), Set((*acte.path, _MANY), both)]
    return [*changes, Insert((*acte.path, _MANY), len(known), new)]


def withdraw(acte: ActeEnSeance, rank: int) -> list[Change]:
    """An election that is not held after all."""
    known = read_elections(acte)
    path = known[rank].path
    return [Delete(path if len(known) > 1 or path[-1] == _ONE else path[:-1])]


def state_round(
    acte: ActeEnSeance,
    rank: int,
    tour: int,
    voix: Mapping[str, int],
    papers: Mapping[str, int],
) -> Gesture:
    """The figures of a round, as they are read out; whoever they elect is elected.

    Args:
        acte: the act.
        rank: the election's.
        tour: the round's; the one after the last one is a new one.
        voix: the votes by the candidates' names, in the order of the ballot paper.
        papers: `blancs`, `nuls`, `exprimes`, as far as they are told.
    """
    if not voix:
        return Refused(_NO_CANDIDATE)
    known = read_elections(acte)[rank]
    named = {_name(acte, name): votes for name, votes in voix.items()}
    tours = known.tours
    tours[tour : tour + 1] = [{"candidats": named, **papers}]
    return _put(acte, known, {"tours": tours, "candidature_unique": None})


def take_round_back(acte: ActeEnSeance, rank: int) -> list[Change]:
    """The last round, that was not held after all."""
    known = read_elections(acte)[rank]
    return _put(acte, known, {"tours": known.tours[:-1]})


def put_on_list(acte: ActeEnSeance, rank: int, liste: str, nom: str) -> Gesture:
    """Somebody stands on a list, after the others; who does already no longer does."""
    known = read_elections(acte)[rank]
    lists, name = known.listes, _name(acte, nom)
    if not liste or not name:
        return Refused("donnez le nom de la liste, puis celui de la personne")
    people = lists.get(liste, [])
    left = [p for p in people if p != name]
    lists[liste] = left if name in people else [*people, name]
    return _put(acte, known, {"listes": {n: p for n, p in lists.items() if p}})


def choose(acte: ActeEnSeance, rank: int, nom: str) -> Gesture:
    """Who is elected where no figure tells; who is already no longer is."""
    known = read_elections(acte)[rank]
    name = _name(acte, nom)
    if not name:
        return Refused("dites d'abord qui est élu")
    left = [n for n in known.elus if n != name]
    return _put(acte, known, {"elus": left if name in known.elus else [*left, name]})


def stand_alone(acte: ActeEnSeance, rank: int, noms: Iterable[str]) -> Gesture:
    """Nobody else stands, and there is no vote: those who do are elected."""
    known = read_elections(acte)[rank]
    names = [_name(acte, nom) for nom in noms if nom]
    names = names or [p for people in known.listes.values() for p in people]
    if known.tours:
        return Refused(_VOTED)
    if not names:
        return Refused("dites d'abord qui est seul candidat")
    return _put(acte, known, {"candidature_unique": "oui", "elus": names})


def _put(
    acte: ActeEnSeance, known: Scrutins, changed: Mapping[str, object]
) -> list[Change]:
    """The change that makes an election what it is to be, and elects whom it elects."""
    typed = {**known.saisie, **changed}
    typed = {key: value for key, value in typed.items() if value not in (None, [], {})}
    held = _hold(acte, known.path, {**typed, "elus": known.elus})
    if held is None or held.voie in _BY_ROUNDS:
        found = Scrutins(known.path, typed, held)
        tied = {mention.key for mention in found.au_choix}
        chosen = [n for n in found.elus if _find_key(acte, n) in tied]
        elus = [*(m.texte for m in found.surs), *chosen[-found.restants :]]
        typed["elus"] = elus
        if not elus:
            del typed["elus"]
        if held and held.voie is not Voie.LISTE and len(elus) < held.sieges > 1:
            typed["sieges"] = held.sieges
    return [Set(known.path, typed)]


def _find_key(acte: ActeEnSeance, name: str) -> object:
    elu = acte.situation.names.annuaire(acte.jour).find(name).elu
    return elu or name.strip().casefold()


def _read(acte: ActeEnSeance, path: YamlPath) -> Scrutins | None:
    typed = read_typed(acte, path)
    if not isinstance(typed, dict):
        return None
    for key in _FIGURES & typed.keys():
        typed[key] = _count(typed[key])
    return Scrutins(path, typed, _hold(acte, path, typed))


def _count(typed: object) -> object:
    """Figures as numbers, so that they are not quoted where they are written again."""
    if isinstance(typed, dict):
        return {key: _count(value) for key, value in typed.items()}
    if isinstance(typed, list):
        return [_count(value) for value in typed]
    return int(typed) if isinstance(typed, str) and typed.isdecimal() else typed


def _hold(acte: ActeEnSeance, path: YamlPath, typed: Typed) -> ElectionTenue | None:
    """What an election comes to; None where too little, or nonsense, is typed."""
    try:
        named = {**typed, "elus": typed.get("elus") or ["?"]}
        election = Election.model_validate(normalise(named))
    except ValidationError:
        return None
    return hold_election(acte, election, path, acte.situation.names.apart())


def _name(acte: ActeEnSeance, nom: str) -> str:
    """A member as the sitting writes one, anybody else and a list as given."""
    for elu in acte.situation.names.annuaire(acte.jour).membres:
        if elu.nom_complet == nom.strip():
            return name_elu(acte.situation, elu)
    return nom.strip()
