"""Who signs an act, where, on which day, and in which quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.offered import Blank
from delib_gen.lang.said import lower_first
from delib_gen.schema.role import Signataire
from delib_gen.view.base import LigneSignature
from delib_gen.view.offers import write_day
from delib_gen.view.personnes import place_elu
from delib_gen.view.speech import MissingDataError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import RoleTenu
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.role import Role
    from delib_gen.view.context import ActeContext, SeanceContext


def write_dateline(context: ActeContext) -> str:
    """Where and when the act is signed."""
    return write_place_and_day(context, context.acte.signe_le)


def write_place_and_day(context: SeanceContext, jour: dt.date | None) -> str:
    """Where and when a paper is signed; a blank stands for a day that is not known."""
    said = context.find_speaker("deliberation.lieu_date")
    return said.phrase(
        "deliberation.lieu_date",
        lieu=said.noms_autorite.lieu_signature,
        date=write_day(said, jour) or Blank(said.phrase("mention.blanc")),
    )


def list_signatures(context: ActeContext) -> tuple[LigneSignature, ...]:
    """Who signs an act, each with the quality that was typed, or is held."""
    acte = context.acte
    first = sign_first(context, acte.signataire, acte.role_signataire)
    return (first, *sign_beside(context, acte.cosignataires))


def sign_first(
    context: SeanceContext, signataire: Mention | None, role: Role | None
) -> LigneSignature:
    """Who signs in the first place: the quality is that typed, else the office held.

    Raises:
        MissingDataError: if nobody signs.
    """
    elu = signataire.elu if signataire is not None else None
    if elu is None:
        raise MissingDataError("signatory")
    return _make_line(context, _sign(context, elu, role), elu.nom_complet)


def sign_beside(
    context: SeanceContext, roles: Iterable[RoleTenu]
) -> tuple[LigneSignature, ...]:
    """Who signs beside, members or not."""
    lines = []
    secretaries = [m.elu for m, _ in context.situation.secretaires if m is not None]
    for mention, role in roles:
        elu = mention.elu if mention is not None else None
        if elu is None and role.qualite is None:
            quality = context.phrase("deliberation.secretaire_auxiliaire")
        elif elu is not None and elu in secretaries and role.qualite is None:
            # A secretary signs as one; another member, in the office held.
            quality = context.agree("deliberation.secretaire", [elu])
        else:
            quality = _sign(context, elu, role)
        name = elu.nom_complet if elu is not None else context.line(role.mention)
        lines.append(_make_line(context, quality, name))
    return tuple(lines)


def _make_line(context: SeanceContext, quality: str, name: str) -> LigneSignature:
    shown = context.situation.organe.signatures.noms
    return LigneSignature(quality, name if shown else "")


def _sign(context: SeanceContext, elu: Elu | None, role: Role | None) -> str:
    """In which quality somebody signs, and for whom."""
    key = "deliberation.par_delegation"
    delegated = isinstance(role, Signataire) and role.par_delegation
    said = context.find_speaker(key) if delegated else context
    if role is not None and role.qualite is not None:
        quality = said.text(role.qualite)
    elif elu is not None:
        quality = _name_quality(said, elu)
        quality = lower_first(quality) if delegated else quality
    else:
        raise MissingDataError("quality")
    if not delegated:
        return quality
    for_whom = _name_delegating(said).rstrip(",")
    return said.phrase(key, delegant=lower_first(for_whom), qualite=quality)


def _name_quality(context: SeanceContext, elu: Elu) -> str:
    """The title, where the organ wants it or no office is held; else the office."""
    organe = context.situation.organe
    offices = [*organe.signataires, *organe.presidence]
    titre = place_elu(context, elu).titre
    held = set(offices).intersection(elu.fonctions_le(context.jour))
    if titre is None or (held and not organe.signatures.titres):
        return _name_office(context, elu, offices)
    key = "deliberation.signature_titre"
    said = context.find_speaker(key)
    if said.grammar.elides(titre):
        return said.phrase(f"{key}_elide", titre=titre)
    return said.agree(key, [elu], titre=titre)


def _name_delegating(context: SeanceContext) -> str:
    """The first of those who may sign, who may let others do so."""
    elu = context.situation.find_delegating(context.jour)
    if elu is None:
        raise MissingDataError("delegating office")
    return _name_office(context, elu, context.situation.organe.signataires[:1])


def _name_office(context: SeanceContext, elu: Elu, offices: list[str]) -> str:
    names = context.office_names(elu, offices)
    text = names.signature_feminin if elu.feminin else names.signature_masculin
    return context.line(text)
