"""Who signs an act, where, on which day, and in which quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.view.base import LigneSignature
from delib_gen.view.speech import MissingDataError

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Elu
    from delib_gen.view.context import ActeContext


def write_dateline(context: ActeContext) -> str:
    """Where and when the act is signed."""
    said = context.find_speaker("deliberation.lieu_date")
    return said.phrase(
        "deliberation.lieu_date",
        lieu=said.noms_autorite.lieu_signature,
        date=said.grammar.format_day(said.acte.signe_le),
    )


def list_signatures(context: ActeContext) -> tuple[LigneSignature, ...]:
    """Who signs, each with the quality that was typed, or is held."""
    signataire = context.acte.signataire
    if signataire is None or signataire.elu is None:
        raise MissingDataError("signatory")
    quality = _name_first(context, signataire.elu)
    lines = [LigneSignature(quality, signataire.elu.nom_complet)]
    for mention, typed, qualite in context.acte.cosignataires:
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


def _name_quality(context: ActeContext, elu: Elu) -> str:
    """A secretary signs as one; another member, in the office held."""
    secretaries = (m.elu for m, _, _ in context.situation.secretaires if m is not None)
    if elu in secretaries:
        return context.agree("deliberation.secretaire", [elu])
    return _name_office(context, elu)


def _name_first(context: ActeContext, elu: Elu) -> str:
    """The quality in which the first one signs: as typed, else the office held."""
    role = context.acte.role_signataire
    if role is not None and role.qualite is not None:
        return context.text(role.qualite)
    return _name_office(context, elu)


def _name_office(context: ActeContext, elu: Elu) -> str:
    organe = context.situation.organe
    names = context.office_names(elu, [*organe.signataires, *organe.presidence])
    text = names.signature_feminin if elu.feminin else names.signature_masculin
    return context.line(text)
