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
        return data

    @model_validator(mode="after")
    def _require_figures(self) -> Vote:
        told = self.pour or self.contre or self.abstention or self.parties
        if self.scrutin is Scrutin.SECRET and self.decompte is None and not told:
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
        return self.pour is not None or any(lists)


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


class Tour(Schema):
    """One round of an election."""

    candidats: Annotated[dict[str, Entier], Field(min_length=1)]
    blancs: Entier = 0
    nuls: Entier = 0
    exprimes: Entier | None = None
    """The ballots that bear a vote, where each may bear several names."""


class ModeElection(StrEnum):
    """A way of electing that no regime tells."""

    AUTRE = "autre"


ModeElectionSaisi = Annotated[ModeElection, one_of(ModeElection)]


class Election(Schema):
    """An election, which replaces the vote."""

    example_keys: ClassVar[tuple[str, ...]] = ("poste", "tours", "elus")

    poste: Annotated[Texte, Dit("poste à pourvoir", tenue=True)]
    sieges: Entier | None = None
    """How many seats there are, where it is not the number of those elected."""
    listes: dict[str, Annotated[list[Ligne], Field(min_length=1)]] = {}
    """The people of each list, in its order."""
    candidature_unique: Booleen = False
    """Whether nobody else stood, so that there was no vote."""
    secret: Booleen | None = None
    """Whether the ballot was; where it is not said, it was unless that was waived."""
    mode: ModeElectionSaisi | None = None
    """`autre`: who is elected is not worked out."""
    motif: Ligne | None = None
    """Which way of electing it is, and where that is written."""
    tours: list[Tour] = []
    elus: Annotated[list[Ligne], Field(min_length=1)]

    @model_validator(mode="after")
    def _require_a_seat(self) -> Election:
        if self.sieges == 0:
            raise saisie_error(
                STR03,
                "une élection pourvoit un siège au moins",
                "donnez le nombre des sièges, ou retirez `sieges` : c'est alors celui "
                "des élus",
                key="sieges",
            )
        return self

    @model_validator(mode="after")
    def _read_rounds(self) -> Election:
        if self.candidature_unique and self.tours:
            raise saisie_error(
                STR03,
                "une candidature unique prend effet sans vote, mais des tours sont "
                "donnés",
                "supprimez `tours`, ou `candidature_unique` si l'on a voté",
                key="tours",
            )
        if not (self.tours or self.candidature_unique or self.mode):
            raise saisie_error(
                STR02,
                "l'élection n'a pas de `tours`",
                "ajoutez les voix : `tours: [{candidats: {NOM: 12, AUTRE: 8}}]` ; si "
                "nul autre n'était candidat et qu'on n'a pas voté, ajoutez "
                "`candidature_unique: oui`",
                key="tours",
            )
        return self

    @model_validator(mode="after")
    def _require_reason(self) -> Election:
        if self.mode is not None and self.motif is None:
            raise saisie_error(
                STR02,
                "`mode: autre` n'a pas de `motif`",
                "dites quel est ce mode de scrutin, et où il est écrit : "
                "`motif: vote préférentiel, article 9 des statuts`",
                key="motif",
            )
        if self.motif is not None and self.mode is None:
            raise saisie_error(
                STR03,
                "`motif` n'est lu qu'avec `mode: autre`",
                "ajoutez `mode: autre`, si aucun régime ne dit comment cette élection "
                "se compte, ou supprimez `motif`",
                key="motif",
            )
        return self
