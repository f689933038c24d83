"""What a deliberation says of the vote, ballot by ballot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.model.issue import enacts as enacts
from delib_gen.model.issue import list_rejected as list_rejected
from delib_gen.model.resultat import Mode
from delib_gen.model.scrutins import OPPOSES, list_printed, names_voters
from delib_gen.prose.walk import write_plain
from delib_gen.schema.vote import PlaceVote, Scrutin
from delib_gen.view.base import BlocScrutin
from delib_gen.view.election import write_elections
from delib_gen.view.personnes import sort_people
from delib_gen.view.scrutins_en_tableau import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from delib_gen.model.resultat import Resultat
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu
    from delib_gen.view.base import Groupe
    from delib_gen.view.context import ActeContext

_VOICED = ("pour", "contre", "abstention")
"""The figures that are printed though nobody voted so: the last, where it is wished."""
_SILENT = (Mode.PARTIES, Mode.ELECTION)
"""How a decision came about, where its ballots have said it already."""


def write_scrutins(context: ActeContext) -> tuple[BlocScrutin, ...]:
    """Every ballot of the act: the parts, then the whole; or the election."""
    acte = context.acte
    if acte.elections:
        return tuple(write_elections(context))
    ballots = acte.scrutins_imprimes
    tabulated = len(ballots) > 1 and _is_tabulated(acte)
    blocs = [_write_scrutin(context, held, tabulated=tabulated) for held in ballots]
    if tabulated:
        return tabulate(context, ballots, blocs)
    if not blocs and acte.presence.retires:
        aside = list_groups(context, {"deport": acte.presence.retires})
        blocs.append(BlocScrutin("", (), (), aside, ""))
    return tuple(blocs)


def _is_tabulated(acte: ActeEnSeance) -> bool:
    """Whether the ballots of the act, where there are several, stand in a table."""
    own = acte.acte.vote.tableau if acte.acte.vote else None
    return acte.situation.organe.votes_en_tableau if own is None else own


def write_formula(context: ActeContext, blocs: Sequence[BlocScrutin]) -> str:
    """The formula that says the result too; nothing where the ballots say it."""
    if not _is_in_formula(context, blocs):
        return ""
    said = blocs[0].annonces[-1].rstrip(" ,")
    return context.phrase(
        "deliberation.formule_vote", resultat=said[:1].lower() + said[1:]
    )


def tell_once(
    context: ActeContext, blocs: tuple[BlocScrutin, ...]
) -> tuple[BlocScrutin, ...]:
    """The ballots, without the result that the formula says."""
    if not _is_in_formula(context, blocs):
        return blocs
    return tuple(replace(bloc, annonces=bloc.annonces[:-1]) for bloc in blocs)


def _is_in_formula(context: ActeContext, blocs: Sequence[BlocScrutin]) -> bool:
    """Whether there is one ballot, whose result stands in the formula."""
    scrutin = context.acte.scrutin
    wanted = context.situation.organe.place_vote is PlaceVote.FORMULE
    return (
        wanted
        and scrutin is not None
        and len(blocs) == 1
        and not context.acte.parties
        and bool(write_result(context, scrutin.resultat))
    )


def _write_scrutin(
    context: ActeContext, scrutin: ScrutinTenu, *, tabulated: bool
) -> BlocScrutin:
    """A ballot; where a table says its figures and its outcome, the rest of it."""
    acte, partie = context.acte, scrutin.partie
    objet = issue = ""
    if partie is not None:
        outcome = "partie_adoptee" if scrutin.resultat.adopte else "partie_rejetee"
        objet, issue = context.text(partie.objet), context.phrase(f"vote.{outcome}")
    elif acte.parties:
        objet = context.phrase("vote.ensemble")
    named, printed = names_voters(acte, scrutin), list_printed(acte, scrutin)
    beside = {} if named else {s: printed.pop(s) for s in OPPOSES if s in printed}
    result = "" if tabulated else write_result(context, scrutin.resultat)
    figures = _write_figures(context, scrutin, {*printed}, beside, tabulated=tabulated)
    return BlocScrutin(
        objet,
        tuple(filter(None, (*_announce(context, scrutin), result))),
        () if named else tuple(figures),
        list_groups(context, printed),
        "" if tabulated else issue,
    )


def _announce(context: ActeContext, scrutin: ScrutinTenu) -> Iterator[str]:
    if context.acte.acte.dispense_secret and not scrutin.secret:
        yield context.phrase("vote.dispense_secret")
    if scrutin.vote.scrutin is not Scrutin.ORDINAIRE:
        asking = [context.full_name(m.elu) for m in scrutin.demandeurs if m.elu]
        asked = "_demande" if asking else ""
        key = f"vote.scrutin_{scrutin.vote.scrutin.value}{asked}"
        said = context.find_speaker(key)
        yield said.phrase(key, noms=said.grammar.join(asking) if asking else "")


def write_result(context: ActeContext, resultat: Resultat) -> str:
    """How a decision came about; empty where the ballots have said it."""
    if resultat.mode in _SILENT:
        return ""
    return context.say_of_chair(f"vote.{resultat.mode.value}")


def list_groups(
    context: ActeContext, lists: dict[str, tuple[Elu, ...]]
) -> tuple[Groupe, ...]:
    """Members under the headings of a vote, the empty ones left out."""
    end = context.charte.ponctuation.fin_votants
    return tuple(
        context.group(f"vote.{sens}", elus, end) for sens, elus in lists.items() if elus
    )


def _write_figures(
    context: ActeContext,
    scrutin: ScrutinTenu,
    named: set[str],
    beside: Mapping[str, tuple[Elu, ...]],
    *,
    tabulated: bool,
) -> Iterator[str]:
    """How many under each heading: the votes always, the rest where there is any.

    Beside figures, those who opposed may be named; a table has all the other figures.
    """
    decompte = scrutin.decompte
    always = _VOICED if context.situation.organe.chiffres_nuls else _VOICED[:2]
    for name in (*SENS, *BULLETINS):
        number = decompte.count(name)
        paper = scrutin.secret and name in BULLETINS
        if name not in named and (number or paper or name in always):
            line = context.phrase(f"vote.chiffres.{name}", nombre=number)
            if name in beside:
                yield _name_beside(context, line, beside[name])
            elif not tabulated:
                yield line


def _name_beside(context: ActeContext, line: str, elus: Sequence[Elu]) -> str:
    there = sort_people(context, elus)
    names = context.grammar.join([context.full_name(elu) for elu in there])
    return context.line(join_texts("", (line, " (", names, ")")))


def write_outcome(context: ActeContext) -> str:
    """What the organ did, where the articles do not say it."""
    acte = context.acte
    if acte.acte.prend_acte and acte.resultat is None:
        return write_note(context)
    if acte.resultat is not None and not acte.resultat.adopte:
        said = context.find_speaker("vote.rejet")
        return said.phrase("vote.rejet", soumis=said.name_nature("soumis"))
    return context.phrase("vote.amende") if acte.acte.amende else ""


def write_note(context: ActeContext) -> str:
    """That the organ takes note, unless an article says so in as many words."""
    acte = context.acte
    proses = [context.part("articles", n) for n in range(len(acte.acte.articles or ()))]
    proses.append(context.prose(acte.lu.contents.prose("dispositif")))
    said = context.phrase("vote.prend_acte")
    texts = (text for prose in proses for text in write_plain(prose).split("\n\n"))
    if any(text.startswith(said) for text in texts):
        return ""
    return context.phrase("vote.acte_pris")
