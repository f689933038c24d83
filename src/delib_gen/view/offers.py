"""What a phrase that an authority says otherwise may ask for, sitting and act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.offered import Blank
from delib_gen.model.build import count_en_exercice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.texte import Texte
    from delib_gen.view.context import SeanceContext


def offer(context: SeanceContext, name: str) -> object:
    """What is said under a name; a blank where the sitting does not give it."""
    acte: ActeEnSeance | None = getattr(context, "acte", None)
    if name in _OF_ACTE:
        said = _OF_ACTE[name](context, acte) if acte is not None else None
    else:
        said = _OF_SEANCE[name](context)
    return Blank(context.phrase("mention.blanc")) if said is None else said


def write_day(context: SeanceContext, day: dt.date | None) -> str | None:
    """A day, in the form that a phrase asks for; None where it is not known."""
    if day is None:
        return None
    usual, style = context.grammar.format_day(day), context.charte.nombres
    return context.grammar.write_days([day], usual, style)


def _find_chair(context: SeanceContext) -> Elu | None:
    """Who presides at the act, or in the sitting; None for nobody among the members."""
    held = getattr(context, "acte", None) or context.situation
    elu: Elu | None = held.president.elu
    return elu


def _write_chair(context: SeanceContext) -> str | None:
    elu = _find_chair(context)
    return write_chair(context, elu) if elu is not None else None


def write_chair(context: SeanceContext, elu: Elu) -> str:
    """Who presides, in the form that a phrase asks for."""
    return context.write_names([(elu, context.full_name(elu))])


def _write_quality(context: SeanceContext) -> str | None:
    elu = _find_chair(context)
    return context.office(elu, context.presidence) if elu is not None else None


def _write_place(context: SeanceContext) -> str | None:
    lieu, usual = context.situation.seance.lieu, context.noms_organe.lieu_habituel
    if lieu is not None:
        return context.text(lieu).rstrip(" ,")
    return usual.rstrip(" ,") if usual else None


def _list_secretaries(context: SeanceContext) -> str | None:
    people = [(elu, name) for elu, name, _ in list_secretaries(context)]
    return context.write_names(people) if people else None


def list_secretaries(
    context: SeanceContext,
) -> Iterator[tuple[Elu | None, str, Texte | None]]:
    """The secretaries: the member, if it is one, the name, and what was typed."""
    for mention, role in context.situation.secretaires:
        elu = mention.elu if mention is not None else None
        name = context.full_name(elu) if elu is not None else context.line(role.mention)
        yield elu, name, role.qualite


_OF_SEANCE: dict[str, Callable[[SeanceContext], object]] = {
    "convocation": lambda c: write_day(c, c.situation.seance.convocation),
    "heure": lambda c: c.situation.seance.heure,
    "lieu": _write_place,
    "president": _write_chair,
    "qualite": _write_quality,
    "seance": lambda c: write_day(c, c.jour),
    "secretaires": _list_secretaries,
}


def _count_votants(acte: ActeEnSeance) -> int:
    aside = acte.decompte.non_participation if acte.decompte is not None else ()
    return len([elu for elu in acte.presence.votants if elu not in aside])


_OF_ACTE: dict[str, Callable[[SeanceContext, ActeEnSeance], object]] = {
    "en_exercice": lambda _, a: count_en_exercice(a.situation, a.jour, a.etat),
    "numero": lambda _, a: a.numero,
    "presents": lambda _, a: a.quorum.presents,  # those who step aside are not
    "publie": lambda c, a: write_day(
        c, a.acte.publie_le or a.situation.seance.publie_le
    ),
    "quorum": lambda _, a: a.quorum.requis,
    "recu": lambda c, a: write_day(c, a.acte.recu_le or a.situation.seance.recu_le),
    "representes": lambda _, a: len(a.presence.representes),
    "signe": lambda c, a: write_day(c, a.signe_le),
    "votants": lambda _, a: _count_votants(a),
}
