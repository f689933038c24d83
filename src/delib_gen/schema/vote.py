"""A vote, as it is typed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import (
    Booleen,
    Entier,
    Ligne,
    Schema,
    one_of,
    parse_choice,
    saisie_error,
)
from delib_gen.schema.marques import Dit
from delib_gen.schema.texte import Texte

UNANIMITE = "unanimite"


class Scrutin(StrEnum):
    """How the ballot was held."""

    ORDINAIRE = "ordinaire"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105 - a ballot, not a password


class Issue(StrEnum):
    """What was decided."""

    ADOPTE = "adopte"
    REJETE = "rejete"


class NomsVotants(StrEnum):
    """Whom an act names of those who voted."""

    TOUS = "oui"
    OPPOSANTS = "opposants"
    """Those who voted against or abstained, beside figures."""
    PERSONNE = "non"


NomsVotantsSaisis = Annotated[NomsVotants, one_of(NomsVotants)]


class PlaceVote(StrEnum):
    """Where an act says how it was voted."""

    AVANT = "avant-articles"
    FORMULE = "formule"
    """In the sentence that opens the decision."""
    APRES = "apres-articles"


PlaceVoteSaisie = Annotated[PlaceVote, one_of(PlaceVote)]
ScrutinSaisi = Annotated[Scrutin, one_of(Scrutin)]
IssueSaisie = Annotated[Issue, one_of(Issue)]


def is_blank(data: object) -> bool:
    """Whether a form was left as it is: only keys that nobody filled in."""
    if isinstance(data, dict):
        return all(is_blank(value) for value in data.values())
    return data in (None, []) or (isinstance(data, str) and not data.strip())


class Decompte(Schema):
    """Figures stated by the user: a control beside lists, or all that there is."""

    pour: Entier | None = None
    contre: Entier | None = None
    abstention: Entier | None = None
    non_participation: Entier | None = None
    blancs: Entier | None = None
    nuls: Entier | None = None


SENS = ("pour", "contre", "abstention", "non_participation")
"""The four headings of a vote, in the order in which they are printed."""


class VoixDeGroupes(Schema):
    """A list of a vote that names groups: their members, save some, and others."""

    bare_key: ClassVar[str] = "groupes"

    groupes: Annotated[list[Ligne], Field(min_length=1)]
    sauf: list[Ligne] = []
    """Members of the groups who voted otherwise."""
    membres: list[Ligne] = []
    """Who is of none of the groups, and voted likewise."""

    @model_validator(mode="before")
    @classmethod
    def _read_names(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {k: [v] if isinstance(v, str) else v for k, v in data.items()}


class Vote(Schema):
    """The result of a ballot by lists of members; those in no list voted for."""

    takes_word: ClassVar[bool] = True
    """Whether the ballot may be told by one word."""
    example_keys: ClassVar[tuple[str, ...]] = ("contre", "abstention")

    pour: list[Ligne] | None = None
    contre: list[Ligne] = []
    abstention: list[Ligne] = []
    non_participation: list[Ligne] = []
    noms: NomsVotantsSaisis | None = None
    """Whom the act names, where that is not what the organ's acts do."""
    scrutin: ScrutinSaisi = Scrutin.ORDINAIRE
    demandeurs: list[Ligne] = []
    """Who asked for a public or a secret ballot; the law wants so many."""
    decompte: Decompte | None = None
    issue: IssueSaisie | None = None
    parties: list[Partie] = []
    groupes: dict[str, VoixDeGroupes] = {}
    """The lists that name groups; typed in the place of each."""
    tableau: Booleen | None = None
    """Whether its parts stand in a table, where that is not what the organ's do."""

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: object) -> object:
        if isinstance(data, str) and not is_blank(data) and cls.takes_word:
            parse_choice(
                data,
                (UNANIMITE,),
                "nommez ceux qui ont voté contre ou se sont abstenus : "
                "`vote: {contre: […]}`",
            )
            return {}
        if is_blank(data):
            raise saisie_error(
                STR02,
                "le vote est vide",
                f"écrivez `vote: {UNANIMITE}`, ou les listes `contre:`, "
                "`abstention:`, `non_participation:`",
            )
        return split_groups(data)

    @model_validator(mode="after")
    def _require_figures(self) -> Vote:
        lists = (self.pour, self.contre, self.abstention, self.groupes, self.parties)
        told = self.decompte is not None or any(lists)
        if self.scrutin is Scrutin.SECRET and not told:
            raise saisie_error(
                STR02,
                "le scrutin est secret : ses chiffres sont attendus",
                "ajoutez `decompte: {pour: …, contre: …, blancs: …, nuls: …}`",
                key="decompte",
            )
        if self.demandeurs and self.scrutin is Scrutin.ORDINAIRE:
            raise saisie_error(
                STR02,
                "`demandeurs` dit qui a demandé un scrutin, mais le scrutin est "
                "ordinaire",
                "ajoutez `scrutin: public` ou `scrutin: secret`, ou retirez "
                "`demandeurs`",
                key="scrutin",
            )
        return self

    @property
    def tells_whole(self) -> bool:
        """Whether something beside `parties` says how the whole was voted on."""
        lists = (self.contre, self.abstention, self.non_participation, self.decompte)
        return self.pour is not None or any((*lists, self.groupes))


def _names_groups(item: object) -> bool:
    return isinstance(item, dict) and "groupes" in item


def split_groups(data: object) -> object:
    """A vote whose lists may name groups: the lists, and which of them do."""
    if not isinstance(data, dict):
        return data
    if data.get("groupes") is not None:
        raise saisie_error(
            STR03,
            "`groupes` se met dans la liste où les groupes ont voté",
            "écrivez `contre: {groupes: […]}` (ou `pour`, `abstention`, "
            "`non_participation`)",
            key="groupes",
        )
    for sens in SENS:
        items = data.get(sens)
        if isinstance(items, list) and any(_names_groups(i) for i in items):
            raise saisie_error(
                STR03,
                f"un groupe est dans la liste `{sens}`, qui est de noms",
                f"écrivez `{sens}: {{groupes: […], membres: […]}}`, sans tirets",
                key=sens,
            )
    typed = {sens: data[sens] for sens in SENS if isinstance(data.get(sens), dict)}
    return {**data, **{sens: [] for sens in typed}, "groupes": typed}


class Partie(Vote):
    """One ballot of a vote taken by parts."""

    takes_word: ClassVar[bool] = False
    example_keys: ClassVar[tuple[str, ...]] = ("objet", "contre")
    bare_key: ClassVar[str] = "objet"

    objet: Annotated[Texte, Dit("objet du vote {rang}", tenue=True)]
    articles: list[Entier] = []

    @model_validator(mode="after")
    def _refuse_parts(self) -> Partie:
        if self.parties:
            raise saisie_error(
                STR03,
                "une partie ne se divise pas elle-même en parties",
                "donnez toutes les parties au même niveau, sous `parties:` du vote",
                key="parties",
            )
        if self.tableau is not None:
            raise saisie_error(
                STR03,
                "une partie n'a pas de tableau à elle : le vote les y met toutes",
                "déplacez `tableau` à côté de `parties:`",
                key="tableau",
            )
        return self
