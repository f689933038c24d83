"""Who signs an act, where, on which day, and in which quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.view.base import LigneSignature
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
        date=(
            said.grammar.format_day(jour)
            if jour is not None
            else said.phrase("mention.blanc")
        ),
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
    typed = role.qualite if role is not None else None
    quality = context.text(typed) if typed else _name_office(context, elu)
    return LigneSignature(quality, elu.nom_complet)


def sign_beside(
    context: SeanceContext, roles: Iterable[RoleTenu]
) -> tuple[LigneSignature, ...]:
    """Who signs beside, members or not."""
    lines = []
    for mention, typed, qualite in roles:
        elu = mention.elu if mention is not None else None
        if qualite is not None:
            quality = context.text(qualite)
        elif elu is not None:
            quality = _name_quality(context, elu)
        else:
            quality = context.phrase("deliberation.secretaire_auxiliaire")
        name = elu.nom_complet if elu is not None else context.line(typed)
        lines.append(LigneSignature(quality, name))
    return tuple(lines)


def _name_quality(context: SeanceContext, elu: Elu) -> str:
    """A secretary signs as one; another member, in the office held."""
    secretaries = (m.elu for m, _, _ in context.situation.secretaires if m is not None)
    if elu in secretaries:
        return context.agree("deliberation.secretaire", [elu])
    return _name_office(context, elu)


def _name_office(context: SeanceContext, elu: Elu) -> str:
    organe = context.situation.organe
    names = context.office_names(elu, [*organe.signataires, *organe.presidence])
    text = names.signature_feminin if elu.feminin else names.signature_masculin
    return context.line(text)
