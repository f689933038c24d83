"""The sheets that are filled in by hand: who is there, powers, votes, ballots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from delib_gen.prose.tree import Brin, Prose, Tableau
from delib_gen.schema.seance import Stade
from delib_gen.schema.vote import Scrutin
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import NON_IMPRIME, View
from delib_gen.view.context import ActeContext, SeanceContext
from delib_gen.view.papiers.convoques import (
    list_members,
    list_substitutes,
    write_member,
)
from delib_gen.view.papiers.parts import Tete, write_head, write_meta
from delib_gen.view.speech import choose_number

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brins
    from delib_gen.schema.autorite import Elu

_PARTS = {
    "presence": (36, 22, 18, 12, 12),
    "votes": (38, 12, 12, 16, 22),
    "depouillement": (40, 20, 20, 20),
}
"""The shares of the columns in the width of each sheet, in hundredths."""
_ROOM = (Brin("", saut=True), Brin("", saut=True))
"""The height that a signature takes in a cell."""
_VOTES = ("pour", "contre", "abstention", "non_participation")
_ROUNDS = ("premier", "deuxieme", "troisieme")
_CANDIDATES = 3
"""The rows left for candidates whom nobody knows yet."""
_COUNTED = ("bulletins", "blancs", "nuls", "exprimes", "requis")


@dataclass(frozen=True, slots=True)
class Feuillet:
    """A sheet, on a page of its own.

    Attributes:
        tete: what heads it.
        titre: the title of the act that it is about; empty for the whole sitting.
        lignes: what it says, a paragraph each.
        tableau: what is filled in.
        signatures: who signs it, each with room to sign.
        nom: whose sheet it is, among the bookmarks; empty for nobody's.
    """

    tete: Tete
    titre: str = ""
    lignes: tuple[str, ...] = ()
    tableau: Prose = ()
    signatures: tuple[str, ...] = ()
    nom: str = field(default="", metadata=NON_IMPRIME)


@dataclass(frozen=True, slots=True)
class FeuilleView(View):
    """Sheets of one sort, in one file."""

    genre: ClassVar[str] = "feuille"

    feuillets: tuple[Feuillet, ...]


def build_presence(context: SeanceContext) -> Iterator[FeuilleView]:
    """The sheet that the members sign as they come in, powers already known on it."""
    tete = write_head(context, "presence")
    powers = dict(_list_powers(context))
    heads = ("membre", "pouvoir", "signature", "arrivee", "depart")

    def make_row(elu: Elu, name: str) -> tuple[Brins, ...]:
        holder = powers.get(elu)
        return (spell(name), spell(holder) if holder else (), _ROOM, (), ())

    rows = [make_row(elu, write_member(context, elu)) for elu in list_members(context)]
    rows += [make_row(elu, name) for elu, name in list_substitutes(context)]
    if rows:
        feuillet = Feuillet(
            tete,
            tableau=_make_table(context, "presence", heads, rows),
            signatures=(
                context.phrase("papier.presence.president"),
                context.phrase("papier.presence.secretaire"),
            ),
        )
        yield from _make_view(context, "presence", (feuillet,))


def build_pouvoirs(context: SeanceContext) -> Iterator[FeuilleView]:
    """A form for each power that was given; before the sitting, for each member."""
    powers = dict(_list_powers(context))
    givers = list_members(context)
    if powers or context.situation.seance.stade is not Stade.PROJET:
        givers = [elu for elu in givers if elu in powers]
    tete = write_head(context, "pouvoirs")
    feuillets = (
        Feuillet(
            tete,
            lignes=(
                _write_power(context, elu, powers.get(elu, "")),
                context.phrase("papier.pouvoirs.fait"),
            ),
            signatures=(context.phrase("papier.pouvoirs.signature"),),
            nom=elu.nom_complet,
        )
        for elu in givers
    )
    yield from _make_view(context, "pouvoirs", feuillets)


def build_votes(context: SeanceContext) -> Iterator[FeuilleView]:
    """A sheet for each act that is voted on in the open: a row for each member."""
    tete, heads = write_head(context, "votes"), ("membre", *_VOTES)
    rows = [
        (spell(write_member(context, elu)), (), (), (), ())
        for elu in list_members(context)
    ]
    feuillets = (
        Feuillet(
            tete,
            said.text(said.acte.acte.titre),
            (said.name_acte("nom"),),
            _make_table(context, "votes", heads, rows),
        )
        for said in _list_acts(context)
        if rows and not _is_secret(said)
    )
    yield from _make_view(context, "votes", feuillets)


def build_depouillement(context: SeanceContext) -> Iterator[FeuilleView]:
    """A sheet for each secret ballot: what was found in the box, round by round."""
    tete = write_head(context, "depouillement")
    feuillets = (
        Feuillet(
            tete,
            said.text(said.acte.acte.titre),
            (said.name_acte("nom"),),
            _make_count(said),
            (
                context.phrase("papier.depouillement.scrutateur"),
                context.phrase("papier.depouillement.scrutateur"),
            ),
        )
        for said in _list_acts(context)
        if _is_secret(said)
    )
    yield from _make_view(context, "depouillement", feuillets)


def _make_view(
    context: SeanceContext, papier: str, feuillets: Iterable[Feuillet]
) -> Iterator[FeuilleView]:
    sheets = tuple(feuillets)
    if sheets:
        meta = write_meta(context, papier, sheets=len(sheets))
        yield FeuilleView(meta, sheets)


def _make_table(
    context: SeanceContext,
    papier: str,
    heads: tuple[str, ...],
    rows: Iterable[tuple[Brins, ...]],
) -> Prose:
    """A table whose first column says what each row is; the others are filled in."""
    return (
        Tableau(
            (),
            ("gauche", *["centre"] * (len(heads) - 1)),
            tuple(spell(context.phrase(f"papier.{papier}.{head}")) for head in heads),
            tuple(rows),
            parts=_PARTS[papier][: len(heads)],
        ),
    )


def _list_powers(context: SeanceContext) -> Iterator[tuple[Elu, str]]:
    """Who gave a power at the opening, and to whom."""
    for pouvoir in context.situation.feuille.pouvoirs:
        giver, holder = pouvoir.donneur.elu, pouvoir.mandataire.elu
        if giver is not None and holder is not None:
            yield giver, context.full_name(holder)


def _write_power(context: SeanceContext, elu: Elu, holder: str) -> str:
    said = context.find_speaker_of_days("papier.pouvoirs.corps", context.jours)
    return said.agree(
        choose_number("papier.pouvoirs.corps", said.jours),
        [elu],
        membre=write_member(said, elu),
        mandataire=holder or said.phrase("mention.blanc"),
        organe=said.noms_organe.sujet,
        date=said.grammar.format_days(said.jours),
    )


def _list_acts(context: SeanceContext) -> Iterator[ActeContext]:
    """The acts that are put to the sitting and decided by a vote."""
    for acte in context.situation.actes:
        if acte.delibere and not acte.acte.prend_acte:
            yield context.turn_to(acte)


def _is_secret(context: ActeContext) -> bool:
    """Whether an act is decided by ballot papers: as typed, else as the law says."""
    acte = context.acte
    vote, waived = acte.acte.vote, acte.acte.dispense_secret
    if vote is not None:
        return vote.scrutin is Scrutin.SECRET
    by_law = acte.regime is not None and acte.regime.scrutin_secret
    return not waived and (by_law or acte.acte.elects)


def _make_count(context: ActeContext) -> Prose:
    """The rows of a count: the box first, then the candidates that are known.

    A vote on what is proposed has no candidates, and no second round.
    """
    if context.acte.acte.vote is not None:
        said = [context.phrase(f"papier.votes.{name}") for name in _VOTES[:3]]
        return _count_rounds(context, said, ("voix",))
    stood = dict.fromkeys(
        context.name(candidat.mention)
        for election in context.acte.elections
        for tour in election.tours
        for candidat in tour.candidats
    )
    names = [*stood] or [context.phrase("mention.blanc")] * _CANDIDATES
    return _count_rounds(context, names, _ROUNDS)


def _count_rounds(
    context: ActeContext, names: Iterable[str], rounds: tuple[str, ...]
) -> Prose:
    labels = [context.phrase(f"papier.depouillement.{row}") for row in _COUNTED]
    rows = [(spell(label), *[()] * len(rounds)) for label in (*labels, *names)]
    return _make_table(context, "depouillement", ("decompte", *rounds), rows)
